"""What a browser is told with every answer."""

from __future__ import annotations

import base64
import hashlib
import re
from http import HTTPStatus

import pytest
from dash import Dash
from flask import Flask

from callbacks.http import bootstrap_css, headers
from callbacks.pages.registry import PAGES

DATA = 'type="application/json"'
WRITTEN = (
    *(each.path for each in PAGES if "<" not in each.path),
    *("/indicators/cases", "/sections/referrals", "/dashboards/capacity"),
    *("/upload/file", "/upload/form", "/upload/grid/"),
)
"""Addresses of pages."""


@pytest.mark.parametrize("path", ["/", "/healthz", "/nowhere", "/export/table.csv", "/assets/style.css"])
def test_every_answer_carries_the_policy(app: Dash, path: str) -> None:
    told = app.server.test_client().get(path, buffered=True).headers
    policy = told["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'sha256-" in policy
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Cross-Origin-Opener-Policy"] == "same-origin"


def test_figures_are_not_kept_and_files_of_the_program_are(app: Dash) -> None:
    client = app.server.test_client()
    assert client.get("/export/table.csv", buffered=True).headers["Cache-Control"] == "no-store"
    assert client.get("/_dash-layout", buffered=True).headers["Cache-Control"] == "no-store"
    assert "max-age=31536000" in client.get("/assets/style.css", buffered=True).headers["Cache-Control"]
    assert "max-age=31536000" in client.get(bootstrap_css.stylesheet_address(), buffered=True).headers["Cache-Control"]


def test_bootstrap_comes_from_this_host(app: Dash) -> None:
    assert "Bootstrap" in app.server.test_client().get(bootstrap_css.stylesheet_address(), buffered=True).text[:200]
    assert f'href="{bootstrap_css.stylesheet_address()}"' in app.server.test_client().get("/").text


@pytest.mark.parametrize("path", WRITTEN)
def test_every_script_in_the_page_is_one_that_the_header_allows(app: Dash, path: str) -> None:
    answer = app.server.test_client().get(path)
    assert answer.status_code == HTTPStatus.OK
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", answer.text, re.DOTALL)
    inline = [script for told, script in scripts if "src=" not in told and DATA not in told]
    hashes = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in inline]
    assert scripts
    assert [each for each in hashes if f"'sha256-{each}'" not in answer.headers["Content-Security-Policy"]] == []


@pytest.mark.parametrize("https", [True, False])
def test_where_browsers_come_by_https_they_are_kept_to_it(*, https: bool) -> None:
    server = Flask(__name__)
    headers.register(server, (), https=https)
    server.add_url_rule("/", "first", lambda: "")
    told = server.test_client().get("/").headers.get("Strict-Transport-Security")
    assert told == ("max-age=31536000" if https else None)
