"""The files to practise with: each is loaded, in order, and shows what the README says."""

from __future__ import annotations

import re

import pytest

from maracdash import reference
from maracdash.record import Record
from tests.support.repository import ROOT

PRACTICE = ROOT / "data" / "samples" / "practice"
LOADED = re.compile(r"^ {4}\.venv/bin/maracdash --data /tmp/practice (load|changes)(.*?)(?: +#.*)?$", re.MULTILINE)
MAX_BYTES = 2_000


@pytest.fixture
def steps() -> list[list[str]]:
    """Commands of the README, in its order."""
    document = (ROOT / "README.md").read_text(encoding="utf-8")
    return [[name, *rest.replace("$PRACTICE", str(PRACTICE)).split()] for name, rest in LOADED.findall(document)]


def test_the_commands_of_the_readme_show_a_warning_a_new_quarter_and_a_correction(maracdash, tmp_path, steps):
    first, asked, accepted, corrected, changes = [maracdash("--data", tmp_path / "data", *each) for each in steps]
    assert (first[0], first[2]) == (0, "")
    assert "3 areas, 2024-Q1 to 2024-Q4" in first[1]
    assert asked[0] == 1
    assert "Invented Birch has 171 cases in 2025-Q1" in asked[2]
    assert "Not kept: 1 warning" in asked[2]
    assert accepted[0] == 0
    assert (corrected[0], corrected[2]) == (0, "")
    assert "Invented Birch, Cases discussed: was 390, is 290" in changes[1], "the sums of 69 + 78 + 72 and 171, or 71"
    assert len(Record(tmp_path / "data").submissions()) == 3


def test_the_new_quarter_brings_a_signal(maracdash, tmp_path, steps):
    for each in steps[:-1]:
        maracdash("--data", tmp_path / "data", *each)
    asked = ("--marac", "Invented Ash", "--quarter", "2025-Q1", "-o", tmp_path / "changes.csv")
    assert "2 new signals" in maracdash("--data", tmp_path / "data", "export", "changes", *asked)[1]


def test_no_real_place_has_an_invented_number() -> None:
    rows = [line.split(",") for line in (PRACTICE / "1-areas.csv").read_text(encoding="utf-8").splitlines()[1:]]
    assert all(name.startswith("Invented ") for _, name, *_ in rows)
    real = {word for each in reference.load_directory().listings for word in (each.area.code, each.area.name)}
    assert not real & {word for code, name, *_ in rows for word in (code, name)}
    assert all(each.stat().st_size < MAX_BYTES for each in PRACTICE.iterdir())
