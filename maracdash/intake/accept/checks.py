"""The check: a set of files to a report with every problem at once. Nothing is kept here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from maracdash.intake.accept import normalised_tables
from maracdash.intake.accept.check_results import Report
from maracdash.intake.accept.existing_data import Known
from maracdash.intake.accept.summaries import summaries
from maracdash.intake.files import Incoming
from maracdash.intake.parse.area_lifecycle import Line
from maracdash.intake.parse.area_names import Registry
from maracdash.intake.parse.areas import read_areas
from maracdash.intake.parse.overview_report import read_overview
from maracdash.intake.parse.populations import Population, of_areas, read_populations
from maracdash.intake.parse.published_figures import Figure, agreed
from maracdash.intake.parse.returns import Returns, read_returns
from maracdash.intake.parse.similar_forces import read_similar
from maracdash.intake.parse.similar_names import resemblances, without_force
from maracdash.intake.parse.tidy_csv import read_tidy
from maracdash.intake.problems import Problem, Severity, quoted
from maracdash.intake.readers.sheets import Table
from maracdash.intake.recognise.file_recognition import Opened, opened
from maracdash.intake.recognise.file_types import (
    AREAS,
    MEETINGS,
    OVERVIEW,
    POPULATIONS,
    PUBLISHED,
    QUARTERLY,
    SIMILAR,
    Kind,
)
from maracdash.intake.recognise.headers import table
from maracdash.intake.respellings import respellings
from maracdash.intake.rules import RULES
from maracdash.intake.rules.context import Context
from maracdash.intake.shares import shares_of_one
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
        self.known, self.today, self.say = known, today, say
        self.registry = Registry(known)
        self.problems: list[Problem] = []
        self.opened: list[Opened] = []
        self.lines: tuple[Line, ...] = ()
        self.populations: tuple[Population, ...] = ()
        self.similar: tuple[tuple[str, str], ...] = ()
        self.figures: list[Figure] = []
        self.returns = Returns(frame=pd.DataFrame())

    def open(self, files: Sequence[Incoming]) -> None:
        names = Counter(file.name for file in files)
        for name in (name for name, times in names.items() if times > 1):
            sentence = (
                f"{names[name]} files are called {quoted(name)}, so nobody could tell them apart later. Rename them."
            )
            self.problems.append(Problem(name, None, "", sentence))
        for file in files:
            self.say(f"Reading {file.name}")
            self.opened.append(opened(file, self.today))
            self.problems.extend(self.opened[-1].problems)

    def read(self) -> None:
        self._read_areas()
        self._read_figures()
        self._read_returns()
        self.problems.extend((*resemblances(self.registry), *without_force(self.registry)))
        self.problems.extend(respellings(self.opened, self.registry))

    def report(self) -> Report:
        report = Report(
            files=summaries(self.opened, self._places(), self.figures, self.returns),
            problems=tuple(self._told_once()),
            new_areas=self._new_areas(),
        )
        if report.errors:
            return report
        self.say("Preparing the rows")
        return Report(files=report.files, problems=report.problems, new_areas=report.new_areas, rows=self._rows())

    def _told_once(self) -> Iterator[Problem]:
        """A cell that was refused for what it is, such as a formula, is not refused for what it says too."""
        refused: dict[tuple[str, int | None, str], Problem] = {}
        for each in (problem for file in self.opened for problem in file.problems):
            if each.severity is Severity.ERROR and each.column:
                refused.setdefault(each.cell, each)
        for each in self.problems:
            if each.severity is not Severity.ERROR or refused.get(each.cell, each) is each:
                yield each

    def _read_areas(self) -> None:
        self.say("Checking areas")
        self.lines, problems = read_areas(list(self._tables(AREAS)), self.registry, self.known.meetings)
        self.populations, more = read_populations(list(self._tables(POPULATIONS)), self.registry)
        self.similar, rest = read_similar(list(self._tables(SIMILAR)), self.registry)
        self.problems.extend((*problems, *more, *rest))

    def _read_figures(self) -> None:
        self.say("Checking published figures")
        for each in self.opened:
            if each.usable and each.sheet and each.header and each.header.kind is OVERVIEW:
                self._keep(*read_overview(each.file.name, each.sheet, each.header, self.registry, self.today))
        for tidy in self._tables(PUBLISHED):
            self._keep(*read_tidy(tidy, self.registry, self.today))
        for each in self.opened:
            own = [figure for figure in self.figures if figure.origin.file == each.file.name]
            formatted = bool(each.sheet and each.sheet.name)
            self.problems.extend(shares_of_one(own, formatted=formatted))
        self.figures, problems = agreed(self.figures)
        self.problems.extend(problems)

    def _read_returns(self) -> None:
        self.say("Checking returns")
        self.returns, problems = read_returns(list(self._tables(MEETINGS, QUARTERLY)), self.registry)
        self.problems.extend(problems)
        context = Context(today=self.today, history=self.known.history, meetings=self.known.meetings)
        if len(self.returns.frame):
            self.problems.extend(problem for rule in RULES for problem in rule(self.returns, context))

    def _places(self) -> Iterator[tuple[str, str]]:
        yield from ((line.table.file, line.listing.area.code) for line in self.lines)
        yield from ((population.file, population.area.code) for population in self.populations)
        lists = [each.file.name for each in self.opened if each.header and each.header.kind is SIMILAR]
        yield from ((file, force) for file in lists for force, _ in self.similar)

    def _keep(self, figures: list[Figure], problems: list[Problem]) -> None:
        self.figures.extend(figures)
        self.problems.extend(problems)

    def _tables(self, *wanted: Kind) -> Iterator[Table]:
        for each in self.opened:
            if each.usable and each.sheet and each.header and each.header.kind in wanted:
                found = table(each.file.name, each.sheet, each.header)
                if found.cells.empty:
                    self.problems.append(Problem(each.file.name, None, "", "The file holds a header and no rows."))
                else:
                    yield found

    def _new_areas(self) -> tuple[Area, ...]:
        listed = {(each.area.level, each.area.code): each.area for each in self.registry.listed}
        return tuple(area for key, area in listed.items() if key in self.registry.origins)

    def _rows(self) -> Mapping[str, pd.DataFrame]:
        listed = {(each.area.level, each.area.code): each for each in self.registry.listed}
        populations = (*of_areas(self.lines), *self.populations)
        return normalised_tables.tables(list(listed.values()), populations, self.similar, self.figures, self.returns)


def _silent(_: str) -> None:
    return None
