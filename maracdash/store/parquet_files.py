"""Parquet files of plain values, written by DuckDB in memory: it opens no release, and needs no library of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

FILE = "table.parquet"
PREFIX = "maracdash-parquet-"


def write_parquet(columns: Sequence[tuple[str, str]], rows: Sequence[tuple[Any, ...]]) -> bytes:
    """A table as a Parquet file. `columns` are names of the program's own and DuckDB types; None is null."""
    by_column = [list(values) for values in zip(*rows, strict=True)] or [[] for _ in columns]
    chosen = ", ".join(f'unnest(?::{kind}[]) as "{name}"' for name, kind in columns)
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder, duckdb.connect(config={"threads": 1}) as db:
        path = Path(folder) / FILE
        db.execute(f"copy (select {chosen}) to {_quote(path)} (format parquet, compression zstd)", by_column)
        return path.read_bytes()


def _quote(path: Path) -> str:
    """A path as DuckDB reads one in a statement, which takes no parameter there."""
    return "'" + str(path).replace("'", "''") + "'"
