"""The difference that an acceptable set would make, from its normalised rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from maracdash import catalogue, disclosure
from maracdash.intake.accept.check_results import Report
from maracdash.intake.accept.normalised_tables import written
from maracdash.intake.existing_data import Known
from maracdash.intake.file_types.file_type import HeldPopulation
from maracdash.intake.preview.area_changes import relisted
from maracdash.model.areas import Area, Level
from maracdash.model.audiences import Audience
from maracdash.model.directory import Directory, Listing, joined
from maracdash.model.indicators import Indicator
from maracdash.model.previews import Change, Headline, Part, Preview, Replaced
from maracdash.model.quarters import Quarter
from maracdash.store.releases import lookups, release_preview
from maracdash.store.releases.build import last_ended
from maracdash.store.releases.connections import Releases
from maracdash.store.releases.publish import pointed
from maracdash.store.releases.release_preview import LOOK_BACK, Candidate, Figures, Sums
from maracdash.store.submissions.manifests import submissions
from maracdash.store.submissions.normalised_files import PUBLISHED, RETURNS, SUCCESSORS, Extent

Key = tuple[str, str, str, int]
NEITHER: Sums = (None, None, None, "")
MOST_HEADLINE_MARACS = 30
REACH = 7
"""Quarters on which a quarter still counts: in 12 months, and in the year that these are compared with."""


def preview(folder: Path, report: Report, known: Known) -> Preview:
    """What is new, changed and unchanged, whose figures go, what areas become, and headlines before and after."""
    newest = _newest(report)
    changed = relisted(report.rows, known.directory, _populations(folder))
    if not newest and not changed and PUBLISHED not in report.rows:
        return disclosure.protect(Preview(), Audience.FULL)
    tables = {name: written(frame) for name, frame in report.rows.items()}
    extent = None if changed else Extent(maracs=_with_merged(newest, report, known), first=_first(report))
    found = release_preview.candidate(folder, tables, extent, tuple(newest), catalogue.headlines())
    areas = _Areas(joined(known.directory, (Listing(area=area) for area in report.new_areas)))
    before = _before(folder, tuple(newest))
    after = found.figures
    keys = [*_of_set(newest, before, after), *(_others(before, after) if changed else ())]
    shown = Preview(
        parts=tuple(_part(row, areas) for row in found.parts),
        changes=tuple(_change(row, areas, found) for row in found.changes),
        replaced=tuple(_replaced(folder, found)),
        kept=tuple(found.kept),
        headlines=tuple(_headline(key, before, after, areas) for key in dict.fromkeys(keys)),
        areas=changed,
    )
    return disclosure.protect(shown, Audience.FULL)


class _Areas:
    """Areas by level and code, those of the set itself too."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory

    def area(self, level: str, code: str) -> Area:
        listing = self.directory.listing(Level(level), code)
        return listing.area if listing else Area(level=Level(level), code=code, name=code)


def _newest(report: Report) -> dict[str, int]:
    """The newest quarter of each Marac in the set that is over, and so has figures; else the newest."""
    if RETURNS not in report.rows:
        return {}
    rows = report.rows[RETURNS]
    ended = rows[rows["quarter"] <= last_ended(datetime.now(UTC)).index]
    newest = [each.groupby("marac")["quarter"].max() for each in (rows, ended)]
    return {str(marac): int(quarter) for each in newest for marac, quarter in each.items()}


def _with_merged(newest: Iterable[str], report: Report, known: Known) -> tuple[str, ...]:
    """The Maracs and all that became part of them, whose cases their 12 months count."""
    successors = {each.area.code: each.successor for each in known.directory.at(Level.MARAC)}
    if SUCCESSORS in report.rows:
        frame = report.rows[SUCCESSORS]
        successors.update(zip(frame["marac"], frame["successor"], strict=True))
    found = set(newest)
    while more := {marac for marac, successor in successors.items() if successor in found} - found:
        found |= more
    return tuple(sorted(found))


def _first(report: Report) -> int:
    """The first quarter that matters: the set's own first, or what the headlines of its newest need."""
    quarters = [int(report.rows[name]["quarter"].min()) for name in (RETURNS, PUBLISHED) if name in report.rows]
    return min([*quarters, *(quarter - LOOK_BACK for quarter in _newest(report).values())], default=0)


def _part(row: release_preview.Row, areas: _Areas) -> Part:
    level, code, quarter, new, changed, unchanged, gone = row
    return Part(
        area=areas.area(level, code),
        quarter=Quarter.from_index(quarter),
        new=new,
        changed=changed,
        unchanged=unchanged,
        gone=gone,
    )


def _change(row: release_preview.Row, areas: _Areas, found: Candidate) -> Change:
    level, code, quarter, field, was, was_mark, now, now_mark, number = row
    return Change(
        area=areas.area(level, code),
        quarter=Quarter.from_index(quarter),
        field=field,
        was=_text(was, was_mark),
        now=_text(now, now_mark),
        replaces=found.ids.get(number, ""),
    )


def _replaced(folder: Path, found: Candidate) -> Iterator[Replaced]:
    notes = {each.id: each for each in submissions(folder)}
    for number, figures in found.replaced:
        note = notes[found.ids[number]]
        yield Replaced(id=note.id, who=note.who, accepted_at=note.accepted_at, figures=figures)


def _populations(folder: Path) -> tuple[HeldPopulation, ...]:
    return Releases(folder).asked(lookups.populations) if pointed(folder) else ()


def _before(folder: Path, maracs: Sequence[str]) -> Figures:
    return Releases(folder).asked(release_preview.figures, maracs, catalogue.headlines()) if pointed(folder) else {}


def _of_set(newest: dict[str, int], before: Figures, after: Figures) -> Iterator[Key]:
    """The headlines of the Maracs in the set that have a figure before or after: of the last quarter whose 12 months
    would read differently, else of the newest that was sent.
    """
    for marac, quarter in list(newest.items())[:MOST_HEADLINE_MARACS]:
        own = [[_key(marac, each, at) for each in catalogue.headlines()] for at in range(quarter, quarter + REACH + 1)]
        differing = [keys for keys in own if any(_differs(key, before, after) for key in keys)]
        shown = differing[-1] if differing else own[0]
        yield from (key for key in shown if {before.get(key, NEITHER), after.get(key, NEITHER)} != {NEITHER})


def _key(marac: str, indicator: Indicator, quarter: int) -> Key:
    return Level.MARAC.value, marac, indicator.slug, quarter


def _others(before: Figures, after: Figures) -> Iterator[Key]:
    """Those of any Marac or force that would read differently, forces first."""
    return (key for key in sorted({*before, *after}) if _differs(key, before, after))


def _differs(key: Key, before: Figures, after: Figures) -> bool:
    """Whether a headline would be written in another way."""
    if before.get(key, NEITHER) == after.get(key, NEITHER):
        return False
    indicator = catalogue.indicator(key[2])
    was, now = (_number(indicator, figures.get(key, NEITHER)) for figures in (before, after))
    return was is None or now is None or indicator.format(was) != indicator.format(now)


def _headline(key: Key, before: Figures, after: Figures, areas: _Areas) -> Headline:
    level, code, slug, quarter = key
    indicator = catalogue.indicator(slug)
    return Headline(
        area=areas.area(level, code),
        quarter=Quarter.from_index(quarter),
        indicator=indicator,
        was=_number(indicator, before.get(key, NEITHER)),
        now=_number(indicator, after.get(key, NEITHER)),
        was_mark=before.get(key, NEITHER)[-1],
        now_mark=after.get(key, NEITHER)[-1],
    )


def _number(indicator: Indicator, sums: Sums) -> float | None:
    numerator, denominator, published, _ = sums
    if published is not None:
        return published
    return None if numerator is None else indicator.number(numerator, denominator)


def _text(value: float | None, mark: str | None) -> str:
    if value is None:
        return mark or ""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"
