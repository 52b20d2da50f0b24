"""Commands that show: what is held, for a person or as JSON, and how two releases differ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from maracdash import queries
from maracdash.cli.options import DataOption, find_data_folder, open_reader
from maracdash.model.answers import DataStatus
from maracdash.model.errors import MaracdashError
from maracdash.reading.revisions import find_headline_revisions
from maracdash.record import Record, SubmissionRecord
from maracdash.words import overview_reports, uploads
from maracdash.words.sources import DEMONSTRATION, SAFE_ALONE

SHOWN_QUARTERS = 12
NOT_UP_TO_DATE = (
    "Not up to date: the release lacks something that is accepted. Load its files again with “maracdash load FILE”: "
    "nothing is kept twice, and a new release is published."
)


def show_status(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    data: DataOption = None,
) -> None:
    """Show the release, submissions, quarters, areas and coverage."""
    place = find_data_folder(context, data)
    record = Record(place)
    kept = record.submissions()[::-1]
    held = None
    if kept or record.release_id() or record.holds_safe_alone():
        held = open_reader(context, data).ask(queries.DATA_STATUS)
    if as_json:
        told = {
            **_status_record(held, kept),
            "up_to_date": record.up_to_date(),
            "safe_alone": record.holds_safe_alone(),
        }
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    if record.holds_safe_alone():
        typer.echo(SAFE_ALONE)
    for line in _status_lines(held, kept):
        typer.echo(line)
    if not record.up_to_date():
        typer.echo(NOT_UP_TO_DATE)


def show_changes(
    context: typer.Context,
    then: Annotated[str, typer.Argument(metavar="[THEN]", help="A release, as in history; else the one before.")] = "",
    now: Annotated[str, typer.Argument(metavar="[NOW]", help="A later release; else the newest.")] = "",
    data: DataOption = None,
) -> None:
    """Show the changes between two releases: submissions that only one counts, and headlines of Maracs and forces."""
    record, reader = Record(find_data_folder(context, data)), open_reader(context, data)
    published = [each.entry.release.id for each in record.release_diffs()]
    if len(published) < 2 and not (then and now):
        raise MaracdashError("There are not yet two releases to compare.")
    earlier, later = then or published[1], now or published[0]
    edition = record.diff_releases(earlier, later)
    for sign, manifests in (("+", edition.added), ("-", edition.removed)):
        for each in manifests:
            typer.echo(f"{sign}{each.id}  {', '.join(file.name for file in each.files)}")
    found = find_headline_revisions(reader.at(earlier), reader.at(later), edition.quarters)
    typer.echo(uploads.write_headline_changes(found))
    for area, indicator, was, is_now, why in overview_reports.revision_rows(
        found.revisions, withdrawn=edition.only_withdraws
    ):
        typer.echo(f"{area}, {indicator}: was {was}, is {is_now} ({why})")


def _status_record(held: DataStatus | None, kept: Sequence[SubmissionRecord]) -> dict[str, Any]:
    return {
        "release": held.release.id if held else None,
        "published_at": f"{held.release.published_at:%Y-%m-%dT%H:%M:%SZ}" if held else None,
        "data_as_at": str(held.release.data_as_at) if held else None,
        "demonstration": held.release.demonstration if held else None,
        "areas": dict(held.areas) if held else {},
        "quarters": [_quarter_record(each) for each in held.quarters] if held else [],
        "published_figures": held.published if held else 0,
        "differences": len(held.differences) if held else 0,
        "submissions": [_submission_record(each) for each in kept],
    }


def _quarter_record(each: Any) -> dict[str, Any]:
    coverage = each.coverage
    return {
        "quarter": str(each.quarter),
        "expected": coverage.expected,
        "returned": coverage.returned - coverage.proxied,
        "proxied": coverage.proxied,
        "dropped": each.dropped,
        "corrected": each.corrected,
        "withheld": each.withheld,
    }


def _submission_record(sent: SubmissionRecord) -> dict[str, Any]:
    each = sent.manifest
    return {
        "id": each.id,
        "kind": each.kind,
        "accepted_at": each.accepted_at.isoformat(),
        "who": each.who,
        "files": [{"name": file.name, "kind": file.kind, "rows": file.rows} for file in each.files],
        "withdraws": each.withdraws,
        "why": each.why,
        "state": sent.state,
    }


def _status_lines(held: DataStatus | None, kept: Sequence[SubmissionRecord]) -> Iterator[str]:
    if held is None:
        yield "Nothing has been loaded yet. Load files with “maracdash load FILE”, or “maracdash demo”."
        return
    release = held.release
    yield f"Release      {release.id}"
    yield f"Published    {release.published_at:%d %B %Y, %H:%M} UTC; data as at {release.data_as_at:%d %B %Y}"
    if release.demonstration:
        yield f"             {DEMONSTRATION}"
    yield f"Areas        {', '.join(f'{number} {level}' for level, number in held.areas)}"
    yield f"Published    {held.published:,} figures by others, {len(held.differences):,} differ from our own sums"
    yield "Quarters     Maracs expected, returned, estimated, left out, corrected, cases withheld"
    for each in held.quarters[:SHOWN_QUARTERS]:
        own = each.coverage
        yield (
            f"  {each.quarter}    {own.expected:5} {own.returned - own.proxied:5} {own.proxied:5} {each.dropped:5} "
            f"{each.corrected:5} {each.withheld:5}"
        )
    if len(held.quarters) > SHOWN_QUARTERS:
        yield f"  and {uploads.count_noun(len(held.quarters) - SHOWN_QUARTERS, 'earlier quarter')}"
    if held.unlisted:
        yield f"Not listed   {', '.join(held.unlisted)}: no areas file in force has these codes, so they do not count"
    yield "Submissions"
    for sent in kept:
        manifest = sent.manifest
        what = (
            f"withdraws {manifest.withdraws}: {manifest.why}"
            if manifest.withdraws
            else ", ".join(x.name for x in manifest.files)
        )
        yield f"  {manifest.id}  {manifest.accepted_at:%Y-%m-%d %H:%M}  {manifest.who}  {what}  {sent.state}"
