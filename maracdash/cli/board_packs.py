"""Command that writes a board pack to a file."""

from __future__ import annotations

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
from maracdash.exports.board_packs import WRITERS, build_pack_file
from maracdash.model.board_packs import PackRequest, parse_day, parse_item, parse_title
from maracdash.model.groups import parse_group
from maracdash.model.quarters import Quarter
from maracdash.reading.board_packs import ask_pack
from maracdash.words.board_packs import write_pack
from maracdash.words.uploads import count_noun

ITEM_HELP = (
    "dashboard:SLUG, or compare:, trend:, funnel: or control: and the SLUG of an indicator; may be repeated, in the "
    "order of the slides."
)


def export_pack(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    marac: Annotated[str, typer.Option(help="The Marac or force, by code or name.")],
    quarter: Annotated[str, typer.Option(help="Such as 2024-Q1.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write: .pptx, .docx or .html.")],
    *,
    item: Annotated[list[str] | None, typer.Option(help=ITEM_HELP)] = None,
    title: Annotated[str, typer.Option(help="The title of the first slide.")] = "",
    date: Annotated[str, typer.Option(help="The day of the board, such as 2026-05-12.")] = "",
    group: Annotated[str, typer.Option(help="A group of yours in the place of similar forces: Name~codes.")] = "",
    template: Annotated[Path | None, typer.Option(help="A .pptx of yours; else MARACDASH_TEMPLATE.")] = None,
    release: ReleaseOption = "",
    safe: SafeOption = False,
    data: DataOption = None,
) -> None:
    """A board pack as PowerPoint, Word or a web page, by the file's ending: the findings with charts and tables."""
    check_ending(output, *(f".{form}" for form in WRITERS))
    request = PackRequest(
        marac=marac,
        quarter=Quarter.parse(quarter),
        items=tuple(dict.fromkeys(map(parse_item, item or ("dashboard:overview",)))),
        group=parse_group(group) if group else None,
        title=parse_title(title),
        held_on=parse_day(date),
    )
    reader = open_reader(context, data, release, safe=safe)
    with show_progress() as tell:
        tell("Asking for the figures")
        answers = ask_pack(reader, request)
        tell("Writing the slides")
        chosen = template or settings.load_settings().template_path
        file = build_pack_file(write_pack(answers), output.suffix.lower().removeprefix("."), chosen)
    record_export(context, data, output.name, answers.release.id, safe=safe)
    write_file(output, file.content)
    typer.echo(f"Board pack with {count_noun(len(answers.charts), 'chart')} written to {output}.")
