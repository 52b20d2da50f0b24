"""Rows of a table of several indicators."""

from __future__ import annotations

from dataclasses import replace

from maracdash.model.dashboards import Profile
from maracdash.model.values import Status
from maracdash.words import profiles
from tests.support.answers import missing_value
from tests.support.profiles import profile


def test_the_marac_comes_first_and_every_row_is_as_wide_as_the_header() -> None:
    answer = profile()
    columns = profiles.profile_columns(answer)
    assert columns == ("Indicator", "Birchford", "UK")
    assert {len(profiles.write_profile_row(row)) for row in answer.rows} == {3}
    assert profiles.write_profile_row(answer.rows[0]) == ("Police %", "60.0%", "55.0%")


def test_the_largest_shares_are_said() -> None:
    said = profiles.write_shares_alt(profile())
    assert "Referred by the police 60.0%" in said
    assert "housing" not in said.lower()


def test_parts_of_bars_are_numbered_and_a_part_of_several_is_their_sum() -> None:
    answer = profile()
    parts = [("Police", answer.rows[:1]), ("All other routes", answer.rows[3:])]
    assert profiles.part_columns(answer) == ("Part", "Birchford", "UK")
    assert profiles.write_part_rows(parts) == (("1 Police", "60.0%", "55.0%"), ("2 All other routes", "3.0%", "4.0%"))
    assert profiles.list_combined_parts(parts) == ("All other routes: Housing and Other.",)


def test_a_sum_with_an_estimate_in_it_is_an_estimate() -> None:
    answer = profile()
    last = answer.rows[-1]
    filled = replace(last.points[0], value=replace(last.points[0].value, status=Status.PROXIED))
    rows = (*answer.rows[3:-1], replace(last, points=(filled, *last.points[1:])))
    assert profiles.write_part_rows([("All other routes", rows)]) == (
        ("1 All other routes", "3.0%, estimated", "4.0%"),
    )


def without(answer: Profile, *slugs: str) -> Profile:
    """The profile without the Marac's figures of these rows."""
    rows = [
        replace(row, points=(replace(row.own, value=missing_value()), *row.points[1:]))
        if row.indicator.slug in slugs
        else row
        for row in answer.rows
    ]
    return replace(answer, rows=tuple(rows))


def test_what_is_not_known_is_not_summed_as_nothing() -> None:
    partly = without(profile(), "other")
    assert profiles.write_part_rows([("Rest", partly.rows[3:])]) == (("1 Rest", "3.0% (1 of 2 known)", "4.0%"),)
    gone = without(profile(), "other", "housing")
    assert profiles.write_part_rows([("Rest", gone.rows[3:])]) == (("1 Rest", "no return", "4.0%"),)


def test_what_a_bar_lacks_is_said() -> None:
    assert profiles.list_unknown_parts(profile()) == ()
    assert profiles.list_unknown_parts(without(profile(), "housing", "mash")) == (
        "Not in the bar of Birchford, as no figure is known: Mash and Housing.",
    )
    everything = [row.indicator.slug for row in profile().rows]
    assert profiles.list_unknown_parts(without(profile(), *everything)) == ("Birchford has no bar: no return.",)
