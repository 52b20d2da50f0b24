"""The report on a set of files: what they hold, what is wrong, and the rows ready to be kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from maracdash.intake.accept.questions import Question, questions
from maracdash.intake.problems import Problem, Severity
from maracdash.model.areas import Area
from maracdash.model.quarters import Quarter


@dataclass(frozen=True, kw_only=True)
class FileSummary:
    """One file: what kind it was taken for, its rows, and the quarters and area codes it covers.

    `unread` are sheets of a workbook that hold something and are not read.
    """

    name: str
    kind: str = ""
    rows: int = 0
    quarters: tuple[Quarter, ...] = ()
    areas: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Report:
    """`rows` holds the normalised tables by file name (`returns.csv`, ...); empty when there are errors."""

    files: tuple[FileSummary, ...]
    problems: tuple[Problem, ...] = ()
    new_areas: tuple[Area, ...] = ()
    rows: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What refuses the set."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What the submitter may accept."""
        return tuple(each for each in self.problems if each.severity is Severity.WARNING)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The warnings as they are asked: one for each cause."""
        return questions(self.warnings)

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What the submitter is told, with nothing to decide."""
        return tuple(each for each in self.problems if each.severity is Severity.NOTICE)

    @property
    def case_level(self) -> bool:
        """Whether a file looks like details of people."""
        return any(each.case_level for each in self.problems)

    @property
    def areas(self) -> tuple[str, ...]:
        """Codes of the areas that the files cover."""
        return tuple(sorted({code for file in self.files for code in file.areas}))

    @property
    def recognised(self) -> bool:
        """Whether every file was read as a kind that is known."""
        return bool(self.files) and all(each.kind for each in self.files) and not self.case_level

    def acceptable(self, accept_warnings: bool) -> bool:  # noqa: FBT001 - the submitter's answer to one question
        """Whether the set may be kept."""
        return not self.errors and (accept_warnings or not self.warnings)
