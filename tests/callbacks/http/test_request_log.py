"""The log of a served app: a line of JSON for each request, with the id of its answer and nobody's choices."""

from __future__ import annotations

import json
import logging
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, Response

from callbacks.http import request_log
from callbacks.http.request_log import ID_HEADER, current_request_id
from maracdash.log_lines import JsonFormatter
from maracdash.settings import Settings
from tests.support.forked_programs import run_program
from tests.support.repository import ROOT, list_files
from tests.support.servers import serve

OF_A_LIBRARY = """
import logging, flask
register = flask.Flask.register_error_handler


def warn(*words, **named):
    logging.getLogger("a.library").warning("something went wrong")
    return register(*words, **named)


flask.Flask.register_error_handler = warn
"""


@pytest.fixture
def server() -> Flask:
    return Flask("logged")


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """Lines of the log as they would be written."""
    written: list[str] = []
    handler = logging.Handler()
    handler.setFormatter(JsonFormatter(current_request_id))
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


def test_what_fails_at_the_start_and_outside_of_the_program_is_json_too(demonstration: Path, tmp_path: Path) -> None:
    accounts = tmp_path / "accounts.sqlite"
    accounts.write_bytes(b"garbage" * 1000)
    settings = {"LOG": "json", "SIGN_IN": "accounts", "ACCOUNTS": f"sqlite:///{accounts}"}
    with serve(demonstration, tmp_path / "log", prelude=OF_A_LIBRARY, **settings) as served:
        served.get("/sign-in")
        served.get("/")
    lines = [json.loads(each) for each in (tmp_path / "log").read_text(encoding="utf-8").splitlines()]
    said = [(each["logger"], each["message"].partition(":")[0]) for each in lines if each["level"] == "warning"]
    assert said[0] == ("maracdash.accounts", "The accounts at sqlite")
    assert ("a.library", "something went wrong") in said


def test_a_start_that_is_refused_is_json_too(demonstration: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        words = ("serve", "--data", demonstration, "--port", str(taken.getsockname()[1]))
        ran = run_program(*words, environment={**os.environ, "MARACDASH_LOG": "json"})
    (line,) = map(json.loads, ran.stderr.splitlines())
    assert ran.returncode == 1
    assert (line["level"], "is in use" in line["message"]) == ("error", True)


def test_every_logger_is_of_the_program_s_tree() -> None:
    named = re.compile(r"getLogger\((.*?)\)")
    modules = [each for each in list_files("callbacks", "layouts", "maracdash") if each.suffix == ".py"]
    sources = [(ROOT / each).read_text(encoding="utf-8") for each in modules]
    names = {name for each in sources for name in named.findall(each)}
    others = {each for each in names if not each.startswith('"maracdash')}
    assert others == {"", "TREE", "SERVER_LOG", '"choreographer"'}
    assert len(names) > 8
