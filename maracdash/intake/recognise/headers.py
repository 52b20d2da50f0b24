"""Headers: the header row of a sheet, and the file type that it makes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from maracdash.intake.cells.references import column_letters
from maracdash.intake.problems import Problem, Severity, quote_value
from maracdash.intake.readers.sheets import Positions, Sheet, SourceTable, find_blanks, to_text_rows
from maracdash.intake.readers.texts import LINE_END
from maracdash.intake.recognise.header_kinds import HeaderKind

HEADER_SEARCH_ROWS = 30
MAX_GUESSED_COLUMNS = 200
HEADER_SIMILARITY = 0.8
MIN_COLUMNS_TO_GUESS = 2
MIN_CELLS_OF_ROW = 3
"""A title has one cell or two."""


@dataclass(frozen=True, kw_only=True)
class Header:
    """`position` counts rows from 0; `column_positions` maps the type's column names to positions in the row."""

    kind: HeaderKind
    position: int
    texts: tuple[str, ...]
    column_positions: Mapping[str, int]
    is_exact: bool = True


def find_header(sheet: Sheet, kinds: Sequence[HeaderKind]) -> Header | None:
    """Find the header row: the first with every required column of a type, else the one closest to a type."""
    rows = sheet.first_rows(HEADER_SEARCH_ROWS)
    for position, texts in enumerate(rows):
        found = _match_exactly(position, texts, kinds)
        if found:
            return found
    near = [each for position, texts in enumerate(rows) if (each := _match_nearly(position, texts, kinds))]
    return max(near, key=lambda each: len(each.column_positions), default=None)


def build_table(file: str, sheet: Sheet, found: Header) -> SourceTable:
    """Build the table of the rows below the header that hold anything, under the type's column names."""
    below = sheet.cells.iloc[found.position + 1 :]
    blank = np.logical_and.reduce([find_blanks(below[column]) for column in below.columns])
    cells = below.loc[~blank, [below.columns[place] for place in found.column_positions.values()]]
    cells.columns = list(found.column_positions)
    return SourceTable(
        file=file, cells=cells, headers={name: found.texts[place] for name, place in found.column_positions.items()}
    )


def check_header(file: str, sheet: Sheet, found: Header) -> Iterator[Problem]:
    """Check for missing, unknown and repeated columns, values without a header, rows above it, and swallowed lines.

    The columns of an overview report are areas: `report_columns` checks them.
    """
    yield from _find_swallowed_lines(file, sheet, found)
    if found.kind.has_areas_across:
        return
    yield from _find_rows_above(file, sheet, found)
    row = int(sheet.cells.index[found.position])
    unknown = [place for place, text in enumerate(found.texts) if text and place not in found.column_positions.values()]
    missing = [name for name in found.kind.required if name not in found.column_positions]
    for name in missing:
        yield Problem(
            file, row, name, f"This looks like a file of {found.kind.name}, but the column “{name}” is missing."
        )
    for place in unknown:
        yield Problem(
            file,
            row,
            found.texts[place],
            _explain_unknown_column(found, found.texts[place], missing),
            value=found.texts[place],
        )
    for name, place in found.column_positions.items():
        if normalise_header(found.texts[place]) != name:
            yield Problem(file, row, found.texts[place], _explain_renamed(found.texts[place], name), Severity.NOTICE)
    for place, text in enumerate(found.texts):
        if not text and len(held := _rows_with_values(sheet, found.position, place)):
            letters = column_letters(place + 1)
            message = f"Column {letters} holds a value but has no header. Name the column or empty the cell."
            yield Problem(file, int(held[0]), letters, message)


def _find_rows_above(file: str, sheet: Sheet, found: Header) -> Iterator[Problem]:
    """Find rows above the header that could be figures, as where the header was sorted in among them."""
    places = list(found.column_positions.values())
    row = int(sheet.cells.index[found.position])
    for position, texts in enumerate(to_text_rows(sheet.cells.iloc[: found.position])):
        if sum(bool(texts[place]) for place in places) >= min(MIN_CELLS_OF_ROW, len(places)):
            sentence = (
                f"This row stands above the header, which is row {row}, so it would not be read. Move the header to "
                "the top, or delete this row if it is no return."
            )
            yield Problem(file, int(sheet.cells.index[position]), "", sentence)


def _find_swallowed_lines(file: str, sheet: Sheet, found: Header) -> Iterator[Problem]:
    """Find cells of a text file that run over the end of the line: a stray quotation mark hides the rows between."""
    below = sheet.cells.iloc[found.position + 1 :]
    for place, column in enumerate(below.columns) if not sheet.name else ():
        broken = [code for code, text in enumerate(below[column].cat.categories) if LINE_END.search(str(text).strip())]
        for row in below.index[below[column].cat.codes.isin(broken)] if broken else ():
            name = found.texts[place] if place < len(found.texts) and found.texts[place] else column_letters(place + 1)
            sentence = (
                "This cell goes on over the end of its line: a quotation mark opens it and closes only further down, "
                "so rows between them would be lost. Remove the quotation mark."
            )
            yield Problem(file, int(row), name, sentence)


def normalise_header(text: str) -> str:
    """A header as compared: `Meeting date` is `meeting_date`."""
    return re.sub(r"[\s_-]+", "_", text.strip().casefold())


def _match_exactly(position: int, texts: list[str], kinds: Sequence[HeaderKind]) -> Header | None:
    names = [normalise_header(text) for text in texts]
    down = [each for each in kinds if not each.has_areas_across]
    fitting = [kind for kind in down if set(kind.required) <= set(_current_names(kind, names))]
    if fitting:
        best = max(fitting, key=lambda kind: len(set(kind.columns) & set(_current_names(kind, names))))
        return Header(kind=best, position=position, texts=tuple(texts), column_positions=_column_positions(best, names))
    named = {name for kind in down for name in kind.required}
    for kind in kinds:
        if kind.has_areas_across and tuple(names[:1]) == kind.required and not named & set(names[1:]):
            return Header(kind=kind, position=position, texts=tuple(texts), column_positions={names[0]: 0})
    return None


def _match_nearly(position: int, texts: list[str], kinds: Sequence[HeaderKind]) -> Header | None:
    names = [normalise_header(text) for text in texts[:MAX_GUESSED_COLUMNS] if text]
    scores = {
        kind.name: 0 if kind.has_areas_across else _score_likeness(kind, _current_names(kind, names)) for kind in kinds
    }
    best = max(kinds, key=lambda kind: scores[kind.name])
    if not scores[best.name]:
        return None
    places = _column_positions(best, [normalise_header(text) for text in texts])
    return Header(kind=best, position=position, texts=tuple(texts), column_positions=places, is_exact=False)


def _score_likeness(kind: HeaderKind, names: list[str]) -> float:
    """Score the columns of the type that are there or nearly there; 0 with fewer than two, or half of the required."""
    columns, needed = kind.columns, kind.required
    alike = [name for name in columns if difflib.get_close_matches(name, names, 1, HEADER_SIMILARITY)]
    required = sum(name in needed for name in alike)
    if len(alike) < MIN_COLUMNS_TO_GUESS or 2 * required < len(needed):
        return 0
    exact = len(set(names) & set(columns))
    return len(alike) + exact / 100 + required / len(needed)


def _column_positions(kind: HeaderKind, names: list[str]) -> dict[str, int]:
    today = _current_names(kind, names)
    return {name: today.index(name) for name in kind.columns if name in today}


def _current_names(kind: HeaderKind, names: list[str]) -> list[str]:
    """The names with former ones put as they are today, but for those whose column stands there by both."""
    former = kind.former
    return [former[name] if name in former and former[name] not in names else name for name in names]


def _explain_unknown_column(found: Header, text: str, missing: Sequence[str]) -> str:
    if found.kind.former.get(normalise_header(text), normalise_header(text)) in found.column_positions:
        return f"The column {quote_value(text)} stands twice in the header. Keep one."
    close = difflib.get_close_matches(normalise_header(text), found.kind.columns, 1, 0.6)
    renamed = (
        f" If it is “{missing[0]}” under another name, call it that; else remove it." if missing else " Remove it."
    )
    hint = f" Did you mean “{close[0]}”?" if close else renamed
    return f"A file of {found.kind.name} has no column {quote_value(text)}.{hint}"


def _explain_renamed(text: str, name: str) -> str:
    return f"The column {quote_value(text)} is called “{name}” today, and is read as that."


def _rows_with_values(sheet: Sheet, position: int, place: int) -> Positions:
    """Row numbers of the values in a column below the header."""
    below = sheet.cells.iloc[position + 1 :, place]
    held: Positions = below.index.to_numpy()[~find_blanks(below)]
    return held
