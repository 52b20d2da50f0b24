"""The files of docs/deploy say what the program does: its settings, its folders, its port and how long it may stop."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from maracdash.cli.serving import GUNICORN
from maracdash.settings import Settings
from maracdash.store.storages.object_files import PLAIN_HTTP
from maracdash.store.submissions.manifests import LOCK_SECONDS
from tests.support.repository import ROOT, list_files

FOLDER = ROOT / "docs" / "deploy"
CONTAINERFILE = (FOLDER / "Containerfile").read_text(encoding="utf-8")
UNITS = ("maracdash.service", "maracdash-backup.service")
GRACEFUL = int(GUNICORN[GUNICORN.index("--graceful-timeout") + 1])
SYSTEMD_RUN = """#!{python}
import os, sys
given = sys.argv[1:]
options = [each for each in given if each.startswith("--") and given.index(each) < given.index("{program}")]
assert "--uid=maracdash" in options
with open(next(each for each in options if each.startswith("--property=EnvironmentFile=")).split("=", 2)[2]) as file:
    lines = file.read().split()
lines += [each.removeprefix("--setenv=") for each in options if each.startswith("--setenv=")]
os.execve("{program}", given[len(options):], dict(each.split("=", 1) for each in lines))
"""
"""Stands in for systemd: the settings of the unit that it is told to run, and no others."""
NAMED_ELSEWHERE = {"CHROMIUM", "SITE"}
"""Of the library that draws, and of these files alone."""


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    composed = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
    assert composed["networks"]["inside"] == {"internal": True}
    found: dict[str, Any] = composed["services"]
    return found


def test_a_start_that_waits_for_the_lock_is_not_ended() -> None:
    unit = (FOLDER / "maracdash.service").read_text(encoding="utf-8")
    allowed = (
        re.search(r"^TimeoutStartSec=(\d+)min$", unit, re.MULTILINE),
        re.search(r"start-period=(\d+)m ", CONTAINERFILE),
    )
    assert all(each and int(each[1]) * 60 > LOCK_SECONDS for each in allowed)


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_every_setting_that_is_named_is_one(path: Path) -> None:
    named = set(re.findall(r"MARACDASH_([A-Z_]+)", path.read_text(encoding="utf-8")))
    assert {each.lower() for each in named - NAMED_ELSEWHERE} <= set(Settings.model_fields)


def test_the_image_is_built_of_everything_that_is_installed() -> None:
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    packages = {each.removesuffix("*") for each in setup["packages"]["find"]["include"]}
    files = {pattern.rpartition("/")[0] for patterns in setup["data-files"].values() for pattern in patterns}
    needed = {
        *packages,
        *files,
        *(f"{each}.py" for each in setup["py-modules"]),
        "pyproject.toml",
        "README.md",
        "LICENSE",
    }
    copied = {
        word for line in re.findall(r"^COPY (?!--from)(.*) \S+$", CONTAINERFILE, re.MULTILINE) for word in line.split()
    }
    assert needed <= copied
    assert {each.split("/")[0] for each in copied} <= {path.parts[0] for path in list_files()}


def test_the_image_runs_as_nobody_in_particular_under_an_init_process() -> None:
    last = CONTAINERFILE.rpartition("\nFROM ")[2]
    assert re.findall(r"^USER (.+)$", last, re.MULTILINE) == ["10001:10001"]
    assert '\nENTRYPOINT ["/usr/bin/tini", "--", "maracdash"]\nCMD ["serve"]' in last
    assert {"chromium", "fonts-liberation", "tini"} <= set(last.split())
    assert f"EXPOSE {Settings(_env_file=None).port}" in last


def test_only_the_proxy_can_be_reached_and_nothing_has_more_rights_than_it_needs(services: dict[str, Any]) -> None:
    served, proxy = services["maracdash"], services["proxy"]
    assert "ports" not in served
    assert served["networks"] == ["inside"]
    for each in (served, proxy):
        assert each["read_only"] is True
        assert each["cap_drop"] == ["ALL"]
        assert each["security_opt"] == ["no-new-privileges:true"]
    assert served["environment"]["MARACDASH_PROXIES"] == "1"
    assert any(each.startswith("/tmp:") for each in served["tmpfs"])
    assert (ROOT / "docs/deploy" / served["build"]["context"] / served["build"]["dockerfile"]).is_file()


def test_a_stop_waits_longer_than_the_server_takes(services: dict[str, Any]) -> None:
    unit = (FOLDER / "maracdash.service").read_text(encoding="utf-8")
    waits = re.search(r"^TimeoutStopSec=(\d+)$", unit, re.MULTILINE)
    assert waits
    assert int(waits[1]) > GRACEFUL
    assert int(services["maracdash"]["stop_grace_period"].removesuffix("s")) > GRACEFUL


def test_the_document_names_what_lets_a_store_be_asked_without_tls() -> None:
    document = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    assert [each for each in PLAIN_HTTP if f"`{each}`" not in document] == []


def test_the_first_administrator_is_added_with_systemd_as_the_document_says(tmp_path: Path) -> None:
    """The document's own commands, with folders of the test in the place of the unit's."""
    document = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    unit = (FOLDER / "maracdash.service").read_text(encoding="utf-8")
    commands = re.search(r"^    as_maracdash\(\) \{\n(.+\n)+    as_maracdash user invite .*\n", document, re.MULTILINE)
    settings = re.search(r"printf '(.*)' > (\S+) ", document)
    assert commands
    assert settings
    places = {"/opt/maracdash/bin/maracdash": "program", settings[2]: "settings", "/var/lib/maracdash": "data"}
    for place in places:
        assert place in unit, "the commands meet the same program, settings and folder as the unit"
    written = commands[0]
    for place, name in places.items():
        written = written.replace(place, f"{tmp_path}/{name}")
    program, pretended = tmp_path / "program", tmp_path / "systemd-run"
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m maracdash "$@"\n', encoding="utf-8")
    pretended.write_text(SYSTEMD_RUN.format(python=sys.executable, program=program), encoding="utf-8")
    (tmp_path / "settings").write_text(settings[1].replace("\\n", "\n"), encoding="utf-8")
    for each in (program, pretended):
        each.chmod(0o755)
    said = subprocess.run(
        ["sh", "-ec", written],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    assert "ann@example.org is added" in said.stdout
    assert "https://marac.example.org/invitation/" in said.stdout


@pytest.mark.parametrize("name", UNITS)
def test_systemd_understands_the_units(name: str, tmp_path: Path) -> None:
    """With a program and a user that every machine has in the place of ours."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    unit = (FOLDER / name).read_text(encoding="utf-8").replace("/opt/maracdash/bin/maracdash", "/bin/true")
    (tmp_path / name).write_text(re.sub(r"^(User|Group)=.*$", r"\1=root", unit, flags=re.MULTILINE), encoding="utf-8")
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
def test_nginx_takes_its_files(tmp_path: Path) -> None:
    """The site as it is but for its certificate, and the path inside a block of another one."""
    made = (
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=marac.example.org -keyout privkey.pem -out fullchain.pem"
    )
    subprocess.run(["openssl", *made.split()], cwd=tmp_path, check=True, capture_output=True)
    site = (FOLDER / "nginx-site.conf").read_text(encoding="utf-8").replace("/etc/ssl/marac", str(tmp_path))
    path = (FOLDER / "nginx.conf").read_text(encoding="utf-8")
    folders = "".join(f"{each}_temp_path {tmp_path / each};\n" for each in ("client_body", "proxy", "fastcgi", "uwsgi"))
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n{folders}scgi_temp_path {tmp_path}/scgi;\naccess_log off;\n"
        f"{site}\nserver {{ listen 127.0.0.1:8443;\n{path}\n}}\n}}\n"
    )
    tried = subprocess.run(
        ["nginx", "-t", "-e", "stderr", "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True, check=False
    )
    assert tried.returncode == 0, tried.stderr
