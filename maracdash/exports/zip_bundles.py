"""Several charts and their numbers in one file: a section's indicators, or the blocks of a dashboard."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from maracdash.exports import charts, tables
from maracdash.exports.files import File, make_file_name
from maracdash.model.answers import Comparison, TidyCell, TidyTable, Trend
from maracdash.model.errors import MissingChoiceError

ZIP_TYPE = "application/zip"
NUMBERS_FILE = "figures.csv"
Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Collection:
    """Answers about one Marac and quarter, in the order of the page; `slug` and `title` are the page's."""

    slug: str
    title: str
    answers: tuple[Comparison | Trend, ...]


def build_zip_file(chosen: Collection, progress: Progress = lambda _: None) -> File:
    """A zip of numbered PNGs and one tidy CSV with every figure once. Raises DrawingError and MissingChoiceError."""
    if not chosen.answers:
        raise MissingChoiceError(f"There is no chart to take away from “{chosen.title}”.")
    first = chosen.answers[0]
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in _draw_pictures(chosen, progress):
            archive.writestr(_zip_entry(name, first), content, ZIP_STORED)
        archive.writestr(
            _zip_entry(NUMBERS_FILE, first), tables.write_csv(tabulate_answers(chosen.answers)), ZIP_DEFLATED
        )
    name = make_file_name(first.hierarchy.area.name, chosen.slug, str(first.quarter), extension="zip")
    return File(name=name, content=out.getvalue(), media_type=ZIP_TYPE)


def tabulate_answers(answers: Sequence[Comparison | Trend]) -> TidyTable:
    """Every figure of every answer, once."""
    cells: dict[tuple[object, ...], TidyCell] = {}
    for answer in answers:
        found = tables.tabulate_trend(answer) if isinstance(answer, Trend) else tables.tabulate_comparison(answer)
        for each in found.cells:
            cells.setdefault((each.area, each.quarter, each.window, each.indicator.slug), each)
    return TidyTable(cells=tuple(cells.values()), release=answers[0].release, marking=answers[0].marking)


def _draw_pictures(chosen: Collection, progress: Progress) -> Iterator[tuple[str, bytes]]:
    for place, answer in enumerate(chosen.answers, start=1):
        progress(f"Drawing {place} of {len(chosen.answers)}")
        file = charts.build_chart_file(answer, "png")
        yield f"{place:02}_{file.name}", file.content


def _zip_entry(name: str, answer: Comparison | Trend) -> ZipInfo:
    """Dated by the release, so that the same figures make the same file."""
    info = ZipInfo(name, date_time=answer.release.published_at.timetuple()[:6])
    info.external_attr = 0o644 << 16
    return info
