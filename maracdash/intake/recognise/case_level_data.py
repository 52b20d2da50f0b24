"""Case-level data: what tells a list of people from a table of counts. Such a file is refused and never kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from maracdash.intake.cells import dates
from maracdash.intake.problems import Faulty, Problem
from maracdash.intake.readers.sheets import Sheet
from maracdash.intake.recognise.headers import DEEPEST, Header

HEADERS = (
    ("names", r"(first|fore|last|sur|full|family|given|middle)name|initials"),
    ("names", r"(victim|client|patient|perpetrator|child|person|case)s?name"),
    ("dates of birth", r".*(dateofbirth|birthdate|birthday|birthdt).*|(victim|client|child|perpetrator)?dob"),
    ("postcodes", r".*postcode.*|postalcode"),
    ("NHS numbers", r"nhs(number|no|num|id)?"),
    ("crime references", r"crime(reference|ref|number|no).*|crn|urn|incident(number|no|ref).*|niche(ref|id).*"),
    ("addresses", r"(home|victim|client|street)?address(line)?\d?|street"),
    ("e-mail addresses", r"e?mail(address)?"),
    ("telephone numbers", r"(tele)?phone.*|mobile(number|no|phone)?|telno"),
    ("national insurance numbers", r"ni(no|number)|nationalinsurance.*"),
)  # fmt: skip
NAMES_BUT_IN_LISTS_OF_AREAS = r"names?|victims?|clients?|perpetrators?"
CELLS = (
    ("e-mail addresses", re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")),
    ("postcodes", re.compile(r"(.*[\s,])?[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}", re.IGNORECASE)),
    ("national insurance numbers", re.compile(r"[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]", re.IGNORECASE)),
    ("telephone numbers", re.compile(r"(\+44 ?|0)\d[\d ]{8,11}")),
    ("crime references", re.compile(r"([A-Z]{1,4}[ /-]?)?\d{5,}/\d{2,4}", re.IGNORECASE)),
    ("names", re.compile(r"(mr|mrs|ms|miss)\.? [A-Za-z.' -]+", re.IGNORECASE)),
    (
        "addresses",
        re.compile(
            r"(flat )?\d+[a-z]?,? [a-z' ]+ (street|st|road|rd|avenue|lane|close|drive|crescent|terrace|grove)\b.*",
            re.IGNORECASE,
        ),
    ),
)
UNSPACED_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[ABD-HJLNP-UW-Z]{2}")
NHS_NUMBER = re.compile(r"(\d{3})[ -]?(\d{3})[ -]?(\d{4})")
PLAIN_NUMBER = re.compile(r"\d{0,9}(\.\d+)?%?")
LONGEST_CELL = 200
# A deployment's own codes may look like a postcode without its blank.
CODE_COLUMNS = ("marac", "force", "code", "area_code", "parent", "similar_force")
DATE_COLUMNS = ("meeting_date", "valid_from", "valid_to", "quarter", "from_quarter")
YEARS_AGO = 5


def personal(file: str, sheet: Sheet, found: Header | None, today: date) -> Problem | None:
    """The one problem of a sheet that looks like case-level data. It names what was seen, never the value."""
    for what in (*_in_headers(sheet, found), *_in_cells(sheet, found, today)):
        where = f" (sheet “{sheet.name}”)" if sheet.name else ""
        return Problem(
            file,
            None,
            "",
            f"This looks like case-level data: it seems to hold {what}{where}. It was refused and nothing of it was "
            "kept. Bring counts per meeting, never details of people.",
            case_level=True,
        )
    return None


def _in_headers(sheet: Sheet, found: Header | None) -> Iterator[str]:
    rows = sheet.top(DEEPEST) if found is None or found.kind.areas_across else [list(found.texts)]
    listed = found is not None and found.kind.names_areas
    for text in {re.sub(r"[^a-z0-9]", "", cell.casefold()) for row in rows for cell in row}:
        yield from (what for what, pattern in HEADERS if re.fullmatch(pattern, text))
        if not listed and re.fullmatch(NAMES_BUT_IN_LISTS_OF_AREAS, text):
            yield "names"


def _in_cells(sheet: Sheet, found: Header | None, today: date) -> Iterator[str]:
    undated = found is not None and found.kind.fields
    for place, column in enumerate(sheet.cells.columns):
        coded, dated = _under(found, place, CODE_COLUMNS), _under(found, place, DATE_COLUMNS)
        for text in sheet.cells[column].cat.categories:
            tidy = str(text).strip()[:LONGEST_CELL]
            if PLAIN_NUMBER.fullmatch(tidy):
                continue
            yield from _in_text(tidy)
            if not coded and UNSPACED_POSTCODE.fullmatch(tidy):
                yield "postcodes"
            if undated and not dated and _long_past(tidy, today):
                yield "dates of birth"


def _under(found: Header | None, place: int, names: tuple[str, ...]) -> bool:
    return found is not None and place in {found.places.get(name) for name in names}


def _in_text(text: str) -> Iterator[str]:
    yield from (what for what, pattern in CELLS if pattern.fullmatch(text))
    if _is_nhs_number(text):
        yield "NHS numbers"


def _is_nhs_number(text: str) -> bool:
    """Ten digits whose last is the check digit (weights 10 to 2, modulo 11)."""
    match = NHS_NUMBER.fullmatch(text)
    if not match:
        return False
    digits = [int(digit) for digit in "".join(match.groups())]
    check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits[:9], strict=True)) % 11
    return check % 11 == digits[9]


def _long_past(text: str, today: date) -> bool:
    try:
        return dates.calendar_day(text).year <= today.year - YEARS_AGO
    except Faulty:
        return False
