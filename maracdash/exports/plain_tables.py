"""Tables of plain values with declared columns, and the ways to write one: every format says the same."""

from __future__ import annotations

import csv as text
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import orjson

from maracdash.store.parquet_files import write_parquet

PlainValue = str | float | int | bool | date | None
PlainRow = tuple[PlainValue, ...]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
BYTE_ORDER_MARK = "\ufeff"


class Kind(StrEnum):
    """Kind of a column's values, as Parquet's writer names it."""

    TEXT = "VARCHAR"
    NUMBER = "DOUBLE"
    WHOLE = "BIGINT"
    FLAG = "BOOLEAN"
    DAY = "DATE"
    MOMENT = "TIMESTAMPTZ"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: its name, its kind, a sentence that says what it holds, and a value as it might be."""

    name: str
    kind: Kind
    description: str
    example: PlainValue


@dataclass(frozen=True, kw_only=True)
class PlainTable:
    """Rows of plain values, each as long as the columns are many. None is an absence."""

    columns: Sequence[Column]
    rows: Sequence[PlainRow]


@dataclass(frozen=True, kw_only=True)
class PlainWriter:
    """A way to write a plain table. `about` is said beside the rows where the format has a place for it."""

    extension: str
    media_type: str
    write: Callable[[PlainTable, Mapping[str, Any]], bytes]


def write_json(table: PlainTable, about: Mapping[str, Any]) -> bytes:
    """An object with the rows as `data`, each an object, and everything of `about`. An absence is null."""
    names = [each.name for each in table.columns]
    data = [dict(zip(names, row, strict=True)) for row in table.rows]
    return orjson.dumps({**about, "data": data})


def write_csv(table: PlainTable, _about: Mapping[str, Any] | None = None) -> bytes:
    """CSV in UTF-8 with a byte order mark. An absence is empty; words that look like a formula are guarded."""
    out = io.StringIO(newline="")
    writer = text.writer(out)
    writer.writerow([each.name for each in table.columns])
    writer.writerows([_write_cell(each) for each in row] for row in table.rows)
    return (BYTE_ORDER_MARK + out.getvalue()).encode("utf-8")


def _write_parquet(table: PlainTable, _about: Mapping[str, Any]) -> bytes:
    """Parquet with typed columns; an absence is null."""
    return write_parquet([(each.name, each.kind.value) for each in table.columns], table.rows)


PLAIN_WRITERS = (
    PlainWriter(extension="json", media_type="application/json", write=write_json),
    PlainWriter(extension="csv", media_type="text/csv; charset=utf-8", write=write_csv),
    PlainWriter(extension="parquet", media_type="application/vnd.apache.parquet", write=_write_parquet),
)


def guard_formula(words: str) -> str:
    """Words that a spreadsheet would take for a formula, marked as words."""
    return f"'{words}" if words.startswith(FORMULA_STARTS) else words


def write_exact(number: float) -> str:
    """As many digits as tell a number apart from its neighbours; a whole number without a point."""
    exact = float(number)
    return str(int(exact)) if exact.is_integer() else repr(exact)


def _write_cell(value: PlainValue) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guard_formula(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date | datetime) else write_exact(value)
