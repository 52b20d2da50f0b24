"""The check: from a set of files to a result with every problem at once. Nothing is kept here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from maracdash.intake.accept.check_results import CheckResult
from maracdash.intake.accept.normalised_tables import merge_tables
from maracdash.intake.accept.summaries import summarise_files
from maracdash.intake.existing_data import ExistingData
from maracdash.intake.file_types import FILE_TYPES, list_header_kinds
from maracdash.intake.file_types.file_type import FileType, ReadingContext
from maracdash.intake.files import UploadedFile
from maracdash.intake.parse.area_names import AreaRegistry
from maracdash.intake.parse.respellings import find_respellings
from maracdash.intake.parse.similar_names import find_maracs_without_force, find_similar_names
from maracdash.intake.problems import Problem, Severity, quote_value
from maracdash.intake.recognise.file_recognition import RecognisedFile, recognise_file
from maracdash.model.areas import Area

Progress = Callable[[str], None]


def check_files(
    files: Sequence[UploadedFile], known: ExistingData, today: date, progress: Progress | None = None
) -> CheckResult:
    """Read and check the files as one set. Areas come first, so that returns may name Maracs of the same set."""
    say = progress or _ignore_progress
    whole = _CheckRun(known, today, say)
    if not files:
        whole.problems.append(Problem("", None, "", "No file was given."))
    whole.open(files)
    whole.read()
    return whole.report()


class _CheckRun:
    """State of one check, gathered in the order in which the files must be read."""

    def __init__(self, known: ExistingData, today: date, say: Progress) -> None:
        self.report_progress = say
        self.reading = ReadingContext(registry=AreaRegistry(known), known=known, today=today)
        self.problems: list[Problem] = []
        self.recognised_files: list[RecognisedFile] = []
        self.rows: list[tuple[FileType[Any], Any]] = []

    def open(self, files: Sequence[UploadedFile]) -> None:
        names = Counter(file.name for file in files)
        for name in (name for name, times in names.items() if times > 1):
            sentence = (
                f"{names[name]} files are called {quote_value(name)}, so nobody could tell them apart later. "
                "Rename them."
            )
            self.problems.append(Problem(name, None, "", sentence))
        for file in files:
            self.report_progress(f"Reading {file.name}")
            self.recognised_files.append(recognise_file(file, self.reading.today, list_header_kinds()))
            self.problems.extend(self.recognised_files[-1].problems)

    def read(self) -> None:
        for each in FILE_TYPES:
            self.report_progress(f"Checking {each.title}")
            rows, problems = each.read(
                [file for file in self.recognised_files if file.is_usable and file.of(each.kinds)], self.reading
            )
            self.rows.append((each, rows))
            self.problems.extend(problems)
        registry = self.reading.registry
        self.problems.extend((*find_similar_names(registry), *find_maracs_without_force(registry)))
        self.problems.extend(find_respellings(self.recognised_files, registry))

    def report(self) -> CheckResult:
        report = CheckResult(
            files=summarise_files(
                self.recognised_files, (covered for each, rows in self.rows for covered in each.covers(rows))
            ),
            problems=tuple(self._without_repeats()),
            new_areas=self._new_areas(),
        )
        if report.errors:
            return report
        self.report_progress("Preparing the rows")
        return replace(report, rows=merge_tables(each.normalised(rows) for each, rows in self.rows))

    def _without_repeats(self) -> Iterator[Problem]:
        """Drop repeats: a cell refused for its kind, such as a formula, is not refused for its content too."""
        refused: dict[tuple[str, int | None, str], Problem] = {}
        for each in (problem for file in self.recognised_files for problem in file.problems):
            if each.severity is Severity.ERROR and each.column:
                refused.setdefault(each.cell, each)
        for each in self.problems:
            if each.severity is not Severity.ERROR or refused.get(each.cell, each) is each:
                yield each

    def _new_areas(self) -> tuple[Area, ...]:
        listed = {(each.area.level, each.area.code): each.area for each in self.reading.registry.added_listings}
        return tuple(area for key, area in listed.items() if key in self.reading.registry.origins)


def _ignore_progress(_: str) -> None:
    return None
