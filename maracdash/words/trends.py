"""Finding of a trend in one sentence: against the same quarter a year before, and never across a break."""

from __future__ import annotations

from maracdash.model.answers import AreaRole, Trend
from maracdash.model.area_profiles import Movement
from maracdash.model.areas import Level, OwnGroup
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Value
from maracdash.statistics.changes import decide_movement
from maracdash.words import numbers
from maracdash.words.indicator_phrases import definite_subject, past_clause, subject

QUARTERS_PER_YEAR = 4


def write_trend(answer: Trend) -> str:
    """`Birchford: cases discussed rose from 504 in the 12 months to … to 583 in …, more than chance explains.`

    It says `rose` or `fell` only where chance is an unlikely reason, and says so as the card of the change does.
    """
    own = next((series for series in answer.series if series.role is AreaRole.OWN), None)
    known = {
        quarter: value
        for quarter, value in zip(answer.quarters, own.values if own else (), strict=bool(own))
        if value.known
    }
    name, after = answer.hierarchy.area.name, _last_break(answer)
    if answer.quarter not in known:
        reason = f" ({own.values[-1].absence})" if own and own.values else ""
        return f"{name} has no figure for {definite_subject(answer.indicator)} {_when(answer, answer.quarter)}{reason}."
    earlier = _earlier_quarter(answer.quarter, [quarter for quarter in known if after is None or quarter >= after])
    if earlier is None:
        value = known[answer.quarter]
        written = f"{answer.indicator.format_value(value)}{numbers.write_marker_in_sentence(value)}"
        why = f"figures before {after} are not comparable" if after else "no earlier figure to compare with"
        return f"{name}: {past_clause(answer.indicator, written)} {_when(answer, answer.quarter)}; {why}."
    return f"{name}: {_course_phrase(answer, earlier, known[earlier], known[answer.quarter])}."


def write_averages_with_own(answer: Trend, *, including: bool) -> str:
    """Note that the averages of a trend hold the Marac, which cards leave out; empty where none does.

    Nor where the reader compares with whole areas, `including` the Marac: then cards say the same numbers.
    """
    own = answer.hierarchy.area
    is_held = own.level is Level.FORCE or answer.hierarchy.force is not None
    larger = (each for each in answer.series if each.role is not AreaRole.OWN and not isinstance(each.area, OwnGroup))
    if including or answer.indicator.is_total or not is_held:
        return ""
    if not any(value.known for each in larger for value in each.values):
        return ""
    return (
        f"The averages through time include {own.name} itself. Cards and comparisons leave it out where its counts are "
        "known, so their figures differ a little."
    )


def _course_phrase(answer: Trend, earlier: Quarter, before: Value, last: Value) -> str:
    indicator = answer.indicator
    at, since = _when(answer, answer.quarter), _when(answer, earlier)
    if numbers.is_change(indicator):
        old = numbers.write_in_sentence(indicator, before)
        return f"change in cases on last year, {_write_change(indicator, last)} {at}, {old} {since}"
    new, old = (numbers.write_in_sentence(indicator, each) for each in (last, before))
    named = subject(indicator)
    movement = decide_movement(indicator, before, last)
    if movement is Movement.SAME:
        written = indicator.fitting(before, last).format(last.number or 0.0)
        return f"{named} stayed at {written}{numbers.write_marker_in_sentence(before, last)} {at}, as {since}"
    if movement is Movement.UNKNOWN:
        return f"{past_clause(indicator, new)} {at} and {old} {since}"
    if movement is not Movement.UNCLEAR:
        return f"{named} {movement} from {old} {since} to {new} {at}, {numbers.MORE_THAN_CHANCE}"
    when = "a year before" if earlier == answer.quarter - QUARTERS_PER_YEAR else since
    return f"{past_clause(indicator, new)} {at}, {movement} from {old} {when} ({numbers.WITHIN_CHANCE})"


def _write_change(indicator: Indicator, value: Value) -> str:
    """`up 15.7% (504 to 583, more than chance explains)`: a change as its card has it."""
    marker, counts = numbers.write_marker(value), numbers.write_change_counts(value)
    beside = ", ".join(filter(None, (marker, counts, numbers.write_chance(indicator, value))))
    return f"{numbers.write_number(indicator, value)}{f' ({beside})' if beside else ''}"


def _when(answer: Trend, quarter: Quarter) -> str:
    """`in the 12 months to 2024-Q1`: a figure of a year is none of the quarter that ends it."""
    return f"in the 12 months to {quarter}" if answer.window is Window.YEAR else f"in {quarter}"


def _last_break(answer: Trend) -> Quarter | None:
    return max((each.quarter for each in answer.breaks if each.quarter <= answer.quarter), default=None)


def _earlier_quarter(quarter: Quarter, known: list[Quarter]) -> Quarter | None:
    """The same quarter a year before, else the earliest that is known."""
    before = [each for each in known if each < quarter]
    return quarter - QUARTERS_PER_YEAR if quarter - QUARTERS_PER_YEAR in before else next(iter(before), None)
