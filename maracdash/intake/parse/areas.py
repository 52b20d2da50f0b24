"""Areas files: listings of Maracs, forces, regions, countries; read before anything that names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import isnan

from maracdash.intake.cells import dates, numbers
from maracdash.intake.parse import name_validation
from maracdash.intake.parse.area_lifecycle import (
    AreaRow,
    find_meetings_after_closing,
    find_merged_into_existing,
    find_returns_outside_dates,
    find_successor_cycles,
)
from maracdash.intake.parse.area_names import AreaRegistry, SourceCell
from maracdash.intake.problems import CellError, Problem, quote_value
from maracdash.intake.readers.sheets import SourceTable, read_column
from maracdash.model.areas import Area, Level
from maracdash.model.directory import PARENT_LEVEL, Listing
from maracdash.model.returns import HeldQuarter

TEXT_COLUMNS = ("code", "name", "level", "parent", "meeting_frequency", "successor")
LISTED_LEVELS = tuple(level for level in Level if level is not Level.GROUP)


def read_areas(
    tables: Sequence[SourceTable], registry: AreaRegistry, returned: Mapping[tuple[str, int], HeldQuarter]
) -> tuple[tuple[AreaRow, ...], list[Problem]]:
    """Read every readable row, with its parent's code, into the registry.

    `returned` are the held meetings by Marac and quarter (as index).
    """
    problems: list[Problem] = []
    held = registry.directory
    lines = [line for table in tables for line in _read_rows(table, problems)]
    problems.extend((*_find_repeated(lines), *_find_other_uks(lines, registry)))
    for line in lines:
        registry.add_listing(
            line.listing, SourceCell(file=line.table.file, row=line.row, column=_column_header(line, "name"))
        )
    parented = filter(None, (_resolve_parent(line, registry, problems) for line in lines))
    found = tuple(filter(None, (_resolve_successor(line, registry, problems) for line in parented)))
    for line in found:
        registry.add_listing(
            line.listing, SourceCell(file=line.table.file, row=line.row, column=_column_header(line, "name"))
        )
    problems.extend((*find_successor_cycles(found, registry), *find_merged_into_existing(found, held)))
    problems.extend((*find_returns_outside_dates(found, returned), *find_meetings_after_closing(found, returned)))
    return found, problems


def _read_rows(table: SourceTable, problems: list[Problem]) -> Iterator[AreaRow]:
    def column(name: str, read: Callable[[str], float]) -> list[float | None]:
        found, faults = read_column(table, name, read)
        problems.extend(faults)
        return [None if isnan(number) else float(number) for number in found]

    women, shares = column("women_16_plus", numbers.parse_population), column("minoritised_share", numbers.parse_share)
    opens, closes = column("valid_from", dates.parse_ordinal), column("valid_to", dates.parse_ordinal)
    texts = {name: table.texts(name) for name in TEXT_COLUMNS}
    for at, row in enumerate(map(int, table.rows)):
        faults = list(_find_faults(table, row, {name: column[at] for name, column in texts.items()}))
        if texts["successor"][at] and not closes[at]:
            faults.append(table.problem(row, "successor", "A Marac with a successor has closed: give valid_to too."))
        if (opens[at] or 0) > (closes[at] or 10**7):
            faults.append(table.problem(row, "valid_to", "valid_to lies before valid_from."))
        problems.extend(faults)
        if not faults:
            listing = Listing(
                area=Area(level=Level(texts["level"][at].casefold()), code=texts["code"][at], name=texts["name"][at]),
                parent=texts["parent"][at],
                valid_from=_to_date(opens[at]),
                valid_to=_to_date(closes[at]),
                meeting_frequency=texts["meeting_frequency"][at],
                minoritised_share=shares[at],
                successor=texts["successor"][at],
            )
            yield AreaRow(table=table, row=row, listing=listing, women=women[at] or 0)


def _find_faults(table: SourceTable, row: int, texts: dict[str, str]) -> Iterator[Problem]:
    for name in ("code", "name", "level"):
        if not texts[name]:
            yield table.problem(row, name, "This cell is blank, but every area needs it.")
    for name, text in texts.items():
        try:
            name_validation.check_code(text) if name == "code" else name_validation.check_name(text)
        except CellError as fault:
            yield table.problem(row, name, str(fault), value=text)
    level = texts["level"].casefold()
    if level and level not in LISTED_LEVELS:
        yield table.problem(
            row,
            "level",
            f"{quote_value(texts['level'])} is not a level. Use one of: {', '.join(LISTED_LEVELS)}.",
            value=level,
        )
    if level == Level.MARAC and not texts["parent"]:
        yield table.problem(row, "parent", "A Marac belongs to a police force: give the force's code or name.")
    if texts["parent"] and level == Level.UK:
        yield table.problem(row, "parent", "The UK has no parent. Leave the cell blank.", value=texts["parent"])


def _find_repeated(lines: Sequence[AreaRow]) -> Iterator[Problem]:
    first: dict[tuple[Level, str], AreaRow] = {}
    for line in lines:
        area = line.listing.area
        earlier = first.setdefault((area.level, area.code), line)
        if earlier is not line:
            yield line.table.problem(
                line.row,
                "code",
                f"The {area.level} {quote_value(area.code)} stands already in row {earlier.row} of "
                f"{earlier.table.file}. Keep one.",
                value=area.code,
            )


def _find_other_uks(lines: Sequence[AreaRow], registry: AreaRegistry) -> Iterator[Problem]:
    """Find a second UK: it would appear beside the first in every comparison."""
    for line in lines:
        own = line.listing.area
        if own.level is Level.UK and (uk := registry.uk.other(own)):
            sentence = f"The UK is known as {uk.code} ({uk.name}). Use that code, or leave the row out."
            yield line.table.problem(line.row, "code", sentence, value=own.code)


def _resolve_parent(line: AreaRow, registry: AreaRegistry, problems: list[Problem]) -> AreaRow | None:
    level, parent = line.listing.area.level, line.listing.parent
    if not parent:
        return line
    try:
        code = registry.find_one(PARENT_LEVEL[level], parent).code
    except CellError as fault:
        sentence = f"{fault} The parent of a {level} is a {PARENT_LEVEL[level]}."
        problems.append(line.table.problem(line.row, "parent", sentence, value=parent))
        return None
    return replace(line, listing=replace(line.listing, parent=code))


def _resolve_successor(line: AreaRow, registry: AreaRegistry, problems: list[Problem]) -> AreaRow | None:
    """Replace the text of the successor by the code of the Marac that this one became part of."""
    text = line.listing.successor
    if not text:
        return line
    try:
        code = _find_successor_code(line.listing.area, text, registry)
    except CellError as fault:
        problems.append(line.table.problem(line.row, "successor", str(fault), value=text))
        return None
    return replace(line, listing=replace(line.listing, successor=code))


def _find_successor_code(own: Area, text: str, registry: AreaRegistry) -> str:
    if own.level is not Level.MARAC:
        raise CellError("Only a Marac has a successor. Leave the cell blank.")
    code = registry.find_one(Level.MARAC, text).code
    if code == own.code:
        raise CellError("A Marac does not succeed itself. Leave the cell blank, or name the one it became part of.")
    return code


def _column_header(line: AreaRow, column: str) -> str:
    return line.table.headers[column]


def _to_date(ordinal: float | None) -> date | None:
    return None if ordinal is None else date.fromordinal(int(ordinal))
