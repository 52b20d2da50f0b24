"""Parameters of the API: how each is read, checked and described, all in one record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any, Generic, TypeVar

from werkzeug.datastructures import MultiDict

from maracdash.exports.plain_tables import PLAIN_WRITERS
from maracdash.model.areas import LEVELS, Level
from maracdash.model.errors import MaracdashError
from maracdash.model.quarters import Quarter, Window

MAX_VALUES = 500
"""Of one parameter: more than there are Maracs."""
MAX_LENGTH = 200
DEFAULT_LIMIT, MAX_LIMIT = 1000, 5000
MAX_OFFSET = 1_000_000_000
NUMBER_LENGTH = 10
Read = TypeVar("Read")
Word = TypeVar("Word", bound=StrEnum)


class ParameterError(MaracdashError):
    """A parameter cannot be understood: answer 400."""


@dataclass(frozen=True, kw_only=True)
class Parameter(Generic[Read]):
    """A parameter of the query string. `read` raises MaracdashError for what it cannot read."""

    name: str
    description: str
    read: Callable[[str], Read]
    schema: Mapping[str, Any]
    example: str
    many: bool = False


@dataclass(frozen=True)
class Arguments:
    """Values of the parameters that were given."""

    given: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    def every(self, parameter: Parameter[Read]) -> tuple[Read, ...]:
        """Every value that was given, each once."""
        return self.given.get(parameter.name, ())

    def one(self, parameter: Parameter[Read], otherwise: Read) -> Read:
        """The one value that was given, or another."""
        return next(iter(self.every(parameter)), otherwise)


def read_arguments(declared: Sequence[Parameter[Any]], sent: MultiDict[str, str]) -> Arguments:
    """Read a query string. Raises ParameterError for a name that is not declared, and for a value that is wrong."""
    known = {each.name: each for each in declared}
    for name in sent:
        if name not in known:
            offered = f"Choose among: {', '.join(known)}."
            raise ParameterError(f"There is no parameter “{_show(name)}” here. {offered}")
    return Arguments({name: _read_values(known[name], values) for name, values in sent.lists()})


def _read_values(parameter: Parameter[Any], values: Sequence[str]) -> tuple[Any, ...]:
    distinct = tuple(dict.fromkeys(values))
    if len(values) > 1 and not parameter.many:
        raise ParameterError(f"“{parameter.name}” is given more than once. Give it once.")
    if len(distinct) > MAX_VALUES:
        raise ParameterError(f"“{parameter.name}” has more than {MAX_VALUES} values. Ask in several parts.")
    return tuple(_read_value(parameter, each) for each in distinct)


def _read_value(parameter: Parameter[Any], text: str) -> Any:
    if not text.strip() or len(text) > MAX_LENGTH or not text.isprintable():
        raise ParameterError(f"“{parameter.name}” is empty or cannot be read. Write it like {parameter.example}.")
    try:
        return parameter.read(text)
    except ParameterError:
        raise
    except MaracdashError as error:
        raise ParameterError(str(error)) from error


def _show(text: str) -> str:
    """Words of a stranger's, short and printable."""
    return "".join(each if each.isprintable() else "?" for each in text[:40])


def _read_word(kind: type[Word], noun: str, text: str) -> Word:
    if text not in list(kind):
        raise ParameterError(f"There is no {noun} called “{_show(text)}”. Choose one of: {', '.join(kind)}.")
    return kind(text)


def _read_format(text: str) -> str:
    offered = [each.extension for each in PLAIN_WRITERS]
    if text not in offered:
        raise ParameterError(f"There is no format called “{_show(text)}”. Choose one of: {', '.join(offered)}.")
    return text


def _read_number(least: int, most: int, name: str, text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= NUMBER_LENGTH else -1
    if not least <= number <= most:
        raise ParameterError(f"“{name}” is a whole number from {least} to {most}, not “{_show(text)}”.")
    return number


FORMAT = Parameter(
    name="format",
    description="Format of the answer; an ending of the address (/values.csv) or the Accept header say it too.",
    read=_read_format,
    schema={"type": "string", "enum": [each.extension for each in PLAIN_WRITERS]},
    example="csv",
)
LEVEL = Parameter(
    name="level",
    description="Only areas of this level.",
    read=partial(_read_word, Level, "level"),
    schema={"type": "string", "enum": [each.value for each in LEVELS]},
    example="marac",
    many=True,
)
AREA = Parameter(
    name="area",
    description="Only this area, by code or name. A force and its similar group have one code: name a level too.",
    read=str,
    schema={"type": "string", "maxLength": MAX_LENGTH},
    example="Aldercombe",
    many=True,
)
QUARTER = Parameter(
    name="quarter",
    description="Only figures of this quarter, or of the 12 months that end with it.",
    read=Quarter.parse,
    schema={"type": "string", "pattern": "^[0-9]{4}-Q[1-4]$"},
    example="2024-Q4",
    many=True,
)
INDICATOR = Parameter(
    name="indicator",
    description="Only this indicator, by slug.",
    read=str,
    schema={"type": "string", "maxLength": MAX_LENGTH},
    example="repeat-rate",
    many=True,
)
SECTION = Parameter(
    name="section",
    description="Only indicators of this section, by slug.",
    read=str,
    schema={"type": "string", "maxLength": MAX_LENGTH},
    example="performance",
    many=True,
)
WINDOW = Parameter(
    name="window",
    description="Period of the figures: the 12 months up to a quarter (as it is without this), or the quarter alone.",
    read=partial(_read_word, Window, "window"),
    schema={"type": "string", "enum": [each.value for each in Window], "default": Window.YEAR.value},
    example="year",
)
LIMIT = Parameter(
    name="limit",
    description="Most rows in one answer.",
    read=partial(_read_number, 1, MAX_LIMIT, "limit"),
    schema={"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
    example="1000",
)
OFFSET = Parameter(
    name="offset",
    description="Number of rows to leave out before the first. The link to the next page has it.",
    read=partial(_read_number, 0, MAX_OFFSET, "offset"),
    schema={"type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0},
    example="1000",
)
RELEASE = Parameter(
    name="release",
    description="Release that the first page was read from: another one since then is refused with 409.",
    read=str,
    schema={"type": "string", "maxLength": MAX_LENGTH},
    example="release-20250203T101500000000-1a2b3c4d5e6f7a8b",
)
