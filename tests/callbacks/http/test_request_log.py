"""The log of a served app: a line of JSON for each request, with the id of its answer and nobody's choices."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, Response

from callbacks.http import request_log
from callbacks.http.request_log import ID_HEADER, JsonFormatter
from maracdash.settings import Settings
from tests.support.servers import serve


@pytest.fixture
def server() -> Flask:
    return Flask("logged")


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """Lines of the log as they would be written."""
    written: list[str] = []
    handler = logging.Handler()
    handler.setFormatter(JsonFormatter())
    handler.emit = lambda record: written.append(handler.format(record))
    logger = logging.getLogger("maracdash")
    before = request_log.LOG.level
    request_log.LOG.setLevel(logging.INFO)
    logger.addHandler(handler)
    yield written
    logger.removeHandler(handler)
    request_log.LOG.setLevel(before)


def _serve(server: Flask, **settings: object) -> Flask:
    request_log.register(server, Settings(**settings))
    server.add_url_rule("/marac/<response>", "marac", Response)
    return server


def test_a_line_names_the_route_and_never_what_was_asked(server: Flask, lines: list[str]) -> None:
    answer = _serve(server).test_client().get("/marac/Birchford?quarter=2024-Q4&who=ada@example.org")
    (line,) = map(json.loads, lines)
    assert line["request"] == answer.headers[ID_HEADER]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/marac/<response>", 200)
    assert line["milliseconds"] >= 0
    chance = {"at", "process", "request", "milliseconds"}  # may hold the letters of any short word
    assert line.keys() - chance == {"level", "logger", "message", "method", "route", "status"}
    said = " ".join(str(line[name]) for name in line.keys() - chance)
    assert not any(word in said for word in ("Birchford", "2024", "ada@", "127.0.0.1"))


def test_the_id_of_a_proxy_is_kept_and_that_of_a_stranger_is_not(server: Flask) -> None:
    asked = {ID_HEADER: "abcdef-0123456789"}
    behind, open_to_all = _serve(server, proxies=1), _serve(Flask("open"))
    assert behind.test_client().get("/marac/x", headers=asked).headers[ID_HEADER] == "abcdef-0123456789"
    assert open_to_all.test_client().get("/marac/x", headers=asked).headers[ID_HEADER] != "abcdef-0123456789"
    for bad in ("short", "x" * 65, 'a"b,c{d}e f'):
        assert behind.test_client().get("/marac/x", headers={ID_HEADER: bad}).headers[ID_HEADER] != bad


def test_a_stack_trace_is_one_line_of_the_same_request(server: Flask, lines: list[str]) -> None:
    def fail() -> Response:
        try:
            int("first\nsecond")
        except ValueError:
            logging.getLogger("maracdash.callbacks").exception("failure %s", 7)
        return Response("")

    _serve(server).add_url_rule("/fails", "fails", fail)
    answer = server.test_client().get("/fails")
    failed, answered = map(json.loads, lines)
    assert failed["message"] == "failure 7"
    assert failed["exception"].startswith("Traceback (most recent call last):\n")
    assert failed["request"] == answered["request"] == answer.headers[ID_HEADER]
    assert failed["level"] == "error"


def test_served_with_json_every_line_is_json_and_with_text_no_request_is_a_line(
    demonstration: Path, tmp_path: Path
) -> None:
    with serve(demonstration, tmp_path / "json", LOG="json") as served:
        _, _, headers = served.get("/marac-that-is-not-there?who=ada")
    lines = [json.loads(each) for each in (tmp_path / "json").read_text(encoding="utf-8").splitlines()]
    (answered,) = (each for each in lines if each.get("request") == headers[ID_HEADER])
    assert (answered["route"], answered["status"]) == ("/<path:path>", 404)
    with serve(demonstration, tmp_path / "text") as served:
        served.get("/healthz")
    assert "answered" not in (tmp_path / "text").read_text(encoding="utf-8")
