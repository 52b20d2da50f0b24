"""Normalised files of submissions in DuckDB: one table a file name, with order of precedence."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from maracdash import catalogue
from maracdash.catalogue import fields
from maracdash.model.errors import StorageError

RETURNS_FILE = "returns.csv"
PUBLISHED_FILE = "published.csv"
AREAS_FILE = "areas.csv"
POPULATIONS_FILE = "populations.csv"
SIMILAR_FILE = "similar.csv"
WITHHELD_FILE = "withheld.csv"
SUCCESSORS_FILE = "successors.csv"


@dataclass(frozen=True, kw_only=True)
class FileColumn:
    """A column of a table. A file is refused without a `needed` one; without another it holds no such values."""

    name: str
    type: str = "varchar"
    needed: bool = False
    former_names: tuple[str, ...] = ()


def _needed_columns(*names: str, of: str = "varchar") -> tuple[FileColumn, ...]:
    return tuple(FileColumn(name=name, type=of, needed=True) for name in names)


KEY_COLUMNS = {
    RETURNS_FILE: (
        *_needed_columns("marac"),
        FileColumn(name="meeting_date", type="date"),
        *_needed_columns("quarter", of="integer"),
        *_needed_columns("entries", of="double"),
    ),
    PUBLISHED_FILE: (
        *_needed_columns("level", "area_code"),
        *_needed_columns("quarter", of="integer"),
        *_needed_columns("indicator"),
        FileColumn(name="value", type="double", needed=True),
        FileColumn(name="mark"),
    ),
    AREAS_FILE: (
        *_needed_columns("level", "code", "name"),
        FileColumn(name="parent"),
        FileColumn(name="minoritised_share", type="double"),
        FileColumn(name="meeting_frequency"),
        FileColumn(name="valid_from", type="date"),
        FileColumn(name="valid_to", type="date"),
    ),
    POPULATIONS_FILE: (
        *_needed_columns("level", "code"),
        FileColumn(name="basis"),
        *_needed_columns("from_quarter", of="integer"),
        *_needed_columns("women_16_plus", of="double"),
    ),
    SIMILAR_FILE: _needed_columns("force", "similar_force"),
    WITHHELD_FILE: (*_needed_columns("marac"), *_needed_columns("quarter", of="integer"), *_needed_columns("field")),
    SUCCESSORS_FILE: _needed_columns("marac", "successor"),
}
"""The tables, and their columns but for the fields of a return."""

NORMALISED_FILES = tuple(KEY_COLUMNS)
MARAC_FILES = (RETURNS_FILE, WITHHELD_FILE)
ORDERED_FILES = (AREAS_FILE, POPULATIONS_FILE, PUBLISHED_FILE)
"""Of which a later row replaces an earlier one. Rows of others have no number: to count them takes one core alone."""


@dataclass(frozen=True)
class SubmissionFolder:
    """Number and folder of a submission, and of one that is withdrawn, the number of its withdrawal."""

    number: int
    path: Path
    withdrawn_at: int | None = None


@dataclass(frozen=True, kw_only=True)
class BuildScope:
    """Scope of a build: some Maracs by code, and the index of the first quarter."""

    maracs: tuple[str, ...]
    first: int


def table_columns(name: str) -> tuple[FileColumn, ...]:
    """Columns of a table by its file name, those of the catalogue's fields included."""
    if name != RETURNS_FILE:
        return KEY_COLUMNS[name]
    return (
        *KEY_COLUMNS[RETURNS_FILE],
        *(FileColumn(name=each.name, type="double", former_names=each.former_names) for each in fields.FIELDS),
    )


def list_renamed_values() -> tuple[tuple[str, str, str, str], ...]:
    """List former names that rows hold as values: table, column, former name, name of today."""
    former_fields = [(each.name, former) for each in fields.FIELDS for former in each.former_names]
    former_slugs = [(each.slug, former) for each in catalogue.INDICATORS for former in each.former_slugs]
    return (
        *((WITHHELD_FILE, "field", former, name) for name, former in former_fields),
        *((PUBLISHED_FILE, "indicator", former, name) for name, former in former_slugs),
    )


def load_tables(
    connection: duckdb.DuckDBPyConnection, folders: Sequence[SubmissionFolder], extent: BuildScope | None = None
) -> None:
    """Load tables `raw_returns`, `raw_published` ... from the folders, each with its number as `seq`.

    Rows of ORDERED_FILES have their place as `row`. Of folders that are withdrawn their returns alone, as
    `withdrawn_returns` up to the withdrawal, `until`. Returns and published figures of an `extent` only, where one is
    given. Raises StorageError for a file without a column that it needs.
    """
    for name in NORMALISED_FILES:
        table = f"raw_{name.removesuffix('.csv')}"
        connection.execute(f"create temp table {table} (seq integer, row bigint, {_define_columns(name)})")
        for each in folders:
            if each.withdrawn_at is None and (each.path / name).is_file():
                append_rows(connection, name, each.number, each.path / name)
        if extent and "quarter" in [column.name for column in table_columns(name)]:
            connection.execute(f"delete from {table} where quarter < ?", [extent.first])  # noqa: S608
        if extent and name in MARAC_FILES:
            connection.execute(
                f"delete from {table} where not list_contains(?, marac)",  # noqa: S608
                [list(extent.maracs)],
            )
    for name, column, former, now in list_renamed_values():
        table = f"raw_{name.removesuffix('.csv')}"
        connection.execute(f"update {table} set {column} = ? where {column} = ?", [now, former])  # noqa: S608
    _load_withdrawn_returns(connection, [each for each in folders if each.withdrawn_at is not None])


def append_rows(connection: duckdb.DuckDBPyConnection, name: str, number: int, path: Path) -> None:
    """Append the rows of one file to its table."""
    row = "row_number() over ()" if name in ORDERED_FILES else "null"
    connection.execute(
        f"insert into raw_{name.removesuffix('.csv')} select ?, {row}, {select_columns(name, path)}",
        [number, str(path)],
    )


def select_columns(name: str, path: Path) -> str:
    """Select the columns of a table `from` a file, as SQL with the path for a parameter. Raises StorageError."""
    header = _read_header(path)
    places = {column.name: _find_position(column, header) for column in table_columns(name)}
    missing = [column.name for column in table_columns(name) if column.needed and places[column.name] is None]
    if missing:
        raise StorageError(
            f"The file {name} of submission {path.parent.name} has no column “{missing[0]}”, so its rows say nothing. "
            "Restore its folder from a backup, or withdraw the submission and load its files again."
        )
    types = {places[column.name]: column.type for column in table_columns(name)}
    read = {f"c{place}": types.get(place, "varchar") for place in range(len(header))}
    found = ", ".join(
        f"null::{column.type}" if places[column.name] is None else f"c{places[column.name]}"
        for column in table_columns(name)
    )
    return (
        f"{found} from read_csv(?, header=true, columns={read!r}, delim=',', quote='\"', escape='\"', nullstr='', "
        "new_line='\\n', auto_detect=false, parallel=true)"
    )


def describe_layout() -> Mapping[str, Iterable[FileColumn]]:
    """Describe all that decides how files are read, for the recipe of a release."""
    return {name: table_columns(name) for name in NORMALISED_FILES}


def _read_header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return next(csv.reader(lines), [])


def _find_position(column: FileColumn, header: Sequence[str]) -> int | None:
    """Find the position of a column in a file: under its own name, else under the newest of its former ones."""
    return next((header.index(name) for name in (column.name, *column.former_names) if name in header), None)


def _define_columns(name: str) -> str:
    return ", ".join(f"{column.name} {column.type}" for column in table_columns(name))


def _load_withdrawn_returns(connection: duckdb.DuckDBPyConnection, folders: Sequence[SubmissionFolder]) -> None:
    connection.execute(
        f"create temp table withdrawn_returns (seq integer, until integer, {_define_columns(RETURNS_FILE)})"
    )
    for each in folders:
        path = each.path / RETURNS_FILE
        connection.execute(
            f"insert into withdrawn_returns select ?, ?, {select_columns(RETURNS_FILE, path)}",
            [each.number, each.withdrawn_at, str(path)],
        )
