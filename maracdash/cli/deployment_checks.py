"""Checks of a deployment: each looks at one thing, changes nothing, and says in a sentence what is wrong with it."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from traceback import extract_tb

from maracdash.accounts import people
from maracdash.accounts.copies import find_sqlite_file
from maracdash.accounts.database import AccountsDatabase, SchemaState, read_schema_state
from maracdash.accounts.server_checks import list_faults, list_risks, read_server_state
from maracdash.exports import chart_images
from maracdash.model.audiences import Audience
from maracdash.model.errors import MaracdashError, NoReleaseError
from maracdash.model.people import Role
from maracdash.notices.smtp import configured_server
from maracdash.record import Record
from maracdash.settings import LOCAL_NAMES, Settings, SignIn, check_sign_in
from maracdash.shared_storage import SharedStorage

OTHERS = stat.S_IRWXG | stat.S_IRWXO
SECRET_FILES = ("signing-key", "accounts.sqlite")
BACKWARDS = timedelta(minutes=5)
TINY_CHART = {"data": [{"type": "bar", "x": [1], "y": [1]}], "layout": {}}
PROBE_SECONDS = 5
SHOWN_DAMAGES = 5
NOT_FETCHED = (
    "This machine has fetched no release from the storage yet. “maracdash storage fetch” does, or says why it cannot; "
    "so does the server when it starts."
)
ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - compared with, not listened on


class Grade(StrEnum):
    """Grade of a finding: it works, it is worth a look, or it must be mended."""

    OK = "ok"
    LOOK = "look"
    MEND = "mend"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One sentence about a deployment."""

    grade: Grade
    said: str


Check = Callable[[Settings, Record], Iterator[Finding]]


def check_deployment(chosen: Settings) -> Iterator[Finding]:
    """Make every check. One that fails in an unforeseen way is a finding, and the others are made all the same."""
    record, said = Record(chosen.data), set()
    for check in CHECKS:
        for each in _make_check(check, chosen, record):
            if each.said not in said:
                yield each
            said.add(each.said)


def _make_check(check: Check, chosen: Settings, record: Record) -> Iterator[Finding]:
    try:
        yield from check(chosen, record)
    except (MaracdashError, OSError) as error:
        yield _mend(str(error))
    except Exception as error:  # noqa: BLE001 - whatever it is, the other checks are made
        place = extract_tb(error.__traceback__)[-1]
        about = check.__name__.removeprefix("_check_").replace("_", " ")
        yield _mend(
            f"The check of {about} failed in a way that nobody foresaw: {type(error).__name__} in {place.name}, at "
            f"line {place.lineno} of {Path(place.filename).name}. Report it."
        )


def _check_settings(chosen: Settings, _: Record) -> Iterator[Finding]:
    try:
        check_sign_in(chosen)
    except MaracdashError as error:
        yield _mend(str(error))
        return
    yield _ok(f"The settings go together: people are known by “{chosen.sign_in_mode}”.")
    if chosen.local:
        return
    if chosen.names is None:
        yield _look("Every host name is answered. Set MARACDASH_HOSTS to the names that people use.")
    if chosen.sign_in_mode is SignIn.ACCOUNTS and not chosen.second_factor and not chosen.offers_oidc:
        yield _look("A password alone is enough to sign in, as MARACDASH_SECOND_FACTOR is false.")
    if chosen.https and not chosen.proxies:
        yield _look(
            "MARACDASH_HTTPS is set and MARACDASH_PROXIES is not, so the audit and the limits on sign-in know the "
            "address of the proxy alone. Set MARACDASH_PROXIES to the number of proxies that send X-Forwarded-For."
        )
    if not chosen.backup_recipient:
        yield _look("Backups are not encrypted unless MARACDASH_BACKUP_RECIPIENT is set: see “maracdash backup-key”.")


def _check_folder(chosen: Settings, record: Record) -> Iterator[Finding]:
    record.check_format()
    if reason := record.explain_no_room():
        yield _mend(reason)
    elif chosen.data.is_dir():
        yield _ok(f"The data folder {chosen.data} can be written to and has room.")
    else:
        yield _look(f"The data folder {chosen.data} is not there yet. It is made when figures are loaded.")
    if chosen.data.is_dir() and chosen.data.stat().st_mode & OTHERS and not record.holds_safe_alone():
        yield _look(f"Other users of this machine can look into the data folder {chosen.data}: chmod 700 it.")
    with tempfile.TemporaryFile():
        yield _ok(f"The temporary folder {tempfile.gettempdir()} can be written to.")


def _check_secret_files(chosen: Settings, _: Record) -> Iterator[Finding]:
    for path in (chosen.data / name for name in SECRET_FILES):
        if path.is_file() and path.stat().st_mode & OTHERS:
            yield _mend(f"Other users of this machine may have read {path}: chmod 600 it, and think of what they saw.")


def _check_storage(chosen: Settings, record: Record) -> Iterator[Finding]:
    storage = SharedStorage(record.folder)
    if chosen.storage and not storage.is_at(chosen.storage):
        yield _look(
            f"MARACDASH_STORAGE is {chosen.storage}, and the data folder is no copy of it yet. It becomes one at the "
            "next start, if it is empty."
        )
    if not storage.address:
        return
    storage.check()
    yield _ok(f"The storage {storage.address} answers, and keeps what two machines write apart.")
    losses = storage.list_losses()
    yield from map(_mend, losses[:SHOWN_DAMAGES])
    if len(losses) > SHOWN_DAMAGES:
        yield _mend(f"{len(losses) - SHOWN_DAMAGES} more submissions are lost or damaged in the storage too.")
    if chosen.sign_in_mode in (SignIn.ACCOUNTS, SignIn.PROXY) and find_sqlite_file(chosen.accounts_address):
        yield _look(
            "The accounts are on this machine alone. Where several machines serve one site, set MARACDASH_ACCOUNTS to "
            "a PostgreSQL database that all of them use."
        )


def _check_release(_: Settings, record: Record) -> Iterator[Finding]:
    held = record.submissions() if not record.holds_safe_alone() else ()
    audiences = (Audience.SAFE,) if record.holds_safe_alone() else (Audience.FULL, Audience.SAFE)
    try:
        release = [record.release_note(each) for each in audiences][-1]
    except NoReleaseError as error:
        if SharedStorage(record.folder).address and not record.release_id():
            yield _look(NOT_FETCHED)
        else:
            yield _look(str(error)) if not held else _mend(str(error))
        return
    yield _ok(f"The release {release.id} can be read. Submissions and withdrawals held: {len(held)}.")
    if release.published_at.replace(tzinfo=UTC) > datetime.now(UTC) + BACKWARDS:
        yield _mend(
            f"The clock of this machine says {datetime.now(UTC):%d %B %Y %H:%M} UTC, and the release was made after "
            "that. Set the clock and keep it by NTP: codes, sessions and ended quarters depend on it."
        )
    if held and not record.up_to_date():
        yield _look("The release lacks something that counts by now. “maracdash serve” publishes it when it starts.")


def _check_kept_files(_: Settings, record: Record) -> Iterator[Finding]:
    damages = record.list_damages()
    for each in damages[:SHOWN_DAMAGES]:
        yield _look(f"{each.said} It is withdrawn, so no figure is made of it.") if each.withdrawn else _mend(each.said)
    if len(damages) > SHOWN_DAMAGES:
        yield _mend(f"{len(damages) - SHOWN_DAMAGES} more files of submissions are damaged too.")


def _check_accounts(chosen: Settings, record: Record) -> Iterator[Finding]:
    if chosen.sign_in_mode not in (SignIn.ACCOUNTS, SignIn.PROXY):
        return
    state = read_schema_state(chosen.accounts_address)
    if state is SchemaState.NEWER:
        yield _mend("The accounts were written by a newer version of maracdash. Install that version or a later one.")
    elif state is SchemaState.READABLE:
        yield _look("A newer version of maracdash has brought the accounts up to date. This one can go on with them.")
    elif state is SchemaState.OLDER:
        yield _look("The accounts are of an older version, and the next start brings them up to date. Back up first.")
    elif state is SchemaState.ABSENT:
        yield _look("Nobody can sign in yet. Add the first: maracdash user add EMAIL --name NAME --admin")
    else:
        yield from _check_administrators(chosen, record)
    yield from _check_accounts_server(chosen)
    file = find_sqlite_file(chosen.accounts_address)
    if file is not None and file.is_file() and file.stat().st_mode & OTHERS and file.parent != chosen.data.absolute():
        yield _mend(f"Other users of this machine may have read {file}: chmod 600 it, and think of what they saw.")


def _check_accounts_server(chosen: Settings) -> Iterator[Finding]:
    if find_sqlite_file(chosen.accounts_address) is None and (state := read_server_state(chosen.accounts_address)):
        yield from map(_mend, list_faults(state))
        yield from map(_look, list_risks(state))


def _check_administrators(chosen: Settings, record: Record) -> Iterator[Finding]:
    with closing(AccountsDatabase(chosen.accounts_address, record.lasting_key)) as database:
        known = people.list_people(database)
    if any(each.active and each.access.role is Role.ADMINISTRATOR for each in known):
        yield _ok(f"The accounts can be read: {len(known)} people.")
    else:
        yield _look("There is no administrator. Add one: maracdash user add EMAIL --name NAME --admin")


def _check_pictures(_: Settings, __: Record) -> Iterator[Finding]:
    try:
        chart_images.render(TINY_CHART, "png")
    except MaracdashError as error:
        yield _look(f"Charts cannot be had as pictures, and all else works: {error}")
        return
    finally:
        chart_images.close()
    yield _ok("Chromium draws pictures.")


def _check_mail(_: Settings, __: Record) -> Iterator[Finding]:
    server = configured_server()
    if server is not None:
        yield _ok(f"Digests go out by {server.host}; whether it takes them shows with the first.")


def _check_answer(chosen: Settings, _: Record) -> Iterator[Finding]:
    """Ask the server itself, without a proxy, as a probe does."""
    host = "127.0.0.1" if chosen.host in (*ANY_ADDRESS, *LOCAL_NAMES) else chosen.host
    with closing(HTTPConnection(host, chosen.port, timeout=PROBE_SECONDS)) as connection:
        try:
            connection.request("GET", "/readyz")
            answer = connection.getresponse()
            said = " ".join(answer.read(2000).decode("utf-8", errors="replace").split())
        except (OSError, HTTPException):
            yield _look(f"Nothing serves at {host}:{chosen.port} at the moment.")
            return
    if said.startswith("ready ") and "No figures can be sent" not in said:
        yield _ok(f"The server at {host}:{chosen.port} is {said}.")
    else:
        yield _mend(f"The server at {host}:{chosen.port} says: {said[:300] or answer.status}")


def _check_user(_: Settings, __: Record) -> Iterator[Finding]:
    if os.geteuid() == 0:
        yield _look("This runs as root. Serve as a user of its own, which owns the data folder and nothing else.")


CHECKS: tuple[Check, ...] = (
    _check_settings,
    _check_user,
    _check_folder,
    _check_secret_files,
    _check_storage,
    _check_release,
    _check_kept_files,
    _check_accounts,
    _check_pictures,
    _check_mail,
    _check_answer,
)


def _ok(said: str) -> Finding:
    return Finding(grade=Grade.OK, said=said)


def _look(said: str) -> Finding:
    return Finding(grade=Grade.LOOK, said=said)


def _mend(said: str) -> Finding:
    return Finding(grade=Grade.MEND, said=said)
