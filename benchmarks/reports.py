"""The overview report asked and written, for 30 Maracs and for all of them, without a server."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import xlsxwriter

from benchmarks.measures import Measure, percentile
from maracdash import ask
from maracdash.exports import overview_reports as files
from maracdash.model.overview_reports import ColumnKind, Form, Report, ReportSelection
from maracdash.model.quarters import Window
from maracdash.queries.values import FIGURES
from maracdash.store.releases.connections import Releases

RUNS = 40
FILES = 5
SOME = 30
MILLISECONDS = 1000
BARE_QUERY = "the rows of the one query"
BARE_BOOK = "the numbers alone, by xlsxwriter"


def reports(data: Path) -> list[Measure]:
    """Report and workbook; the target of 30 Maracs is that of a force."""
    releases = Releases(data)
    some, everyone = _some(releases), _everyone(releases)
    answer = ask.report(releases, everyone)
    books = [each * MILLISECONDS for each in _timed(lambda: files.report(answer, files.writer("xlsx")), FILES)]
    bare = [each * MILLISECONDS for each in _timed(lambda: _book(answer), FILES)]
    return [
        _asked(releases, some, 60),
        _asked(releases, everyone, 400),
        Measure(
            name=f"  as a workbook, {_size(answer)}",
            median=median(books),
            unit="ms",
            target=2000,
            floor=median(bare),
            bare=BARE_BOOK,
        ),
    ]


def _asked(releases: Releases, selection: ReportSelection, target: float) -> Measure:
    answer = ask.report(releases, selection)
    times = list(_timed(lambda: ask.report(releases, selection), RUNS))
    floor = list(_timed(lambda: _rows(releases, answer), RUNS))
    return Measure(
        name=f"Report, p95, {_size(answer)}",
        median=percentile(times, 0.95) * MILLISECONDS,
        unit="ms",
        target=target,
        floor=percentile(floor, 0.95) * MILLISECONDS,
        bare=BARE_QUERY,
    )


def _some(releases: Releases) -> ReportSelection:
    """Forces until they have enough Maracs."""
    everyone = _everyone(releases)
    maracs = [each for each in ask.report(releases, everyone).columns if each.kind is ColumnKind.MARAC and each.area]
    chosen = tuple(each.area.code for each in maracs[:SOME] if each.area)
    return ReportSelection(form=Form.FORCE_MARAC, quarter=everyone.quarter, maracs=chosen)


def _everyone(releases: Releases) -> ReportSelection:
    forces = tuple(each.code for each in ask.report_forces(releases, Form.FORCE_MARAC))
    return ReportSelection(form=Form.FORCE_MARAC, quarter=ask.first_report(releases).quarter, forces=forces)


def _rows(releases: Releases, answer: Report) -> None:
    releases.current().rows(
        FIGURES,
        {
            "indicators": [each.indicator.slug for each in answer.rows],
            "window": str(Window.YEAR),
            "first": answer.quarter.index,
            "last": answer.quarter.index,
            "codes": sorted({each.area.code for each in answer.columns if each.area}),
        },
    )


def _book(answer: Report) -> None:
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    sheet = book.add_worksheet()
    for row, line in enumerate(answer.rows):
        for column, value in enumerate(line.values):
            sheet.write(row, column, value.number)
    book.close()


def _size(answer: Report) -> str:
    maracs = len(answer.of_kind(ColumnKind.MARAC))
    return f"{maracs} Maracs, {len(answer.columns)} columns x {sum(1 for _ in answer.rows)}"


def _timed(work: Callable[[], object], runs: int) -> Iterator[float]:
    for _ in range(runs):
        started = time.perf_counter()
        work()
        yield time.perf_counter() - started
