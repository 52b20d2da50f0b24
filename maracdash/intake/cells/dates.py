"""Dates and quarters as people write them: ISO, or British with the day first. Never American."""

from __future__ import annotations

import re
from datetime import date
from math import nan

from maracdash.intake.problems import Faulty, quoted
from maracdash.model.errors import UnknownThing
from maracdash.model.quarters import Quarter

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
TIME = r"(?:[T ](?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)?"
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})" + TIME, re.ASCII)
BRITISH = re.compile(r"(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4})" + TIME, re.ASCII)
IN_WORDS = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<name>[a-z]+)[ ,-]+(?P<year>\d{4})", re.ASCII | re.IGNORECASE
)
YEARS = range(1990, 2101)
"""Any other is a slip of the hand."""
HOW = "Write 2024-04-03 or 3/4/2024, day first"


def day(text: str) -> date:
    """The date in a text, of a year that a return or an area can have. Raises Faulty."""
    found = calendar_day(text)
    _year(found.year, text)
    return found


def calendar_day(text: str) -> date:
    """The date in a text, of whatever year. Raises Faulty."""
    for pattern in (ISO, BRITISH, IN_WORDS):
        match = pattern.fullmatch(text.strip())
        if match:
            return _date(match.groupdict(), text)
    raise Faulty(f"{quoted(text)} is not a date. {HOW}.")


def ordinal(text: str) -> float:
    """The date as a running number of days; NaN for a blank."""
    return float(day(text).toordinal()) if text else nan


def quarter(text: str) -> float:
    """The quarter's index; NaN for a blank. Raises Faulty."""
    if not text:
        return nan
    try:
        found = Quarter.parse(text)
    except UnknownThing as error:
        raise Faulty(str(error)) from error
    return float(Quarter(_year(found.year, text), found.number).index)


def _date(parts: dict[str, str], text: str) -> date:
    month = _month(parts["name"]) if "name" in parts else int(parts["month"])
    if month > 12:
        raise Faulty(f"{quoted(text)} has no such month: dates are read day first. {HOW}.")
    try:
        return date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        raise Faulty(f"{quoted(text)} is not a day of the calendar. {HOW}.") from None


def _year(year: int, text: str) -> int:
    if year not in YEARS:
        raise Faulty(f"{quoted(text)} lies in the year {year}. Check the year.")
    return year


def _month(name: str) -> int:
    for names in (FULL_MONTHS, MONTHS):
        if name.casefold() in names:
            return names.index(name.casefold()) + 1
    return 9 if name.casefold() == "sept" else 13
