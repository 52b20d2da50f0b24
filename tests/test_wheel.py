"""The wheel: installed in an empty environment it brings every file that it needs, and serves its pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import sync_playwright

from maracdash.exports.chromium import SMALL_BUNDLE
from tests.support.raw_requests import open_form, send, write_upload
from tests.support.repository import ROOT, list_files
from tests.support.servers import Served, serve

SOURCES = ("app.py", "assets", "callbacks", "data", "layouts", "maracdash", "LICENSE", "README.md", "pyproject.toml")
STRANGERS = ("app.py", "callbacks", "layouts", "maracdash", "multiprocessing", "socket.py")
"""What may lie in the folder that it is started in, by names that it imports."""
LINKED = re.compile(r'(?:src|href)="(/[^"]+)"')


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what git keeps: a build leaves its own files beside what it builds."""
    if not (find_spec("pip") and find_spec("setuptools")):
        pytest.skip("pip and setuptools build the wheel, and this environment has not both")
    copy, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    bundle = [SMALL_BUNDLE.relative_to(ROOT)] if SMALL_BUNDLE.is_file() else []
    for each in (*list_files(*SOURCES), *bundle):
        (copy / each).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / each, copy / each)
    _pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(made), str(copy))
    (built,) = made.glob("maracdash-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel alone; what it depends on is borrowed from the one that runs the tests."""
    place = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place)], check=True)
    _pip("--python", str(place / "bin" / "python"), "install", "--no-deps", "--no-index", str(wheel))
    (packages,) = place.glob("lib/python*/site-packages")
    (packages / "pyproject.toml").write_text(
        '[project]\nname = "of-another"\n', encoding="utf-8"
    )  # some wheels leave one
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def served(installed: Path, demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for each in STRANGERS:
        _write_stranger(elsewhere / each)
    command = (str(installed / "bin" / "maracdash"), "serve")
    with serve(demonstration, elsewhere / "log", *command, place=elsewhere, without=("PYTHONPATH",)) as server:
        yield server


def test_the_wheel_has_every_asset_and_reference_table_and_no_folder_of_a_common_name(wheel: Path) -> None:
    with ZipFile(wheel) as opened:
        names = opened.namelist()
    shared = {each.partition(".data/data/share/maracdash/")[2] for each in names if ".data/data/" in each}
    assets = {str(each) for each in list_files("assets") if each.suffix in {".css", ".ico", ".js"}}
    assert assets <= shared
    assert {str(each) for each in list_files("data/reference") if each.suffix == ".csv"} <= shared
    assert {each.split("/")[0].partition("-")[0] for each in names} == {"app.py", "callbacks", "layouts", "maracdash"}


def test_installed_it_serves_the_page_with_all_that_it_links_to(served: Served) -> None:
    status, page, _ = served.get("/")
    assert (status, "Marac dashboard" in page) == (200, True)
    linked = LINKED.findall(page)
    assert any("/vendor/bundles/site" in each for each in linked)
    assert [each for each in linked if served.get(each)[0] != 200] == []


def test_installed_it_runs_nothing_of_the_folder_that_it_is_started_in(served: Served) -> None:
    answer = send(served, b"".join(write_upload(served, open_form(served))))
    head = answer.partition(b"\r\n\r\n")[0].decode()
    assert re.search(r"^HTTP/1.1 30\d .*^Location: \S*/upload/file/\w+", head, re.DOTALL | re.MULTILINE)
    assert [each.name for each in served.log.parent.glob("*.ran")] == []


def test_installed_it_reads_the_reference_tables_of_its_own(installed: Path, tmp_path: Path) -> None:
    imports = "import app; from maracdash import program_files as p, reference as r"
    asked = f"{imports}; print(app.__file__, p.ASSETS_FOLDER, len(r.load_force_tiles()))"
    outside = {name: each for name, each in os.environ.items() if name != "PYTHONPATH"}
    program, *rest = [str(installed / "bin" / "python"), "-c", asked]
    said = subprocess.run([program, *rest], env=outside, cwd=tmp_path, check=True, capture_output=True, text=True)
    module, assets, forces = said.stdout.split()
    assert Path(module).is_relative_to(installed)
    assert Path(assets) == (installed / "share" / "maracdash" / "assets").resolve()
    assert int(forces) == 45


@pytest.mark.browser
def test_installed_it_draws_its_first_chart(served: Served, chromium: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        page = browser.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(served.address)
        page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=120_000)
        assert complaints == []
        browser.close()


def _pip(*words: str) -> None:
    ran = subprocess.run([sys.executable, "-m", "pip", *words], check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


def _write_stranger(path: Path) -> None:
    """Write a module or a package that leaves a file where anybody imports it, and then fails."""
    module = path if path.suffix else path / "__init__.py"
    module.parent.mkdir(exist_ok=True)
    ran = path.parent / f"{path.stem}.ran"
    module.write_text(f"open({str(ran)!r}, 'w').close()\nraise ImportError({path.name!r})\n", encoding="utf-8")
