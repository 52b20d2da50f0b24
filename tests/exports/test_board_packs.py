"""Word document and web page of a board pack, read back: the same outline as the presentation."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.oxml.ns import qn
from plotly import graph_objects as go

from maracdash import queries
from maracdash.exports import chart_images
from maracdash.exports.board_packs import WRITERS, build_pack_file
from maracdash.figures.text_metrics import measure_width
from maracdash.model.audiences import Audience
from maracdash.model.board_packs import BoardPack, PackRequest, SlideKind, parse_item
from maracdash.model.errors import DrawingError, NotFoundError
from maracdash.reading.board_packs import ask_pack
from maracdash.reading.reader import Reader
from maracdash.words.board_packs import write_pack
from tests.support.answers import make_comparison, make_funnel_plot, make_trend
from tests.support.board_packs import PIXEL, make_pack, open_slides, read_screen_tables

PACK = make_pack(make_comparison(8), make_trend())


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart_images, "render", lambda *_, **__: PIXEL)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise DrawingError("There is no Chromium.")

    monkeypatch.setattr(chart_images, "render", refuse)


def read_document():
    return docx.Document(io.BytesIO(build_pack_file(PACK, "docx").content))


def read_page(pack: BoardPack = PACK) -> ET.Element:
    text = build_pack_file(pack, "html").content.decode().removeprefix("<!DOCTYPE html>")
    for name in ("meta", "img"):
        text = close_tags(text, name)
    return ET.fromstring(text)


def close_tags(text: str, name: str) -> str:
    """HTML with these elements closed, so that it can be read as XML."""
    first, *rest = text.split(f"<{name} ")
    return first + "".join(f"<{name} {part.replace('>', '/>', 1)}" for part in rest)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.usefixtures("drawn")
def test_a_file_is_named_after_area_and_quarter(form):
    assert build_pack_file(PACK, form).name == f"birchford_board-pack_2024-Q1.{form}"


def test_another_format_is_refused():
    with pytest.raises(NotFoundError, match="pptx, docx, html"):
        build_pack_file(PACK, "odp")


@pytest.mark.usefixtures("drawn")
def test_every_part_is_a_heading_of_the_document():
    document = read_document()
    headings = [each.text for each in document.paragraphs if each.style.name in ("Title", "Heading 1")]
    assert headings == [slide.title for slide in PACK.slides]
    assert [each.text for each in document.paragraphs if each.text == "Our view"] == ["Our view"] * 2


@pytest.mark.usefixtures("drawn")
def test_tables_of_the_document_hold_every_cell_under_a_header_that_repeats():
    found = [[tuple(cell.text for cell in row.cells) for row in table.rows] for table in read_document().tables]
    tables = [slide.table for slide in PACK.slides if slide.table]
    assert found == [[table.columns, *table.rows] for table in tables]
    for table in read_document().tables:
        heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert heads == [True, *([False] * (len(heads) - 1))]


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize("audience", [Audience.FULL, Audience.SAFE])
def test_cells_of_document_and_page_are_those_of_the_screen(demonstration, audience):
    reader = Reader(demonstration, audience)
    start = reader.ask(queries.DEFAULT_SELECTION)
    items = tuple(map(parse_item, ("dashboard:repeat-cases", "trend:disability")))
    answers = ask_pack(reader, PackRequest(marac=start.marac, quarter=start.quarter, items=items))
    pack = write_pack(answers)
    document = docx.Document(io.BytesIO(build_pack_file(pack, "docx").content))
    written = [[tuple(cell.text for cell in row.cells) for row in table.rows] for table in document.tables]
    page = read_page(pack)
    printed = [[tuple(each.text for each in row) for row in table.iter("tr")] for table in page.iter("table")]
    shown = [list(rows) for chart in answers.charts for _, *rows in read_screen_tables(chart.answer)]
    assert len(shown) > len(answers.charts)
    for rows in shown:
        assert rows in written
        assert rows in printed


@pytest.mark.usefixtures("drawn")
def test_pictures_of_the_document_have_alternative_texts_and_it_is_british():
    document = read_document()
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert alts == [slide.alt for slide in PACK.slides if slide.kind is SlideKind.CHART]
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert PACK.release.id in document.core_properties.keywords
    assert PACK.marking in document.sections[0].footer.paragraphs[0].text


@pytest.mark.usefixtures("drawn")
def test_the_page_has_one_main_heading_captions_and_alternative_texts():
    page = read_page()
    assert page.get("lang") == "en-GB"
    assert [each.text for each in page.iter("h1")] == [PACK.slides[0].title]
    assert [each.text for each in page.iter("h2")] == [slide.title for slide in PACK.slides[1:]]
    assert [each.get("alt") for each in page.iter("img")] == [slide.alt for slide in PACK.slides if slide.alt]
    tables = [slide.table for slide in PACK.slides if slide.table]
    assert [each.text for each in page.iter("caption")] == [table.caption for table in tables]
    cells = [[each.text for each in row] for table in page.iter("table") for row in table.iter("tr")]
    assert cells == [list(row) for table in tables for row in (table.columns, *table.rows)]


@pytest.mark.usefixtures("undrawn")
def test_without_pictures_the_words_stand_in_their_place():
    alt = PACK.slides[1].alt
    assert any(each.text.startswith(alt) and "no Chromium" in each.text for each in read_document().paragraphs)
    assert any((each.text or "").startswith(alt) for each in read_page().iter("p"))


@pytest.mark.usefixtures("drawn")
def test_text_of_others_is_only_text():
    pack = make_pack(make_comparison(4, names={2: "<script>alert(1)</script>"}), title="A & B <i>")
    page = build_pack_file(pack, "html").content.decode()
    assert "<script" not in page
    assert "<title>A &amp; B &lt;i&gt;</title>" in page


@pytest.mark.parametrize("answer", [make_comparison(8), make_comparison(30), make_trend(), make_funnel_plot()])
def test_pictures_are_as_wide_as_the_page_so_that_their_letters_are_12_points(monkeypatch, answer):
    drawn = []
    monkeypatch.setattr(chart_images, "render", lambda figure, _, size: drawn.append((figure, size)) or PIXEL)
    pack = make_pack(answer)
    document = docx.Document(io.BytesIO(build_pack_file(pack, "docx").content))
    [(figure, size)] = drawn
    layout = go.Figure(figure).layout
    assert (layout.width, layout.height) == size
    [shape] = document.inline_shapes
    points_per_pixel = shape.width.pt / layout.width
    assert layout.font.size * points_per_pixel == pytest.approx(12, rel=0.02)
    assert layout.showlegend


@pytest.mark.usefixtures("drawn")
def test_each_chart_begins_a_page_and_is_kept_with_its_heading():
    headings = [each for each in read_document().paragraphs if each.style.name == "Heading 1"]
    charts = {slide.title for slide in PACK.slides if slide.kind is SlideKind.CHART}
    assert {each.text for each in headings if each.paragraph_format.page_break_before} == {*charts, "About this pack"}


@pytest.mark.usefixtures("drawn")
def test_columns_of_the_document_have_the_width_that_their_words_need():
    for table, given in zip(read_document().tables, [s.table for s in PACK.slides if s.table], strict=True):
        room = sum(cell.width.pt for cell in table.rows[0].cells)
        assert room == pytest.approx(174 / 25.4 * 72, abs=2)
        for at, cell in enumerate(table.rows[0].cells):
            longest = max((word for row in (given.columns, *given.rows) for word in row[at].split()), key=len)
            assert measure_width(longest, 10) <= cell.width.pt - 10.8, longest


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice or pdftotext is not installed"
)
@pytest.mark.parametrize("form", ["pptx", "docx"])
@pytest.mark.usefixtures("drawn")
def test_libreoffice_converts_every_part_to_pdf(tmp_path, form):
    """Every slide is a page, and the text of every title is in the PDF, whole."""
    (tmp_path / f"pack.{form}").write_bytes(build_pack_file(PACK, form).content)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / f"pack.{form}"], check=True, timeout=550)
    read = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "pack.pdf", "-"], check=True, capture_output=True
    ).stdout.decode()
    text = re.sub(r"\s", "", read)
    for slide in PACK.slides:
        assert re.sub(r"\s", "", slide.title) in text
    if form == "pptx":
        assert read.count("\f") == len(open_slides(build_pack_file(PACK, form).content))
