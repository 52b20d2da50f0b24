"""Commas in numbers: one that may be a decimal comma is refused or asked about, never taken for a thousand unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from maracdash.intake.cells.notations import DECIMAL_COMMA, NUMBER_WITH_THOUSANDS
from maracdash.intake.cells.references import column_letters
from maracdash.intake.problems import Problem, Severity, quote_value
from maracdash.intake.readers.sheets import Sheet
from maracdash.intake.recognise.headers import Header

Cells = Sequence[tuple[int, str]]
ONE_COMMA = re.compile(r"[-−]?[1-9]\d{0,2},\d{3}%?", re.ASCII)
ONE_MARK = re.compile(r"[-−]?[1-9]\d{0,2}[.,]\d{3}%?", re.ASCII)
"""Either a thousand or a number with three decimals, if nothing else tells."""
UNSEPARATED = re.compile(r"[-−]?[1-9]\d{3,}(\.\d+)?%?", re.ASCII)
OTHERS = (
    "taken for thousands, although other numbers of the column from 1,000 on have no such comma, or others have a "
    "decimal comma. If this is one too, write a point; else write all of them in one way, or accept the warning."
)


def find_doubtful_commas(file: str, sheet: Sheet, found: Header) -> Iterator[Problem]:
    """Numbers such as `9,234` below the header: refused in a text of semicolons, which is written where commas are
    decimal; else questioned where other cells of the column do not separate thousands so.
    """
    below = sheet.cells.iloc[found.position + 1 :]
    for place, column in enumerate(below.columns):
        pattern = ONE_MARK if sheet.delimiter == ";" else ONE_COMMA
        texts = {code: str(text).strip() for code, text in enumerate(below[column].cat.categories)}
        doubtful = {code: text for code, text in texts.items() if pattern.fullmatch(text)}
        if not doubtful:
            continue
        name = found.texts[place] or column_letters(place + 1)
        codes = below[column].cat.codes.tolist()
        held = [
            (row, doubtful[code]) for row, code in zip(below.index.tolist(), codes, strict=True) if code in doubtful
        ]
        if sheet.delimiter == ";":
            yield from _refuse(file, name, held)
        elif held and any(_speaks_against_thousands(texts[code]) for code in set(codes) & texts.keys()):
            yield _ask(file, name, held)


def _speaks_against_thousands(text: str) -> bool:
    """Tell whether the author of this cell writes no comma before three digits, or writes decimals after one."""
    plain = text.removesuffix("%")
    return bool(
        UNSEPARATED.fullmatch(text) or (DECIMAL_COMMA.fullmatch(plain) and not NUMBER_WITH_THOUSANDS.fullmatch(plain))
    )


def _refuse(file: str, column: str, held: Cells) -> Iterator[Problem]:
    for row, text in held:
        whole, decimal = re.sub("[.,]", "", text), text.replace(",", ".")
        sentence = (
            f"{quote_value(text)} may be {whole} or {decimal} in a file whose columns are separated by semicolons. "
            "Write it without a comma or point, or save the file as an Excel workbook (.xlsx)."
        )
        yield Problem(file, row, column, sentence, value=text)


def _ask(file: str, column: str, held: Cells) -> Problem:
    row, text = held[0]
    noun = f"{quote_value(text)} has" if len(held) == 1 else f"{len(held):,} numbers, {quote_value(text)} first, have"
    message = f"{noun} a comma before the last three digits: {OTHERS}"
    return Problem(file, row, column, message, Severity.WARNING, text, cause=OTHERS)
