"""Plain tables: absences are null or empty, numbers exact, and words that look like a formula guarded in CSV alone."""

from __future__ import annotations

import json
from datetime import date

import pytest

from maracdash.exports.plain_tables import Column, Kind, PlainTable, write_csv, write_json


def column(name: str, kind: Kind = Kind.TEXT) -> Column:
    return Column(name=name, kind=kind, description="", example=None)


TABLE = PlainTable(
    columns=(column("area"), column("value", Kind.NUMBER), column("open", Kind.FLAG), column("day", Kind.DAY)),
    rows=(("=1+1", 0.0, False, date(2024, 1, 1)), (None, None, None, None), ("Ash, “Elm”", 28.862478, True, None)),
)


def test_json_has_rows_as_objects_and_what_is_said_beside_them() -> None:
    found = json.loads(write_json(TABLE, {"marking": "Safe"}))
    assert found["marking"] == "Safe"
    assert found["data"][0] == {"area": "=1+1", "value": 0.0, "open": False, "day": "2024-01-01"}
    assert found["data"][1] == dict.fromkeys(("area", "value", "open", "day"))


def test_csv_tells_nought_from_nothing_and_guards_words() -> None:
    lines = write_csv(TABLE).decode("utf-8-sig").split("\r\n")
    assert lines == ["area,value,open,day", "'=1+1,0,false,2024-01-01", ",,,", '"Ash, “Elm”",28.862478,true,', ""]


def test_a_row_of_another_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="shorter"):
        write_json(PlainTable(columns=TABLE.columns, rows=(("Ash",),)), {})
