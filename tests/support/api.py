"""Answers of the API, read as a program would."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
from flask.testing import FlaskClient

Row = dict[str, Any]


def read_json(client: FlaskClient, address: str) -> dict[str, Any]:
    """The object of an answer that must be a good one."""
    answer = client.get(address, headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.text[:500]
    assert answer.content_type == "application/json"
    return answer.json


def read_csv(content: bytes) -> list[dict[str, str]]:
    """Rows of text."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_parquet(content: bytes, folder: Path) -> list[Row]:
    """Rows as DuckDB reads them; moments as text, as they need a library of time zones."""
    path = folder / "read.parquet"
    path.write_bytes(content)
    with duckdb.connect() as db:
        kinds = db.execute("select column_name, column_type from (describe select * from read_parquet(?))", [str(path)])
        chosen = ", ".join(
            f'"{name}"::varchar as "{name}"' if "TIME ZONE" in kind else f'"{name}"' for name, kind in kinds.fetchall()
        )
        found = db.execute(f"select {chosen} from read_parquet(?)", [str(path)])
        names = [each[0] for each in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def walk_pages(client: FlaskClient, address: str) -> Iterator[dict[str, Any]]:
    """Each page from the first to the last."""
    following: str | None = address
    while following:
        page = read_json(client, following)
        yield page
        following = page["next"]


def as_text(value: Any) -> str:
    """A JSON value as CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)
