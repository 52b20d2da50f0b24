"""Files of a release, opened for reading: the full one, the safe one, or both as one for an audience of some areas."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import duckdb

from maracdash.model.answers import ReleaseNote
from maracdash.model.audiences import Audience
from maracdash.model.errors import NoReleaseError, NothingLoadedError
from maracdash.store.folder_names import SAFE_RELEASES_FOLDER
from maracdash.store.releases.build import compute_recipe
from maracdash.store.releases.publish import current_release_path, find_reference_folder, release_folder
from maracdash.store.releases.safe_release import PASSED_ON_TABLES
from maracdash.store.safe_rule import parse_rule

SAFE_PART = "select id, recipe, rule, safe from safe_release.release"
FULL_AREAS = "select level, code from full_area"
MIXED_VIEWS = Path(__file__).with_name("sql") / "mixed" / "1-views.sql"
READ_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "access_mode": "READ_ONLY",
    "enable_external_access": "false",
    "lock_configuration": "true",
    "threads": 1,
    "memory_limit": "512MB",
}


def open_release_files(folder: Path, release: str, audience: Audience) -> tuple[ReleaseNote, duckdb.DuckDBPyConnection]:
    """Open a release for an audience: its full file, its safe one, or both, each for its areas.

    Raises OSError or duckdb.Error for one that is missing or damaged, or that another version of this program built:
    its tables may lack what today's queries need.
    """
    paths = [each / f"{release}.duckdb" for each in _folders(folder, audience)]
    for path in paths:
        if not path.is_file():
            raise FileNotFoundError(path)
    connection = duckdb.connect(str(paths[0]), config=READ_SETTINGS) if len(paths) == 1 else _open_both(paths, audience)
    columns = "id, published_at at time zone 'UTC', data_as_at at time zone 'UTC', demonstration, recipe, rule, safe"
    row = connection.execute(f"select {columns} from release").fetchone()  # noqa: S608
    if row is None:
        raise OSError(f"{release} names no release")
    if len(paths) > 1 and connection.execute(SAFE_PART).fetchone() != (row[0], row[4], row[5], True):
        raise OSError(f"{release} is not safe in its safe part")
    if row[4] != compute_recipe(find_reference_folder()):
        raise OSError(f"{release} was built by another version of this program")
    if bool(row[6]) != (audience == Audience.SAFE):
        raise OSError(f"{release} is of another audience than its folder says")
    note = ReleaseNote(
        id=row[0],
        published_at=row[1],
        data_as_at=row[2].date(),
        demonstration=row[3],
        rule=None if audience == Audience.FULL else parse_rule(json.loads(row[5])),
        partly_full=len(paths) > 1,
        full_areas=frozenset(connection.execute(FULL_AREAS).fetchall() if len(paths) > 1 else ()),
    )
    return note, connection


def read_note(folder: Path, audience: Audience) -> ReleaseNote:
    """Read what the served release says of itself, and build nothing. Raises NoReleaseError with the reason."""
    current = current_release_path(folder, audience)
    if current is None:
        raise NothingLoadedError
    try:
        note, connection = open_release_files(folder, current.stem, audience)
    except (duckdb.Error, OSError) as error:
        raise NoReleaseError(
            f"The release {current.stem} cannot be read ({str(error).splitlines()[0][:200]}). “maracdash serve” builds "
            "it again when it starts."
        ) from error
    connection.close()
    return note


def _folders(folder: Path, audience: Audience) -> tuple[Path, ...]:
    full, safe = release_folder(folder, Audience.FULL), folder / SAFE_RELEASES_FOLDER
    if audience == Audience.FULL:
        return (full,)
    return (safe,) if audience == Audience.SAFE else (full, safe)


def _open_both(paths: Sequence[Path], audience: Audience) -> duckdb.DuckDBPyConnection:
    """Open both files of a release as one: full figures of the audience's areas, safe ones of every other area."""
    connection = duckdb.connect(":memory:", config={"threads": 1, "memory_limit": "512MB"})
    for name, path in zip(("full_release", "safe_release"), paths, strict=True):
        connection.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as {name} (read_only)")
    connection.execute("create table audience_area (code varchar)")
    connection.executemany("insert into audience_area values (?)", [(each,) for each in sorted(audience.areas)])
    for table in PASSED_ON_TABLES:
        connection.execute(f"create view {table} as from safe_release.{table}")
    connection.execute(MIXED_VIEWS.read_text(encoding="utf-8"))
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection
