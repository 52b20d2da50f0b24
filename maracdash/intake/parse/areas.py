"""Areas files: listings of Maracs, forces, regions, countries; read before anything that names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import isnan

from maracdash.intake.cells import dates, numbers
from maracdash.intake.parse import name_validation
from maracdash.intake.parse.area_lifecycle import Line, after_closing, circles, outside, taken_in
from maracdash.intake.parse.area_names import Origin, Registry
from maracdash.intake.problems import Faulty, Problem, quoted
from maracdash.intake.readers.sheets import Table, read_column
from maracdash.model.areas import Area, Level
from maracdash.model.directory import PARENT, Listing
from maracdash.model.returns import Held

TEXTS = ("code", "name", "level", "parent", "meeting_frequency", "successor")
LISTED = tuple(level for level in Level if level is not Level.GROUP)


def read_areas(
    tables: Sequence[Table], registry: Registry, returned: Mapping[tuple[str, int], Held]
) -> tuple[tuple[Line, ...], list[Problem]]:
    """Every readable row with its parent's code, entered in the registry.

    `returned` are the meetings held by Marac and quarter (as index).
    """
    problems: list[Problem] = []
    held = registry.directory
    lines = [line for table in tables for line in _lines(table, problems)]
    problems.extend((*_repeated(lines), *_other_uks(lines, registry)))
    for line in lines:
        registry.enter(line.listing, Origin(file=line.table.file, row=line.row, column=_header(line, "name")))
    parented = filter(None, (_with_parent(line, registry, problems) for line in lines))
    found = tuple(filter(None, (_with_successor(line, registry, problems) for line in parented)))
    for line in found:
        registry.enter(line.listing, Origin(file=line.table.file, row=line.row, column=_header(line, "name")))
    problems.extend((*circles(found, registry), *taken_in(found, held)))
    problems.extend((*outside(found, returned), *after_closing(found, returned)))
    return found, problems


def _lines(table: Table, problems: list[Problem]) -> Iterator[Line]:
    def column(name: str, read: Callable[[str], float]) -> list[float | None]:
        found, faults = read_column(table, name, read)
        problems.extend(faults)
        return [None if isnan(number) else float(number) for number in found]

    women, shares = column("women_16_plus", numbers.people), column("minoritised_share", numbers.share)
    opens, closes = column("valid_from", dates.ordinal), column("valid_to", dates.ordinal)
    texts = {name: table.texts(name) for name in TEXTS}
    for at, row in enumerate(map(int, table.rows)):
        faults = list(_faults(table, row, {name: column[at] for name, column in texts.items()}))
        if texts["successor"][at] and not closes[at]:
            faults.append(table.problem(row, "successor", "A Marac with a successor has closed: give valid_to too."))
        if (opens[at] or 0) > (closes[at] or 10**7):
            faults.append(table.problem(row, "valid_to", "valid_to lies before valid_from."))
        problems.extend(faults)
        if not faults:
            listing = Listing(
                area=Area(level=Level(texts["level"][at].casefold()), code=texts["code"][at], name=texts["name"][at]),
                parent=texts["parent"][at],
                valid_from=_date(opens[at]),
                valid_to=_date(closes[at]),
                meeting_frequency=texts["meeting_frequency"][at],
                minoritised_share=shares[at],
                successor=texts["successor"][at],
            )
            yield Line(table=table, row=row, listing=listing, women=women[at] or 0)


def _faults(table: Table, row: int, texts: dict[str, str]) -> Iterator[Problem]:
    for name in ("code", "name", "level"):
        if not texts[name]:
            yield table.problem(row, name, "This cell is blank, but every area needs it.")
    for name, text in texts.items():
        try:
            name_validation.code(text) if name == "code" else name_validation.name(text)
        except Faulty as fault:
            yield table.problem(row, name, str(fault), value=text)
    level = texts["level"].casefold()
    if level and level not in LISTED:
        yield table.problem(
            row, "level", f"{quoted(texts['level'])} is not a level. Use one of: {', '.join(LISTED)}.", value=level
        )
    if level == Level.MARAC and not texts["parent"]:
        yield table.problem(row, "parent", "A Marac belongs to a police force: give the force's code or name.")
    if texts["parent"] and level == Level.UK:
        yield table.problem(row, "parent", "The UK has no parent. Leave the cell blank.", value=texts["parent"])


def _repeated(lines: Sequence[Line]) -> Iterator[Problem]:
    first: dict[tuple[Level, str], Line] = {}
    for line in lines:
        area = line.listing.area
        earlier = first.setdefault((area.level, area.code), line)
        if earlier is not line:
            yield line.table.problem(
                line.row,
                "code",
                f"The {area.level} {quoted(area.code)} stands already in row {earlier.row} of {earlier.table.file}. "
                "Keep one.",
                value=area.code,
            )


def _other_uks(lines: Sequence[Line], registry: Registry) -> Iterator[Problem]:
    """There is one UK: a second would stand beside it in every comparison."""
    for line in lines:
        own = line.listing.area
        if own.level is Level.UK and (uk := registry.uk.other(own)):
            sentence = f"The UK is known as {uk.code} ({uk.name}). Use that code, or leave the row out."
            yield line.table.problem(line.row, "code", sentence, value=own.code)


def _with_parent(line: Line, registry: Registry, problems: list[Problem]) -> Line | None:
    level, parent = line.listing.area.level, line.listing.parent
    if not parent:
        return line
    try:
        code = registry.one(PARENT[level], parent).code
    except Faulty as fault:
        sentence = f"{fault} The parent of a {level} is a {PARENT[level]}."
        problems.append(line.table.problem(line.row, "parent", sentence, value=parent))
        return None
    return replace(line, listing=replace(line.listing, parent=code))


def _with_successor(line: Line, registry: Registry, problems: list[Problem]) -> Line | None:
    """The line with the code of the Marac that this one became part of."""
    text = line.listing.successor
    if not text:
        return line
    try:
        code = _successor(line.listing.area, text, registry)
    except Faulty as fault:
        problems.append(line.table.problem(line.row, "successor", str(fault), value=text))
        return None
    return replace(line, listing=replace(line.listing, successor=code))


def _successor(own: Area, text: str, registry: Registry) -> str:
    if own.level is not Level.MARAC:
        raise Faulty("Only a Marac has a successor. Leave the cell blank.")
    code = registry.one(Level.MARAC, text).code
    if code == own.code:
        raise Faulty("A Marac does not succeed itself. Leave the cell blank, or name the one it became part of.")
    return code


def _header(line: Line, column: str) -> str:
    return line.table.headers[column]


def _date(ordinal: float | None) -> date | None:
    return None if ordinal is None else date.fromordinal(int(ordinal))
