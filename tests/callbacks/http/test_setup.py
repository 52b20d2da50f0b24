"""The app before its first visitor: everything set up, no data opened."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from dash import Dash

from app import create_app
from callbacks.uploads.grid import GridApp
from maracdash.settings import Settings
from maracdash.store.releases.served_releases import Releases

ROOT = Path(__file__).parents[3]
LOAD = """
import gc, json, sys, threading
gc.disable()
import app
print(json.dumps([[*sys.modules], threading.active_count(), gc.isenabled(), gc.get_freeze_count()]))
"""
RARELY_WANTED = {"alembic", "authlib", "prometheus_client", "requests"}
"""30 MB that a server holds for as long as it runs, for a provider that is set and for a schema that is to change."""


@dataclass(frozen=True)
class Loaded:
    """What a process has that has loaded the app, as `serve` does it: modules, threads, garbage collection."""

    modules: list[str]
    threads: int
    collects: bool
    frozen: int


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    settings = {"MARACDASH_DATA": str(tmp_path_factory.mktemp("data")), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", LOAD], env=settings, check=True, capture_output=True, text=True)
    return Loaded(*json.loads(done.stdout))


def test_what_few_deployments_want_is_not_loaded_for_all(loaded: Loaded) -> None:
    assert {"flask", "sqlalchemy"} <= set(loaded.modules)
    assert RARELY_WANTED.isdisjoint(loaded.modules)


def test_nothing_is_collected_while_the_app_is_loaded_and_everything_after(loaded: Loaded) -> None:
    assert loaded.collects
    assert loaded.frozen > 100_000, "what the workers share"


@pytest.mark.usefixtures("apart")
def test_dash_is_set_up_and_no_release_is_opened_before_workers_fork(
    demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a path of its own: a thread of another test's app may still read the demonstration."""
    folder = tmp_path / "data"
    folder.symlink_to(demonstration)
    opened: list[Path] = []
    begin = Releases.current
    monkeypatch.setattr(Releases, "current", lambda self: opened.append(self.folder) or begin(self))
    app = create_app(Settings(data=folder))
    assert app._got_first_request == {"pages": True, "setup_server": True}
    assert folder not in opened
    app.server.test_client().get("/")
    assert folder in opened


def test_no_thread_is_started_before_workers_fork(loaded: Loaded) -> None:
    """It would run in the parent alone, which would open data there, and no worker would have one."""
    assert loaded.threads == 1


@pytest.mark.usefixtures("apart")
def test_the_grid_is_set_up_too(demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the first scripts that are asked for together are not there yet for one of them."""
    made: list[Dash] = []
    begin = GridApp.__init__
    monkeypatch.setattr(
        GridApp, "__init__", lambda self, *given, **named: made.append(self) or begin(self, *given, **named)
    )
    create_app(Settings(data=demonstration))
    assert [each._got_first_request["setup_server"] for each in made] == [True]


def test_the_page_is_in_british_english_and_in_the_deployments_name(app: Dash) -> None:
    page = app.server.test_client().get("/").text
    assert '<html lang="en-GB">' in page
    assert re.search("<title>[^<]+ – Alderland Maracs</title>", page)
