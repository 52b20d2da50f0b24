"""Options and helpers that every command shares: the data folder, the person, progress on a terminal."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from maracdash import queries, settings
from maracdash.model.audiences import Audience
from maracdash.model.directory import AreaDirectory
from maracdash.model.errors import MaracdashError, StorageError
from maracdash.model.groups import GroupChoice, parse_group
from maracdash.reading.reader import Reader
from maracdash.reading.readers import Readers
from maracdash.record import Record
from maracdash.shared_storage import SharedStorage

HELP = "Marac statistics: load extracts, see what is held, serve the dashboard, export charts and tables."
DataOption = Annotated[
    Path | None, typer.Option("--data", metavar="FOLDER", help="The data folder; else MARACDASH_DATA, else data/local.")
]

ReleaseOption = Annotated[
    str, typer.Option("--release", metavar="ID", help="Figures of an earlier release: its id, or the time in it.")
]
GroupOption = Annotated[
    str,
    typer.Option(
        "--group",
        metavar="NAME~MEMBERS",
        help="A group of your own in the place of the similar group: its name, a ~, and Maracs or forces by code or "
        "name, with commas between.",
    ),
]
SafeOption = Annotated[
    bool, typer.Option("--safe", help="Figures that are safe to share: small numbers withheld, others rounded.")
]


def create_command_line() -> typer.Typer:
    """The command line without its commands."""
    return typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=HELP)


def remember_data_folder(context: typer.Context, data: DataOption = None) -> None:
    """Remember the data folder where it stands before the command; it may stand after it too."""
    context.obj = data


def find_data_folder(context: typer.Context, data: Path | None) -> Path:
    """The data folder of this call; the newest copy of the storage, where one is set. Raises MaracdashError."""
    folder = use_data_folder(context, data)
    if SharedStorage(folder).address:
        try:
            SharedStorage(folder).fetch()
        except StorageError as error:
            typer.echo(f"{error} What follows is of the newest release that this machine has.", err=True)
    return folder


def use_data_folder(context: typer.Context, data: Path | None) -> Path:
    """The data folder of this call; a copy of the storage, where one is set, as it is. Raises MaracdashError."""
    folder = name_data_folder(context, data)
    if address := settings.load_settings().storage:
        SharedStorage(folder).use(address)
    return folder


def name_data_folder(context: typer.Context, data: Path | None) -> Path:
    """The data folder of this call as it is, whichever storage is set: to be moved, or to restore a backup to."""
    folder: Path = data or context.find_root().obj or settings.load_settings().data
    return folder


def tell_storage(folder: Path) -> None:
    """Tell where what is changed will be kept, if others share it: a copied folder leads there too."""
    if address := SharedStorage(folder).address:
        typer.echo(f"What is changed is kept in the storage {address}, for every machine that shares it.")


def open_reader(context: typer.Context, data: Path | None, release: str = "", *, safe: bool = False) -> Reader:
    """Open the current release, or the earlier one that was named. Raises NotFoundError for no such one."""
    reader = Readers(find_data_folder(context, data)).of(Audience.SAFE if safe else Audience.FULL)
    return reader.at(release) if release else reader


def read_directory(folder: Path) -> AreaDirectory:
    """Read the areas of the current release; none where nothing was ever published. Raises MaracdashError."""
    record = Record(folder)
    record.check_format()
    held = record.release_id() or record.holds_safe_alone()
    return Readers(folder).of(Audience.FULL).ask(queries.DIRECTORY) if held else AreaDirectory()


def current_user() -> str:
    """The person at this machine, as kept with what they send."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


@contextmanager
def show_progress() -> Iterator[Callable[[str], None]]:
    """Show the current step and its time on a terminal; nothing in a log."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task("Starting", total=None)
        yield lambda text: shown.update(task, description=text)


def read_group(text: str) -> GroupChoice | None:
    """Read a group of one's own, or none. Raises NotFoundError for what is no group."""
    return parse_group(text) if text else None


def check_ending(path: Path, *endings: str) -> None:
    """Check that a file's ending is that of what will be written. Raises BadParameter."""
    if path.suffix.lower() not in endings:
        named = " or ".join(endings)
        raise typer.BadParameter(
            f"“{path.name}” has another ending than the file that would be written. Name a {named} file.",
            param_hint="--output",
        )


def write_file(path: Path, content: bytes) -> None:
    """Put a file where the person asked for it. Raises MaracdashError."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise MaracdashError(f"{path} cannot be written: {error.strerror}.") from error
