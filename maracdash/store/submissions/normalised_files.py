"""The normalised rows of submissions, as DuckDB reads them: one table a file name, with order of precedence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from maracdash.catalogue.fields import field_names

RETURNS = "returns.csv"
PUBLISHED = "published.csv"
AREAS = "areas.csv"
POPULATIONS = "populations.csv"
SIMILAR = "similar.csv"
WITHHELD = "withheld.csv"
SUCCESSORS = "successors.csv"

AREA_COLUMNS = {
    "level": "varchar",
    "code": "varchar",
    "name": "varchar",
    "parent": "varchar",
    "minoritised_share": "double",
    "meeting_frequency": "varchar",
    "valid_from": "date",
    "valid_to": "date",
}

COLUMNS = {
    RETURNS: {
        "marac": "varchar",
        "meeting_date": "date",
        "quarter": "integer",
        "entries": "double",
    },
    PUBLISHED: {
        "level": "varchar",
        "area_code": "varchar",
        "quarter": "integer",
        "indicator": "varchar",
        "value": "double",
        "mark": "varchar",
    },
    AREAS: AREA_COLUMNS,
    POPULATIONS: {
        "level": "varchar",
        "code": "varchar",
        "basis": "varchar",
        "from_quarter": "integer",
        "women_16_plus": "double",
    },
    SIMILAR: {"force": "varchar", "similar_force": "varchar"},
    WITHHELD: {"marac": "varchar", "quarter": "integer", "field": "varchar"},
    SUCCESSORS: {"marac": "varchar", "successor": "varchar"},
}
"""By file name; those of returns go on with the fields."""
OF_MARACS = (RETURNS, WITHHELD)


@dataclass(frozen=True, kw_only=True)
class Extent:
    """Some Maracs by code, and the index of the first quarter."""

    maracs: tuple[str, ...]
    first: int


def columns(name: str) -> dict[str, str]:
    """The columns of a normalised file with their types."""
    fields = dict.fromkeys(field_names(), "double") if name == RETURNS else {}
    return {**COLUMNS[name], **fields}


def load(
    connection: duckdb.DuckDBPyConnection, folders: Sequence[tuple[int, Path]], extent: Extent | None = None
) -> None:
    """Create `raw_returns`, `raw_published` ... from the folders, each with its number as `seq` and a row number.

    Returns and published figures of an `extent` only, where one is given.
    """
    for name in COLUMNS:
        typed = columns(name)
        table = f"raw_{name.removesuffix('.csv')}"
        defined = ", ".join(f"{column} {kind}" for column, kind in typed.items())
        connection.execute(f"create temp table {table} (seq integer, row bigint, {defined})")
        for number, folder in folders:
            path = folder / name
            if path.is_file():
                _append(connection, table, typed, number, path)
        if extent and "quarter" in typed:
            connection.execute(f"delete from {table} where quarter < ?", [extent.first])  # noqa: S608
        if extent and name in OF_MARACS:
            connection.execute(
                f"delete from {table} where not list_contains(?, marac)",  # noqa: S608
                [list(extent.maracs)],
            )


def _append(
    connection: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str], number: int, path: Path
) -> None:
    connection.execute(
        f"insert into {table} select ?, row_number() over (), * "  # noqa: S608 - names come from COLUMNS
        "from read_csv(?, header=true, columns=$columns, delim=',', quote='\"', escape='\"', nullstr='', "
        "new_line='\\n', auto_detect=false, parallel=true)".replace("$columns", repr(columns)),
        [number, str(path)],
    )
