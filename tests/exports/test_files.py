"""File names that say area, indicator and quarter, and the note of each export."""

from __future__ import annotations

import logging
import re

import pytest

from maracdash.exports.files import File, log_export, make_file_name

FILE = File(name="birchford_cases_2024-Q1.csv", content=b"589", media_type="text/csv")


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Birchford", "cases-per-10k", "2024-Q1"), "birchford_cases-per-10k_2024-Q1.png"),
        (("Yorkshire and The Humber", "cases", "2024-Q1"), "yorkshire-and-the-humber_cases_2024-Q1.png"),
        (("Ynys Môn", "Ŵyddgrug"), "ynys-mon_wyddgrug.png"),
        (("King's Lynn & West", "Størby/Groß"), "kings-lynn-west_storby-gross.png"),
        (("../../etc/passwd", "a:b*c?"), "etc-passwd_a-b-c.png"),
        (("Lviv Львів",), "lviv.png"),
        (("Львів", ""), "maracdash.png"),
        (("CON",), "con_maracdash.png"),
        (("COM1", "cases"), "com1_cases.png"),
        (("2024-q1",), "2024-q1.png"),
    ],
)
def test_a_name_says_area_indicator_and_quarter(parts, name):
    assert make_file_name(*parts, extension="png") == name


def test_a_name_is_never_too_long_and_keeps_its_quarter():
    name = make_file_name("a" * 500, "b" * 500, "2024-Q1", extension="csv")
    assert len(name) < 200
    assert name.endswith("_2024-Q1.csv")
    assert len(make_file_name(*["many"] * 200, extension="csv")) < 200


def test_every_name_is_safe_on_windows():
    name = make_file_name(*(chr(code) * 2 for code in range(1, 300)), extension="svg")
    assert re.fullmatch(r"[A-Za-z0-9_-]+\.svg", name)


def test_an_export_is_logged_without_its_values(caplog):
    with caplog.at_level(logging.INFO, logger="maracdash.exports"):
        log_export(FILE.name, who="pat\nroot took all", release="r1")
    (record,) = caplog.records
    assert record.name == "maracdash.exports"
    assert record.getMessage() == "'pat\\nroot took all' took birchford_cases_2024-Q1.csv of release 'r1'"
    assert "589" not in record.getMessage()
