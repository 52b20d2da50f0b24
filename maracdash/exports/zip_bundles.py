"""Several charts and their numbers in one file: a section's indicators, or the blocks of a dashboard."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from maracdash.exports import charts, tables
from maracdash.exports.files import File, file_name
from maracdash.model.answers import Cell, Comparison, Table, Trend
from maracdash.model.errors import NothingChosen

ZIP = "application/zip"
NUMBERS = "figures.csv"
Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Collection:
    """Answers about one Marac and quarter, in the order of the page; `slug` and `title` are the page's."""

    slug: str
    title: str
    answers: tuple[Comparison | Trend, ...]


def collection(chosen: Collection, progress: Progress = lambda _: None) -> File:
    """A zip of numbered PNGs and one tidy CSV with every figure once. Raises CannotDraw and NothingChosen."""
    if not chosen.answers:
        raise NothingChosen(f"There is no chart to take away from “{chosen.title}”.")
    first = chosen.answers[0]
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in _pictures(chosen, progress):
            archive.writestr(_entry(name, first), content, ZIP_STORED)
        archive.writestr(_entry(NUMBERS, first), tables.csv(numbers(chosen.answers)), ZIP_DEFLATED)
    name = file_name(first.place.marac.name, chosen.slug, str(first.quarter), extension="zip")
    return File(name=name, content=out.getvalue(), media_type=ZIP)


def numbers(answers: Sequence[Comparison | Trend]) -> Table:
    """Every figure of every answer, once."""
    cells: dict[tuple[object, ...], Cell] = {}
    for answer in answers:
        found = tables.trend_table(answer) if isinstance(answer, Trend) else tables.comparison_table(answer)
        for each in found.cells:
            cells.setdefault((each.area, each.quarter, each.window, each.indicator.slug), each)
    return Table(cells=tuple(cells.values()), release=answers[0].release, marking=answers[0].marking)


def _pictures(chosen: Collection, progress: Progress) -> Iterator[tuple[str, bytes]]:
    for place, answer in enumerate(chosen.answers, start=1):
        progress(f"Drawing {place} of {len(chosen.answers)}")
        file = charts.chart(answer, "png")
        yield f"{place:02}_{file.name}", file.content


def _entry(name: str, answer: Comparison | Trend) -> ZipInfo:
    """Dated by the release, so that the same figures make the same file."""
    info = ZipInfo(name, date_time=answer.release.published_at.timetuple()[:6])
    info.external_attr = 0o644 << 16
    return info
