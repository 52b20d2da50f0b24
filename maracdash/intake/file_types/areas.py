"""Areas files: Maracs, forces, regions, countries; read before anything that names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from maracdash.intake.file_types.file_type import CoveredQuarter, FileType, Frames, HeldAreas, ReadingContext
from maracdash.intake.file_types.populations import build_population_table
from maracdash.intake.parse.area_lifecycle import AreaRow
from maracdash.intake.parse.area_names import AreaRegistry
from maracdash.intake.parse.areas import read_areas
from maracdash.intake.parse.populations import extract_populations
from maracdash.intake.problems import Problem
from maracdash.intake.recognise.file_recognition import RecognisedFile, read_tables
from maracdash.intake.recognise.header_kinds import HeaderKind
from maracdash.model.areas import Area, Level
from maracdash.model.directory import PARENT_LEVEL, AreaDirectory, Listing
from maracdash.model.previews import AreaChange
from maracdash.store.submissions.normalised_files import AREAS_FILE, SUCCESSORS_FILE

KIND = HeaderKind(
    name="areas",
    keys=("code", "name", "level"),
    others=(
        *("parent", "women_16_plus", "minoritised_share", "meeting_frequency", "valid_from", "valid_to"),
        "successor",
    ),
    has_area_names=True,
)
ADDED_FACT = "Added"
FREQUENCY_FACT, MINORITISED_FACT, OPENED_FACT, CLOSED_FACT, SUCCESSOR_FACT = (
    "Meets",
    "Share of minoritised women",
    "From",
    "Until",
    "Part of since",
)
AreaFacts = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class AreaRows:
    """Lines of areas files, and the registry with what any other file of the set brings."""

    lines: tuple[AreaRow, ...]
    registry: AreaRegistry


def read_listings(frames: Frames, held: AreaDirectory) -> Iterator[Listing]:
    """The areas that a set lists; a successor that is not named again stays."""
    if AREAS_FILE not in frames:
        return
    successors = frames.get(SUCCESSORS_FILE)
    named = {} if successors is None else dict(zip(successors["marac"], successors["successor"], strict=True))
    for row in frames[AREAS_FILE].to_dict("records"):
        level, code, share = Level(row["level"]), str(row["code"]), row["minoritised_share"]
        before = held.listing(level, code)
        yield Listing(
            area=Area(level=level, code=code, name=str(row["name"])),
            parent=str(row["parent"]),
            valid_from=_to_date(row["valid_from"]),
            valid_to=_to_date(row["valid_to"]),
            meeting_frequency=str(row["meeting_frequency"]),
            minoritised_share=None if share is None or share != share else float(share),  # noqa: PLR0124 - a blank
            successor=str(named.get(code, before.successor if before else "")),
        )


def _read(files: Sequence[RecognisedFile], reading: ReadingContext) -> tuple[AreaRows, Sequence[Problem]]:
    found, problems = read_tables(files)
    lines, more = read_areas(found, reading.registry, reading.known.meetings)
    return AreaRows(lines=lines, registry=reading.registry), [*problems, *more]


def _list_covered(rows: AreaRows) -> Iterator[CoveredQuarter]:
    yield from ((line.table.file, line.listing.area.code, None) for line in rows.lines)


def _build_tables(rows: AreaRows) -> Frames:
    """Every area of the set, however it came, and the undated populations of areas files."""
    listed = {(each.area.level, each.area.code): each for each in rows.registry.added_listings}.values()
    followed = [{"marac": each.area.code, "successor": each.successor} for each in listed if each.successor]
    return {
        AREAS_FILE: pd.DataFrame([_area_row(each) for each in listed]),
        SUCCESSORS_FILE: pd.DataFrame(followed),
        **build_population_table(tuple(extract_populations(rows.lines))),
    }


def _area_row(listing: Listing) -> dict[str, object]:
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


def _find_changes(frames: Frames, before: HeldAreas) -> Iterator[AreaChange]:
    for listing in read_listings(frames, before.held):
        yield from _compare_listing(listing, before.held, before.after)


def _compare_listing(listing: Listing, held: AreaDirectory, after: AreaDirectory) -> Iterator[AreaChange]:
    before = held.listing(listing.area.level, listing.area.code)
    now = _describe_listing(listing, after)
    if before is None:
        said = ", ".join(f"{name.lower()} {text}" for name, text in now.items() if text and name != "Name")
        yield AreaChange(area=listing.area, what=ADDED_FACT, now=said or "as named")
        return
    was = _describe_listing(before, held)
    for name, text in now.items():
        if was[name] != text:
            yield AreaChange(area=listing.area, what=name, was=was[name], now=text)


def _describe_listing(listing: Listing, directory: AreaDirectory) -> AreaFacts:
    level = listing.area.level
    parent = directory.listing(PARENT_LEVEL[level], listing.parent) if level in PARENT_LEVEL else None
    successor = directory.listing(Level.MARAC, listing.successor)
    return {
        "Name": listing.area.name,
        "Belongs to": parent.area.name if parent else listing.parent,
        FREQUENCY_FACT: listing.meeting_frequency,
        MINORITISED_FACT: "" if listing.minoritised_share is None else f"{listing.minoritised_share:.1%}",
        OPENED_FACT: _format_day(listing.valid_from),
        CLOSED_FACT: _format_day(listing.valid_to),
        SUCCESSOR_FACT: successor.area.name if successor else listing.successor,
    }


def _format_day(day: date | None) -> str:
    return f"{day:%-d %B %Y}" if day else ""


def _to_date(value: object) -> date | None:
    return value if isinstance(value, date) else None


AREAS_FILE_TYPE = FileType(
    title="areas",
    kinds=(KIND,),
    description="Areas: Maracs, police forces, regions and countries, and which belongs to which.",
    read=_read,
    covers=_list_covered,
    normalised=_build_tables,
    changes=_find_changes,
)
