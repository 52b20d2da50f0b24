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
    GroupOption,
    ReleaseOption,
    SafeOption,
    check_ending,
    open_reader,
    read_group,
    show_progress,
    write_file,
)
from maracdash.exports.board_packs import PPTX, WRITERS, build_pack_file
from maracdash.meeting_actions import list_actions
from maracdash.model.board_packs import BoardPack, PackAnswers, PackRequest, parse_day, parse_item, parse_title
from maracdash.model.errors import MissingChoiceError, NotFoundError
from maracdash.model.quarters import Quarter
from maracdash.pack_runs.runs import bundle_packs, name_pack
from maracdash.reading.board_packs import ask_pack, list_pack_areas, resolve_pack_request
from maracdash.reading.reader import Reader
from maracdash.words.board_packs import write_pack
from maracdash.words.uploads import count_noun

ItemOption = Annotated[
    list[str] | None,
    typer.Option(
        help="dashboard:SLUG, or compare:, trend:, funnel: or control: and the SLUG of an indicator; may be repeated, "
        "in the order of the slides."
    ),
]
QuarterOption = Annotated[str, typer.Option(help="Such as 2024-Q1.")]
TitleOption = Annotated[str, typer.Option(help="The title of the first slide.")]
DateOption = Annotated[str, typer.Option(help="The day of the board, such as 2026-05-12.")]
TemplateOption = Annotated[Path | None, typer.Option(help="A .pptx of yours; else MARACDASH_TEMPLATE.")]


def export_packs(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    area: Annotated[str, typer.Option(help="A Marac or force, by code or name: all Maracs of its region.")],
    quarter: QuarterOption,
    output: Annotated[Path, typer.Option("-o", "--output", help="The zip to write.")],
    *,
    item: ItemOption = None,
    title: TitleOption = "",
    date: DateOption = "",
    template: TemplateOption = None,
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
    entries, reasons = [], []
    with typer.progressbar(maracs, label=f"Board packs of {region.name}", file=sys.stderr) as shown:
        for place, marac in enumerate(shown, start=1):
            try:
                content = _build_content(reader, replace(request, marac=marac.code), chosen)
                entries.append((name_pack(place, marac.name, quarter), content))
            except (NotFoundError, MissingChoiceError) as error:
                reasons.append((marac.name, str(error)))
    record_export(context, data, output.name, reader.release.id, safe=safe)
    write_file(output, bundle_packs(entries, reasons))
    typer.echo(f"{count_noun(len(entries), 'board pack')} of {region.name} written to {output}.")
    for name, reason in reasons:
        typer.echo(f"No pack of {name}: {reason}")


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
    return write_pack(answers, settings.load_settings().public_address, actions)


def export_pack(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    marac: Annotated[str, typer.Option(help="The Marac or force, by code or name.")],
    quarter: QuarterOption,
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write: .pptx, .docx or .html.")],
    *,
    item: ItemOption = None,
    title: TitleOption = "",
    date: DateOption = "",
    group: GroupOption = "",
    template: TemplateOption = None,
    release: ReleaseOption = "",
    safe: SafeOption = False,
    data: DataOption = None,
) -> None:
    """A board pack as PowerPoint, Word or a web page, by the file's ending: the findings with charts and tables."""
    check_ending(output, *(f".{form}" for form in WRITERS))
    request = replace(_read_request(marac, quarter, item, title, date), group=read_group(group))
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
