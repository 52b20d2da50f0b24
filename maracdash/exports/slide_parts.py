"""Parts of a slide as PowerPoint keeps them: texts, lists, lines, tables, pictures, with alternative texts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from maracdash.exports.slide_geometry import CELL_INSET_X, CELL_INSET_Y, INSET, MIN_FONT_SIZE, Box
from maracdash.figures import theme
from maracdash.model.figure_tables import FigureTable

LANGUAGE = "en-GB"
BULLET = '<a:buFont {ns} typeface="Arial"/>', '<a:buChar {ns} char="•"/>'
INDENT = 13
ADDRESS_START = " http"
PARAGRAPH_GAP = 6
EMU_PER_POINT = 12700


def add_text(slide: Any, name: str, lines: Sequence[str], box: Box, size: float, colour: str = theme.INK) -> Any:
    """Add a text box, a paragraph a line."""
    shape = slide.shapes.add_textbox(Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height))
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(INSET)
    write_lines(frame, lines, size, colour)
    return shape


def write_lines(frame: Any, lines: Sequence[str], size: float | None = None, colour: str = "") -> None:
    """Write paragraphs into a frame of text."""
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        for text, address in split_address(line):
            run = paragraph.add_run()
            run.text = text
            if size:
                run.font.size = Pt(size)
            if address:
                run.hyperlink.address = address
            elif colour:
                run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))


def split_address(line: str) -> tuple[tuple[str, str], ...]:
    """A line as pairs of text and the address that it leads to: what ends with an address has a link there."""
    before, start, rest = line.partition(ADDRESS_START)
    whole = ADDRESS_START.strip() + rest if start else ""
    if not (start and rest.startswith(("://", "s://")) and " " not in rest):
        return ((line, ""),)
    return ((f"{before} ", ""), (whole, whole))


def make_bullets(shape: Any) -> None:
    """Make every paragraph of a shape an item of a list."""
    for paragraph in shape.text_frame.paragraphs:
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library has no bullets
        properties.set("marL", str(INDENT * EMU_PER_POINT))
        properties.set("indent", str(-INDENT * EMU_PER_POINT))
        for part in BULLET:
            properties.append(parse_xml(part.format(ns=nsdecls("a"))))
        paragraph.space_after = Pt(PARAGRAPH_GAP)


def inside_list(box: Box, count: int) -> Box:
    """The room of a box for the text of so many items of a list, without bullets and gaps."""
    return Box(x=box.x, y=box.y, width=box.width - INDENT, height=box.height - PARAGRAPH_GAP * count)


def whiten(shape: Any) -> None:
    """Put a text on white, so that a line behind it does not run through it."""
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(255, 255, 255)


def align_text(shape: Any, alignment: PP_ALIGN) -> None:
    """Align every paragraph of a shape."""
    for paragraph in shape.text_frame.paragraphs:
        paragraph.alignment = alignment


def add_page_number(slide: Any, box: Box) -> None:
    """Add the number of the slide, which PowerPoint keeps right when slides are moved."""
    shape = add_text(slide, "Slide number", (), box, MIN_FONT_SIZE)
    paragraph = shape.text_frame.paragraphs[0]._p  # noqa: SLF001 - the library has no fields
    field = (
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr lang="{LANGUAGE}" sz="{MIN_FONT_SIZE * 100}"/><a:t>1</a:t></a:fld>'
    )
    paragraph.append(parse_xml(field))
    align_text(shape, PP_ALIGN.RIGHT)


def add_line(
    slide: Any, name: str, start: tuple[float, float], end: tuple[float, float], colour: str, dash: Any
) -> Any:
    """Add a straight line."""
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Pt(start[0]), Pt(start[1]), Pt(end[0]), Pt(end[1]))
    line.name = name
    line.line.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    line.line.width, line.line.dash_style = Pt(1.75), dash
    describe(line, name)
    return line


def add_picture(slide: Any, content: bytes, box: Box, words: str) -> Any:
    """Add a picture that fills a box."""
    picture = slide.shapes.add_picture(io.BytesIO(content), Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height))
    picture.name = "Chart"
    describe(picture, words)
    return picture


def add_table(
    slide: Any,
    words: str,
    rows: Sequence[tuple[str, ...]],
    box: Box,
    sizes: tuple[Sequence[float], Sequence[float]],
    table: FigureTable,
) -> Any:
    """Add rows of a table under its header, the own Marac's in bold; `sizes` are widths and heights."""
    widths, heights = sizes
    frame = slide.shapes.add_table(1, len(widths), Pt(box.x), Pt(box.y), Pt(sum(widths)), Pt(sum(heights)))
    frame.name = "Table"
    describe(frame, words)
    for column, width in zip(frame.table.columns, widths, strict=True):
        column.width = Pt(width)
    whole = frame.table._tbl  # noqa: SLF001 - cell by cell the library takes ten times as long
    for old in whole.findall(qn("a:tr")):
        whole.remove(old)
    for row, tall in zip((table.columns, *rows), heights, strict=True):
        bold = row is table.columns or table.is_own(row)
        whole.append(parse_xml(_write_row(row, tall, table.numbers, bold=bold)))
    return frame


def describe(shape: Any, words: str) -> None:
    """Give a shape its alternative text."""
    shape._element.find(f".//{qn('p:cNvPr')}").set("descr", words)  # noqa: SLF001 - not in the library


def _write_row(cells: Sequence[str], tall: float, numbers: Sequence[int], *, bold: bool) -> str:
    written = "".join(_write_cell(cell, right=place in numbers, bold=bold) for place, cell in enumerate(cells))
    return f'<a:tr {nsdecls("a")} h="{round(tall * EMU_PER_POINT)}">{written}</a:tr>'


def _write_cell(text: str, *, right: bool, bold: bool) -> str:
    across, down = round(CELL_INSET_X * EMU_PER_POINT), round(CELL_INSET_Y * EMU_PER_POINT)
    weight = ' b="1"' if bold else ""
    look = f'lang="{LANGUAGE}" sz="{MIN_FONT_SIZE * 100}"{weight}'
    side = ' algn="r"' if right else ""
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr{side}/><a:r><a:rPr {look}/>"
        f"<a:t>{escape(text)}</a:t></a:r></a:p></a:txBody>"
        f'<a:tcPr marL="{across}" marR="{across}" marT="{down}" marB="{down}"/></a:tc>'
    )


def set_language(root: Any) -> None:
    """Say of every run of text that it is British English."""
    for run in root.iter(qn("a:r"), qn("a:fld"), qn("a:br")):
        if run.find(qn("a:rPr")) is None:
            run.insert(0, parse_xml(f"<a:rPr {nsdecls('a')}/>"))
    for look in root.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
        look.set("lang", LANGUAGE)
