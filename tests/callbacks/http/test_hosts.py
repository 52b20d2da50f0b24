"""Only the names of this deployment are answered: no page of another site can be served as one of ours."""

from __future__ import annotations

import pytest
from dash import Dash

from maracdash.settings import Settings


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8050", 200),
        ("localhost", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
    ],
)
def test_a_server_of_this_machine_answers_to_its_own_names(app: Dash, host: str, status: int) -> None:
    answer = app.server.test_client().get("/upload/history", headers={"Host": host})
    assert answer.status_code == status
    assert status == 200 or "This request could not be understood" in answer.text


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ({"host": "0.0.0.0"}, None),
        ({"host": "0.0.0.0", "hosts": "marac.example.org, 10.0.0.7"}, ["marac.example.org", "10.0.0.7"]),
        ({"host": "127.0.0.1", "hosts": "marac.example.org"}, ["marac.example.org"]),
    ],
)
def test_names_are_those_that_are_set(settings: dict[str, str], names: list[str] | None) -> None:
    assert Settings(**settings).names == names
