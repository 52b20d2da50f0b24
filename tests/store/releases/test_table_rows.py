"""Rows put into a table at once are those that were given."""

from __future__ import annotations

import duckdb

from maracdash.store.releases.table_rows import insert_rows


def test_rows_stand_as_they_were_given_and_none_is_nothing() -> None:
    rows = [("b", True, None, 1), ("a", False, 10_000, 0.5), ("", True, 3, 2)]
    with duckdb.connect() as connection:
        connection.execute("create table t (name varchar, flag boolean, whole integer, step double)")
        insert_rows(connection, "t", [])
        insert_rows(connection, "t", rows)
        assert connection.execute("from t").fetchall() == rows
