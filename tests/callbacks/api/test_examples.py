"""The examples of docs/api.md run against a server, where their language is there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from dash import Dash
from werkzeug.serving import make_server

from tests.support.api import read_json

DOCUMENT = Path(__file__).parents[3] / "docs" / "api.md"
QUERY = "/api/v1/values?level=marac&quarter={}&indicator=repeat-rate&indicator=cases&limit=5000"


@pytest.fixture(scope="module")
def address(app: Dash) -> Iterator[str]:
    """A server on this machine, and the address of its API."""
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/api/v1/"
    server.shutdown()
    thread.join()
    server.server_close()


def example(language: str) -> str:
    """The one example in a language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    return found


def run(command: list[str], address: str) -> str:
    return subprocess.run(
        command, env={**os.environ, "MARACDASH_API": address}, check=True, capture_output=True, text=True, timeout=300
    ).stdout


def test_the_python_example_prints_every_figure_of_the_newest_quarter(app: Dash, address: str) -> None:
    client = app.server.test_client()
    newest = max(each["quarter"] for each in read_json(client, "/api/v1/quarters")["data"])
    rows = read_json(client, QUERY.format(newest))["data"]
    printed = run([sys.executable, "-c", example("python")], address).splitlines()
    assert len(printed) == len(rows) > 50
    for row, line in zip(rows, printed, strict=True):
        figure = row["value"] if row["value"] is not None else row["value_status"]
        assert line.startswith(f"{row['area']}; {row['indicator']}; {figure}; ")


def test_the_python_example_says_why_it_was_refused(app: Dash, address: str) -> None:
    wrong = example("python").replace("indicator=repeat-rate", "indicator=nothing")
    ran = subprocess.run(
        [sys.executable, "-c", wrong],
        env={**os.environ, "MARACDASH_API": address},
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    detail = app.server.test_client().get("/api/v1/values?indicator=nothing").json["detail"]
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", f"{detail}\n")


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not here: apt install r-base-core")
def test_the_r_example_counts_every_figure(app: Dash, address: str) -> None:
    rows = read_json(app.server.test_client(), QUERY.format("2024-Q4"))["data"]
    known = sum(row["value"] is not None for row in rows)
    printed = run(["Rscript", "-e", example("r")], address)
    assert f"{len(rows)} rows, {known} with a number" in printed
