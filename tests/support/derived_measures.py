"""Measures as the SQL of a release derives them, apart from their names in the catalogue."""

from __future__ import annotations

import re
from pathlib import Path

from maracdash.store import releases

SQL = Path(releases.__file__).with_name("sql") / "3-figures.sql"
DERIVED = re.compile(r"\"window\", '(\w+)'")


def list_derived_measures() -> set[str]:
    """Those worked out for each Marac; meeting records are counted with the fields of the returns."""
    return {"entries", *DERIVED.findall(SQL.read_text(encoding="utf-8"))}
