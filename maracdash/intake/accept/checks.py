"""The check: a set of files to a report with every problem at once. Nothing is kept here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from maracdash.intake.accept.check_results import Report
from maracdash.intake.accept.normalised_tables import merged
from maracdash.intake.accept.summaries import summaries
from maracdash.intake.existing_data import Known
from maracdash.intake.file_types import FILE_TYPES, kinds
from maracdash.intake.file_types.file_type import FileType, Reading
from maracdash.intake.files import Incoming
from maracdash.intake.parse.area_names import Registry
from maracdash.intake.parse.respellings import respellings
from maracdash.intake.parse.similar_names import resemblances, without_force
from maracdash.intake.problems import Problem, Severity, quoted
from maracdash.intake.recognise.file_recognition import Opened, opened
from maracdash.model.areas import Area

Progress = Callable[[str], None]


def check(files: Sequence[Incoming], known: Known, today: date, progress: Progress | None = None) -> Report:
    """Read and check the files as one set. Areas come first, so that returns may name Maracs of the same set."""
    say = progress or _silent
    whole = _Set(known, today, say)
    if not files:
        whole.problems.append(Problem("", None, "", "No file was given."))
    whole.open(files)
    whole.read()
    return whole.report()


class _Set:
    """What is gathered while a set of files is read, in the order it must be read."""

    def __init__(self, known: Known, today: date, say: Progress) -> None:
        self.say = say
        self.reading = Reading(registry=Registry(known), known=known, today=today)
        self.problems: list[Problem] = []
        self.opened: list[Opened] = []
        self.rows: list[tuple[FileType[Any], Any]] = []

    def open(self, files: Sequence[Incoming]) -> None:
        names = Counter(file.name for file in files)
        for name in (name for name, times in names.items() if times > 1):
            sentence = (
                f"{names[name]} files are called {quoted(name)}, so nobody could tell them apart later. Rename them."
            )
            self.problems.append(Problem(name, None, "", sentence))
        for file in files:
            self.say(f"Reading {file.name}")
            self.opened.append(opened(file, self.reading.today, kinds()))
            self.problems.extend(self.opened[-1].problems)

    def read(self) -> None:
        for each in FILE_TYPES:
            self.say(f"Checking {each.title}")
            rows, problems = each.read(
                [file for file in self.opened if file.usable and file.of(each.kinds)], self.reading
            )
            self.rows.append((each, rows))
            self.problems.extend(problems)
        registry = self.reading.registry
        self.problems.extend((*resemblances(registry), *without_force(registry)))
        self.problems.extend(respellings(self.opened, registry))

    def report(self) -> Report:
        report = Report(
            files=summaries(self.opened, (covered for each, rows in self.rows for covered in each.covers(rows))),
            problems=tuple(self._told_once()),
            new_areas=self._new_areas(),
        )
        if report.errors:
            return report
        self.say("Preparing the rows")
        return replace(report, rows=merged(each.normalised(rows) for each, rows in self.rows))

    def _told_once(self) -> Iterator[Problem]:
        """A cell that was refused for what it is, such as a formula, is not refused for what it says too."""
        refused: dict[tuple[str, int | None, str], Problem] = {}
        for each in (problem for file in self.opened for problem in file.problems):
            if each.severity is Severity.ERROR and each.column:
                refused.setdefault(each.cell, each)
        for each in self.problems:
            if each.severity is not Severity.ERROR or refused.get(each.cell, each) is each:
                yield each

    def _new_areas(self) -> tuple[Area, ...]:
        listed = {(each.area.level, each.area.code): each.area for each in self.reading.registry.listed}
        return tuple(area for key, area in listed.items() if key in self.reading.registry.origins)


def _silent(_: str) -> None:
    return None
