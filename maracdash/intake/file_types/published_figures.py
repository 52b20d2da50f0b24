"""Published figures: the portal's overview report, or a table of one row a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from maracdash.intake.file_types.file_type import CoveredQuarter, FileType, Frames, ReadingContext
from maracdash.intake.parse.overview_report import read_overview_report
from maracdash.intake.parse.published_figures import PublishedFigure, merge_figures
from maracdash.intake.parse.shares_of_one import find_shares_of_one
from maracdash.intake.parse.tidy_csv import read_tidy_figures
from maracdash.intake.problems import Problem
from maracdash.intake.recognise.file_recognition import RecognisedFile, read_tables
from maracdash.intake.recognise.header_kinds import HeaderKind
from maracdash.store.submissions.normalised_files import PUBLISHED_FILE

TIDY = HeaderKind(
    name="published figures",
    keys=("level", "area_code", "quarter", "indicator", "value"),
    others=("area",),
    has_area_names=True,
)
OVERVIEW_REPORT = HeaderKind(name="overview report", keys=("indicator",), has_area_names=True, has_areas_across=True)


def _read(
    files: Sequence[RecognisedFile], reading: ReadingContext
) -> tuple[Sequence[PublishedFigure], Sequence[Problem]]:
    figures: list[PublishedFigure] = []
    problems: list[Problem] = []
    for found, told in _read_each(files, reading, problems):
        figures.extend(found)
        problems.extend(told)
    problems.extend(_find_doubtful_shares(files, figures))
    rows, disagreements = merge_figures(figures)
    return rows, [*problems, *disagreements]


def _find_doubtful_shares(files: Sequence[RecognisedFile], figures: Sequence[PublishedFigure]) -> Iterator[Problem]:
    for each in files:
        own = [figure for figure in figures if figure.origin.file == each.file.name]
        yield from find_shares_of_one(own, formatted=bool(each.sheet and each.sheet.name))


def _read_each(
    files: Sequence[RecognisedFile], reading: ReadingContext, problems: list[Problem]
) -> Iterator[tuple[list[PublishedFigure], list[Problem]]]:
    """Reports first: a table may correct what they print."""
    for each in files:
        if each.sheet and each.header and each.header.kind is OVERVIEW_REPORT:
            yield read_overview_report(each.file.name, each.sheet, each.header, reading.registry, reading.today)
    tidy, empty = read_tables([each for each in files if each.header and each.header.kind is TIDY])
    problems.extend(empty)
    for table in tidy:
        yield read_tidy_figures(table, reading.registry, reading.today)


def _list_covered(rows: Sequence[PublishedFigure]) -> Iterator[CoveredQuarter]:
    yield from ((each.origin.file, each.area, each.quarter) for each in rows)


def _build_tables(rows: Sequence[PublishedFigure]) -> Frames:
    return {PUBLISHED_FILE: pd.DataFrame([_figure_row(each) for each in rows])}


def _figure_row(figure: PublishedFigure) -> dict[str, object]:
    return {
        "level": str(figure.level),
        "area_code": figure.area,
        "quarter": figure.quarter.index,
        "indicator": figure.indicator,
        "value": figure.value,
        "mark": figure.mark,
    }


PUBLISHED_FILE_TYPE = FileType(
    title="published figures",
    kinds=(TIDY, OVERVIEW_REPORT),
    description="Published figures: the portal's overview report, or a table with one row for each figure.",
    read=_read,
    covers=_list_covered,
    normalised=_build_tables,
)
