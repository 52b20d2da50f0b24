"""Headers: which row of a sheet is its header, and which kind of file that makes it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from maracdash.intake.cells.references import column_letters
from maracdash.intake.problems import Problem, Severity, quoted
from maracdash.intake.readers.sheets import Positions, Sheet, Table, blanks, lines
from maracdash.intake.readers.texts import LINE_END
from maracdash.intake.recognise.kinds import Kind

DEEPEST = 30
WIDEST_GUESS = 200
CLOSE = 0.8
FEWEST_TO_GUESS = 2
FEWEST_OF_A_ROW = 3
"""A title has one cell or two."""


@dataclass(frozen=True, kw_only=True)
class Header:
    """`position` counts rows from 0; `places` maps the kind's column names to positions in the row."""

    kind: Kind
    position: int
    texts: tuple[str, ...]
    places: Mapping[str, int]
    exact: bool = True


def header(sheet: Sheet, kinds: Sequence[Kind]) -> Header | None:
    """The header row: the first that has every required column of a kind, else the one closest to a kind."""
    rows = sheet.top(DEEPEST)
    for position, texts in enumerate(rows):
        found = _exact(position, texts, kinds)
        if found:
            return found
    near = [each for position, texts in enumerate(rows) if (each := _near(position, texts, kinds))]
    return max(near, key=lambda each: len(each.places), default=None)


def table(file: str, sheet: Sheet, found: Header) -> Table:
    """The rows below the header that hold anything, under the kind's column names."""
    below = sheet.cells.iloc[found.position + 1 :]
    blank = np.logical_and.reduce([blanks(below[column]) for column in below.columns])
    cells = below.loc[~blank, [below.columns[place] for place in found.places.values()]]
    cells.columns = list(found.places)
    return Table(file=file, cells=cells, headers={name: found.texts[place] for name, place in found.places.items()})


def header_problems(file: str, sheet: Sheet, found: Header) -> Iterator[Problem]:
    """Missing, unknown, repeated and renamed columns, values under no header, rows above it, cells of several lines.

    The columns of an overview report are areas: `forms` judges them.
    """
    yield from _swallowed(file, sheet, found)
    if found.kind.areas_across:
        return
    yield from _above(file, sheet, found)
    row = int(sheet.cells.index[found.position])
    unknown = [place for place, text in enumerate(found.texts) if text and place not in found.places.values()]
    missing = [name for name in found.kind.required if name not in found.places]
    for name in missing:
        yield Problem(
            file, row, name, f"This looks like a file of {found.kind.name}, but the column “{name}” is missing."
        )
    for place in unknown:
        yield Problem(
            file, row, found.texts[place], _unknown(found, found.texts[place], missing), value=found.texts[place]
        )
    for name, place in found.places.items():
        if normalise_header(found.texts[place]) != name:
            yield Problem(file, row, found.texts[place], _renamed(found.texts[place], name), Severity.WARNING)
    for place, text in enumerate(found.texts):
        if not text and len(held := _held(sheet, found.position, place)):
            letters = column_letters(place + 1)
            message = f"Column {letters} holds a value but has no header. Name the column or empty the cell."
            yield Problem(file, int(held[0]), letters, message)


def _above(file: str, sheet: Sheet, found: Header) -> Iterator[Problem]:
    """Rows above the header that could be figures, as where the header was sorted in among them."""
    places = list(found.places.values())
    row = int(sheet.cells.index[found.position])
    for position, texts in enumerate(lines(sheet.cells.iloc[: found.position])):
        if sum(bool(texts[place]) for place in places) >= min(FEWEST_OF_A_ROW, len(places)):
            sentence = (
                f"This row stands above the header, which is row {row}, so it would not be read. Move the header to "
                "the top, or delete this row if it is no return."
            )
            yield Problem(file, int(sheet.cells.index[position]), "", sentence)


def _swallowed(file: str, sheet: Sheet, found: Header) -> Iterator[Problem]:
    """Cells of a text file that go on over the end of the line: a stray quotation mark hides the rows between."""
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


def _exact(position: int, texts: list[str], kinds: Sequence[Kind]) -> Header | None:
    names = [normalise_header(text) for text in texts]
    down = [each for each in kinds if not each.areas_across]
    fitting = [kind for kind in down if set(kind.required) <= set(_of_today(kind, names))]
    if fitting:
        best = max(fitting, key=lambda kind: len(set(kind.columns) & set(_of_today(kind, names))))
        return Header(kind=best, position=position, texts=tuple(texts), places=_places(best, names))
    named = {name for kind in down for name in kind.required}
    for kind in kinds:
        if kind.areas_across and tuple(names[:1]) == kind.required and not named & set(names[1:]):
            return Header(kind=kind, position=position, texts=tuple(texts), places={names[0]: 0})
    return None


def _near(position: int, texts: list[str], kinds: Sequence[Kind]) -> Header | None:
    names = [normalise_header(text) for text in texts[:WIDEST_GUESS] if text]
    scores = {kind.name: 0 if kind.areas_across else _likeness(kind, _of_today(kind, names)) for kind in kinds}
    best = max(kinds, key=lambda kind: scores[kind.name])
    if not scores[best.name]:
        return None
    places = _places(best, [normalise_header(text) for text in texts])
    return Header(kind=best, position=position, texts=tuple(texts), places=places, exact=False)


def _likeness(kind: Kind, names: list[str]) -> float:
    """How many columns of the kind are there or nearly there; 0 with fewer than two, or half of the required."""
    columns, needed = kind.columns, kind.required
    alike = [name for name in columns if difflib.get_close_matches(name, names, 1, CLOSE)]
    required = sum(name in needed for name in alike)
    if len(alike) < FEWEST_TO_GUESS or 2 * required < len(needed):
        return 0
    exact = len(set(names) & set(columns))
    return len(alike) + exact / 100 + required / len(needed)


def _places(kind: Kind, names: list[str]) -> dict[str, int]:
    today = _of_today(kind, names)
    return {name: today.index(name) for name in kind.columns if name in today}


def _of_today(kind: Kind, names: list[str]) -> list[str]:
    """The names with former ones put as they are today, but for those whose column stands there by both."""
    former = kind.former
    return [former[name] if name in former and former[name] not in names else name for name in names]


def _unknown(found: Header, text: str, missing: Sequence[str]) -> str:
    if found.kind.former.get(normalise_header(text), normalise_header(text)) in found.places:
        return f"The column {quoted(text)} stands twice in the header. Keep one."
    close = difflib.get_close_matches(normalise_header(text), found.kind.columns, 1, 0.6)
    renamed = (
        f" If it is “{missing[0]}” under another name, call it that; else remove it." if missing else " Remove it."
    )
    hint = f" Did you mean “{close[0]}”?" if close else renamed
    return f"A file of {found.kind.name} has no column {quoted(text)}.{hint}"


def _renamed(text: str, name: str) -> str:
    return f"The column {quoted(text)} is called “{name}” today, and is read as that. Rename it, or accept the warning."


def _held(sheet: Sheet, position: int, place: int) -> Positions:
    """Row numbers of the values in a column below the header."""
    below = sheet.cells.iloc[position + 1 :, place]
    held: Positions = below.index.to_numpy()[~blanks(below)]
    return held
