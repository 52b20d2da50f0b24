"""A profile in words: what stands out, and the cells of each indicator's row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maracdash.model.answers import AreaRole, Point, Verdict
from maracdash.model.area_profiles import AreaProfile, AreaProfileRow, Movement
from maracdash.model.quarters import describe_period
from maracdash.model.values import Value
from maracdash.statistics.intervals import confidence_interval
from maracdash.words import area_history, differences, estimates, numbers, sources, verdicts
from maracdash.words.comparators import SENTENCE_NAMES, name_in_sentence, write_short_name
from maracdash.words.indicator_phrases import lower_label
from maracdash.words.sentences import join_words

MAX_NAMED = 3
NO_INTERVAL = "no interval"
STRIPS = "Each strip has a scale of its own, and each line of three years one that starts at 0."
QUIET_MOVEMENTS = (Movement.SAME, Movement.UNCLEAR, Movement.UNKNOWN, Movement.BROKEN)
ONE_IN = 20
"""Of so many comparisons one differs at 95% by chance alone."""


@dataclass(frozen=True, kw_only=True)
class WrittenCell:
    """A cell of two lines: `words`, and under them `beside`, which may be empty; `quiet` where there is no finding."""

    words: str
    beside: str = ""
    quiet: bool = False


def write_summary(answer: AreaProfile, against: AreaRole) -> str:
    """Sentence on what stands out from a comparator at 99.8%, and how much more does at 95%."""
    name, other = answer.hierarchy.area.name, _name_compared(answer, against)
    compared = [row for row in answer.rows if not row.doubted and _verdict(row, against) is not Verdict.NOT_COMPARED]
    if not compared:
        return f"No indicator of {name} can be compared with {other} here."
    strong = [row for row in compared if row.standing(against)[0] == 2]
    others = sum(row.standing(against)[0] == 1 for row in compared)
    of = f"of the {len(compared)} indicators that can be compared"
    differ = f"{'differs' if others == 1 else 'differ'} at 95%." if others else ""
    if not strong:
        only = f" {_number(others)} {differ}" if others else ""
        return f"{name} stands out from {other} in none {of} (at {verdicts.STRONG}).{only}"
    more = f" {_number(others)} more {differ}" if others else ""
    named = "; ".join(filter(None, (_name_rows(strong, against, each) for each in (Verdict.HIGHER, Verdict.LOWER))))
    return f"{name} stands out from {other} in {len(strong)} {of} (at {verdicts.STRONG}): {named}.{more}"


def write_chance_note(answer: AreaProfile, against: AreaRole) -> str:
    """Note on how many of so many comparisons differ at 95% though nothing is different; empty for a few."""
    compared = sum(_verdict(row, against) is not Verdict.NOT_COMPARED for row in answer.rows)
    by_chance = round(compared / ONE_IN)
    if not by_chance:
        return ""
    return (
        f"Of {compared} comparisons about {by_chance} {'differs' if by_chance == 1 else 'differ'} at 95% by chance "
        f"alone; at {verdicts.STRONG} hardly any does."
    )


def name_comparator(answer: AreaProfile, role: AreaRole) -> str:
    """`its force`, `the UK`, or the name of a group of the reader's own."""
    point = next((each for row in answer.rows if (each := row.point(role))), None)
    return f"“{point.area.given_name}”" if point and point.area.given_name else SENTENCE_NAMES[role]


def _name_compared(answer: AreaProfile, role: AreaRole) -> str:
    """`the rest of its force`, where any indicator is compared with that; else the comparator as it is."""
    points = [each for row in answer.rows if (each := row.point(role))]
    rest = next((each for each in points if each.is_rest), None)
    return name_in_sentence(rest) if rest else name_comparator(answer, role)


def write_left_out(answer: AreaProfile) -> str:
    """Note on the figures of larger areas; empty where none was compared without the area."""
    if not any(point.is_rest for row in answer.rows for point in row.points):
        return ""
    name = answer.hierarchy.area.name
    return f"Figures of larger areas that {name} is part of are those of the rest, wherever its counts are known."


def write_own_cell(row: AreaProfileRow) -> WrittenCell:
    """`70` and `65 to 75`; the value's status where there is no number."""
    indicator, value = row.indicator, row.own.value
    if value.number is None:
        return WrittenCell(words=value.absence, quiet=True)
    written = _write_figure(row, value)
    if row.doubted:
        return WrittenCell(words=written, beside="probably not recorded")
    limits = confidence_interval(indicator, value)
    if limits is None:
        return WrittenCell(words=written, beside=NO_INTERVAL)
    if numbers.is_change(indicator):
        parts = [numbers.write_change(indicator, each) for each in (limits.lower, limits.upper)]
    else:
        parts = [indicator.format(each) for each in (limits.lower, limits.upper)]
    return WrittenCell(words=written, beside=f"{parts[0]} to {parts[1]}")


def write_comparator_cell(row: AreaProfileRow, role: AreaRole) -> WrittenCell:
    """`higher (99.8%)` and `48`."""
    point = row.point(role)
    if point is None:
        return WrittenCell(words=numbers.NOT_KNOWN, quiet=True)
    beside = _write_figure(row, point.beside)
    if row.doubted:
        return WrittenCell(words=verdicts.DOUBTED, beside=beside, quiet=True)
    if point.verdict is Verdict.NOT_COMPARED:
        words = verdicts.explain_no_verdict(row.indicator, row.own.value, point.value)
        if verdicts.is_alone(point):
            words = verdicts.write_judgement(row.indicator, point)
        return WrittenCell(words=words, beside=beside, quiet=True)
    return WrittenCell(words=verdicts.write_verdict(point.verdict, strong=point.strong), beside=beside)


def write_movement_cell(row: AreaProfileRow) -> WrittenCell:
    """`rose by 95` and `489 to 584`; `no clear change` where chance may explain it. Of a change, what its card says."""
    if numbers.is_change(row.indicator):
        return _write_change_cell(row)
    before, now = row.year_before, row.own.value
    if before.number is None or now.number is None:
        words = now.status.words if now.number is None else f"a year before: {before.status.words}"
        return WrittenCell(words=words, quiet=True)
    beside = f"{_write_figure(row, before)} to {_write_figure(row, now)}"
    words = str(row.movement)
    size = differences.write_shown_amount(row.indicator, before, now)
    if size and row.movement in (Movement.ROSE, Movement.FELL):
        words = f"{words} by {size}"
    return WrittenCell(words=words, beside=beside, quiet=row.movement in QUIET_MOVEMENTS)


def _write_change_cell(row: AreaProfileRow) -> WrittenCell:
    """`rose, more than chance explains` and `504 to 583`: never a verdict on how two changes differ."""
    change, quiet = row.own.value, row.movement in QUIET_MOVEMENTS
    if change.number is None:
        return WrittenCell(words=change.status.words, quiet=True)
    chance, moved = numbers.write_chance(row.indicator, change), row.movement in (Movement.ROSE, Movement.FELL)
    words = f"{row.movement}, {chance}" if moved else chance or str(row.movement)
    counts = numbers.write_change_counts(change)
    return WrittenCell(words=words, beside=estimates.mark_number(counts, change) if counts else "", quiet=quiet)


def describe_strip(answer: AreaProfile, row: AreaProfileRow) -> str:
    """Description of the strip: the areas from the lowest to the highest."""
    known = [point for point in row.points if point.role in (AreaRole.OWN, *answer.comparators) and point.value.known]
    ordered = sorted(known, key=lambda point: point.beside.number or 0.0)
    parts = [f"{_name(answer, point)} {_write_figure(row, point.beside)}" for point in ordered]
    return f"From lowest to highest: {', '.join(parts)}"


def describe_history(row: AreaProfileRow) -> str:
    """Description of the sparkline: `from 58 to 70, between 55 and 71`."""
    known = [value.number for value in row.history if value.number is not None]
    if not known:
        return "no figure in three years"
    first, last, low, high = (row.indicator.format(each) for each in (known[0], known[-1], min(known), max(known)))
    gaps = len(row.history) - len(known)
    missing = f", {gaps} of {len(row.history)} quarters without a figure" if gaps else ""
    broken = "".join(f", not comparable before {each.quarter}" for each in row.breaks)
    return f"from {first} to {last}, between {low} and {high}{missing}{estimates.count_estimates(row.history)}{broken}"


def explain_estimates(answer: AreaProfile) -> str:
    """Note on the mark of estimates, where a figure of the table has it."""
    shown = (each for row in answer.rows for each in (row.year_before, *(point.beside for point in row.points)))
    return estimates.explain_marks(shown)


def list_figures(answer: AreaProfile) -> Iterator[tuple[str, Value]]:
    """Every value of the profile, with a name for whose it is."""
    for row in answer.rows:
        for point in row.points:
            yield _name(answer, point), point.value
        for value in row.history:
            yield answer.hierarchy.area.name, value


def write_profile_lines(answer: AreaProfile) -> tuple[str, ...]:
    """Source, period, date with release, history of the area, breaks, marking, and whether all is invented."""
    release = answer.release
    made_of = "; ".join(dict.fromkeys(part for row in answer.rows for part in row.indicator.source.split("; ")))
    breaks = dict.fromkeys(each for row in answer.rows for each in row.breaks)
    lines = (
        sources.write_source(made_of, list_figures(answer)),
        f"Period: {describe_period(answer.quarter, answer.window)}",
        f"Figures as at {sources.write_day(release.data_as_at)}, {release.id}",
        sources.write_coverage_of_points(answer.hierarchy, (each for row in answer.rows for each in row.points)),
        area_history.write_history(answer.hierarchy),
        *(f"Not comparable before {each.quarter}: {each.reason}." for each in breaks),
        answer.marking,
        sources.DEMONSTRATION if release.demonstration else "",
    )
    return tuple(line for line in lines if line)


def _write_figure(row: AreaProfileRow, value: Value) -> str:
    """A number of the row with its mark if it is estimated; empty where there is none."""
    return estimates.mark_number(verdicts.write_beside(row.indicator, value), value)


def _verdict(row: AreaProfileRow, role: AreaRole) -> Verdict:
    point = row.point(role)
    return point.verdict if point else Verdict.NOT_COMPARED


def _name(answer: AreaProfile, point: Point) -> str:
    return answer.hierarchy.area.name if point.role is AreaRole.OWN else write_short_name(point.area, point.role)


def _name_rows(rows: Sequence[AreaProfileRow], against: AreaRole, verdict: Verdict) -> str:
    """`higher in repeat cases and 4 more`, the farthest first."""
    found = [row for row in rows if _verdict(row, against) is verdict]
    found.sort(key=lambda row: -row.standing(against)[1])
    names = [lower_label(row.indicator) for row in found[:MAX_NAMED]]
    rest = len(found) - len(names)
    return f"{verdict} in {join_words([*names, *([f'{rest} more'] if rest else [])])}" if found else ""


def _number(number: int) -> str:
    words = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    return words[number] if number < len(words) else str(number)
