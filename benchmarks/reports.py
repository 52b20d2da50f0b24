"""The overview report asked and written, for 30 Maracs and for all of them, without a server."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import xlsxwriter

from benchmarks.measures import Measure, percentile
from maracdash import queries
from maracdash.exports import overview_reports as files
from maracdash.model.overview_reports import ColumnKind, Form, Report, ReportSelection
from maracdash.model.quarters import Window
from maracdash.queries.values import FIGURES
from maracdash.reading.reader import Reader
from maracdash.store.releases.connections import Releases

RUNS = 40
FILES = 5
SOME = 30
MILLISECONDS = 1000
BARE_QUERY = "the rows of the one query"
BARE_BOOK = "the numbers alone, by xlsxwriter"


def reports(data: Path) -> list[Measure]:
    """Report and workbook; the target of 30 Maracs is that of a force."""
    reader = Reader(data)
    some, everyone = _some(reader), _everyone(reader)
    answer = reader.ask(queries.report, everyone)
    books = [each * MILLISECONDS for each in _timed(lambda: files.report(answer, files.writer("xlsx")), FILES)]
    bare = [each * MILLISECONDS for each in _timed(lambda: _book(answer), FILES)]
    return [
        _asked(reader, some, 60),
        _asked(reader, everyone, 400),
        Measure(
            name=f"  as a workbook, {_size(answer)}",
            median=median(books),
            unit="ms",
            target=2000,
            floor=median(bare),
            bare=BARE_BOOK,
        ),
    ]


def _asked(reader: Reader, selection: ReportSelection, target: float) -> Measure:
    answer = reader.ask(queries.report, selection)
    times = list(_timed(lambda: reader.ask(queries.report, selection), RUNS))
    floor = list(_timed(lambda: _rows(reader, answer), RUNS))
    return Measure(
        name=f"Report, p95, {_size(answer)}",
        median=percentile(times, 0.95) * MILLISECONDS,
        unit="ms",
        target=target,
        floor=percentile(floor, 0.95) * MILLISECONDS,
        bare=BARE_QUERY,
    )


def _some(reader: Reader) -> ReportSelection:
    """Forces until they have enough Maracs."""
    everyone = _everyone(reader)
    maracs = [
        each for each in reader.ask(queries.report, everyone).columns if each.kind is ColumnKind.MARAC and each.area
    ]
    chosen = tuple(each.area.code for each in maracs[:SOME] if each.area)
    return ReportSelection(form=Form.FORCE_MARAC, quarter=everyone.quarter, maracs=chosen)


def _everyone(reader: Reader) -> ReportSelection:
    forces = tuple(each.code for each in reader.ask(queries.forces_of, Form.FORCE_MARAC))
    return ReportSelection(form=Form.FORCE_MARAC, quarter=reader.ask(queries.first_report).quarter, forces=forces)


def _rows(reader: Reader, answer: Report) -> None:
    Releases(reader.folder).current().rows(
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
