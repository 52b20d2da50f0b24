"""The Makefile, with stand-ins for the tools that it calls: what it calls, in which order, and what it says."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = ("maracdash", "ruff", "mypy", "lint-imports", "pytest", "python", "node")
PROGRAM = """#!/bin/sh
echo "{name} $*" >>"{calls}"
{ending}
"""
NPM_TRACE = """if test "$*" = "${*#*silent}"; then echo "npm error network getaddrinfo ENOTFOUND" >&2; fi
exit 1"""


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """An environment of stand-ins: each notes that it was called, and how."""

    folder: Path

    @property
    def calls(self) -> list[str]:
        noted = self.folder / "calls"
        return noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []

    def add_tool(self, name: str, ending: str = "") -> None:
        path = self.folder / "venv" / "bin" / name
        path.write_text(PROGRAM.format(name=name, calls=self.folder / "calls", ending=ending), encoding="utf-8")
        path.chmod(0o755)

    def make(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run make with the stand-ins in place of the environment and of npm."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("MARACDASH_", "MAKE", "MFLAGS"))
        }
        path = f"{self.folder / 'venv' / 'bin'}:{os.environ['PATH']}"
        names = {
            "VENV": self.folder / "venv",
            "BUNDLE": self.folder / "bundle.js",
            "SCRIPT_TOOLS": self.folder / "scripts.stamp",
        }
        return subprocess.run(
            ["make", *words, *(f"{name}={value}" for name, value in names.items())],
            cwd=ROOT,
            env={**kept, "PATH": path, **environment},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    if not shutil.which("make"):
        pytest.fail("These tests need make.")
    made = Workshop(folder=tmp_path)
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    for name in TOOLS:
        made.add_tool(name, "echo /usr/bin/chromium" if name == "python" else "")
    made.add_tool("npm", NPM_TRACE)
    for stamp in ("made", "run", "dev"):
        (tmp_path / "venv" / f"{stamp}.stamp").touch()
    (tmp_path / "bundle.js").touch()
    return made


def test_the_demonstration_goes_into_its_own_folder_and_make_run_says_so(workshop: Workshop) -> None:
    done = workshop.make("run")
    assert done.returncode == 0, done.stderr
    assert workshop.calls == ["maracdash demo --if-empty --data data/demo", "maracdash serve --data data/demo"]
    assert "demonstration from data/demo" in done.stdout


def test_a_folder_that_somebody_names_is_served_as_it_is(workshop: Workshop) -> None:
    done = workshop.make("run", MARACDASH_DATA="/srv/our figures")
    assert done.returncode == 0, done.stderr
    assert workshop.calls == ["maracdash serve --data /srv/our figures"]
    assert "Serving the figures in /srv/our figures" in done.stdout


def test_a_demonstration_that_fails_is_not_served(workshop: Workshop) -> None:
    workshop.add_tool("maracdash", "exit 1")
    assert workshop.make("run").returncode != 0
    assert len(workshop.calls) == 1


def test_without_npm_every_other_check_runs_and_the_end_is_one_sentence(workshop: Workshop) -> None:
    done = workshop.make("test")
    assert done.returncode != 0
    called = [each.partition(" ")[0] for each in workshop.calls if not each.startswith("python")]
    assert called == ["ruff", "ruff", "mypy", "lint-imports", "pytest", "pytest", "pytest", "npm"]
    said = [each for each in done.stderr.splitlines() if not each.startswith("make")]
    assert len(said) == 1
    assert said[0].startswith("The browser's scripts were not checked: their tools could not be fetched with npm")
    assert "npm error" not in done.stdout + done.stderr


def test_without_npm_the_app_runs_with_the_full_bundle(workshop: Workshop) -> None:
    (workshop.folder / "bundle.js").unlink()
    done = workshop.make("run")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "Plotly's small bundle could not be fetched with npm: pages use the full one, which is slower the first time."
    ]
    assert workshop.calls[-1] == "maracdash serve --data data/demo"


def test_a_python_check_that_fails_ends_the_run(workshop: Workshop) -> None:
    workshop.add_tool("mypy", "exit 1")
    assert workshop.make("test").returncode != 0
    assert not any(each.startswith(("pytest", "npm")) for each in workshop.calls)


def test_with_npm_scripts_are_checked_last(workshop: Workshop) -> None:
    workshop.add_tool("npm")
    done = workshop.make("test")
    assert done.returncode == 0, done.stderr
    assert [each.split()[0] for each in workshop.calls[-4:]] == ["npm", "node", "node", "node"]


@pytest.mark.parametrize(("words", "wanted"), [("test", ""), ("test-thorough", "1")])
def test_only_a_thorough_run_makes_every_draw(workshop: Workshop, words: str, wanted: str) -> None:
    workshop.add_tool("npm")
    workshop.add_tool("pytest", 'echo "every draw: $MARACDASH_THOROUGH"')
    done = workshop.make(words)
    assert done.returncode == 0, done.stderr
    assert [each for each in done.stdout.splitlines() if each.startswith("every")] == [f"every draw: {wanted}"] * 3
