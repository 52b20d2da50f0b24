"""A crowd: thousands of readers who think between two questions, and a release that is published among them."""

from __future__ import annotations

import csv
import os
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks import servers
from benchmarks.conversations import change_address
from benchmarks.countries import LAST, Country, choose_selections
from benchmarks.measures import Measure, percentile
from benchmarks.processes import measure_memory, processor_seconds, run_command
from benchmarks.readers import Habits, Heard, ask_each, send_readers
from benchmarks.servers import Server
from maracdash.model.selection import Selection

THINKING = 10.0
READERS_VARIABLE, USUAL_READERS = "BENCH_CROWD_READERS", 3000
SECONDS_VARIABLE, USUAL_SECONDS = "BENCH_CROWD_SECONDS", 60
BARE_SECONDS = 15.0
"""Enough to see what the same server needs for the same crowd where it only sends bytes."""
CHOICES = 1200
BARE_BYTES = 3000
"""An answer of the usual size as it goes over the wire, packed."""
SHARES = {"change": 0.78, "page": 0.14, "table": 0.08}
"""Of questions: changes of a choice, whole pages, tables taken away."""
COUNTED = ("cases", "referred_other")
"""Columns that go together: every case is referred by somebody."""
SWAP_SECONDS = 2.0
MAX_MILLISECONDS = 100
MILLISECONDS = 1000


@dataclass(frozen=True, kw_only=True)
class Published:
    """The moments between which a release was published."""

    began: float
    ended: float


def measure_crowd(country: Country, data: Path) -> list[Measure]:
    """Let 3,000 readers ask for a minute, or as the variables say, while the newest quarter is sent again."""
    habits = Habits(
        readers=int(os.environ.get(READERS_VARIABLE, USUAL_READERS)),
        thinking=THINKING,
        seconds=float(os.environ.get(SECONDS_VARIABLE, USUAL_SECONDS)),
    )
    paths = list_paths(choose_selections(data, CHOICES))
    newer = write_newest_quarter(country, data.parent / "newest.csv")
    with servers.serve_dashboard(data) as server:
        before = _digest_answers(server, paths)
    with servers.serve_dashboard(data) as server:
        ask_each(server.port, paths[:: len(paths) // 10])
        spent, own = processor_seconds(server.pid), time.process_time()
        publishing = _Publishing(data, newer, habits.seconds / 2)
        heard = send_readers(server.port, paths, habits)
        own, spent = time.process_time() - own, processor_seconds(server.pid) - spent
        published = publishing.wait()
        memory = measure_memory(server.pid).pss
        time.sleep(SWAP_SECONDS)
        after = _digest_answers(server, paths)
    return [
        *_time_measures(heard, published, habits, _bare_times(habits)),
        *_truth_measures(heard, published, before, after),
        Measure(name="  processor time of an answer", median=spent / len(heard) * MILLISECONDS, unit="ms"),
        Measure(name="  of which the readers themselves", median=own / len(heard) * MILLISECONDS, unit="ms"),
        Measure(name="  memory of all processes, shared once", median=memory, unit="MB"),
    ]


def list_paths(chosen: Sequence[Selection]) -> list[str]:
    """List what is asked for: of each choice one of the three kinds, in turn by their shares."""
    kinds = [kind for kind, share in SHARES.items() for _ in range(round(share * 50))]
    return [_address(kinds[number % len(kinds)], selection) for number, selection in enumerate(chosen)]


def write_newest_quarter(country: Country, path: Path) -> Path:
    """Write the meetings of the newest quarter with a case more each: whatever is shown of it differs then."""
    rows = [each for each in _list_meetings(country) if each["meeting_date"] >= LAST.start.isoformat()]
    columns = [name for name in rows[0] if all(name in each for each in rows)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows({**each, **{name: _one_more(each[name]) for name in COUNTED}} for each in rows)
    return path


def _one_more(text: str) -> str:
    return f"{float(text or 0) + 1:g}"


def _list_meetings(country: Country) -> Iterable[Mapping[str, str]]:
    for each in country.returns:
        with each.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def _address(kind: str, selection: Selection) -> str:
    if kind == "change":
        return change_address(selection)
    return f"/export/table.csv?{selection.query()}" if kind == "table" else f"/?{selection.query()}"


def _digest_answers(server: Server, paths: Sequence[str]) -> list[bytes | None]:
    """Digests of answers; None of one that is never twice the same, as a page with a token of its own."""
    twice = zip(ask_each(server.port, paths), ask_each(server.port, paths), strict=True)
    return [one.digest if one.digest == other.digest else None for one, other in twice]


def _bare_times(habits: Habits) -> list[float]:
    with servers.serve_bare() as server:
        heard = send_readers(server.port, [f"/bytes/{BARE_BYTES}"], replace(habits, seconds=BARE_SECONDS))
    return [each.seconds * MILLISECONDS for each in heard]


class _Publishing:
    """A load from the command line beside the server, after so many seconds."""

    def __init__(self, data: Path, file: Path, after: float) -> None:
        self._data, self._file, self._after = data, file, after
        self._published: Published | None = None
        self._thread = threading.Thread(target=self._load)
        self._thread.start()

    def wait(self) -> Published:
        """Wait for its end."""
        self._thread.join()
        if self._published is None:
            raise RuntimeError("The release in the middle of the crowd could not be published.")
        return self._published

    def _load(self) -> None:
        time.sleep(self._after)
        program = Path(sys.executable).with_name("maracdash")
        began = time.monotonic()
        command = [program, "load", self._file, "--accept-warnings", "--data", self._data]
        run_command(command, self._data / "crowd.log")
        self._published = Published(began=began, ended=time.monotonic())


def _time_measures(
    heard: Sequence[Heard], published: Published, habits: Habits, bare: Sequence[float]
) -> list[Measure]:
    times = [each.seconds * MILLISECONDS for each in heard]
    meanwhile = [each.seconds * MILLISECONDS for each in heard if published.began <= each.due <= published.ended]
    rate = len(heard) / habits.seconds
    return [
        Measure(
            name=f"{habits.readers:,} readers for {habits.seconds:.0f} s, {rate:.0f} questions a second, p95",
            median=percentile(times, 0.95),
            unit="ms",
            target=MAX_MILLISECONDS,
            floor=percentile(bare, 0.95),
            bare="gunicorn sends bytes, nothing published",
        ),
        Measure(name="  median", median=median(times), unit="ms", floor=median(bare)),
        Measure(name="  p99", median=percentile(times, 0.99), unit="ms", floor=percentile(bare, 0.99)),
        Measure(
            name=f"  while a release is published ({published.ended - published.began:.0f} s), p95",
            median=percentile(meanwhile, 0.95),
            unit="ms",
        ),
    ]


def _truth_measures(
    heard: Sequence[Heard], published: Published, before: Sequence[bytes | None], after: Sequence[bytes | None]
) -> list[Measure]:
    """Answers that are none, or of neither release, or of the old one when the new one should long be served."""
    failed = sum(each.status != 200 for each in heard)
    judged = {number for number, digests in enumerate(zip(before, after, strict=True)) if all(digests)}
    good = [each for each in heard if each.status == 200 and each.path in judged]
    neither = sum(each.digest not in (before[each.path], after[each.path]) for each in good)
    late = sum(each.digest != after[each.path] and each.due > published.ended + SWAP_SECONDS for each in good)
    telling = sum(before[each.path] != after[each.path] for each in good) / len(heard)
    return [
        Measure(name="  answers that failed", median=failed, unit="", target=0),
        Measure(name="  answers of neither release", median=neither, unit="", target=0),
        Measure(name=f"  of the old one {SWAP_SECONDS:.0f} s after the new one", median=late, unit="", target=0),
        Measure(name="  answers that tell the release", median=telling * 100, unit="%"),
    ]
