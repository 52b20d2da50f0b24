"""Addresses as anybody may see them: what opens them is hidden, and all else stays as it was written."""

from __future__ import annotations

import pytest

from maracdash.accounts.shown_addresses import hide_secrets


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:////srv/marac/accounts.sqlite",
        "postgresql+psycopg://maracdash@db.example:5432/accounts?sslmode=verify-full",
        "postgresql+psycopg:///accounts?host=/run/postgresql&user=maracdash",
        "https://id.example/tenant/v2.0",
        "s3://maracs/region",
    ],
)
def test_an_address_without_a_secret_is_shown_as_it_was_written(address: str) -> None:
    assert hide_secrets(address) == address


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://u:top/sEcRet@db/a", "postgresql://u:***@db/a"),
        ("postgresql://u:top:sEcRet@db/a", "postgresql://u:***@db/a"),
        ("postgresql:///a?user=u&PassWord=sEcRet", "postgresql:///a?user=u"),
        ("mssql+pyodbc:///?odbc_connect=PWD%3DsEcRet", "mssql+pyodbc:///"),
        ("https://id.example:8443/x?token=sEcRet", "https://id.example:8443/x"),
        ("postgresql://u:sEc@Ret@db/a", "***"),
        ("postgresql://u/x:sEcRet@db/a", "***"),
        ("host=db password=sEcRet", "***"),
        ("https://u:sEcRet@a,https://b", "***"),
    ],
)
def test_what_opens_it_is_hidden(address: str, shown: str) -> None:
    assert hide_secrets(address) == shown
