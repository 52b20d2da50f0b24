"""Problems: faults of a file, each with its place, in the submitter's words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from maracdash.model.errors import MaracdashError

MAX_QUOTE_LENGTH = 60
BLANK_CELL = "This is blank, but it is always needed."
"""Said of a file's cell and of a form's field."""


class Severity(StrEnum):
    """An error refuses the set; a warning may be accepted by the submitter; a notice is only told."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` is the number a person sees in the spreadsheet, `column` the text of its header.

    `cause` is the end of the message, the same in every warning that one answer settles.
    """

    file: str
    row: int | None
    column: str
    message: str
    severity: Severity = Severity.ERROR
    value: str = ""
    is_case_level: bool = False
    """Whether the file looks like details of people: then nothing of it may be kept, not even for a minute."""
    cause: str = ""

    @property
    def cell(self) -> tuple[str, int | None, str]:
        """The file, row and column of the cell."""
        return self.file, self.row, self.column

    @property
    def detail(self) -> str:
        """The part of the message that is of this place alone."""
        return self.message.removesuffix(self.cause).removesuffix(": ")

    @property
    def reason(self) -> str:
        """The cause as a sentence of its own."""
        return self.cause[:1].upper() + self.cause[1:]

    def __str__(self) -> str:
        """`file:row:column: message`, without the parts of the place that it does not have."""
        place = (_one_line(self.file), "" if self.row is None else str(self.row), _one_line(self.column))
        return ": ".join(filter(None, (":".join(filter(None, place)), _one_line(self.message))))


def sort_key(each: Problem) -> tuple[str, int, str]:
    """Sort key of a problem: its place in the file."""
    return each.file, each.row or 0, each.column


class UnreadableFileError(MaracdashError):
    """A file as a whole cannot be read; the sentence says why and what to do."""


class CellError(ValueError):
    """One cell cannot be read; the sentence says why and what to do."""


def quote_value(text: str) -> str:
    """Quote a value for a message: short, on one line."""
    line = _one_line(text)
    return f"“{line[:MAX_QUOTE_LENGTH]}{'…' if len(line) > MAX_QUOTE_LENGTH else ''}”"


def _one_line(text: str) -> str:
    return " ".join(text.split())
