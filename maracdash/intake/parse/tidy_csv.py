"""The tidy table of published figures: one row a figure, each area by code or name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from maracdash.intake.cells import dates
from maracdash.intake.parse import name_validation
from maracdash.intake.parse.area_names import Origin, Registry
from maracdash.intake.parse.published_figures import Figure, cell, indicators, normalise_title, unfinished
from maracdash.intake.problems import Faulty, Problem, quoted
from maracdash.intake.readers.sheets import Table
from maracdash.model.areas import Area, Level
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter


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


def _figure(
    table: Table, row: int, cells: dict[str, str], known: dict[str, Indicator], problems: list[Problem]
) -> Figure | None:
    column = "level"
    try:
        level = _level(cells["level"])
        column = "area_code"
        name_validation.code(cells["area_code"])
        _named(cells)
        column = "area"
        name_validation.name(cells["area"])
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
        written=cells["value"],
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
    found = known.get(normalise_title(text)) or known.get(text.casefold())
    if not found:
        raise Faulty(f"There is no indicator called {quoted(text)}.")
    return found
