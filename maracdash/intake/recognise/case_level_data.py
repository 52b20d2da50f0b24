"""Case-level data: the signs of a list of people in place of counts. Such a file is refused and never kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from maracdash.intake.cells import dates
from maracdash.intake.problems import CellError, Problem
from maracdash.intake.readers.sheets import Sheet
from maracdash.intake.recognise.headers import HEADER_SEARCH_ROWS, Header

PERSONAL_HEADERS = (
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
NAMES_OUTSIDE_AREA_LISTS = r"names?|victims?|clients?|perpetrators?"
PERSONAL_CELLS = (
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
MAX_CELL_LENGTH = 200
# A deployment's own codes may look like a postcode without its blank.
CODE_COLUMNS = ("marac", "force", "code", "area_code", "parent", "similar_force")
DATE_COLUMNS = ("meeting_date", "valid_from", "valid_to", "quarter", "from_quarter")
BIRTH_DATE_YEARS = 5


def find_case_level_data(file: str, sheet: Sheet, found: Header | None, today: date) -> Problem | None:
    """Find signs of case-level data in a sheet: one problem, which names what was found and never the value."""
    for what in (*_scan_headers(sheet, found), *_scan_cells(sheet, found, today)):
        where = f" (sheet “{sheet.name}”)" if sheet.name else ""
        return Problem(
            file,
            None,
            "",
            f"This looks like case-level data: it seems to hold {what}{where}. It was refused and nothing of it was "
            "kept. Bring counts per meeting, never details of people.",
            is_case_level=True,
        )
    return None


def _scan_headers(sheet: Sheet, found: Header | None) -> Iterator[str]:
    rows = sheet.first_rows(HEADER_SEARCH_ROWS) if found is None or found.kind.has_areas_across else [list(found.texts)]
    listed = found is not None and found.kind.has_area_names
    for text in {re.sub(r"[^a-z0-9]", "", cell.casefold()) for row in rows for cell in row}:
        yield from (what for what, pattern in PERSONAL_HEADERS if re.fullmatch(pattern, text))
        if not listed and re.fullmatch(NAMES_OUTSIDE_AREA_LISTS, text):
            yield "names"


def _scan_cells(sheet: Sheet, found: Header | None, today: date) -> Iterator[str]:
    undated = found is not None and found.kind.fields
    for place, column in enumerate(sheet.cells.columns):
        coded, dated = _is_under_header(found, place, CODE_COLUMNS), _is_under_header(found, place, DATE_COLUMNS)
        for text in sheet.cells[column].cat.categories:
            tidy = str(text).strip()[:MAX_CELL_LENGTH]
            if PLAIN_NUMBER.fullmatch(tidy):
                continue
            yield from _scan_text(tidy)
            if not coded and UNSPACED_POSTCODE.fullmatch(tidy):
                yield "postcodes"
            if undated and not dated and _is_long_past(tidy, today):
                yield "dates of birth"


def _is_under_header(found: Header | None, place: int, names: tuple[str, ...]) -> bool:
    return found is not None and place in {found.column_positions.get(name) for name in names}


def _scan_text(text: str) -> Iterator[str]:
    yield from (what for what, pattern in PERSONAL_CELLS if pattern.fullmatch(text))
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


def _is_long_past(text: str, today: date) -> bool:
    try:
        return dates.parse_calendar_day(text).year <= today.year - BIRTH_DATE_YEARS
    except CellError:
        return False
