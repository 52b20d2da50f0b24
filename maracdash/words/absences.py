"""Indicators of an area without a figure, each with the reason, and one sentence on how many they are."""

from __future__ import annotations

from maracdash.model.area_profiles import AreaProfile
from maracdash.model.quarters import describe_period

ABSENCE_COLUMNS = ("Indicator", "Why there is no figure")


def list_absences(answer: AreaProfile) -> tuple[tuple[str, str], ...]:
    """Each indicator without a figure and why, as its row of the profile says it."""
    return tuple((row.indicator.title, row.own.value.absence) for row in answer.rows if not row.own.value.known)


def write_absence_count(answer: AreaProfile) -> str:
    """`Birchford, April 2023 to March 2024: 3 of 46 indicators have no figure.`, or that every one has."""
    count, name = len(list_absences(answer)), answer.hierarchy.area.name
    when = describe_period(answer.quarter, answer.window)
    if not count:
        return f"{name}, {when}: every indicator has a figure."
    return f"{name}, {when}: {count} of {len(answer.rows)} indicators {'has' if count == 1 else 'have'} no figure."
