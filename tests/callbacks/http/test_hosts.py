"""Only the names of this deployment are answered: no page of another site can be served as one of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from dash import Dash

from app import create_app
from callbacks.http.health import HEALTH_PATHS
from maracdash.settings import Settings


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8050", 200),
        ("localhost", 200),
        ("[::1]:8050", 200),
        ("[::1].evil.example", 400),
        ("[::2]:8050", 400),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
    ],
)
def test_a_server_of_this_machine_answers_to_its_own_names(app: Dash, host: str, status: int) -> None:
    answer = app.server.test_client().get("/upload/history", headers={"Host": host})
    assert answer.status_code == status
    assert status == 200 or "does not answer to the name in the address that you used" in answer.text


def test_whoever_looks_after_it_finds_the_name_that_was_refused_once(
    app: Dash, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        app.server.test_client().get("/", headers={"Host": "forgotten.example"})
    said = [each for each in caplog.messages if "MARACDASH_HOSTS" in each]
    assert said == ["refused the name “forgotten.example”: MARACDASH_HOSTS, or MARACDASH_HOST, does not name it"]


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/upload", "/assets/style.css", "/export/table.csv", "/changes", "/healthz/"]
)
def test_no_address_answers_to_another_name(app: Dash, path: str) -> None:
    assert app.server.test_client().get(path, headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("path", HEALTH_PATHS)
def test_a_probe_is_answered_by_whichever_name_it_asks(demonstration: Path, path: str) -> None:
    deployed = create_app(
        Settings(data=demonstration, host="0.0.0.0", hosts="marac.example.org", sign_in="public", https=True)
    )
    for host in ("127.0.0.1:8050", "10.0.0.7", "marac.example.org"):
        answer = deployed.server.test_client().get(path, headers={"Host": host})
        assert answer.status_code == 200
    client = deployed.server.test_client()
    assert client.get("/", headers={"Host": "127.0.0.1:8050"}).status_code == 400
    assert client.get("/", headers={"Host": "marac.example.org"}).status_code == 200


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
