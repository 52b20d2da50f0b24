"""A board pack as a PowerPoint presentation that can be edited: native charts and tables, notes, alternative texts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Pt

from maracdash.exports import slide_parts
from maracdash.exports.slide_drawings import draw_answer
from maracdash.exports.slide_geometry import (
    MIN_FONT_SIZE,
    Box,
    break_table,
    fit_size,
    keep_fitting,
    measure_height,
    share_width,
)
from maracdash.exports.slide_templates import Deck, open_deck
from maracdash.figures import theme
from maracdash.model.answers import AreaRole
from maracdash.model.board_packs import BoardPack, Slide, SlideKind
from maracdash.words.board_packs import VIEW_HEADING, VIEW_PROMPT

TITLE_SIZES = (26, 24, 22, 20, 18, 16, 14, 12)
BULLET_SIZES = (18, 16, 14, 13, 12)
SUBTITLE_SIZE = 14
NUMBER_WIDTH = 40.0
GAP = 10.0
CHART_SHARE = 0.64
VIEW_HEIGHT = 92.0


@dataclass(frozen=True, kw_only=True)
class SlideRoom:
    """Boxes of a slide with content: subtitle, content, footer and number."""

    subtitle: Box
    content: Box
    footer: Box
    number: Box


def write_slides(pack: BoardPack, template: Path | None = None) -> bytes:
    """The bytes of the presentation. Raises MaracdashError for a template that cannot be used."""
    deck = open_deck(template)
    for slide in pack.slides:
        WRITERS[slide.kind](deck, pack, slide)
    _set_properties(deck.presentation, pack)
    for root in _list_roots(deck.presentation):
        slide_parts.set_language(root)
    out = io.BytesIO()
    deck.presentation.save(out)
    return out.getvalue()


def _write_cover(deck: Deck, _: BoardPack, slide: Slide) -> None:
    made = deck.presentation.slides.add_slide(deck.cover_layout)
    made.shapes.title.text_frame.text = slide.title
    rest = [each for each in made.placeholders if each.placeholder_format.idx]
    if not rest:
        _write_text_slide(deck, made, slide)
        return
    slide_parts.write_lines(rest[0].text_frame, slide.bullets, 20 if deck.own else None, theme.INK if deck.own else "")
    if deck.own:
        for paragraph in rest[0].text_frame.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT
    for each in rest[1:]:
        each._element.getparent().remove(each._element)  # noqa: SLF001 - an empty box says "Click to add"


def _write_chart(deck: Deck, _: BoardPack, slide: Slide) -> None:
    made = _add_slide(deck, slide.title)
    room = _measure_room(deck, slide)
    whole = room.content
    left = Box(x=whole.x, y=whole.y, width=whole.width * CHART_SHARE, height=whole.height)
    right = Box(
        x=left.right + GAP, y=whole.y, width=whole.right - left.right - GAP, height=whole.height - VIEW_HEIGHT - GAP
    )
    drawn = draw_answer(made, slide, left)
    subtitle = " · ".join(filter(None, (slide.subtitle, drawn)))
    slide_parts.add_text(made, "Indicator and period", (subtitle,), room.subtitle, SUBTITLE_SIZE)
    listed = slide_parts.inside_list(right, len(slide.bullets))
    size = fit_size(slide.bullets, listed, BULLET_SIZES)
    bullets = keep_fitting(slide.bullets, listed, size)
    if bullets:
        slide_parts.make_bullets(slide_parts.add_text(made, "Findings", bullets, right, size))
    _add_view(made, Box(x=right.x, y=right.bottom + GAP, width=right.width, height=VIEW_HEIGHT))
    _add_footer(made, slide, room)
    _add_notes(made, (*slide.bullets[len(bullets) :], *slide.notes))


def _add_view(made: Any, box: Box) -> None:
    """The box for the presenter's own words."""
    shape = slide_parts.add_text(made, VIEW_HEADING, (VIEW_HEADING, VIEW_PROMPT), box, 14)
    shape.text_frame.paragraphs[0].runs[0].font.bold = True
    shape.line.color.rgb = RGBColor.from_string(theme.COLOURS[AreaRole.OWN].removeprefix("#"))
    shape.line.width = Pt(1.5)
    shape.text_frame.auto_size = MSO_AUTO_SIZE.NONE


def _write_tables(deck: Deck, _: BoardPack, slide: Slide) -> None:
    """The table over as many slides as it takes, each with the header and a title of its own."""
    table = slide.table
    if table is None:
        return
    room = _measure_room(deck, slide)
    pages = break_table(table, room.content)
    widths = share_width(table, room.content.width)
    for place, (rows, heights) in enumerate(pages, start=1):
        title = slide.title if len(pages) == 1 else f"{slide.title} ({place}\u00a0of\u00a0{len(pages)})"
        made = _add_slide(deck, title)
        count = f"{len(table.rows)} rows, of which {len(rows)} here" if len(pages) > 1 else f"{len(rows)} rows"
        words = f"{table.caption}: {count}; columns {', '.join(table.columns)}."
        slide_parts.add_table(made, words, rows, room.content, (widths, heights), table)
        _add_footer(made, slide, room)


def _write_record(deck: Deck, _: BoardPack, slide: Slide) -> None:
    _write_text_slide(deck, _add_slide(deck, slide.title), slide)


def _write_text_slide(deck: Deck, made: Any, slide: Slide) -> None:
    box = _measure_room(deck, slide).content
    size = fit_size(slide.bullets, box, BULLET_SIZES)
    slide_parts.add_text(made, "Text", slide.bullets, box, size)


def _add_slide(deck: Deck, title: str) -> Any:
    """A slide with a title that fits into its box, and without the boxes that nobody fills."""
    made = deck.presentation.slides.add_slide(deck.layout)
    made.shapes.title.text_frame.text = title
    narrower = Box(x=0, y=0, width=deck.title.width - 8, height=deck.title.height + 8)
    size = fit_size((title,), narrower, TITLE_SIZES)
    made.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
    for each in list(made.placeholders):
        if each.placeholder_format.idx:
            each._element.getparent().remove(each._element)  # noqa: SLF001 - an empty box says "Click to add"
    return made


def _measure_room(deck: Deck, slide: Slide) -> SlideRoom:
    """Boxes of a slide: the footer takes what it needs, the content what is left."""
    body = deck.body
    wide = body.width - NUMBER_WIDTH
    foot = measure_height((" · ".join(slide.footer),), wide, MIN_FONT_SIZE) if slide.footer else 20.0
    subtitle = SUBTITLE_SIZE * 1.2 + 8 if slide.subtitle else 0.0
    footer = Box(x=body.x, y=body.bottom - foot, width=wide, height=foot)
    top = body.y + subtitle + 2
    return SlideRoom(
        subtitle=Box(x=body.x, y=body.y, width=body.width, height=subtitle),
        content=Box(x=body.x, y=top, width=body.width, height=footer.y - GAP / 2 - top),
        footer=footer,
        number=Box(x=footer.right, y=body.bottom - 22, width=NUMBER_WIDTH, height=22),
    )


def _add_footer(made: Any, slide: Slide, room: SlideRoom) -> None:
    if slide.footer:
        slide_parts.add_text(made, "Source", (" · ".join(slide.footer),), room.footer, MIN_FONT_SIZE)
    slide_parts.add_page_number(made, room.number)


def _add_notes(made: Any, lines: tuple[str, ...]) -> None:
    made.notes_slide.notes_text_frame.text = "\n".join(lines)


def _set_properties(presentation: Any, pack: BoardPack) -> None:
    """The release and the audience go with the file, which is dated by the release."""
    about = presentation.core_properties
    about.title, about.subject = pack.title, pack.subtitle
    about.author = about.last_modified_by = "maracdash"
    about.keywords = f"release: {pack.release.id}; audience: {pack.audience}"
    about.comments, about.category = pack.marking, pack.audience
    about.language = slide_parts.LANGUAGE
    about.created = about.modified = pack.release.published_at.astimezone(UTC).replace(tzinfo=None)
    about.revision = 1


def _list_roots(presentation: Any) -> Iterator[Any]:
    """Every tree with text: masters, layouts, slides with their notes and charts."""
    yield presentation.slide_master._element  # noqa: SLF001
    for layout in presentation.slide_layouts:
        yield layout._element  # noqa: SLF001
    for slide in presentation.slides:
        yield slide._element  # noqa: SLF001
        if slide.has_notes_slide:
            yield slide.notes_slide._element  # noqa: SLF001
        for shape in slide.shapes:
            if shape.has_chart:
                yield shape.chart._chartSpace  # noqa: SLF001


WRITERS = {
    SlideKind.TITLE: _write_cover,
    SlideKind.CHART: _write_chart,
    SlideKind.TABLE: _write_tables,
    SlideKind.RECORD: _write_record,
}
