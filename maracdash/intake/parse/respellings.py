"""Respellings: names taken for a known one, with another apostrophe, dash or “and” in them. Told, not asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maracdash.intake.cells.references import column_letters
from maracdash.intake.parse.area_names import AreaRegistry
from maracdash.intake.problems import Problem, Severity, quote_value
from maracdash.intake.readers.sheets import clean_text
from maracdash.intake.recognise.file_recognition import RecognisedFile


def find_respellings(opened: Sequence[RecognisedFile], registry: AreaRegistry) -> Iterator[Problem]:
    """A notice for each such name of each file, where it stands first."""
    for file in opened:
        for text, area in registry.respelled.items():
            if place := _find_first(file, text):
                row, column = place
                known = f"{quote_value(area.name)} ({area.code})"
                sentence = f"{quote_value(text)} was taken for {known}: the same name, written with other signs."
                yield Problem(file.file.name, row, column, sentence, Severity.NOTICE, text)


def _find_first(file: RecognisedFile, text: str) -> tuple[int, str] | None:
    """The row and column in which a text stands first."""
    if file.sheet is None or file.header is None:
        return None
    found: list[tuple[int, str]] = []
    for place, column in enumerate(file.sheet.cells.columns):
        cells = file.sheet.cells[column]
        codes = [code for code, each in enumerate(cells.cat.categories) if clean_text(str(each)) == text]
        rows = cells.index[cells.cat.codes.isin(codes)].tolist() if codes else []
        if rows:
            found.append((rows[0], file.header.texts[place] or column_letters(place + 1)))
    return min(found, default=None)
