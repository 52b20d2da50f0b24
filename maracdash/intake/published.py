"""Published figures: what somebody else computed, each with the cell it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from maracdash.catalogue import INDICATORS, indicator
from maracdash.intake import dates, letters, numbers
from maracdash.intake.names import Origin, Registry
from maracdash.intake.problems import Faulty, Problem, Severity, quoted
from maracdash.intake.sheets import Table
from maracdash.model.areas import Area, Level
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.quarters import Quarter
from maracdash.model.values import read_absence

NOT_APPLICABLE = "-"
DASHES = frozenset({"-", "–", "—", "−"})


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`value` is a plain number as text in display units, or empty with the mark `-` or none."""

    level: Level
    area: str
    quarter: Quarter
    indicator: str
    value: str
    mark: str
    origin: Origin = field(compare=False)

    @property
    def key(self) -> tuple[Level, str, Quarter, str]:
        """What may have one value only."""
        return self.level, self.area, self.quarter, self.indicator


def cell(text: str, of: Indicator, *, signed: bool) -> tuple[str, str]:
    """A printed cell as value and mark. With `signed` a percentage must carry its sign. Raises Faulty."""
    if not text:
        return "", ""
    if text in DASHES:
        return "", NOT_APPLICABLE
    if absence := read_absence(text):
        return "", absence.value
    percent = text.endswith("%")
    digits = numbers.plain(text.removesuffix("%").strip())
    if percent and of.unit is not Unit.PERCENT:
        raise Faulty(f"{quoted(text)} is a percentage, but “{of.title}” is not.")
    if signed and not percent and of.unit is Unit.PERCENT:
        raise Faulty(f"{quoted(text)} has no percent sign, so it may be a share of 1. Write it like 9.2%.")
    if float(digits) < 0 and "change" not in of.slug:
        raise Faulty(f"{quoted(text)} is below zero.")
    numbers.number(digits)
    return digits, ""


def indicators() -> dict[str, Indicator]:
    """Indicators by folded slug and by folded title."""
    by_title = {folded(each.title): each for each in INDICATORS}
    return by_title | {each.slug: each for each in INDICATORS}


def folded(title: str) -> str:
    """A title as compared: case, blanks and the shape of dashes and apostrophes do not count."""
    return re.sub(r"\s+", "", title.casefold().replace("’", "'").replace("–", "-"))


def read_tidy(table: Table, registry: Registry, today: date) -> tuple[list[Figure], list[Problem]]:
    """The figures of a tidy table; unknown areas become new ones."""
    problems: list[Problem] = []
    known = indicators()
    figures = []
    names = ("level", "area_code", "area", "quarter", "indicator", "value")
    rows = zip(table.rows, *(table.texts(name) for name in names), strict=True)
    for row, *texts in rows:
        cells = dict(zip(names, texts, strict=True))
        figure = _figure(table, int(row), cells, known, problems)
        if figure:
            figures.append((figure, cells["area"]))
    place = table.headers.get("area", table.headers["area_code"])
    entered = [_entered(figure, name, place, registry, problems) for figure, name in figures]
    found = [figure for figure in entered if figure]
    return found, [*problems, *unfinished(found, today)]


def unfinished(figures: Sequence[Figure], today: date) -> Iterator[Problem]:
    """Figures of quarters that have not ended, or are of no year that there can be figures of, once a row."""
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


def agreed(figures: Sequence[Figure]) -> tuple[list[Figure], list[Problem]]:
    """Each figure once, the later file's. The same figure with another value is an error within a file; between files
    it is a warning, as published totals move, and none where the values differ only in their rounding.
    """
    found: dict[tuple[Level, str, Quarter, str], Figure] = {}
    problems = []
    for figure in figures:
        earlier = found.get(figure.key, figure)
        if not _same(earlier, figure):
            problems.append(_disagreement(figure, earlier))
        found[figure.key] = figure
    return list(found.values()), problems


def _same(one: Figure, other: Figure) -> bool:
    if one.value and other.value:
        decimals = 9 if one.origin.file == other.origin.file else indicator(one.indicator).decimals
        return abs(float(one.value) - float(other.value)) < 0.6 / 10.0**decimals
    return (one.value, one.mark) == (other.value, other.mark)


def _disagreement(figure: Figure, earlier: Figure) -> Problem:
    where = f"row {earlier.origin.row} of {earlier.origin.file}"
    sentence = f"{figure.indicator} is {figure.value or 'absent'} here but {earlier.value or 'absent'} in {where}."
    if figure.origin.file == earlier.origin.file:
        return _problem(figure, f"{sentence} Keep the right one.")
    return replace(
        _problem(figure, f"{sentence} Correct one, or accept the warning to use this file's."),
        severity=Severity.WARNING,
    )


def _figure(
    table: Table, row: int, cells: dict[str, str], known: dict[str, Indicator], problems: list[Problem]
) -> Figure | None:
    column = "level"
    try:
        level = _level(cells["level"])
        column = "area_code"
        letters.code(cells["area_code"])
        _named(cells)
        column = "area"
        letters.name(cells["area"])
        column = "quarter"
        quarter = _quarter(cells["quarter"])
        column = "indicator"
        found = _indicator(cells["indicator"], known)
        column = "value"
        value, mark = cell(cells["value"], found, signed=False)
    except Faulty as fault:
        problems.append(table.problem(row, column, str(fault), value=cells[column]))
        return None
    origin = Origin(file=table.file, row=row, column=table.headers["value"])
    return Figure(
        level=level,
        area=cells["area_code"],
        quarter=quarter,
        indicator=found.slug,
        value=value,
        mark=mark,
        origin=origin,
    )


def _entered(figure: Figure, name: str, column: str, registry: Registry, problems: list[Problem]) -> Figure | None:
    """The figure with the code of its area; a group is known by its force."""
    level = Level.FORCE if figure.level is Level.GROUP else figure.level
    origin = replace(figure.origin, column=column)
    try:
        if level is Level.MARAC and not figure.area and len(registry.named(level, name)) > 1:
            registry.one(level, name)
        if figure.level is Level.GROUP:
            code = registry.one(level, figure.area or name).code
        else:
            code = registry.code_of(Area(level=level, code=figure.area, name=name), "", origin)
    except Faulty as fault:
        problems.append(Problem(origin.file, origin.row, column, str(fault), value=figure.area or name))
        return None
    return replace(figure, area=code)


def _named(cells: dict[str, str]) -> None:
    if not cells["area_code"] and not cells["area"]:
        raise Faulty("Give the area's code or its name.")


def _level(text: str) -> Level:
    if text.casefold() not in list(Level):
        raise Faulty(f"{quoted(text)} is not a level. Use one of: {', '.join(Level)}.")
    return Level(text.casefold())


def _quarter(text: str) -> Quarter:
    if not text:
        raise Faulty("This cell is blank, but every row needs it.")
    return Quarter.from_index(int(dates.quarter(text)))


def _indicator(text: str, known: dict[str, Indicator]) -> Indicator:
    found = known.get(folded(text)) or known.get(text.casefold())
    if not found:
        raise Faulty(f"There is no indicator called {quoted(text)}.")
    return found


def _problem(figure: Figure, message: str) -> Problem:
    return Problem(figure.origin.file, figure.origin.row, figure.origin.column, message, value=figure.value)
