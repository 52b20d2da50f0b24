"""The difference that an acceptable set would make, from its normalised rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from maracdash import catalogue, disclosure
from maracdash.intake.accept.check_results import CheckResult
from maracdash.intake.accept.normalised_tables import encode_csv
from maracdash.intake.existing_data import ExistingData, read_existing_data
from maracdash.intake.preview.area_changes import find_area_changes
from maracdash.model.areas import Area, Level
from maracdash.model.audiences import Audience
from maracdash.model.directory import AreaDirectory, Listing, merge_listings
from maracdash.model.indicators import Indicator
from maracdash.model.previews import (
    ChangeCount,
    FigureChange,
    HeadlineChange,
    LostFigures,
    Preview,
    ReplacedSubmission,
)
from maracdash.model.quarters import Quarter, Window
from maracdash.model.returns import LostFields
from maracdash.store.releases import release_preview
from maracdash.store.releases.build import last_ended_quarter
from maracdash.store.releases.publish import current_release_path
from maracdash.store.releases.release_preview import (
    LOOK_BACK_QUARTERS,
    CandidateRelease,
    FigureSums,
    KnownFigures,
    SumsByKey,
)
from maracdash.store.releases.served_releases import Releases
from maracdash.store.submissions.manifests import read_manifests
from maracdash.store.submissions.normalised_files import PUBLISHED_FILE, RETURNS_FILE, SUCCESSORS_FILE, BuildScope

HeadlineKey = tuple[str, str, str, int]
NO_SUMS: FigureSums = (None, None, None, "")
MAX_HEADLINE_MARACS = 30
AFFECTED_QUARTERS = 7
"""Quarters on which a quarter still counts: in 12 months, and in the year that these are compared with."""


def build_preview(folder: Path, report: CheckResult, known: ExistingData, audience: Audience) -> Preview:
    """Build the preview: figures new, changed and unchanged, submissions replaced, changed areas, and headlines.

    Raises NoReleaseError for an audience that may be shown nothing.
    """
    newest = _newest_quarters(report)
    changed = find_area_changes(report.rows, known.directory, known.populations)
    if not newest and not changed and PUBLISHED_FILE not in report.rows:
        return disclosure.mark_answer(Preview(), audience)
    tables = {name: encode_csv(frame) for name, frame in report.rows.items()}
    extent = (
        None if changed else BuildScope(maracs=_with_merged_maracs(newest, report, known), first=_first_quarter(report))
    )
    losing = tuple(sorted({each.marac for each in report.lost}))
    told = tuple(dict.fromkeys((*catalogue.headline_indicators(), *_list_indicators_made_of(report.lost))))
    found = release_preview.build_candidate(folder, tables, extent, tuple(newest), told, losing)
    areas = _AreaLookup(merge_listings(known.directory, (Listing(area=area) for area in report.new_areas)))
    before = _read_figures_before(folder, tuple(newest))
    known_before = _read_known_before(folder, losing, told)
    after = found.figures
    keys = [*_headline_keys_of_set(newest, before, after), *(_changed_headline_keys(before, after) if changed else ())]
    shown = Preview(
        parts=tuple(_build_change_count(row, areas) for row in found.parts),
        changes=tuple(_build_change(row, areas, found) for row in found.changes),
        replaced=tuple(_list_replaced(folder, found)),
        kept=tuple(found.kept),
        losses=tuple(_list_losses(report.lost, known_before - found.known, areas)),
        headlines=tuple(_build_headline_change(key, before, after, areas) for key in dict.fromkeys(keys)),
        areas=changed,
    )
    return disclosure.mark_answer(shown, audience)


def preview_against_folder(folder: Path, report: CheckResult, audience: Audience) -> Preview:
    """Build the preview of files that were checked against a folder's newest data."""
    return build_preview(folder, report, read_existing_data(folder), audience)


class _AreaLookup:
    """Areas by level and code, those of the set itself too."""

    def __init__(self, directory: AreaDirectory) -> None:
        self.directory = directory

    def area(self, level: str, code: str) -> Area:
        listing = self.directory.listing(Level(level), code)
        return listing.area if listing else Area(level=Level(level), code=code, name=code)


def _newest_quarters(report: CheckResult) -> dict[str, int]:
    """Find each Marac's newest quarter in the set that has ended, and so has figures; else the newest."""
    if RETURNS_FILE not in report.rows:
        return {}
    rows = report.rows[RETURNS_FILE]
    ended = rows[rows["quarter"] <= last_ended_quarter(datetime.now(UTC)).index]
    newest = [each.groupby("marac")["quarter"].max() for each in (rows, ended)]
    return {str(marac): int(quarter) for each in newest for marac, quarter in each.items()}


def _with_merged_maracs(newest: Iterable[str], report: CheckResult, known: ExistingData) -> tuple[str, ...]:
    """Add to the Maracs all those that became part of them, whose cases their 12 months count."""
    successors = {each.area.code: each.successor for each in known.directory.at(Level.MARAC)}
    if SUCCESSORS_FILE in report.rows:
        frame = report.rows[SUCCESSORS_FILE]
        successors.update(zip(frame["marac"], frame["successor"], strict=True))
    found = set(newest)
    while more := {marac for marac, successor in successors.items() if successor in found} - found:
        found |= more
    return tuple(sorted(found))


def _first_quarter(report: CheckResult) -> int:
    """Find the first quarter that matters: the set's own first, or what the figures of its newest and of those that
    lose some need.
    """
    quarters = [
        int(report.rows[name]["quarter"].min()) for name in (RETURNS_FILE, PUBLISHED_FILE) if name in report.rows
    ]
    looked_at = [*_newest_quarters(report).values(), *(each.quarter.index for each in report.lost)]
    return min([*quarters, *(quarter - LOOK_BACK_QUARTERS for quarter in looked_at)], default=0)


def _build_change_count(row: release_preview.QueryRow, areas: _AreaLookup) -> ChangeCount:
    level, code, quarter, new, changed, unchanged, gone = row
    return ChangeCount(
        area=areas.area(level, code),
        quarter=Quarter.from_index(quarter),
        new=new,
        changed=changed,
        unchanged=unchanged,
        lost=gone,
    )


def _build_change(row: release_preview.QueryRow, areas: _AreaLookup, found: CandidateRelease) -> FigureChange:
    level, code, quarter, field, was, was_mark, now, now_mark, number = row
    return FigureChange(
        area=areas.area(level, code),
        quarter=Quarter.from_index(quarter),
        field=field,
        was=_format_value(was, was_mark),
        now=_format_value(now, now_mark),
        replaces=found.ids.get(number, ""),
    )


def _list_replaced(folder: Path, found: CandidateRelease) -> Iterator[ReplacedSubmission]:
    manifests = {each.id: each for each in read_manifests(folder)}
    for number, figures in found.replaced:
        manifest = manifests[found.ids[number]]
        yield ReplacedSubmission(id=manifest.id, who=manifest.who, accepted_at=manifest.accepted_at, figures=figures)


def _read_figures_before(folder: Path, maracs: Sequence[str]) -> SumsByKey:
    return (
        Releases(folder).query(release_preview.read_figure_sums, maracs, catalogue.headline_indicators())
        if current_release_path(folder)
        else {}
    )


def _read_known_before(folder: Path, maracs: Sequence[str], indicators: Sequence[Indicator]) -> KnownFigures:
    if not maracs or not current_release_path(folder):
        return frozenset()
    return Releases(folder).query(release_preview.read_known_figures, maracs, indicators)


def _list_indicators_made_of(lost: Sequence[LostFields]) -> Iterator[Indicator]:
    fields = {field for each in lost for field in each.fields}
    for each in catalogue.INDICATORS:
        if fields & {term.removeprefix("-") for term in (*each.numerator, *each.denominator)}:
            yield each


def _list_losses(lost: Sequence[LostFields], gone: KnownFigures, areas: _AreaLookup) -> Iterator[LostFigures]:
    """List the figures that are gone, Marac by Marac, from the first quarter of each that loses a field."""
    first: dict[str, Quarter] = {}
    for each in sorted(lost, key=lambda each: each.quarter, reverse=True):
        first[each.marac] = each.quarter
    for marac, start in sorted(first.items()):
        own = [key for key in gone if key[0] == marac and key[-1] >= start.index]
        slugs = {slug for _, slug, _, _ in own}
        if own:
            yield LostFigures(
                area=areas.area(Level.MARAC, marac),
                indicators=tuple(each for each in catalogue.INDICATORS if each.slug in slugs),
                quarters=_quarters_of(own, Window.QUARTER),
                years=_quarters_of(own, Window.YEAR),
            )


def _quarters_of(figures: Iterable[tuple[str, str, str, int]], window: Window) -> tuple[Quarter, ...]:
    return tuple(Quarter.from_index(each) for each in sorted({at for _, _, of, at in figures if of == window}))


def _headline_keys_of_set(newest: dict[str, int], before: SumsByKey, after: SumsByKey) -> Iterator[HeadlineKey]:
    """Headline keys of the set's Maracs with a figure before or after.

    Of the last quarter whose 12 months would read differently, else of the newest that was sent.
    """
    for marac, quarter in list(newest.items())[:MAX_HEADLINE_MARACS]:
        own = [
            [_headline_key(marac, each, at) for each in catalogue.headline_indicators()]
            for at in range(quarter, quarter + AFFECTED_QUARTERS + 1)
        ]
        differing = [keys for keys in own if any(_is_different(key, before, after) for key in keys)]
        shown = differing[-1] if differing else own[0]
        yield from (key for key in shown if {before.get(key, NO_SUMS), after.get(key, NO_SUMS)} != {NO_SUMS})


def _headline_key(marac: str, indicator: Indicator, quarter: int) -> HeadlineKey:
    return Level.MARAC.value, marac, indicator.slug, quarter


def _changed_headline_keys(before: SumsByKey, after: SumsByKey) -> Iterator[HeadlineKey]:
    """Headline keys of Maracs and forces whose written figure changes, forces first."""
    return (key for key in sorted({*before, *after}) if _is_different(key, before, after))


def _is_different(key: HeadlineKey, before: SumsByKey, after: SumsByKey) -> bool:
    """Tell if a headline would be written differently."""
    if before.get(key, NO_SUMS) == after.get(key, NO_SUMS):
        return False
    indicator = catalogue.indicator(key[2])
    was, now = (_calculate_number(indicator, figures.get(key, NO_SUMS)) for figures in (before, after))
    return was is None or now is None or indicator.format(was) != indicator.format(now)


def _build_headline_change(key: HeadlineKey, before: SumsByKey, after: SumsByKey, areas: _AreaLookup) -> HeadlineChange:
    level, code, slug, quarter = key
    indicator = catalogue.indicator(slug)
    return HeadlineChange(
        area=areas.area(level, code),
        quarter=Quarter.from_index(quarter),
        indicator=indicator,
        was=_calculate_number(indicator, before.get(key, NO_SUMS)),
        now=_calculate_number(indicator, after.get(key, NO_SUMS)),
        was_mark=before.get(key, NO_SUMS)[-1],
        now_mark=after.get(key, NO_SUMS)[-1],
    )


def _calculate_number(indicator: Indicator, sums: FigureSums) -> float | None:
    numerator, denominator, published, _ = sums
    if published is not None:
        return published
    return None if numerator is None else indicator.number(numerator, denominator)


def _format_value(value: float | None, mark: str | None) -> str:
    if value is None:
        return mark or ""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"
