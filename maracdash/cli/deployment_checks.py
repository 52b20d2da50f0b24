"""Checks of a deployment: each looks at one thing, changes nothing, and says in a sentence what is wrong with it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from traceback import extract_tb

from maracdash.cli.findings import Finding, look, mend, ok
from maracdash.cli.record_checks import (
    OTHERS,
    check_accounts,
    check_kept_files,
    check_release,
    check_secret_files,
    check_storage,
)
from maracdash.cli.serving import METRICS_SETTINGS, PAGE_SETTINGS, check_first_page, check_port
from maracdash.exports import chart_images, slide_templates
from maracdash.model.audiences import Audience
from maracdash.model.errors import MaracdashError, UnreachableAccountsError
from maracdash.notices.smtp import configured_server
from maracdash.reading.readers import Readers
from maracdash.record import Record
from maracdash.settings import ANY_HOST, LOCAL_NAMES, Settings, SignIn, check_settings

TINY_CHART = {"data": [{"type": "bar", "x": [1], "y": [1]}], "layout": {}}
PROBE_SECONDS = 5


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
    except UnreachableAccountsError as error:
        yield mend(error.for_operator)
    except (MaracdashError, OSError) as error:
        yield mend(str(error))
    except Exception as error:  # noqa: BLE001 - whatever it is, the other checks are made
        place = extract_tb(error.__traceback__)[-1]
        about = check.__name__.lstrip("_").removeprefix("check_").replace("_", " ")
        yield mend(
            f"The check of {about} failed in a way that nobody foresaw: {type(error).__name__} in {place.name}, at "
            f"line {place.lineno} of {Path(place.filename).name}. Report it."
        )


def _check_settings(chosen: Settings, _: Record) -> Iterator[Finding]:
    try:
        check_settings(chosen)
    except MaracdashError as error:
        yield mend(str(error))
        return
    yield ok(f"The settings go together: people are known by “{chosen.sign_in_mode}”.")
    if chosen.local:
        return
    if chosen.names is None:
        yield look("Every host name is answered. Set MARACDASH_HOSTS to the names that people use.")
    if chosen.sign_in_mode is SignIn.ACCOUNTS and not chosen.second_factor and not chosen.offers_oidc:
        yield look("A password alone is enough to sign in, as MARACDASH_SECOND_FACTOR is false.")
    if chosen.https and not chosen.proxies:
        yield look(
            "MARACDASH_HTTPS is set and MARACDASH_PROXIES is not, so the audit and the limits on sign-in know the "
            "address of the proxy alone. Set MARACDASH_PROXIES to the number of proxies that send X-Forwarded-For."
        )
    if not chosen.backup_recipient:
        yield look("Backups are not encrypted unless MARACDASH_BACKUP_RECIPIENT is set: see “maracdash backup-key”.")


def _check_folder(chosen: Settings, record: Record) -> Iterator[Finding]:
    record.check_format()
    if reason := record.explain_no_room():
        yield mend(reason)
    elif chosen.data.is_dir():
        yield ok(f"The data folder {chosen.data} can be written to and has room.")
    else:
        yield _check_new_folder(chosen.data.absolute())
    if chosen.data.is_dir() and chosen.data.stat().st_mode & OTHERS and not record.holds_safe_alone():
        yield look(f"Other users of this machine can look into the data folder {chosen.data}: chmod 700 it.")
    with tempfile.TemporaryFile():
        yield ok(f"The temporary folder {tempfile.gettempdir()} can be written to.")


def _check_new_folder(folder: Path) -> Finding:
    """Check that a folder can be made: some places say that they can be written to, and take nothing."""
    above = next(each for each in folder.parents if each.is_dir())
    try:
        with tempfile.TemporaryDirectory(dir=above):
            return look(f"The data folder {folder} is not there yet. It is made when figures are loaded.")
    except OSError as error:
        return mend(f"The data folder {folder} is not there and cannot be made: {error.strerror}.")


def _check_start(chosen: Settings, record: Record) -> Iterator[Finding]:
    """Check what the first page and the slides begin with, where a release can be read."""
    if chosen.template_path:
        slide_templates.open_deck(chosen.template_path)
        yield ok(f"Slides are made from the template {chosen.template_path}.")
    if record.release_id() and (chosen.default_marac or chosen.home_force):
        check_first_page(Readers(chosen.data).of(Audience.FULL), chosen)
        yield ok("The Marac and force that pages begin with are known.")


def _check_pictures(_: Settings, __: Record) -> Iterator[Finding]:
    try:
        chart_images.render(TINY_CHART, "png")
    except MaracdashError as error:
        yield look(f"Charts cannot be had as pictures, and all else works: {error}")
        return
    finally:
        chart_images.close()
    yield ok("Chromium draws pictures.")


def _check_mail(_: Settings, __: Record) -> Iterator[Finding]:
    server = configured_server()
    if server is not None:
        yield ok(f"Digests go out by {server.host}; whether it takes them shows with the first.")


def _check_answer(chosen: Settings, _: Record) -> Iterator[Finding]:
    """Ask the server itself, without a proxy, as a probe does."""
    host = "127.0.0.1" if chosen.host in (*ANY_HOST, *LOCAL_NAMES) else chosen.host
    with closing(HTTPConnection(host, chosen.port, timeout=PROBE_SECONDS)) as connection:
        try:
            connection.request("GET", "/readyz")
            answer = connection.getresponse()
            said = " ".join(answer.read(2000).decode("utf-8", errors="replace").split())
        except (OSError, HTTPException):
            yield look(f"Nothing serves at {host}:{chosen.port} at the moment.")
            yield from _check_ports(chosen)
            return
    if said.startswith("ready ") and "No figures can be sent" not in said:
        yield ok(f"The server at {host}:{chosen.port} is {said}.")
    else:
        yield mend(f"The server at {host}:{chosen.port} says: {said[:300] or answer.status}")


def _check_ports(chosen: Settings) -> Iterator[Finding]:
    """Check that a server which is started now could listen where it is to."""
    ports = [(chosen.host, chosen.port, PAGE_SETTINGS)]
    if chosen.metrics_port:
        ports.append((chosen.metrics_host, chosen.metrics_port, METRICS_SETTINGS))
    for host, port, ways in ports:
        try:
            check_port(host, port, ways)
        except MaracdashError as error:
            yield mend(str(error))


def _check_user(_: Settings, __: Record) -> Iterator[Finding]:
    if os.geteuid() == 0:
        yield look("This runs as root. Serve as a user of its own, which owns the data folder and nothing else.")


CHECKS: tuple[Check, ...] = (
    _check_settings,
    _check_user,
    _check_folder,
    check_secret_files,
    check_storage,
    check_release,
    check_kept_files,
    check_accounts,
    _check_start,
    _check_pictures,
    _check_mail,
    _check_answer,
)
