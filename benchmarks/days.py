"""A day of mixed work on a shortened clock: what a server holds at its end, beside what it held at its beginning."""

from __future__ import annotations

import os
import re
import shutil
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from http import HTTPStatus
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from benchmarks import servers
from benchmarks.conversations import change_address
from benchmarks.countries import choose_selections
from benchmarks.measures import Measure
from benchmarks.processes import count_holdings, measure_memory
from benchmarks.servers import Server
from maracdash import demo
from maracdash.accounts import invitations, people
from maracdash.accounts.audit import Actor
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.people import Access
from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.people import Role
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.record import Record, SubmissionState
from maracdash.store.releases.publish import MAX_KEPT_RELEASES, publish_release

DAY_SECONDS = 240.0
WARMING_HOURS, DAY_HOURS = 6, 24
"""Each kind of work is done once before anything is counted."""
QUIET_SECONDS = 12.0
"""After which nothing is under way any more: the browser of pictures has gone, the last release was opened."""
READS = 40
MARACS, YEARS = 30, 3
LAST = Quarter(2025, 4)
EMAIL, PASSWORD = "ada@example.org", "tunnel harvest violet seven"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
WARNING = re.compile(r'name="warning"[^>]* value="([^"]*)"')
RECORD = re.compile(r"submissions/.*|(safe-)?releases/release-[^/]*\.json|accounts\.sqlite.*|failed-checks\.jsonl")
"""Files that are meant to become more: what was sent, which releases there were, who did what."""
MAX_MORE = {"memory": 60.0, "files": 30, "processes": 0, "threads": 6, "descriptors": 12}
"""More at the end than at the beginning. Memory goes up and down by half of that, as releases are opened and closed;
files are those of drafts, of which six of a day wait, of a few files each."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a server holds: megabytes, files beside the record, processes, threads, open files."""

    memory: float
    files: int
    processes: int
    threads: int
    descriptors: int


def measure_day(data: Path) -> list[Measure]:
    """Work for six hours and then a day, of ten seconds an hour, in a small country of its own beside `data`."""
    place = data.parent / "day"
    _found_country(place)
    day_seconds = float(os.environ.get("BENCH_DAY_SECONDS", DAY_SECONDS))
    with servers.serve_short_day(place, day_seconds, SIGN_IN="accounts", SECOND_FACTOR="false") as server:
        work = _Work(server, place)
        hour = day_seconds / DAY_HOURS
        work.go_on(range(WARMING_HOURS), hour)
        before = _count_held(server, place)
        work.go_on(range(WARMING_HOURS, WARMING_HOURS + DAY_HOURS), hour)
        after = _count_held(server, place)
    return [*_growth_measures(before, after), Measure(name="  answers of that day", median=work.answers, unit="")]


class _Work:
    """Somebody who works all day. Raises RuntimeError for an answer that is none."""

    def __init__(self, server: Server, data: Path) -> None:
        self._server, self._data = server, data
        self._selections: Sequence[Selection] = choose_selections(data, 200)
        self._browser = build_opener()
        self.answers = 0

    def go_on(self, hours: range, seconds: float) -> None:
        """Do the work of so many hours, one after the other, each at its time."""
        started = time.monotonic()
        for done, hour in enumerate(hours, start=1):
            self._work_an_hour(hour)
            time.sleep(max(0.0, started + done * seconds - time.monotonic()))

    def _work_an_hour(self, hour: int) -> None:
        self._sign_in(wrong=hour % 6 == 1)
        for path in self._list_reads(hour):
            self._get(path)
        self._sign_in(wrong=False)
        if hour % 2 == 0:
            self._upload(hour, accept=hour % 4 == 0)
        if hour % 6 == 5:
            self._withdraw()
        if hour % 8 == 4:
            self._write_packs()
        if hour % 2:
            self._post("/sign-out", "/account")

    def _list_reads(self, hour: int) -> Iterator[str]:
        chosen = self._selections[hour * 7 % 150 :][:READS]
        for number, each in enumerate(chosen):
            yield change_address(each) if number % 4 else f"/?{each.query()}"
        first = chosen[0].query()
        yield from (f"/export/table.csv?{first}", f"/summary?{first}", "/report", "/upload/history", "/notifications")
        if hour % 3 == 0:
            yield from (f"/export/chart.png?{first}", f"/export/pack.pptx?{first}&items=cases")

    def _sign_in(self, *, wrong: bool) -> None:
        self._browser = _open_browser()
        if wrong:
            self._post("/sign-in", "/sign-in", allowed=HTTPStatus.UNPROCESSABLE_ENTITY, email=EMAIL, password="wrong")
        self._post("/sign-in", "/sign-in", email=EMAIL, password=PASSWORD)

    def _upload(self, hour: int, *, accept: bool) -> None:
        """Send a return; half of them are left waiting, and swept away a day later."""
        marac = self._selections[0].marac
        table = f"marac,quarter,entries,cases,repeats\n{marac},{LAST},3,{100 + hour},1\n"
        checked = self._post("/upload/file", "/upload/file", file=table)
        if accept:
            warnings = tuple({unescape(each) for each in WARNING.findall(self._get(checked).decode())})
            self._post(f"{checked}/accept", checked, warning=warnings, reason="Counted again.")

    def _withdraw(self) -> None:
        _, *ours = sorted(
            each.manifest.id for each in Record(self._data).submissions() if each.state is SubmissionState.IN_FORCE
        )
        for each in ours[-1:]:
            self._post(f"/upload/history/{each}", "", does="Withdraw", reason="It was of another month.")

    def _write_packs(self) -> None:
        address = f"/board-pack?{self._selections[0].query()}&items=cases"
        begun = self._post(f"/board-pack/all?{address.partition('?')[2]}", address)
        until = time.monotonic() + 60
        while b'"running"' in self._get(f"{begun}/progress") and time.monotonic() < until:
            time.sleep(0.5)

    def _get(self, path: str) -> bytes:
        return self._ask(Request(f"{self._server.address}{path}"))[1]

    def _post(self, path: str, page: str, allowed: HTTPStatus = HTTPStatus.OK, file: str = "", **fields: str) -> str:
        """Send a form with the token of its page; the path that the answer led to."""
        found = TOKEN.search(self._get(page or path).decode())
        if found is None:
            raise RuntimeError(f"The page {page or path} has no form.")
        given = {"csrf_token": found[1], **fields}
        body, kind = _encode_file(given, file) if file else (urlencode(given, doseq=True).encode(), FORM)
        headers = {"Content-Type": kind, "Referer": f"{self._server.address}{page or path}"}
        asked = Request(f"{self._server.address}{path}", body, headers, method="POST")
        return self._ask(asked, allowed)[0].removeprefix(self._server.address)

    def _ask(self, asked: Request, allowed: HTTPStatus = HTTPStatus.OK) -> tuple[str, bytes]:
        self.answers += 1
        try:
            with self._browser.open(asked, timeout=120) as answer:
                return str(answer.url), answer.read()
        except HTTPError as error:
            with error:
                said = error.read()
            if error.code != allowed:
                raise RuntimeError(f"{asked.full_url} was answered {error.code}: {_find_reason(said)}") from error
            return asked.full_url, said


FORM = "application/x-www-form-urlencoded"


def _find_reason(page: bytes) -> str:
    """The beginning of what a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode(errors="replace").partition("<main")[2]).split())[:600]


def _open_browser() -> OpenerDirector:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    browser.addheaders = [("Accept", "text/html,*/*")]
    return browser


def _encode_file(fields: Mapping[str, object], file: str) -> tuple[bytes, str]:
    boundary = uuid.uuid4().hex
    parts = [f'name="{name}"\r\n\r\n{each}' for name, each in fields.items()]
    parts.append(f'name="files"; filename="returns.csv"\r\nContent-Type: text/csv\r\n\r\n{file}')
    lines = [f"--{boundary}\r\nContent-Disposition: form-data; {each}\r\n" for each in parts]
    return f"{''.join(lines)}--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def _found_country(place: Path) -> None:
    """A small country, with an administrator who has a password."""
    shutil.rmtree(place, ignore_errors=True)
    files = [UploadedFile(each.name, each.content) for each in demo.build_country(MARACS, YEARS, last=LAST)]
    accept_files(place, files, "benchmark", accept_warnings=True)
    for _ in range(MAX_KEPT_RELEASES):
        publish_release(place, afresh=True)
    database = AccountsDatabase(f"sqlite:///{place.absolute()}/accounts.sqlite", Record(place).lasting_key)
    installer, now = Actor(person="", who="benchmark"), datetime.now(UTC)
    people.add_person(database, installer, EMAIL, "Ada", Access(role=Role.ADMINISTRATOR, everywhere=True))
    invitations.accept(database, invitations.invite(database, installer, EMAIL, now), PASSWORD, now)
    database.close()


def _count_held(server: Server, place: Path) -> Held:
    time.sleep(QUIET_SECONDS)
    found = count_holdings(server.pid)
    files = [path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()]
    return Held(
        memory=measure_memory(server.pid).pss,
        files=sum(RECORD.fullmatch(each) is None for each in files),
        processes=found.processes,
        threads=found.threads,
        descriptors=found.descriptors,
    )


def _growth_measures(before: Held, after: Held) -> list[Measure]:
    units = {"memory": "MB"}
    return [
        Measure(
            name=f"{'A day of mixed work, more' if name == 'memory' else '  more'} {name} at its end",
            median=max(0.0, getattr(after, name) - getattr(before, name)),
            unit=units.get(name, ""),
            target=most,
            floor=getattr(before, name),
            bare="at its beginning, in all",
        )
        for name, most in MAX_MORE.items()
    ]
