"""Areas files: Maracs, forces, regions, countries; read before anything that names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from maracdash.intake.file_types.file_type import Before, Covered, FileType, Frames, Reading
from maracdash.intake.file_types.populations import population_table
from maracdash.intake.parse.area_lifecycle import Line
from maracdash.intake.parse.area_names import Registry
from maracdash.intake.parse.areas import read_areas
from maracdash.intake.parse.populations import of_areas
from maracdash.intake.problems import Problem
from maracdash.intake.recognise.file_recognition import Opened, tables
from maracdash.intake.recognise.kinds import Kind
from maracdash.model.areas import Area, Level
from maracdash.model.directory import PARENT, Directory, Listing
from maracdash.model.previews import AreaChange
from maracdash.store.submissions.normalised_files import AREAS, SUCCESSORS

KIND = Kind(
    name="areas",
    keys=("code", "name", "level"),
    others=(
        *("parent", "women_16_plus", "minoritised_share", "meeting_frequency", "valid_from", "valid_to"),
        "successor",
    ),
    names_areas=True,
)
ADDED = "Added"
MEETS, SHARE, FROM, UNTIL, PART_OF = "Meets", "Share of minoritised women", "From", "Until", "Part of since"
Facts = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class AreaRows:
    """Lines of areas files, and the registry with what any other file of the set brings."""

    lines: tuple[Line, ...]
    registry: Registry


def listings(frames: Frames, held: Directory) -> Iterator[Listing]:
    """The areas that a set lists; a successor that is not named again stays."""
    if AREAS not in frames:
        return
    successors = frames.get(SUCCESSORS)
    named = {} if successors is None else dict(zip(successors["marac"], successors["successor"], strict=True))
    for row in frames[AREAS].to_dict("records"):
        level, code, share = Level(row["level"]), str(row["code"]), row["minoritised_share"]
        before = held.listing(level, code)
        yield Listing(
            area=Area(level=level, code=code, name=str(row["name"])),
            parent=str(row["parent"]),
            valid_from=_date(row["valid_from"]),
            valid_to=_date(row["valid_to"]),
            meeting_frequency=str(row["meeting_frequency"]),
            minoritised_share=None if share is None or share != share else float(share),  # noqa: PLR0124 - a blank
            successor=str(named.get(code, before.successor if before else "")),
        )


def _read(files: Sequence[Opened], reading: Reading) -> tuple[AreaRows, Sequence[Problem]]:
    found, problems = tables(files)
    lines, more = read_areas(found, reading.registry, reading.known.meetings)
    return AreaRows(lines=lines, registry=reading.registry), [*problems, *more]


def _covers(rows: AreaRows) -> Iterator[Covered]:
    yield from ((line.table.file, line.listing.area.code, None) for line in rows.lines)


def _normalised(rows: AreaRows) -> Frames:
    """Every area of the set, however it came, and the undated populations of areas files."""
    listed = {(each.area.level, each.area.code): each for each in rows.registry.listed}.values()
    followed = [{"marac": each.area.code, "successor": each.successor} for each in listed if each.successor]
    return {
        AREAS: pd.DataFrame([_area(each) for each in listed]),
        SUCCESSORS: pd.DataFrame(followed),
        **population_table(tuple(of_areas(rows.lines))),
    }


def _area(listing: Listing) -> dict[str, object]:
    return {
        "level": str(listing.area.level),
        "code": listing.area.code,
        "name": listing.area.name,
        "parent": listing.parent,
        "minoritised_share": listing.minoritised_share,
        "meeting_frequency": listing.meeting_frequency,
        "valid_from": listing.valid_from,
        "valid_to": listing.valid_to,
    }


def _changes(frames: Frames, before: Before) -> Iterator[AreaChange]:
    for listing in listings(frames, before.held):
        yield from _listing(listing, before.held, before.after)


def _listing(listing: Listing, held: Directory, after: Directory) -> Iterator[AreaChange]:
    before = held.listing(listing.area.level, listing.area.code)
    now = _facts(listing, after)
    if before is None:
        said = ", ".join(f"{name.lower()} {text}" for name, text in now.items() if text and name != "Name")
        yield AreaChange(area=listing.area, what=ADDED, now=said or "as named")
        return
    was = _facts(before, held)
    for name, text in now.items():
        if was[name] != text:
            yield AreaChange(area=listing.area, what=name, was=was[name], now=text)


def _facts(listing: Listing, directory: Directory) -> Facts:
    level = listing.area.level
    parent = directory.listing(PARENT[level], listing.parent) if level in PARENT else None
    successor = directory.listing(Level.MARAC, listing.successor)
    return {
        "Name": listing.area.name,
        "Belongs to": parent.area.name if parent else listing.parent,
        MEETS: listing.meeting_frequency,
        SHARE: "" if listing.minoritised_share is None else f"{listing.minoritised_share:.1%}",
        FROM: _day(listing.valid_from),
        UNTIL: _day(listing.valid_to),
        PART_OF: successor.area.name if successor else listing.successor,
    }


def _day(day: date | None) -> str:
    return f"{day:%-d %B %Y}" if day else ""


def _date(value: object) -> date | None:
    return value if isinstance(value, date) else None


TYPE = FileType(
    title="areas",
    kinds=(KIND,),
    told="Areas: Maracs, police forces, regions and countries, and which belongs to which.",
    read=_read,
    covers=_covers,
    normalised=_normalised,
    changes=_changes,
)
