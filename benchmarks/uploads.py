"""A 1,000-row workbook sent to the loaded country: until its report is there, and until it is published."""

from __future__ import annotations

import io
import time
from pathlib import Path
from statistics import median

import xlsxwriter

from benchmarks.countries import Country
from benchmarks.measures import Measure
from maracdash.intake import UploadedFile
from maracdash.intake.accept import checks
from maracdash.intake.existing_data import read_existing_data
from maracdash.intake.preview import drafts
from maracdash.model.people import LOCAL
from maracdash.model.quarters import Quarter

ROWS = 1000
RUNS = 3
REPORT = 2.0
PUBLISH = 5.0
WHO = "benchmark"
FIRST_COUNT = 2


def measure_uploads(country: Country, data: Path) -> list[Measure]:
    """Several workbooks, each with other counts; they stay in the data folder."""
    reports, published, floors = [], [], []
    for number in range(RUNS):
        file = build_workbook(country, number)
        started = time.perf_counter()
        draft = drafts.create_draft(data, [file], WHO, sender=LOCAL)
        reports.append(time.perf_counter() - started)
        started = time.perf_counter()
        checks.check_files([file], read_existing_data(data), Quarter(2026, 1).end)
        floors.append(time.perf_counter() - started)
        started = time.perf_counter()
        outcome = drafts.accept_draft(
            data, draft.id, WHO, tuple(map(str, draft.report.questions)), "benchmark", sender=LOCAL
        )
        published.append(time.perf_counter() - started)
        if not outcome.id:
            raise SystemExit(f"The benchmark's workbook was refused: {outcome.report.errors[:1]}")
    return [
        Measure(
            name=f"Report on a workbook of {ROWS:,} rows",
            median=median(reports),
            unit="s",
            target=REPORT,
            floor=median(floors),
            bare="the check alone, in this process",
        ),
        Measure(name="Accept and publish it", median=median(published), unit="s", target=PUBLISH),
    ]


def build_workbook(country: Country, number: int) -> UploadedFile:
    """The newest meetings of the country with one case more, or two, or three."""
    header, *lines = country.returns[0].read_text(encoding="utf-8").splitlines()
    newest = sorted(lines, key=lambda line: line.split(",")[1])[-ROWS:]
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Returns")
        sheet.write_row(0, 0, header.split(","))
        place = header.split(",").index("children")
        for row, line in enumerate(newest, start=1):
            texts = line.split(",")
            counts = [float(text) if text else None for text in texts[FIRST_COUNT:]]
            counts[place - FIRST_COUNT] = (counts[place - FIRST_COUNT] or 0) + number + 1
            sheet.write_row(row, 0, [*texts[:FIRST_COUNT], *counts])
    return UploadedFile(f"returns-{number}.xlsx", content.getvalue())
