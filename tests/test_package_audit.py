"""The audit lists every locked package, and never takes silence for a clean answer."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = Path(sys.executable).parent
NOWHERE = "http://127.0.0.1:9"
"""A proxy that is not there: whoever needs the network fails."""
PINNED = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)
CLEAN_SCRIPTS = {"auditReportVersion": 2, "vulnerabilities": {}}
CLEAN_PYTHON = {"dependencies": [{"name": "flask", "version": "3.1.3", "vulns": []}]}


def run_audit(
    folder: Path, *, python: Any, scripts: Any, list_packages: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run the audit with services that answer so (None: one that cannot be reached); packages are listed if asked."""
    stubs = folder / "stubs"
    stubs.mkdir()
    write_stub(stubs / "pip-audit", _answer_python(python))
    npm = shutil.which("npm", path=str(TOOLS))
    listing = f"    os.execv({npm!r}, [{npm!r}, *sys.argv[1:]])\n" if list_packages else "    sys.exit(0)\n"
    write_stub(
        stubs / "npm",
        f"import os, sys\nif sys.argv[1] != 'audit':\n{listing}"
        f"print({json.dumps(scripts or {'message': 'unreachable'})!r})\nsys.exit(1)\n",
    )
    if not list_packages:
        write_stub(stubs / "cyclonedx-py", "")
    places = os.pathsep.join((str(stubs), str(TOOLS), os.environ["PATH"]))
    environment = {**os.environ, "PATH": places, "HTTPS_PROXY": NOWHERE, "HTTP_PROXY": NOWHERE}
    command = [sys.executable, ROOT / "docs" / "package_audit.py", folder / "build"]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)


def write_stub(path: Path, text: str) -> None:
    path.write_text(f"#!{sys.executable}\n{text}", encoding="utf-8")
    path.chmod(0o755)


def _answer_python(report: Any) -> str:
    if report is None:
        return "import sys\nsys.exit(1)\n"
    return f"import sys\nopen(sys.argv[-1], 'w').write({json.dumps(report)!r})\n"


def listed(path: Path) -> set[tuple[str, str]]:
    components = json.loads(path.read_text(encoding="utf-8"))["components"]
    return {(each["name"], each["version"]) for each in components}


def test_the_bills_list_every_locked_package_without_a_network(tmp_path: Path):
    done = run_audit(tmp_path, python=CLEAN_PYTHON, scripts=CLEAN_SCRIPTS, list_packages=True)
    assert done.returncode == 0, done.stderr
    locked = set(PINNED.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    assert len(locked) > 50
    assert listed(tmp_path / "build" / "sbom-python.cdx.json") == locked
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    held = {(path.rpartition("node_modules/")[2], each["version"]) for path, each in packages.items() if path}
    assert listed(tmp_path / "build" / "sbom-scripts.cdx.json") == held
    assert "No known vulnerabilities in the packages of Python." in done.stdout


def test_every_package_that_is_run_is_audited_too():
    run, development = (
        set(PINNED.findall((ROOT / name).read_text(encoding="utf-8")))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert run <= development


def test_both_bills_are_of_one_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["version"] == project["version"]


@pytest.mark.parametrize(
    "python",
    [None, {"dependencies": [{"name": "flask", "skip_reason": "not found"}]}],
    ids=["no answer", "every package skipped"],
)
def test_silence_about_python_is_not_a_clean_answer(tmp_path: Path, python: Any):
    done = run_audit(tmp_path, python=python, scripts=CLEAN_SCRIPTS)
    assert done.returncode == 3
    assert "Nobody knows whether the packages of Python are vulnerable" in done.stdout


def test_silence_about_scripts_is_not_a_clean_answer(tmp_path: Path):
    done = run_audit(tmp_path, python=CLEAN_PYTHON, scripts=None)
    assert done.returncode == 3
    assert "Nobody knows whether the packages of npm are vulnerable" in done.stdout


def test_a_vulnerable_package_is_named_and_outweighs_silence(tmp_path: Path):
    faulty = {"dependencies": [{"name": "jinja2", "version": "2.4.1", "vulns": [{"id": "PYSEC-2019-217"}]}]}
    done = run_audit(tmp_path, python=faulty, scripts=None)
    assert done.returncode == 1
    assert "Known vulnerabilities in jinja2 2.4.1: PYSEC-2019-217." in done.stdout


def test_a_vulnerable_script_is_named(tmp_path: Path):
    faulty = {"auditReportVersion": 2, "vulnerabilities": {"jsdom": {"severity": "high"}}}
    done = run_audit(tmp_path, python=CLEAN_PYTHON, scripts=faulty)
    assert done.returncode == 1
    assert "Known vulnerabilities in jsdom: high." in done.stdout


def test_a_tool_that_is_missing_is_a_sentence_and_no_verdict(tmp_path: Path):
    command = [sys.executable, ROOT / "docs" / "package_audit.py", tmp_path / "build"]
    done = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr == "cyclonedx-py is not installed here. Run make audit, which installs it.\n"
