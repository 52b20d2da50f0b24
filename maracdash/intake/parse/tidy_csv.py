"""The tidy table of published figures: one row a figure, each area by code or name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from maracdash.intake.cells import dates
from maracdash.intake.parse import name_validation
from maracdash.intake.parse.area_names import AreaRegistry, SourceCell
from maracdash.intake.parse.published_figures import (
    PublishedFigure,
    find_unfinished_quarters,
    index_indicators,
    normalise_title,
    parse_cell,
    suggest_titles,
)
from maracdash.intake.problems import CellError, Problem, quote_value
from maracdash.intake.readers.sheets import SourceTable
from maracdash.model.areas import Area, Level
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter

TITLES = " Use its title, or its short name as in the address of its page."


def read_tidy_figures(
    table: SourceTable, registry: AreaRegistry, today: date
) -> tuple[list[PublishedFigure], list[Problem]]:
    """Read the figures of a tidy table; unknown areas become new ones."""
    problems: list[Problem] = []
    known = index_indicators()
    figures = []
    names = ("level", "area_code", "area", "quarter", "indicator", "value")
    rows = zip(table.rows, *(table.texts(name) for name in names), strict=True)
    for row, *texts in rows:
        cells = dict(zip(names, texts, strict=True))
        figure = _read_figure(table, int(row), cells, known, problems)
        if figure:
            figures.append((figure, cells["area"]))
    place = table.headers.get("area", table.headers["area_code"])
    entered = [_with_area_code(figure, name, place, registry, problems) for figure, name in figures]
    found = [figure for figure in entered if figure]
    return found, [*problems, *find_unfinished_quarters(found, today)]


def _read_figure(
    table: SourceTable, row: int, cells: dict[str, str], known: dict[str, Indicator], problems: list[Problem]
) -> PublishedFigure | None:
    column = "level"
    try:
        level = _parse_level(cells["level"])
        column = "area_code"
        name_validation.check_code(cells["area_code"])
        _require_area(cells)
        column = "area"
        name_validation.check_name(cells["area"])
        column = "quarter"
        quarter = _parse_quarter(cells["quarter"])
        column = "indicator"
        found = _find_indicator(cells["indicator"], known)
        column = "value"
        value, mark = parse_cell(cells["value"], found, signed=False)
    except CellError as fault:
        problems.append(table.problem(row, column, str(fault), value=cells[column]))
        return None
    origin = SourceCell(file=table.file, row=row, column=table.headers["value"])
    return PublishedFigure(
        level=level,
        area=cells["area_code"],
        quarter=quarter,
        indicator=found.slug,
        value=value,
        mark=mark,
        origin=origin,
        written=cells["value"],
    )


def _with_area_code(
    figure: PublishedFigure, name: str, column: str, registry: AreaRegistry, problems: list[Problem]
) -> PublishedFigure | None:
    """The figure with the code of its area; a group is known by its force."""
    level = Level.FORCE if figure.level is Level.GROUP else figure.level
    origin = replace(figure.origin, column=column)
    try:
        if level is Level.MARAC and not figure.area and len(registry.named(level, name)) > 1:
            registry.find_one(level, name)
        if figure.level is Level.GROUP:
            code = registry.find_one(level, figure.area or name).code
        else:
            code = registry.resolve_code(Area(level=level, code=figure.area, name=name), "", origin)
    except CellError as fault:
        problems.append(Problem(origin.file, origin.row, column, str(fault), value=figure.area or name))
        return None
    return replace(figure, area=code)


def _require_area(cells: dict[str, str]) -> None:
    if not cells["area_code"] and not cells["area"]:
        raise CellError("Give the area's code or its name.")


def _parse_level(text: str) -> Level:
    if text.casefold() not in list(Level):
        raise CellError(f"{quote_value(text)} is not a level. Use one of: {', '.join(Level)}.")
    return Level(text.casefold())


def _parse_quarter(text: str) -> Quarter:
    if not text:
        raise CellError("This cell is blank, but every row needs it.")
    return Quarter.from_index(int(dates.parse_quarter_index(text)))


def _find_indicator(text: str, known: dict[str, Indicator]) -> Indicator:
    found = known.get(normalise_title(text)) or known.get(text.casefold())
    if not found:
        raise CellError(f"There is no indicator called {quote_value(text)}.{suggest_titles(text) or TITLES}")
    return found
