"""Commands that write board packs to a file: one, or those of all Maracs of a region."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from maracdash import settings
from maracdash.cli.audit_trail import record_export
from maracdash.cli.options import (
    DataOption,
    ReleaseOption,
    SafeOption,
    check_ending,
    open_reader,
    show_progress,
    write_file,
)
from maracdash.exports.board_packs import PPTX, WRITERS, build_pack_file
from maracdash.meeting_actions import list_actions
from maracdash.model.board_packs import BoardPack, PackAnswers, PackRequest, parse_day, parse_item, parse_title
from maracdash.model.groups import parse_group
from maracdash.model.quarters import Quarter
from maracdash.pack_runs.runs import bundle_packs, name_pack
from maracdash.reading.board_packs import ask_pack, list_pack_areas, resolve_pack_request
from maracdash.reading.reader import Reader
from maracdash.words.board_packs import write_pack
from maracdash.words.uploads import count_noun

ITEM_HELP = (
    "dashboard:SLUG, or compare:, trend:, funnel: or control: and the SLUG of an indicator; may be repeated, in the "
    "order of the slides."
)

TITLE_HELP = "The title of the first slide."
DATE_HELP = "The day of the board, such as 2026-05-12."
TEMPLATE_HELP = "A .pptx of yours; else MARACDASH_TEMPLATE."


def export_packs(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    area: Annotated[str, typer.Option(help="A Marac or force, by code or name: all Maracs of its region.")],
    quarter: Annotated[str, typer.Option(help="Such as 2024-Q1.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The zip to write.")],
    *,
    item: Annotated[list[str] | None, typer.Option(help=ITEM_HELP)] = None,
    title: Annotated[str, typer.Option(help=TITLE_HELP)] = "",
    date: Annotated[str, typer.Option(help=DATE_HELP)] = "",
    template: Annotated[Path | None, typer.Option(help=TEMPLATE_HELP)] = None,
    release: ReleaseOption = "",
    safe: SafeOption = False,
    data: DataOption = None,
) -> None:
    """The board packs of all Maracs of a region as PowerPoint, in one zip; a bar shows how many are written."""
    check_ending(output, ".zip")
    request = _read_request(area, quarter, item, title, date)
    reader = open_reader(context, data, release, safe=safe)
    request = resolve_pack_request(reader, request)
    region, maracs = list_pack_areas(reader, request.marac, request.quarter)
    chosen = template or settings.load_settings().template_path
    with typer.progressbar(maracs, label=f"Board packs of {region.name}", file=sys.stderr) as shown:
        entries = [
            (name_pack(place, marac.name, quarter), _build_content(reader, replace(request, marac=marac.code), chosen))
            for place, marac in enumerate(shown, start=1)
        ]
    record_export(context, data, output.name, reader.release.id, safe=safe)
    write_file(output, bundle_packs(entries))
    typer.echo(f"{count_noun(len(entries), 'board pack')} of {region.name} written to {output}.")


def _read_request(marac: str, quarter: str, item: list[str] | None, title: str, day: str) -> PackRequest:
    return PackRequest(
        marac=marac,
        quarter=Quarter.parse(quarter),
        items=tuple(dict.fromkeys(map(parse_item, item or ("dashboard:overview",)))),
        title=parse_title(title),
        held_on=parse_day(day),
    )


def _build_content(reader: Reader, request: PackRequest, template: Path | None) -> bytes:
    return build_pack_file(_write_pack(reader, ask_pack(reader, request)), PPTX, template).content


def _write_pack(reader: Reader, answers: PackAnswers) -> BoardPack:
    actions = list_actions(reader.folder, answers.hierarchy, reader.audience, datetime.now(UTC).date())
    return write_pack(answers, actions=actions)


def export_pack(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    marac: Annotated[str, typer.Option(help="The Marac or force, by code or name.")],
    quarter: Annotated[str, typer.Option(help="Such as 2024-Q1.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write: .pptx, .docx or .html.")],
    *,
    item: Annotated[list[str] | None, typer.Option(help=ITEM_HELP)] = None,
    title: Annotated[str, typer.Option(help=TITLE_HELP)] = "",
    date: Annotated[str, typer.Option(help=DATE_HELP)] = "",
    group: Annotated[str, typer.Option(help="A group of yours in the place of similar forces: Name~codes.")] = "",
    template: Annotated[Path | None, typer.Option(help=TEMPLATE_HELP)] = None,
    release: ReleaseOption = "",
    safe: SafeOption = False,
    data: DataOption = None,
) -> None:
    """A board pack as PowerPoint, Word or a web page, by the file's ending: the findings with charts and tables."""
    check_ending(output, *(f".{form}" for form in WRITERS))
    request = replace(_read_request(marac, quarter, item, title, date), group=parse_group(group) if group else None)
    reader = open_reader(context, data, release, safe=safe)
    with show_progress() as tell:
        tell("Asking for the figures")
        answers = ask_pack(reader, request)
        tell("Writing the slides")
        chosen = template or settings.load_settings().template_path
        file = build_pack_file(_write_pack(reader, answers), output.suffix.lower().removeprefix("."), chosen)
    record_export(context, data, output.name, answers.release.id, safe=safe)
    write_file(output, file.content)
    typer.echo(f"Board pack with {count_noun(len(answers.charts), 'chart')} written to {output}.")
