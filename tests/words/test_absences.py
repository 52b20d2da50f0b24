"""Indicators without a figure: none is left out, each has its own reason, and none at all is said."""

from __future__ import annotations

from maracdash import catalogue
from maracdash.model.answers import AreaRole, Point
from maracdash.model.area_profiles import AreaProfile, AreaProfileRow, Movement
from maracdash.model.quarters import Window
from maracdash.model.values import Status, Value, make_absent_value
from maracdash.words import absences
from tests.support.answers import OWN, QUARTER, RELEASE, known_value, make_place

GIVEN = {
    "cases": known_value(318),
    "mental-health": make_absent_value(Status.WITHHELD, "a small number could be read from it"),
    "repeat-rate": known_value(45.0, status=Status.PROXIED),
    "lgbtq": make_absent_value(Status.NOT_COLLECTED, "not collected in every meeting of the period"),
    "males": make_absent_value(Status.NOT_APPLICABLE, "there were no cases to take a share of"),
}


def profile(given: dict[str, Value]) -> AreaProfile:
    return AreaProfile(
        quarter=QUARTER,
        window=Window.YEAR,
        hierarchy=make_place(),
        quarters=(QUARTER,),
        rows=tuple(
            AreaProfileRow(
                indicator=catalogue.indicator(slug),
                points=(Point(area=OWN, role=AreaRole.OWN, value=value),),
                distances=(None,),
                history=(value,),
                movement=Movement.NO_FIGURE,
            )
            for slug, value in given.items()
        ),
        release=RELEASE,
    )


def test_each_indicator_without_a_figure_has_its_reason() -> None:
    assert absences.list_absences(profile(GIVEN)) == (
        ("Mental health %", "withheld: a small number could be read from it"),
        ("LGBTQ+", "not collected: not collected in every meeting of the period"),
        ("Males", "not applicable: there were no cases to take a share of"),
    )
    assert absences.write_absence_count(profile(GIVEN)) == (
        "Birchford, April 2023 to March 2024: 3 of 5 indicators have no figure."
    )


def test_one_and_none_are_said() -> None:
    one = {slug: GIVEN[slug] for slug in ("cases", "lgbtq")}
    assert absences.write_absence_count(profile(one)).endswith(": 1 of 2 indicators has no figure.")
    assert absences.write_absence_count(profile({"cases": GIVEN["cases"]})) == (
        "Birchford, April 2023 to March 2024: every indicator has a figure."
    )
