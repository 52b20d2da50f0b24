"""Parquet of plain values: typed, null for an absence, and nothing left behind."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest

from maracdash.store.parquet_files import write_parquet
from tests.support.api import read_parquet

COLUMNS = (("name", "VARCHAR"), ("value", "DOUBLE"), ("maracs", "BIGINT"), ("open", "BOOLEAN"), ("day", "DATE"))
ROWS = [
    ("Birchford’s = “1”, 'x'", 0.1 + 0.2, 3, True, date(2024, 3, 31)),
    ("=1+1", -1e-300, 2**53 + 1, False, date(1900, 1, 1)),
    (None, None, None, None, None),
]


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    names = [name for name, _ in COLUMNS]
    assert read_parquet(write_parquet(COLUMNS, ROWS), tmp_path) == [dict(zip(names, row, strict=True)) for row in ROWS]


def test_a_table_without_rows_has_its_columns(tmp_path: Path) -> None:
    content = write_parquet(COLUMNS, [])
    assert content.startswith(b"PAR1")
    assert read_parquet(content, tmp_path) == []


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = tmp_path / "it's odd"
    odd.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(odd))
    assert write_parquet(COLUMNS, ROWS)
    assert list(odd.iterdir()) == []
