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
from maracdash.model.audiences import Audience
from maracdash.model.overview_reports import ColumnKind, OverviewReport, ReportForm, ReportSelection
from maracdash.model.quarters import Window
from maracdash.queries.values import FIGURES_QUERY
from maracdash.reading.reader import Reader
from maracdash.store.releases.served_releases import Releases

RUNS = 40
FILES = 5
SOME_MARACS = 30
MILLISECONDS = 1000
BARE_QUERY = "the rows of the one query"
BARE_BOOK = "the numbers alone, by xlsxwriter"


def measure_reports(data: Path) -> list[Measure]:
    """Report and workbook; the target of 30 Maracs is that of a force."""
    reader = Reader(data, Audience.FULL)
    some, everyone = _some_maracs(reader), _every_marac(reader)
    answer = reader.ask(queries.OVERVIEW_REPORT, everyone)
    books = [
        each * MILLISECONDS for each in _time_runs(lambda: files.build_report_file(answer, files.writer("xlsx")), FILES)
    ]
    bare = [each * MILLISECONDS for each in _time_runs(lambda: _write_bare_workbook(answer), FILES)]
    return [
        _measure_report(reader, some, 60),
        _measure_report(reader, everyone, 400),
        Measure(
            name=f"  as a workbook, {_describe_size(answer)}",
            median=median(books),
            unit="ms",
            target=2000,
            floor=median(bare),
            bare=BARE_BOOK,
        ),
    ]


def _measure_report(reader: Reader, selection: ReportSelection, target: float) -> Measure:
    answer = reader.ask(queries.OVERVIEW_REPORT, selection)
    times = list(_time_runs(lambda: reader.ask(queries.OVERVIEW_REPORT, selection), RUNS))
    floor = list(_time_runs(lambda: _query_rows(reader, answer), RUNS))
    return Measure(
        name=f"Report, p95, {_describe_size(answer)}",
        median=percentile(times, 0.95) * MILLISECONDS,
        unit="ms",
        target=target,
        floor=percentile(floor, 0.95) * MILLISECONDS,
        bare=BARE_QUERY,
    )


def _some_maracs(reader: Reader) -> ReportSelection:
    """Forces until they have enough Maracs."""
    everyone = _every_marac(reader)
    maracs = [
        each
        for each in reader.ask(queries.OVERVIEW_REPORT, everyone).columns
        if each.kind is ColumnKind.MARAC and each.area
    ]
    chosen = tuple(each.area.code for each in maracs[:SOME_MARACS] if each.area)
    return ReportSelection(form=ReportForm.FORCE_MARAC, quarter=everyone.quarter, maracs=chosen)


def _every_marac(reader: Reader) -> ReportSelection:
    forces = tuple(each.code for each in reader.ask(queries.OFFERED_FORCES, ReportForm.FORCE_MARAC))
    return ReportSelection(
        form=ReportForm.FORCE_MARAC, quarter=reader.ask(queries.DEFAULT_REPORT_SELECTION).quarter, forces=forces
    )


def _query_rows(reader: Reader, answer: OverviewReport) -> None:
    Releases(reader.folder).current().rows(
        FIGURES_QUERY,
        {
            "indicators": [each.indicator.slug for each in answer.rows],
            "window": str(Window.YEAR),
            "first": answer.quarter.index,
            "last": answer.quarter.index,
            "codes": sorted({each.area.code for each in answer.columns if each.area}),
        },
    )


def _write_bare_workbook(answer: OverviewReport) -> None:
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    sheet = book.add_worksheet()
    for row, line in enumerate(answer.rows):
        for column, value in enumerate(line.values):
            sheet.write(row, column, value.number)
    book.close()


def _describe_size(answer: OverviewReport) -> str:
    maracs = len(answer.of_kind(ColumnKind.MARAC))
    return f"{maracs} Maracs, {len(answer.columns)} columns x {sum(1 for _ in answer.rows)}"


def _time_runs(work: Callable[[], object], runs: int) -> Iterator[float]:
    for _ in range(runs):
        started = time.perf_counter()
        work()
        yield time.perf_counter() - started
