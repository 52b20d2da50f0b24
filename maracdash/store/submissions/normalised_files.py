"""The normalised files of submissions: their columns, and reading them by header name into one table a file name.

A file is for ever, the catalogue changes: a column that a file lacks was not collected, one that no table has any more
is left out, and a field is found under its former names too. No column is ever known by its place.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from maracdash import catalogue
from maracdash.catalogue import fields
from maracdash.model.errors import CannotKeep

RETURNS = "returns.csv"
PUBLISHED = "published.csv"
AREAS = "areas.csv"
POPULATIONS = "populations.csv"
SIMILAR = "similar.csv"
WITHHELD = "withheld.csv"
SUCCESSORS = "successors.csv"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table. A file without a `needed` one says nothing; without another it holds no such values."""

    name: str
    type: str = "varchar"
    needed: bool = False
    former_names: tuple[str, ...] = ()


def _needed(*names: str, of: str = "varchar") -> tuple[Column, ...]:
    return tuple(Column(name=name, type=of, needed=True) for name in names)


KEYS = {
    RETURNS: (
        *_needed("marac"),
        Column(name="meeting_date", type="date"),
        *_needed("quarter", of="integer"),
        *_needed("entries", of="double"),
    ),
    PUBLISHED: (
        *_needed("level", "area_code"),
        *_needed("quarter", of="integer"),
        *_needed("indicator"),
        Column(name="value", type="double", needed=True),
        Column(name="mark"),
    ),
    AREAS: (
        *_needed("level", "code", "name"),
        Column(name="parent"),
        Column(name="minoritised_share", type="double"),
        Column(name="meeting_frequency"),
        Column(name="valid_from", type="date"),
        Column(name="valid_to", type="date"),
    ),
    POPULATIONS: (
        *_needed("level", "code"),
        Column(name="basis"),
        *_needed("from_quarter", of="integer"),
        *_needed("women_16_plus", of="double"),
    ),
    SIMILAR: _needed("force", "similar_force"),
    WITHHELD: (*_needed("marac"), *_needed("quarter", of="integer"), *_needed("field")),
    SUCCESSORS: _needed("marac", "successor"),
}
"""The tables, and their columns but for the fields of a return."""

FILES = tuple(KEYS)
OF_MARACS = (RETURNS, WITHHELD)


@dataclass(frozen=True, kw_only=True)
class Extent:
    """Some Maracs by code, and the index of the first quarter."""

    maracs: tuple[str, ...]
    first: int


def columns(name: str) -> tuple[Column, ...]:
    """The columns of a table by its file name, those of the catalogue's fields included."""
    if name != RETURNS:
        return KEYS[name]
    return (
        *KEYS[RETURNS],
        *(Column(name=each.name, type="double", former_names=each.former_names) for each in fields.FIELDS),
    )


def renamed() -> tuple[tuple[str, str, str, str], ...]:
    """Names that rows hold as values and that are others today: table, column, former name, name."""
    former_fields = [(each.name, former) for each in fields.FIELDS for former in each.former_names]
    former_slugs = [(each.slug, former) for each in catalogue.INDICATORS for former in each.former_slugs]
    return (
        *((WITHHELD, "field", former, name) for name, former in former_fields),
        *((PUBLISHED, "indicator", former, name) for name, former in former_slugs),
    )


def load(
    connection: duckdb.DuckDBPyConnection, folders: Sequence[tuple[int, Path]], extent: Extent | None = None
) -> None:
    """Create `raw_returns`, `raw_published` ... from the folders, each with its number as `seq` and a row number.

    Returns and published figures of an `extent` only, where one is given. Raises CannotKeep for a file without a
    column that it needs.
    """
    for name in FILES:
        table = f"raw_{name.removesuffix('.csv')}"
        defined = ", ".join(f"{column.name} {column.type}" for column in columns(name))
        connection.execute(f"create temp table {table} (seq integer, row bigint, {defined})")
        for number, folder in folders:
            if (folder / name).is_file():
                append(connection, name, number, folder / name)
        if extent and "quarter" in [column.name for column in columns(name)]:
            connection.execute(f"delete from {table} where quarter < ?", [extent.first])  # noqa: S608
        if extent and name in OF_MARACS:
            connection.execute(
                f"delete from {table} where not list_contains(?, marac)",  # noqa: S608
                [list(extent.maracs)],
            )
    for name, column, former, now in renamed():
        table = f"raw_{name.removesuffix('.csv')}"
        connection.execute(f"update {table} set {column} = ? where {column} = ?", [now, former])  # noqa: S608


def append(connection: duckdb.DuckDBPyConnection, name: str, number: int, path: Path) -> None:
    """Add the rows of one file to its table."""
    connection.execute(
        f"insert into raw_{name.removesuffix('.csv')} select ?, row_number() over (), {selected(name, path)}",
        [number, str(path)],
    )


def selected(name: str, path: Path) -> str:
    """The columns of a table `from` a file, as SQL with the path for a parameter. Raises CannotKeep."""
    header = _header(path)
    places = {column.name: _place(column, header) for column in columns(name)}
    missing = [column.name for column in columns(name) if column.needed and places[column.name] is None]
    if missing:
        raise CannotKeep(
            f"The file {name} of submission {path.parent.name} has no column “{missing[0]}”, so its rows say nothing. "
            "Restore its folder from a backup, or withdraw the submission and load its files again."
        )
    types = {places[column.name]: column.type for column in columns(name)}
    read = {f"c{place}": types.get(place, "varchar") for place in range(len(header))}
    found = ", ".join(
        f"null::{column.type}" if places[column.name] is None else f"c{places[column.name]}" for column in columns(name)
    )
    return (
        f"{found} from read_csv(?, header=true, columns={read!r}, delim=',', quote='\"', escape='\"', nullstr='', "
        "new_line='\\n', auto_detect=false, parallel=true)"
    )


def layout() -> Mapping[str, Iterable[Column]]:
    """All that decides how files are read, for the recipe of a release."""
    return {name: columns(name) for name in FILES}


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return next(csv.reader(lines), [])


def _place(column: Column, header: Sequence[str]) -> int | None:
    """The place of a column in a file: under its own name, else under the newest of its former ones."""
    return next((header.index(name) for name in (column.name, *column.former_names) if name in header), None)
