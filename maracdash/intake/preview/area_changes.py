"""What an acceptable set says of areas that is not held already: names, parents, dates, populations, similar lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from maracdash.intake.accept.check_results import Report
from maracdash.model.areas import Area, Level
from maracdash.model.directory import PARENT, Directory, Listing, joined
from maracdash.model.numbers import written
from maracdash.model.previews import AreaChange
from maracdash.model.quarters import Quarter
from maracdash.store.submissions.normalised_files import AREAS, POPULATIONS, SIMILAR, SUCCESSORS

Population = tuple[str, str, str | None, int, float]
"""Level, code, basis, first quarter's index (0: always), women aged 16 and over."""
ADDED = "Added"
MEETS, SHARE, FROM, UNTIL, PART_OF = "Meets", "Share of minoritised women", "From", "Until", "Part of since"
SIMILAR_FORCES = "Most similar forces"
Facts = Mapping[str, str]


def relisted(report: Report, held: Directory, populations: Sequence[Population]) -> tuple[AreaChange, ...]:
    """Each fact of an area that is new or another one than before, in the order brought."""
    listings = tuple(_listings(report, held))
    after = joined(held, listings)
    changes = [change for listing in listings for change in _listing(listing, held, after)]
    return (*changes, *_populations(report, after, populations), *_similar(report, after))


def _listings(report: Report, held: Directory) -> Iterator[Listing]:
    """The rows of areas; a successor that is not named again stays."""
    if AREAS not in report.rows:
        return
    successors = report.rows.get(SUCCESSORS)
    named = {} if successors is None else dict(zip(successors["marac"], successors["successor"], strict=True))
    for row in report.rows[AREAS].to_dict("records"):
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


def _populations(report: Report, after: Directory, populations: Sequence[Population]) -> Iterator[AreaChange]:
    held = {(level, code, start): _women(women, basis) for level, code, basis, start, women in populations}
    frame = report.rows.get(POPULATIONS)
    for row in () if frame is None else frame.to_dict("records"):
        level, code, start = str(row["level"]), str(row["code"]), int(row["from_quarter"])
        was, now = held.get((level, code, start), ""), _women(row["women_16_plus"], row["basis"])
        if was != now:
            since = f" from {Quarter.from_index(start)}" if start else ""
            what = f"Women aged 16 and over{since}"
            yield AreaChange(area=_area(after, Level(level), code), what=what, was=was, now=now)


def _similar(report: Report, after: Directory) -> Iterator[AreaChange]:
    frame = report.rows.get(SIMILAR)
    pairs = [] if frame is None else list(zip(frame["force"], frame["similar_force"], strict=True))
    for force in dict.fromkeys(force for force, _ in pairs):
        was, now = (_names(after, force, each) for each in (after.similar, pairs))
        if was != now:
            yield AreaChange(area=_area(after, Level.FORCE, force), what=SIMILAR_FORCES, was=was, now=now)


def _names(directory: Directory, force: str, pairs: Sequence[tuple[str, str]]) -> str:
    return ", ".join(sorted(_area(directory, Level.FORCE, other).name for own, other in pairs if own == force))


def _area(directory: Directory, level: Level, code: str) -> Area:
    found = directory.listing(level, code)
    return found.area if found else Area(level=level, code=code, name=code)


def _women(women: float, basis: str | None) -> str:
    return f"{written(women)} ({basis})" if basis else written(women)


def _day(day: date | None) -> str:
    return f"{day:%-d %B %Y}" if day else ""


def _date(value: object) -> date | None:
    return value if isinstance(value, date) else None
