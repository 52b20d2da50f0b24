"""The promises of the repository itself: locked, self-contained, and laid out as agreed."""

import ast
import json
import re
import tomllib

import pytest
from playwright.sync_api import sync_playwright
from plotly.offline import get_plotlyjs_version

from tests.support import repository
from tests.support.repository import ROOT, list_files

LOCKS = ("requirements.lock", "requirements-dev.lock")
BUNDLE = "plotly.js-basic-dist-min"
TOP_LEVEL = {
    *(
        "app.py",
        "pyproject.toml",
        "maracdash",
        "data",
        "assets",
        "layouts",
        "callbacks",
        "tests",
        "Procfile",
        "README.md",
    ),
    *(
        "LICENSE",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "Makefile",
        ".ci",
        ".gitignore",
        ".gitattributes",
        "benchmarks",
        "docs",
    ),
    *(*LOCKS, "package.json", "package-lock.json", "biome.json", "tsconfig.json"),
}
FROM_ELSEWHERE = re.compile(r"\bcdn\b|jsdelivr|unpkg|cdnjs|googleapis|gstatic|dbc\.(themes|icons)\.|@import\s+url")


def pins(lock):
    """Every `name==version ; marker` of a lock, with the number of its hashes."""
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", ""))
    return {entry.split(" --hash")[0].strip(): entry.count("--hash=sha256:") for entry in entries if "==" in entry}


def test_without_git_the_same_files_are_found(monkeypatch):
    kept = {path for path in list_files() if (ROOT / path).is_file()}
    monkeypatch.setattr(repository, "_ask_git", lambda _: None)
    assert kept <= {*list_files()}


def test_the_top_level_is_the_agreed_one():
    assert {path.parts[0] for path in list_files()} <= TOP_LEVEL


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_by_hash_and_names_no_address(lock):
    assert pins(lock)
    assert all(pins(lock).values())
    assert not re.search(r"://|^--|^-e|file:|^/", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("path", list_files("app.py", "maracdash", "layouts", "callbacks"), ids=str)
def test_docstrings_begin_with_a_noun_or_a_verb(path):
    """A docstring that begins with “What” says that its author had no word for the thing."""
    if path.suffix == ".py":
        kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
        found = [
            each for each in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))) if isinstance(each, kinds)
        ]
        firsts = {(ast.get_docstring(each) or "The").split()[0] for each in found}
        assert not firsts & {"What", "Whether", "How", "Where", "Who", "Which", "From", "To", "Why", "When", "Whose"}


def test_tests_run_on_what_the_app_runs_on():
    run, dev = (pins(lock).keys() for lock in LOCKS)
    assert run <= dev


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[^\w.-]", name)[0] for name in project["dependencies"]}
    assert asked <= {pin.split("==")[0] for pin in pins("requirements.lock")}


def test_licence_and_types_are_shipped_and_the_changelog_knows_this_version():
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = setup["project"]
    assert project["license"] == "MIT"
    assert [*map(str, list_files(*project["license-files"]))] == ["LICENSE"]
    assert "py.typed" in setup["tool"]["setuptools"]["package-data"]["maracdash"]
    assert list_files("maracdash/py.typed")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[(.+?)\]", changelog, re.MULTILINE)
    assert versions[:2] == ["Unreleased", project["version"]]


def test_pictures_of_the_readme_are_there_small_and_described():
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert {path for _, path in pictures} == {*map(str, list_files("docs/screenshots"))}
    assert all(len(words) > 40 for words, _ in pictures)
    assert all((ROOT / path).stat().st_size < 150_000 for _, path in pictures)


def test_plotlys_small_bundle_is_of_the_wheels_own_version():
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"][f"node_modules/{BUNDLE}"]
    assert asked == {BUNDLE: get_plotlyjs_version()}
    assert locked["version"] == get_plotlyjs_version()


def test_script_packages_are_pinned_by_hash_and_name_no_registry():
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    packages = {path.removeprefix("node_modules/"): package for path, package in lock.items() if path}
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert [path for path, package in packages.items() if "resolved" in package] == []
    exact = {name: packages[name]["version"] for name in (*asked["dependencies"], *asked["devDependencies"])}
    assert exact == asked["dependencies"] | asked["devDependencies"]
    assert [path for path, package in packages.items() if not package.get("dev")] == [BUNDLE]


def test_nothing_on_a_page_comes_from_another_host():
    sources = [
        path for path in list_files("app.py", "assets", "callbacks", "layouts", "maracdash") if (ROOT / path).is_file()
    ]
    texts = {path: (ROOT / path).read_text(encoding="utf-8", errors="ignore") for path in sources}
    assert [path for path, text in texts.items() if FROM_ELSEWHERE.search(text)] == []


@pytest.mark.browser
def test_chromium_draws_text(chromium):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page()
        page.set_content("<h1>Marac</h1>")
        assert page.locator("h1").bounding_box()["width"] > 0
        browser.close()
