"""Published figures: computed by somebody else, each with the cell it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from maracdash.catalogue import INDICATORS, indicator, indicators_near
from maracdash.intake.cells import dates, number_faults, numbers
from maracdash.intake.parse.area_names import SourceCell
from maracdash.intake.problems import CellError, Problem, Severity, quote_value
from maracdash.model.areas import Level
from maracdash.model.directory import normalise_spelling
from maracdash.model.indicators import Indicator, IntervalMethod, Unit
from maracdash.model.quarters import Quarter
from maracdash.model.values import read_absence

NOT_APPLICABLE_MARK = "-"
HUNDRED_PERCENT = 100.0
ABSENT = "Leave the cell blank if the figure was not published, write - if it does not apply, or [c] if it is withheld."
DASHES = frozenset({"-", "–", "—", "−"})


@dataclass(frozen=True, kw_only=True)
class PublishedFigure:
    """`value` is a plain number as text in display units, or empty with the mark `-` or none; `written` is the cell."""

    level: Level
    area: str
    quarter: Quarter
    indicator: str
    value: str
    mark: str
    origin: SourceCell = field(compare=False)
    written: str = field(default="", compare=False)

    @property
    def key(self) -> tuple[Level, str, Quarter, str]:
        """The area, quarter and indicator, which may have one value only."""
        return self.level, self.area, self.quarter, self.indicator


def parse_cell(text: str, of: Indicator, *, signed: bool) -> tuple[str, str]:
    """Parse a printed cell to value and mark. With `signed` a percentage must carry its sign. Raises CellError."""
    if not text:
        return "", ""
    if text in DASHES:
        return "", NOT_APPLICABLE_MARK
    if absence := read_absence(text):
        return "", absence.value
    percent = text.endswith("%")
    try:
        digits = numbers.parse_digits(text.removesuffix("%").strip())
    except number_faults.Absent:
        raise number_faults.Absent(text, ABSENT) from None
    if percent and of.unit is not Unit.PERCENT:
        raise CellError(f"{quote_value(text)} is a percentage, but “{of.title}” is not.")
    if signed and not percent and of.unit is Unit.PERCENT:
        raise CellError(f"{quote_value(text)} has no percent sign, so it may be a share of 1. Write it like 9.2%.")
    if float(digits) < 0 and "change" not in of.slug:
        raise CellError(f"{quote_value(text)} is below zero.")
    _check_bounds(text, numbers.parse_number(digits), of)
    return digits, ""


def _check_bounds(text: str, number: float, of: Indicator) -> None:
    """Refuse a share above 100% and a part of a case. Raises CellError."""
    if of.interval_method is IntervalMethod.PROPORTION and number > HUNDRED_PERCENT:
        raise CellError(f"{quote_value(text)} is too large: “{of.title}” is a share, so at most 100%.")
    if of.unit is Unit.COUNT and not number.is_integer():
        raise CellError(
            f"{quote_value(text)} is not a whole number. Thousands are separated by a comma, as in 117,359."
        )


def index_indicators() -> dict[str, Indicator]:
    """Index the indicators by slug and by normalised title, the portal's and ours."""
    by_title = {normalise_title(title): each for each in INDICATORS for title in (each.title, each.printed_title)}
    return by_title | {each.slug: each for each in INDICATORS}


def suggest_titles(text: str) -> str:
    """A question with the titles that are most like a text, after a blank; nothing where none is."""
    near = " or ".join(f"“{each.title}”" for each in indicators_near(text))
    return f" Did you mean {near}?" if near else ""


def normalise_title(title: str) -> str:
    """A title as compared: case, blanks and the shape of dashes and apostrophes do not count, and `&` is “and”."""
    return re.sub(r"\s+", "", normalise_spelling(title))


def find_unfinished_quarters(figures: Sequence[PublishedFigure], today: date) -> Iterator[Problem]:
    """Find figures of quarters that have not ended, or lie in a year without figures, once a row."""
    seen = set()
    for figure in figures:
        at = (figure.origin.file, figure.origin.row, figure.quarter)
        if at in seen:
            continue
        seen.add(at)
        if figure.quarter >= Quarter.of(today):
            yield _problem(figure, f"The quarter {figure.quarter} has not ended.")
        elif figure.quarter.year not in dates.YEARS:
            yield _problem(figure, f"The quarter {figure.quarter} lies before any figures. Check the year.")


def merge_figures(figures: Sequence[PublishedFigure]) -> tuple[list[PublishedFigure], list[Problem]]:
    """Merge figures so that each stands once, the later file's.

    The same figure with another value is an error within a file; between files it is a warning, as published totals
    move, and none where the values differ only in their rounding.
    """
    found: dict[tuple[Level, str, Quarter, str], PublishedFigure] = {}
    problems = []
    for figure in figures:
        earlier = found.get(figure.key, figure)
        if not _is_same_figure(earlier, figure):
            problems.append(_disagreement(figure, earlier))
        found[figure.key] = figure
    return list(found.values()), problems


def _is_same_figure(one: PublishedFigure, other: PublishedFigure) -> bool:
    if one.value and other.value:
        decimals = 9 if one.origin.file == other.origin.file else indicator(one.indicator).decimals
        return abs(float(one.value) - float(other.value)) < 0.6 / 10.0**decimals
    return (one.value, one.mark) == (other.value, other.mark)


def _disagreement(figure: PublishedFigure, earlier: PublishedFigure) -> Problem:
    where = f"row {earlier.origin.row} of {earlier.origin.file}"
    sentence = f"{figure.indicator} is {figure.value or 'absent'} here but {earlier.value or 'absent'} in {where}."
    if figure.origin.file == earlier.origin.file:
        return _problem(figure, f"{sentence} Keep the right one.")
    return replace(
        _problem(figure, f"{sentence} Correct one, or accept the warning to use this file's."),
        severity=Severity.WARNING,
    )


def _problem(figure: PublishedFigure, message: str) -> Problem:
    return Problem(figure.origin.file, figure.origin.row, figure.origin.column, message, value=figure.value)
