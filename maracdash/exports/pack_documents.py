"""A board pack as a Word document: headings, pictures with alternative texts, tables with header rows."""

from __future__ import annotations

import io
from datetime import UTC
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from maracdash.exports.pack_pictures import draw_slide
from maracdash.exports.slide_geometry import share_width
from maracdash.figures import theme
from maracdash.model.answers import AreaRole
from maracdash.model.board_packs import BoardPack, Slide, SlideKind
from maracdash.model.figure_tables import FigureTable
from maracdash.words.board_packs import NOTES_HEADING, VIEW_HEADING, VIEW_PROMPT

LANGUAGE = "en-GB"
FONT = "Arial"
TEXT_SIZE, TABLE_SIZE, SMALL_GAP = 12, 10, 3
NEW_PAGE = (SlideKind.CHART, SlideKind.RECORD)
"""Parts that begin a page: what belongs together stands on it."""
EDGE = Mm(18)


def write_document(pack: BoardPack, _template: Path | None = None) -> bytes:
    """The bytes of the document."""
    document = docx.Document()
    _set_styles(document)
    for slide in pack.slides:
        _write_slide(document, slide)
    _add_footer(document, pack)
    _set_properties(document, pack)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _write_slide(document: Any, slide: Slide) -> None:
    heading = document.add_heading(slide.title, 0 if slide.kind is SlideKind.TITLE else 1)
    heading.paragraph_format.page_break_before = slide.kind in NEW_PAGE
    if slide.kind in NEW_PAGE:
        heading.paragraph_format.space_before = Pt(0)
    if slide.subtitle:
        document.add_paragraph(slide.subtitle).paragraph_format.keep_with_next = True
    _write_chart(document, slide)
    for line in slide.bullets:
        document.add_paragraph(line, style="List Bullet")
    if slide.kind is SlideKind.CHART:
        document.add_heading(VIEW_HEADING, 2)
        document.add_paragraph(VIEW_PROMPT)
    if slide.table:
        _add_table(document, slide.table)
    if slide.footer:
        _add_small(document, " · ".join(slide.footer))
    _write_notes(document, slide)


def _write_chart(document: Any, slide: Slide) -> None:
    picture, reason = draw_slide(slide)
    if picture:
        _add_picture(document, picture, slide.alt)
    if reason:
        document.add_paragraph(f"{slide.alt} {reason}")


def _write_notes(document: Any, slide: Slide) -> None:
    lines = [line for line in slide.notes if line not in slide.footer]
    if lines:
        document.add_heading(NOTES_HEADING, 2)
    for line in lines:
        _add_small(document, line)


def _add_picture(document: Any, picture: bytes, words: str) -> None:
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    shape = document.add_picture(io.BytesIO(picture), width=width)
    shape._inline.docPr.set("descr", words)  # noqa: SLF001 - not in the library


def _add_table(document: Any, table: FigureTable) -> None:
    made = document.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    made.autofit = False
    section = document.sections[0]
    room = (section.page_width - section.left_margin - section.right_margin) / Pt(1)
    widths = [Pt(each) for each in share_width(table, room, TABLE_SIZE)]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for place, cells in enumerate((table.columns, *table.rows)):
        row = made.add_row()
        bold = place == 0 or table.is_own(cells)
        for at, (cell, text, width) in enumerate(zip(row.cells, cells, widths, strict=True)):
            cell.width = width
            _write_cell(cell.paragraphs[0], text, bold=bold, right=at in table.numbers)
        _keep_row(row, head=place == 0)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), table.caption)
    made._tbl.tblPr.append(caption)  # noqa: SLF001 - not in the library


def _write_cell(paragraph: Any, text: str, *, bold: bool, right: bool) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(TABLE_SIZE), bold
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _keep_row(row: Any, *, head: bool) -> None:
    """No row is torn by a page, and the header stands again on each."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - not in the library
    for name in ("w:cantSplit", *(["w:tblHeader"] if head else [])):
        properties.append(OxmlElement(name))


def _add_small(document: Any, line: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(line).font.size = Pt(TABLE_SIZE)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(SMALL_GAP)


def _add_footer(document: Any, pack: BoardPack) -> None:
    """The marking stands on every page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{pack.marking} · {pack.release.id}").font.size = Pt(TABLE_SIZE)


def _set_styles(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = EDGE
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(TEXT_SIZE)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.0
    for name, size in (("Title", 24), ("Heading 1", 16), ("Heading 2", 13)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.paragraph_format.space_after = Pt(SMALL_GAP)
        style.font.color.rgb = RGBColor.from_string(theme.COLOURS[AreaRole.OWN].removeprefix("#"))
        style.element.rPr.rFonts.set(qn("w:ascii"), FONT)
        style.element.rPr.rFonts.set(qn("w:hAnsi"), FONT)
        for attribute in ("w:asciiTheme", "w:hAnsiTheme"):
            style.element.rPr.rFonts.attrib.pop(qn(attribute), None)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _set_properties(document: Any, pack: BoardPack) -> None:
    about = document.core_properties
    about.title, about.subject = pack.title, pack.subtitle
    about.author = about.last_modified_by = "maracdash"
    about.keywords = f"release: {pack.release.id}; audience: {pack.audience}"
    about.comments, about.category, about.language = pack.marking, pack.audience, LANGUAGE
    about.created = about.modified = pack.release.published_at.astimezone(UTC).replace(tzinfo=None)
