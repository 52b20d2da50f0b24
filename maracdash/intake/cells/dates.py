"""Dates and quarters as people write them: ISO, or British with the day first. Never American."""

from __future__ import annotations

import re
from datetime import date
from math import nan

from maracdash.intake.problems import CellError, quote_value
from maracdash.model.errors import NotFoundError
from maracdash.model.quarters import Quarter

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
TIME = r"(?:[T ](?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)?"
ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})" + TIME, re.ASCII)
BRITISH_DATE = re.compile(r"(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4})" + TIME, re.ASCII)
DATE_IN_WORDS = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<name>[a-z]+)[ ,-]+(?P<year>\d{4})", re.ASCII | re.IGNORECASE
)
YEARS = range(1990, 2101)
"""Any other is a slip of the hand."""
ADVICE = "Write 2024-04-03 or 3/4/2024, day first"


def parse_day(text: str) -> date:
    """Parse a date, of a year that a return or an area can have. Raises CellError."""
    found = parse_calendar_day(text)
    _check_year(found.year, text)
    return found


def parse_calendar_day(text: str) -> date:
    """Parse a date of whatever year. Raises CellError."""
    for pattern in (ISO_DATE, BRITISH_DATE, DATE_IN_WORDS):
        match = pattern.fullmatch(text.strip())
        if match:
            return _build_date(match.groupdict(), text)
    raise CellError(f"{quote_value(text)} is not a date. {ADVICE}.")


def parse_ordinal(text: str) -> float:
    """Parse a date as a running number of days; NaN for a blank. Raises CellError."""
    return float(parse_day(text).toordinal()) if text else nan


def parse_quarter_index(text: str) -> float:
    """Parse a quarter as its index; NaN for a blank. Raises CellError."""
    if not text:
        return nan
    try:
        found = Quarter.parse(text)
    except NotFoundError as error:
        raise CellError(str(error)) from error
    return float(Quarter(_check_year(found.year, text), found.number).index)


def _build_date(parts: dict[str, str], text: str) -> date:
    month = _month_number(parts["name"]) if "name" in parts else int(parts["month"])
    if month > 12:
        raise CellError(f"{quote_value(text)} has no such month: dates are read day first. {ADVICE}.")
    try:
        return date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        raise CellError(f"{quote_value(text)} is not a day of the calendar. {ADVICE}.") from None


def _check_year(year: int, text: str) -> int:
    if year not in YEARS:
        raise CellError(f"{quote_value(text)} lies in the year {year}. Check the year.")
    return year


def _month_number(name: str) -> int:
    for names in (FULL_MONTHS, MONTHS):
        if name.casefold() in names:
            return names.index(name.casefold()) + 1
    return 9 if name.casefold() == "sept" else 13
