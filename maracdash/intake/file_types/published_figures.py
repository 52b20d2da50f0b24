"""Published figures: the portal's overview report, or a table of one row a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from maracdash.intake.file_types.file_type import Covered, FileType, Frames, Reading
from maracdash.intake.parse.overview_report import read_overview
from maracdash.intake.parse.published_figures import Figure, agreed
from maracdash.intake.parse.shares_of_one import shares_of_one
from maracdash.intake.parse.tidy_csv import read_tidy
from maracdash.intake.problems import Problem
from maracdash.intake.recognise.file_recognition import Opened, tables
from maracdash.intake.recognise.kinds import Kind
from maracdash.store.submissions.normalised_files import PUBLISHED

TIDY = Kind(
    name="published figures",
    keys=("level", "area_code", "quarter", "indicator", "value"),
    others=("area",),
    names_areas=True,
)
OVERVIEW = Kind(name="overview report", keys=("indicator",), names_areas=True, areas_across=True)


def _read(files: Sequence[Opened], reading: Reading) -> tuple[Sequence[Figure], Sequence[Problem]]:
    figures: list[Figure] = []
    problems: list[Problem] = []
    for found, told in _each(files, reading, problems):
        figures.extend(found)
        problems.extend(told)
    problems.extend(_doubtful_shares(files, figures))
    rows, disagreements = agreed(figures)
    return rows, [*problems, *disagreements]


def _doubtful_shares(files: Sequence[Opened], figures: Sequence[Figure]) -> Iterator[Problem]:
    for each in files:
        own = [figure for figure in figures if figure.origin.file == each.file.name]
        yield from shares_of_one(own, formatted=bool(each.sheet and each.sheet.name))


def _each(
    files: Sequence[Opened], reading: Reading, problems: list[Problem]
) -> Iterator[tuple[list[Figure], list[Problem]]]:
    """Reports first: a table may correct what they print."""
    for each in files:
        if each.sheet and each.header and each.header.kind is OVERVIEW:
            yield read_overview(each.file.name, each.sheet, each.header, reading.registry, reading.today)
    tidy, empty = tables([each for each in files if each.header and each.header.kind is TIDY])
    problems.extend(empty)
    for table in tidy:
        yield read_tidy(table, reading.registry, reading.today)


def _covers(rows: Sequence[Figure]) -> Iterator[Covered]:
    yield from ((each.origin.file, each.area, each.quarter) for each in rows)


def _normalised(rows: Sequence[Figure]) -> Frames:
    return {PUBLISHED: pd.DataFrame([_figure(each) for each in rows])}


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "level": str(figure.level),
        "area_code": figure.area,
        "quarter": figure.quarter.index,
        "indicator": figure.indicator,
        "value": figure.value,
        "mark": figure.mark,
    }


TYPE = FileType(
    title="published figures",
    kinds=(TIDY, OVERVIEW),
    told="Published figures: the portal's overview report, or a table with one row for each figure.",
    read=_read,
    covers=_covers,
    normalised=_normalised,
)
