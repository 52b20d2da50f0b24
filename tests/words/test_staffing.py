"""Posts of the planning guide are never read as posts filled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maracdash import words
from maracdash.model.answers import AreaRole
from maracdash.model.quarters import Window
from maracdash.model.values import Status
from tests.support import answers

FORCE = answers.make_averages({AreaRole.FORCE: 76.5})


def write_posts(slug: str, number: float, numerator: float | None, **others) -> str:
    value = answers.known_value(number, numerator=numerator, status=others.pop("status", Status.OK))
    return words.write_finding(answers.make_comparison(indicator=slug, own=value, **{"around": FORCE, **others}))


def test_what_the_cases_would_take():
    assert write_posts("idva-current", 6, 584) == (
        "Birchford's 584 cases in the 12 months to March 2024 would take 6.0 full-time Idvas by the planning guide "
        "(one to 100 cases); its force's total would take 76.5."
    )
    assert write_posts("admin-current", 1.6, 584, around=()) == (
        "Birchford's 584 cases in the 12 months to March 2024 would take 1.6 full-time administrators by the planning "
        "guide (one to 400 cases)."
    )


def test_what_the_recommended_cases_would_take():
    assert write_posts("idva-recommended", 3.5, 84_000) == (
        "Birchford's recommended 320 cases a year would take 3.5 full-time Idvas by the planning guide (one to 100 "
        "cases); its force's recommended total would take 76.5."
    )


@pytest.mark.parametrize(
    ("start", "numerator", "others"),
    [
        ("Birchford's cases in the 12 months to March 2024 would take", None, {}),
        ("Birchford's 1 case in the 12 months to March 2024 would take", 1, {}),
        ("Birchford's 9 cases (estimated) in the 12", 9, {"status": Status.PROXIED}),
        ("Birchford's 9 cases in January to March 2024 would", 9, {"window": Window.QUARTER}),
        ("St Albans' 9 cases in", 9, {"own_area": replace(answers.OWN, name="St Albans")}),
    ],
)
def test_its_beginnings(start, numerator, others):
    assert write_posts("idva-current", 0.5, numerator, **others).startswith(start)


def test_the_parts_are_said_not_to_add_up():
    rounded = "Each total of posts is rounded by itself, so the parts do not add up to the whole."
    assert rounded in words.write_source_lines(answers.make_comparison(indicator="idva-current"))
    assert rounded in words.write_source_lines(answers.make_trend(indicator="admin-recommended"))
    recommended = words.write_source_lines(answers.make_comparison(indicator="recommended-cases"))
    assert (
        "Each total of recommended cases is rounded by itself, so the parts do not add up to the whole." in recommended
    )
    assert not any("add up" in line for line in words.write_source_lines(answers.make_comparison(indicator="cases")))
    assert rounded not in words.write_source_lines(answers.make_comparison())
