"""The result of a check: summaries of the files, their problems, and the rows ready to be kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from maracdash.intake.accept.questions import Question, group_questions
from maracdash.intake.problems import Problem, Severity
from maracdash.model.areas import Area
from maracdash.model.quarters import Quarter
from maracdash.model.returns import LostFields


@dataclass(frozen=True, kw_only=True)
class FileSummary:
    """One file: its recognised type, its rows, and the quarters and area codes it covers.

    `unread` are sheets of a workbook that hold something and are not read.
    """

    name: str
    kind: str = ""
    rows: int = 0
    quarters: tuple[Quarter, ...] = ()
    areas: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CheckResult:
    """`rows` holds the normalised tables by file name (`returns.csv`, ...); empty when there are errors.

    `lost` are fields of held returns that would no longer count.
    """

    files: tuple[FileSummary, ...]
    problems: tuple[Problem, ...] = ()
    new_areas: tuple[Area, ...] = ()
    rows: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    lost: tuple[LostFields, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Problems that refuse the set."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Problems that the submitter may accept."""
        return tuple(each for each in self.problems if each.severity is Severity.WARNING)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The warnings as they are asked: one for each cause."""
        return group_questions(self.warnings)

    @property
    def notices(self) -> tuple[Problem, ...]:
        """Notices for the submitter, with nothing to decide."""
        return tuple(each for each in self.problems if each.severity is Severity.NOTICE)

    @property
    def is_case_level(self) -> bool:
        """True if a file looks like details of people."""
        return any(each.is_case_level for each in self.problems)

    @property
    def areas(self) -> tuple[str, ...]:
        """Codes of the areas that the files cover."""
        return tuple(sorted({code for file in self.files for code in file.areas}))

    @property
    def is_recognised(self) -> bool:
        """True if every file was recognised as a known type."""
        return bool(self.files) and all(each.kind for each in self.files) and not self.is_case_level

    def is_acceptable(self, accept_warnings: bool) -> bool:  # noqa: FBT001 - the submitter's answer to one question
        """True if the set may be kept."""
        return not self.errors and (accept_warnings or not self.warnings)
