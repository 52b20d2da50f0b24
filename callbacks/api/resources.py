"""Resources of the API: each with its parameters, its columns and the question that answers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from callbacks.api.parameters import (
    AREA,
    DEFAULT_LIMIT,
    INDICATOR,
    LEVEL,
    LIMIT,
    OFFSET,
    QUARTER,
    RELEASE,
    SECTION,
    WINDOW,
    Arguments,
    Parameter,
)
from maracdash import catalogue, queries
from maracdash.exports import record_tables
from maracdash.exports.plain_tables import Column, PlainTable
from maracdash.exports.tidy_rows import COMPARED_COLUMNS, build_compared_rows, write_marking
from maracdash.model.answers import ReleaseNote
from maracdash.model.areas import LEVELS
from maracdash.model.quarters import Window
from maracdash.model.selection import ValueSelection
from maracdash.reading.reader import Reader


@dataclass(frozen=True, kw_only=True)
class ResourceAnswer:
    """Rows from `offset` on, of `total`, and the release that they were read from."""

    table: PlainTable
    release: ReleaseNote
    total: int
    offset: int = 0

    @property
    def rest(self) -> int:
        """The offset of the next page; 0 after the last."""
        end = self.offset + len(self.table.rows)
        return end if self.table.rows and end < self.total else 0


@dataclass(frozen=True, kw_only=True)
class Resource:
    """A kind of thing that can be asked for; its answers are rows of its columns."""

    name: str
    summary: str
    columns: Sequence[Column]
    ask: Callable[[Reader, Arguments], ResourceAnswer]
    parameters: tuple[Parameter[Any], ...] = ()


def ask_release(reader: Reader, _: Arguments) -> ResourceAnswer:
    """The release that answers now."""
    marking = write_marking(reader.release, reader.marking)
    return _whole(reader, record_tables.tabulate_release(reader.release, marking, reader.audience))


def ask_areas(reader: Reader, arguments: Arguments) -> ResourceAnswer:
    """Areas of the levels that are asked for."""
    directory, as_at = reader.ask(queries.DIRECTORY), reader.release.data_as_at
    levels = arguments.every(LEVEL) or LEVELS
    return _whole(reader, record_tables.tabulate_areas(directory, as_at, levels))


def ask_groups(reader: Reader, _: Arguments) -> ResourceAnswer:
    """Every force of every most similar group."""
    return _whole(reader, record_tables.tabulate_groups(reader.ask(queries.DIRECTORY)))


def ask_quarters(reader: Reader, _: Arguments) -> ResourceAnswer:
    """Quarters of the release."""
    quarters, offered = reader.ask(queries.QUARTERS), reader.ask(queries.CHOICES).quarters
    return _whole(reader, record_tables.tabulate_quarters(quarters, offered))


def ask_sections(reader: Reader, _: Arguments) -> ResourceAnswer:
    """Sections of the report."""
    return _whole(reader, record_tables.tabulate_sections())


def ask_indicators(reader: Reader, arguments: Arguments) -> ResourceAnswer:
    """Indicators, of some sections if they are named. Raises NotFoundError."""
    sections = {catalogue.section(each).slug for each in arguments.every(SECTION)}
    found = [each for each in reader.ask(queries.INDICATORS) if not sections or each.section in sections]
    return _whole(reader, record_tables.tabulate_indicators(found))


def ask_values(reader: Reader, arguments: Arguments) -> ResourceAnswer:
    """A page of values. Raises NotFoundError for what the release does not have."""
    page = reader.ask(queries.VALUE_PAGE, _select_values(arguments))
    rows = tuple(build_compared_rows(page.cells, page.release, page.marking))
    table = PlainTable(columns=COMPARED_COLUMNS, rows=rows)
    return ResourceAnswer(table=table, release=page.release, total=page.total, offset=page.offset)


def _select_values(arguments: Arguments) -> ValueSelection:
    of_sections = (
        indicator.slug
        for section in arguments.every(SECTION)
        for indicator in catalogue.section_indicators(catalogue.section(section).slug)
    )
    return ValueSelection(
        areas=arguments.every(AREA),
        levels=arguments.every(LEVEL) or LEVELS,
        quarters=arguments.every(QUARTER),
        indicators=(*arguments.every(INDICATOR), *of_sections),
        window=arguments.one(WINDOW, Window.YEAR),
        offset=arguments.one(OFFSET, 0),
        limit=arguments.one(LIMIT, DEFAULT_LIMIT),
    )


def _whole(reader: Reader, table: PlainTable) -> ResourceAnswer:
    return ResourceAnswer(table=table, release=reader.release, total=len(table.rows))


VALUES = Resource(
    name="values",
    summary="Figures with status, interval, sums, coverage, and verdicts against the larger areas, in pages",
    columns=COMPARED_COLUMNS,
    ask=ask_values,
    parameters=(AREA, LEVEL, QUARTER, INDICATOR, SECTION, WINDOW, LIMIT, OFFSET, RELEASE),
)
RESOURCES = (
    Resource(
        name="release",
        summary="The release that answers: its date, who may see it, and the rule that protects it",
        columns=record_tables.RELEASE_COLUMNS,
        ask=ask_release,
    ),
    Resource(
        name="areas",
        summary="Maracs and larger areas, with the area that each lies in, closures and successors",
        columns=record_tables.AREA_COLUMNS,
        ask=ask_areas,
        parameters=(LEVEL,),
    ),
    Resource(
        name="groups",
        summary="The forces of each force's most similar group",
        columns=record_tables.GROUP_COLUMNS,
        ask=ask_groups,
    ),
    Resource(
        name="quarters",
        summary="Quarters that the release holds, oldest first",
        columns=record_tables.QUARTER_COLUMNS,
        ask=ask_quarters,
    ),
    Resource(
        name="sections",
        summary="Sections of the report",
        columns=record_tables.SECTION_COLUMNS,
        ask=ask_sections,
    ),
    Resource(
        name="indicators",
        summary="Indicators with definition, formula, unit and notes",
        columns=record_tables.INDICATOR_COLUMNS,
        ask=ask_indicators,
        parameters=(SECTION,),
    ),
    VALUES,
)
