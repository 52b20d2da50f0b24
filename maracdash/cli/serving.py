"""The serve command: everything is checked first, then gunicorn takes over."""

from __future__ import annotations

import errno
import gc
import logging
import os
import runpy
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from maracdash import settings
from maracdash.accounts import people
from maracdash.accounts.database import AccountsDatabase
from maracdash.cli.lost_keys import explain_lost_key
from maracdash.cli.options import DataOption, name_data_folder
from maracdash.log_lines import JsonFormatter
from maracdash.model.audiences import Audience
from maracdash.model.errors import MaracdashError, NoReleaseError, NotFoundError, StorageError
from maracdash.reading.first_page import ask_first_headlines
from maracdash.reading.reader import Reader
from maracdash.reading.readers import Readers
from maracdash.record import Record
from maracdash.shared_storage import SharedStorage

# As in the Procfile; threads serve while one of them waits for a picture. A stop waits for the longest check of a file,
# which may take a minute, and for its publishing.
GUNICORN = (
    *("--worker-class", "maracdash.web_server.worker.PatientWorker", "--threads", "8", "--preload", "--timeout", "60"),
    *("--worker-connections", "500", "--keep-alive", "15", "--no-sendfile"),
    *("--limit-request-line", "8190", "--no-control-socket", "--graceful-timeout", "75"),
)
LOG = logging.getLogger("maracdash.cli")
PAGE_SETTINGS = ("--host or MARACDASH_HOST", "--port or MARACDASH_PORT")
METRICS_SETTINGS = ("MARACDASH_METRICS_HOST", "MARACDASH_METRICS_PORT")
ANNOUNCEMENT = "python:maracdash.cli.announcement"
"""Gunicorn says where the dashboard is, once it listens: the app may refuse a setting until then."""
MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108 - gunicorn's heartbeat; a disk there can stall a worker


def serve(
    context: typer.Context,
    *,
    host: Annotated[
        str | None, typer.Option(help="The address to listen on; else MARACDASH_HOST, else 127.0.0.1.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="The port to listen on; else MARACDASH_PORT, else 8050.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=32, help="How many processes answer; else MARACDASH_WORKERS, else 2.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Serve the dashboard until it is stopped."""
    given = settings.load_settings()
    place = name_data_folder(context, data).resolve()
    chosen = given.model_copy(
        update={
            "data": place,
            "host": host or given.host,
            "port": port or given.port,
            "workers": workers or given.workers,
        }
    )
    os.environ[f"{settings.ENVIRONMENT_PREFIX}DATA"] = str(place)
    os.environ[f"{settings.ENVIRONMENT_PREFIX}HOST"] = chosen.host
    with log_as_set(chosen.log):
        settings.check_settings(chosen)
        if chosen.storage:
            SharedStorage(place).use(chosen.storage)
        Record(place).check_format()
        prepare = partial(prepare_serving, chosen)
        run_apart(prepare) if SharedStorage(place).address else prepare()
    own = [
        "--workers",
        str(chosen.workers),
        "--bind",
        chosen.listens_at,
        "--log-level",
        "warning",
        "--config",
        ANNOUNCEMENT,
    ]
    heartbeat = ["--worker-tmp-dir", str(MEMORY_FOLDER)] if MEMORY_FOLDER.is_dir() else []
    os.environ[f"{settings.ENVIRONMENT_PREFIX}PORT"] = str(chosen.port)
    run_gunicorn([*GUNICORN, *own, *heartbeat, "app:server"])


@contextmanager
def log_as_set(form: settings.LogFormat) -> Iterator[None]:
    """Write what the block has to say in the form of the log: why it ends too, where that is JSON."""
    as_json = form is settings.LogFormat.JSON
    if as_json:
        for each in logging.getLogger().handlers:
            each.setFormatter(JsonFormatter())
    try:
        yield
    except MaracdashError as error:
        if not as_json:
            raise
        LOG.error("%s", error)  # noqa: TRY400 - a sentence for people
        raise typer.Exit(1) from error


def prepare_serving(chosen: settings.Settings) -> None:
    """Publish what counts by now, check that there is a first page and a free port, and say how people sign in.

    Raises MaracdashError for what is wrong.
    """
    bring_up_to_date(chosen.data)
    public = chosen.sign_in_mode is settings.SignIn.PUBLIC
    check_first_page(Readers(chosen.data).of(Audience.SAFE if public else Audience.FULL), chosen)
    check_port(chosen.host, chosen.port)
    if chosen.metrics_port:
        check_port(chosen.metrics_host, chosen.metrics_port, METRICS_SETTINGS)
    anybody = has_people(chosen)
    if anybody:
        warn_of_lost_key(chosen)
    typer.echo(describe_sign_in(chosen, anybody=anybody))
    sys.stdout.flush()


def run_apart(do: Callable[[], None]) -> None:
    """Do it in a child of this process: an object store that was opened here could not be used by the workers.

    Ends the command where that fails, once the child has said why.
    """
    sys.stdout.flush()
    child = os.fork()
    if not child:
        code = 1
        try:
            do()
            code = 0
        except MaracdashError as error:
            LOG.error("%s", error)  # noqa: TRY400 - a sentence for people, as the other way is
        except Exception:
            LOG.exception("the figures could not be prepared")
        finally:
            sys.stdout.flush()
            os._exit(code)
    if code := os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        raise typer.Exit(abs(code))


def run_gunicorn(arguments: Sequence[str]) -> None:
    """Run it as `python -m` would, in this process: what was imported for the checks serves too.

    The server writes its own log: the handler of the command line would write each line once more. Nothing is collected
    while the app is loaded; `app` lets it be again.
    """
    gc.disable()
    logging.basicConfig(handlers=[], force=True)
    sys.argv = ["gunicorn", *arguments]
    runpy.run_module("maracdash.web_server", run_name="__main__", alter_sys=True)


def check_port(host: str, port: int, ways: tuple[str, str] = PAGE_SETTINGS) -> None:
    """Check that the address can be listened on, before it is said to be that of the dashboard.

    `ways` are those to choose another host, and another port. Raises MaracdashError with them.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise MaracdashError(
                f"Port {port} of {host} is in use: something listens there already. Stop it, or choose another port "
                f"with {ways[1]}."
            ) from error
        raise MaracdashError(
            f"The dashboard cannot listen on port {port} of {host}: {error.strerror}. Choose another host with "
            f"{ways[0]}, or another port with {ways[1]}."
        ) from error


def has_people(chosen: settings.Settings) -> bool:
    """Tell whether anybody was added already; where that cannot be found out, the log says why."""
    if chosen.sign_in_mode not in (settings.SignIn.ACCOUNTS, settings.SignIn.PROXY):
        return False
    database = AccountsDatabase(chosen.accounts_address, Record(chosen.data).lasting_key)
    try:
        return bool(people.list_people(database))
    except StorageError:
        return True
    finally:
        database.close()


def warn_of_lost_key(chosen: settings.Settings) -> None:
    """Write in the log whose codes are worth nothing, before a new key is made in the place of a lost one."""
    with suppress(StorageError):  # the log has it, or the server will tell of it
        if reason := explain_lost_key(chosen, Record(chosen.data)):
            LOG.warning("%s", reason)


def describe_sign_in(chosen: settings.Settings, *, anybody: bool = False) -> str:
    """Describe how people sign in, in a sentence for whoever starts the server; `anybody` was added already."""
    first = "" if anybody else " Add the first: maracdash user add EMAIL --name NAME --admin"
    return {
        settings.SignIn.NONE: "Nobody signs in: only this machine can reach it, and whoever uses it may do everything.",
        settings.SignIn.PUBLIC: "Nobody signs in: everybody who can reach it sees the figures that are safe to share.",
        settings.SignIn.ACCOUNTS: f"People sign in.{first}",
        settings.SignIn.PROXY: f"The proxy names people in {chosen.proxy_header}.{first}",
    }[chosen.sign_in_mode]


def bring_up_to_date(place: Path) -> None:
    """Publish quarters that have ended since the last release; the current release stays where that fails."""
    try:
        Record(place).publish_ended_quarter()
    except MaracdashError as error:
        LOG.warning("%s", error)


def check_first_page(reader: Reader, chosen: settings.Settings) -> None:
    """Check that the first page can be shown; without data it says so. Raises MaracdashError for a wrong setting."""
    try:
        ask_first_headlines(reader, chosen.default_marac, chosen.home_force)
    except NoReleaseError as error:
        LOG.warning("%s Pages will say so until then.", error)
    except NotFoundError as error:
        wrong = " and ".join(
            f"{settings.ENVIRONMENT_PREFIX}{name} is “{value}”"
            for name, value in (("DEFAULT_MARAC", chosen.default_marac), ("HOME_FORCE", chosen.home_force))
            if value
        )
        raise MaracdashError(f"{error} {wrong}: correct it.") from error
