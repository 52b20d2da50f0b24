"""A presentation read back: numbers, titles, alternative texts, language, and where everything stands."""

from __future__ import annotations

import io
from collections.abc import Iterator
from html import escape
from itertools import combinations
from pathlib import Path

import pytest
from plotly import graph_objects as go
from pptx import Presentation
from pptx.util import Pt

from maracdash import queries
from maracdash.exports import chart_images, slide_plans
from maracdash.exports.board_packs import build_pack_file
from maracdash.exports.slide_geometry import Box, measure_height
from maracdash.exports.slides import write_slides
from maracdash.figures import trend_series
from maracdash.model.answers import AreaRole, Comparison, SeriesBreak, Trend
from maracdash.model.audiences import Audience
from maracdash.model.board_packs import PackRequest, SlideKind, parse_item
from maracdash.model.errors import DrawingError, MaracdashError
from maracdash.model.values import Status, make_absent_value
from maracdash.reading.board_packs import ask_pack
from maracdash.reading.reader import Reader
from maracdash.words import explain_other_verdict, write_reading
from maracdash.words.board_packs import VIEW_HEADING, write_pack
from tests.support.answers import (
    QUARTER,
    known_value,
    make_comparison,
    make_control_series,
    make_funnel_plot,
    make_trend,
)
from tests.support.board_packs import (
    NAMESPACE,
    PIXEL,
    find_chart,
    find_tables,
    make_pack,
    open_slides,
    read_runs,
    read_screen_tables,
    read_workbook,
)
from tests.support.work import count_calls

FORTY = "Wallingborough and Upper Thistledown Vale"[:40]
ABSENT = {3: make_absent_value(Status.WITHHELD, "a small number could be read from it")}
LONG_NAMES = make_comparison(12, names={number: f"{FORTY[:37]} {number}" for number in range(2, 13)}, others=ABSENT)
AROUND = dict.fromkeys((AreaRole.FORCE, AreaRole.GROUP, AreaRole.REGION, AreaRole.UK), (48.0, 48.5, 47.0, 46.0, 47.5))
BROKEN = make_trend(
    (58.0, make_absent_value(Status.NO_RETURN), 63.0, known_value(66.0, status=Status.PROXIED), 70.4),
    around=AROUND,
    breaks=(SeriesBreak(quarter=QUARTER - 2, reason="counted anew"),),
)
PACKS = {
    "usual": make_pack(make_comparison(8), BROKEN),
    "three Maracs": make_pack(make_comparison(3), make_trend((1.0, 2.0))),
    "thirty Maracs": make_pack(make_comparison(30), make_comparison(59, indicator="repeat-rate")),
    "long names": make_pack(LONG_NAMES, title=f"{FORTY} and {FORTY}: figures for the strategic board"),
    "no figure": make_pack(make_comparison(8, own=make_absent_value(Status.NO_RETURN))),
    "totals": make_pack(make_comparison(20, indicator="cases", own=known_value(589.0, numerator=589))),
    "change": make_pack(make_comparison(9, indicator="cases-change", others={2: known_value(-12.5)})),
}
EVERY_PACK = pytest.mark.parametrize("name", PACKS)


@pytest.fixture(scope="module")
def written() -> Iterator[dict[str, bytes]]:
    """The packs as they are written on a machine without a browser."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chart_images, "explain_unavailable", lambda: "There is no Chromium.")
        yield {name: write_slides(pack) for name, pack in PACKS.items()}


@pytest.fixture(scope="module")
def asked(demonstration: Path) -> dict[str, tuple]:
    """Answers and bytes of a pack of a demonstration, for both audiences."""
    found = {}
    for audience in (Audience.FULL, Audience.SAFE):
        reader = Reader(demonstration, audience)
        start = reader.ask(queries.DEFAULT_SELECTION)
        items = tuple(map(parse_item, ("dashboard:overview", "dashboard:repeat-cases", "trend:disability")))
        answers = ask_pack(reader, PackRequest(marac=start.marac, quarter=start.quarter, items=items))
        found[str(audience)] = (answers, write_slides(write_pack(answers)))
    return found


def boxes_of(slide) -> dict[str, Box]:
    """Boxes of all that is seen; lines belong to their charts, and labels to the charts that they stand in."""
    return {
        shape.name: Box(
            x=shape.left / Pt(1), y=shape.top / Pt(1), width=shape.width / Pt(1), height=shape.height / Pt(1)
        )
        for shape in slide.shapes
    }


@pytest.mark.parametrize("audience", ["full", "safe"])
def test_numbers_of_charts_are_those_of_the_answers(asked, audience):
    answers, content = asked[audience]
    slides = open_slides(content)[1:]
    for chart, slide in zip(answers.charts, slides[: len(answers.charts)], strict=True):
        answer, drawn = chart.answer, find_chart(slide)
        if isinstance(answer, Trend):
            check_lines(answer, drawn)
        else:
            check_bars(answer, drawn)


def check_bars(answer: Comparison, drawn) -> None:
    named = {slide_plans.label_bar(point): point for point in answer.maracs}
    categories = list(drawn.plots[0].categories)
    assert len(categories) == len(set(categories)) >= 3
    for place, name in enumerate(categories):
        shown = [series.values[place] for series in drawn.plots[0].series if series.values[place] is not None]
        value = named[name].value
        written = [value.number and answer.indicator.format_value(value)] if value.known else []
        assert [each and answer.indicator.fitting(value).format(each) for each in shown] == written


def check_lines(answer: Trend, drawn) -> None:
    by_name = {series.name: series for series in drawn.plots[0].series}
    categories = read_quarters(drawn)
    for series in slide_plans.list_lines(answer):
        line = by_name[trend_series.legend_name(series)]
        for quarter, value in zip(answer.quarters, series.values, strict=True):
            shown = line.values[categories.index(str(quarter))]
            said = None if shown is None else answer.indicator.fitting(value).format(shown)
            assert said == (answer.indicator.format_value(value) if value.known else None)


def read_quarters(drawn) -> list[str]:
    """Quarters along the axis of a trend; a break has the name of none."""
    return [f"{year}-{name}" for year, name in drawn.plots[0].categories.flattened_labels]


@pytest.mark.parametrize("audience", ["full", "safe"])
def test_cells_of_tables_are_those_of_the_screen(asked, audience):
    answers, content = asked[audience]
    slides = open_slides(content)
    shown = {cells for chart in answers.charts for cells in read_screen_tables(chart.answer)}
    assert len(shown) >= len(answers.charts)
    for caption, *rows in shown:
        pages = find_tables(slides, f"Table: {caption}")
        assert {tuple(page[0]) for page in pages} == {rows[0]}
        assert [tuple(row) for page in pages for row in page[1:]] == rows[1:]


@EVERY_PACK
def test_a_table_that_breaks_repeats_its_header_and_loses_no_row(written, name):
    slides, pack = open_slides(written[name]), PACKS[name]
    for slide in pack.slides:
        if slide.table:
            pages = find_tables(slides, slide.title)
            assert {tuple(page[0]) for page in pages} == {slide.table.columns}
            assert [tuple(row) for page in pages for row in page[1:]] == list(slide.table.rows)


@EVERY_PACK
def test_the_workbook_within_a_chart_holds_what_is_drawn_and_nothing_else(written, name):
    for slide in open_slides(written[name]):
        if chart := find_chart(slide):
            plot = chart.plots[0]
            labels = {label for labels in plot.categories.flattened_labels for label in labels}
            drawn = {None, *labels, *(series.name for series in plot.series)}
            drawn |= {value for series in plot.series for value in series.values}
            found = {cell for row in read_workbook(chart) for cell in row}
            assert found == drawn | {None}


def test_a_chart_holds_numbers_no_finer_than_they_are_written():
    pack = make_pack(make_comparison(5, indicator="repeat-rate", own=known_value(37.44449)))
    chart = find_chart(open_slides(write_slides(pack))[1])
    assert 37.4 in [value for series in chart.plots[0].series for value in series.values]
    assert "37.44449" not in str(read_workbook(chart))


def test_the_public_is_given_safe_numbers_alone(asked):
    """A number that is safe is a multiple of 5, or made of such; the full pack has others in the same places."""
    counts = {}
    for audience, (answers, content) in asked.items():
        place = next(i for i, each in enumerate(answers.charts, start=1) if each.answer.indicator.slug == "cases")
        series = find_chart(open_slides(content)[place]).plots[0].series
        counts[audience] = [value for each in series for value in each.values if value is not None]
    assert counts["safe"]
    assert all(value % 5 == 0 for value in counts["safe"])
    assert not all(value % 5 == 0 for value in counts["full"])


def test_release_and_audience_go_with_the_file(asked):
    for audience, (answers, content) in asked.items():
        about = Presentation(io.BytesIO(content)).core_properties
        assert answers.release.id in about.keywords
        assert f"audience: {audience}" in about.keywords
        assert about.comments == answers.marking
        last = " ".join(shape.text_frame.text for shape in open_slides(content)[-1].shapes if shape.has_text_frame)
        assert answers.release.id in last
        assert answers.marking in last
        for slide in open_slides(content):
            assert answers.marking in " ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)


@EVERY_PACK
def test_titles_are_unique_and_say_the_finding(written, name):
    titles = [slide.shapes.title.text for slide in open_slides(written[name])]
    assert all(titles)
    assert len(titles) == len(set(titles))
    charts = [each for each in PACKS[name].slides if each.kind is SlideKind.CHART]
    assert titles[1 : len(charts) + 1] == [each.title for each in charts]


@EVERY_PACK
def test_charts_tables_and_lines_have_alternative_texts(written, name):
    for slide in open_slides(written[name]):
        for shape in slide.shapes:
            if not shape.has_text_frame:
                said = shape._element.xpath(".//p:cNvPr")[0].get("descr")
                assert said, (slide.shapes.title.text, shape.name)
                assert len(said.split()) > 1


@EVERY_PACK
def test_every_run_is_british_english(written, name):
    runs = 0
    for slide in open_slides(written[name]):
        roots = [slide._element, *([slide.notes_slide._element] if slide.has_notes_slide else [])]
        for root in roots:
            for run in read_runs(root):
                runs += 1
                assert run.find(f"{NAMESPACE}rPr").get("lang") == "en-GB"
    assert runs > 20


@EVERY_PACK
def test_nothing_overlaps_and_nothing_leaves_the_slide(written, name):
    presentation = Presentation(io.BytesIO(written[name]))
    wide, tall = presentation.slide_width / Pt(1), presentation.slide_height / Pt(1)
    for slide in presentation.slides:
        boxes = boxes_of(slide)
        labels = {key: box for key, box in boxes.items() if key.startswith("Label: ")}
        for key, box in boxes.items():
            assert box.x >= -0.5, (key, box)
            assert box.y >= -0.5, (key, box)
            assert box.right <= wide + 0.5, (key, box)
            assert box.bottom <= tall + 0.5, (key, box)
        blocks = {key: box for key, box in boxes.items() if key not in labels and not key.startswith("Line: ")}
        for (one, first), (other, second) in [*combinations(blocks.items(), 2), *combinations(labels.items(), 2)]:
            assert not first.overlaps(second), (slide.shapes.title.text, one, other)
        for key, label in labels.items():
            assert label.x >= boxes["Chart"].x - 0.5, (key, label)
            assert label.right <= boxes["Chart"].right + 0.5, (key, label)


@EVERY_PACK
def test_text_is_at_least_12_points_and_fits_its_box(written, name):
    for slide in open_slides(written[name]):
        for element in slide._element.iter():
            assert int(element.get("sz", "1200")) >= 1200
        for shape in slide.shapes:
            if shape.has_text_frame and not shape.is_placeholder and shape.text_frame.text:
                sizes = [r.font.size.pt for p in shape.text_frame.paragraphs for r in p.runs if r.font.size]
                lines = [p.text for p in shape.text_frame.paragraphs]
                if sizes and shape.text_frame.word_wrap:
                    tall = measure_height(lines, shape.width / Pt(1), max(sizes))
                    assert tall <= shape.height / Pt(1) + 1, (slide.shapes.title.text, shape.name)


def test_lines_of_averages_stand_at_their_values():
    answer = make_comparison(6)
    plan = slide_plans.plan_bars(answer, answer.maracs, Box(x=0, y=0, width=500, height=300))
    by_role = {rule.role: rule.x for rule in plan.rules}
    for point in answer.averages:
        if point.role in by_role:
            share = (by_role[point.role] - plan.plot.x) / plan.plot.width
            assert share * (plan.scale[1] - plan.scale[0]) + plan.scale[0] == pytest.approx(point.value.number)
    assert {AreaRole.FORCE, AreaRole.UK} <= set(by_role)


def test_own_marac_has_its_colour_and_averages_theirs(written):
    slide = open_slides(written["usual"])[1]
    own = find_chart(slide).plots[0].series[0]
    assert own.name == "Birchford"
    assert str(own.format.fill.fore_color.rgb) == "12436D"
    lines = {shape.name: str(shape.line.color.rgb) for shape in slide.shapes if shape.name.startswith("Line: ")}
    assert lines["Line: Force 48"] == "0B6E66"


def test_absent_values_are_gaps_with_words(written):
    chart = find_chart(open_slides(written["long names"])[1])
    categories = list(chart.plots[0].categories)
    place = next(i for i, name in enumerate(categories) if name.endswith("withheld"))
    assert all(series.values[place] is None for series in chart.plots[0].series)
    cells = [row for table in find_tables(open_slides(written["long names"]), "Table: ") for row in table]
    assert any(row[1].startswith("withheld: a small number") for row in cells)
    lines = find_chart(open_slides(written["usual"])[2])
    names = read_quarters(lines)
    own = next(series for series in lines.plots[0].series if series.name == "Birchford")
    assert own.values[names.index(str(QUARTER - 3))] is None
    assert own.values[names.index(str(QUARTER - 2)) - 1] is None
    assert names[names.index(str(QUARTER - 2)) - 1] not in map(str, BROKEN.quarters)


def test_more_maracs_than_there_is_room_for_are_those_around_ones_own(written):
    slide = open_slides(written["thirty Maracs"])[2]
    names = list(find_chart(slide).plots[0].categories)
    assert "Birchford" in names
    assert 10 <= len(names) < 31
    text = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert f"Drawn: {len(names)} of 59 Maracs; all are in the table." in text


def test_a_picture_shows_every_marac_of_a_force_that_is_too_large_for_bars(monkeypatch):
    asked: list[tuple[int, int]] = []

    def draw(figure: dict, _: str, size: tuple[int, int]) -> bytes:
        asked.append(size)
        assert sum(len(trace["x"]) for trace in figure["data"] if trace["mode"] == "markers") == 59
        return PIXEL

    monkeypatch.setattr(chart_images, "explain_unavailable", lambda: None)
    monkeypatch.setattr(chart_images, "render", draw)
    pack = make_pack(make_comparison(59))
    slide = open_slides(write_slides(pack))[1]
    [picture] = [shape for shape in slide.shapes if shape.name == "Chart"]
    assert picture._element.xpath(".//p:cNvPr")[0].get("descr") == pack.slides[1].alt
    assert (picture.width / Pt(1), picture.height / Pt(1)) == pytest.approx([side * 0.75 for side in asked[0]], abs=1)
    assert find_chart(slide) is None


VIEWS = {
    "funnel": make_pack(make_funnel_plot()),
    "control": make_pack(make_control_series(tuple(float(40 + place * 7 % 11) for place in range(16)))),
}


@pytest.mark.parametrize("name", VIEWS)
def test_funnel_and_control_chart_are_pictures_as_large_as_their_box(monkeypatch, name):
    sizes: list[tuple[int, int]] = []

    def draw(figure: dict, _: str, size: tuple[int, int]) -> bytes:
        sizes.append(size)
        layout = go.Figure(figure).layout
        assert (layout.width, layout.height) == size
        assert layout.font.size * 0.75 >= 12
        return PIXEL

    monkeypatch.setattr(chart_images, "render", draw)
    pack = VIEWS[name]
    slide = open_slides(write_slides(pack))[1]
    [picture] = [shape for shape in slide.shapes if shape.name == "Chart"]
    assert picture._element.xpath(".//p:cNvPr")[0].get("descr") == pack.slides[1].alt
    assert (picture.width / Pt(1), picture.height / Pt(1)) == pytest.approx([side * 0.75 for side in sizes[0]], abs=1)
    assert write_reading(pack.slides[1].answer)[-1] in pack.slides[1].bullets
    assert explain_other_verdict(pack.slides[1].answer) in pack.slides[1].bullets


@pytest.mark.parametrize("name", VIEWS)
def test_without_a_browser_the_slide_of_a_picture_says_why_it_has_none(monkeypatch, name):
    def refuse(*_: object, **__: object) -> bytes:
        raise DrawingError("There is no Chromium.")

    monkeypatch.setattr(chart_images, "render", refuse)
    slide = open_slides(write_slides(VIEWS[name]))[1]
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert "The chart is not drawn here: There is no Chromium." in texts


def test_a_view_that_is_refused_is_said_and_not_drawn(monkeypatch):
    monkeypatch.setattr(chart_images, "render", lambda *_, **__: pytest.fail("nothing to draw"))
    pack = make_pack(make_control_series((make_absent_value(Status.NO_RETURN),)))
    slide = open_slides(write_slides(pack))[1]
    assert "There is no control chart" in slide.shapes.title.text
    assert "There is no chart to draw: the title says why." in [
        s.text_frame.text for s in slide.shapes if s.has_text_frame
    ]
    assert build_pack_file(pack, "html")


def test_names_of_bars_stand_clear_of_each_other():
    """A line of Arial at 12 points is 13.8 points high."""
    for count in range(3, 60):
        answer, box = make_comparison(count), Box(x=0, y=0, width=560, height=330)
        points = slide_plans.select_bars(answer, box)
        plan = slide_plans.plan_bars(answer, points, box)
        assert plan.plot.height / len(points) >= 13.8, count
        assert plan.frame.bottom <= box.bottom + 0.5
        assert plan.plot.bottom <= plan.frame.bottom


def test_there_is_a_box_for_ones_own_view_and_notes_for_the_speaker(written):
    slide = open_slides(written["usual"])[1]
    assert any(shape.has_text_frame and shape.text_frame.text.startswith(VIEW_HEADING) for shape in slide.shapes)
    notes = slide.notes_slide.notes_text_frame.text
    indicator = PACKS["usual"].slides[1].answer.indicator
    assert indicator.definition in notes
    assert f"Formula: {indicator.formula}" in notes
    assert all(each in notes for each in indicator.considerations)


def test_a_name_that_looks_like_a_formula_stays_text():
    chart = find_chart(open_slides(write_slides(make_pack(make_comparison(4, names={2: "=1+1"}))))[1])
    assert "'=1+1" in [cell for row in read_workbook(chart) for cell in row]


def test_a_template_of_ones_own_is_used(tmp_path):
    given = Presentation()
    given.slides.add_slide(given.slide_layouts[0]).shapes.title.text = "A sample slide"
    given.save(tmp_path / "own.pptx")
    slides = open_slides(write_slides(PACKS["usual"], tmp_path / "own.pptx"))
    assert slides[0].shapes.title.text == PACKS["usual"].title
    assert "A sample slide" not in [slide.shapes.title.text for slide in slides]
    assert {slide.slide_layout.name for slide in slides[1:]} == {"Title Only"}
    assert find_chart(slides[1])


def test_a_template_without_titles_is_refused(tmp_path):
    given = Presentation()
    for layout in list(given.slide_layouts)[:-1]:
        given.slide_layouts.remove(layout)
    for shape in list(given.slide_layouts[0].placeholders):
        shape._element.getparent().remove(shape._element)
    given.save(tmp_path / "bare.pptx")
    with pytest.raises(MaracdashError, match=r"bare\.pptx.*no layout with a title"):
        write_slides(PACKS["usual"], tmp_path / "bare.pptx")


@pytest.mark.parametrize("content", [b"", b"no zip", None])
def test_what_is_no_template_is_refused(tmp_path, content):
    path = tmp_path / "template.pptx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(MaracdashError, match="MARACDASH_TEMPLATE"):
        write_slides(PACKS["usual"], path)


def test_twelve_charts_are_written_with_few_steps():
    slugs = ("cases-per-10k", "repeat-rate", "cases-with-children", "police", "disability", "lgbtq")
    pack = make_pack(
        *(make_comparison(18, indicator=slug) for slug in slugs), *(make_trend(indicator=s) for s in slugs)
    )
    assert count_calls(lambda: write_slides(pack)) < 1_500_000


def test_the_steps_of_an_axis_are_round():
    assert slide_plans.round_scale(0, 72.9) == ((0, 80), 20)
    assert slide_plans.round_scale(-13, 26)[0] == (-20, 30)


def test_quarters_of_a_trend_stand_under_their_years_however_many_there_are():
    for count, first in ((5, "Q1"), (40, "2"), (90, "·")):
        answer = make_trend(tuple(float(value % 7 + 60) for value in range(count)))
        chart = find_chart(open_slides(write_slides(make_pack(answer)))[1])
        labels = chart.plots[0].categories.flattened_labels
        assert [year for year, _ in labels] == [str(quarter.year) for quarter in answer.quarters]
        assert labels[0][1] == first


def test_an_axis_has_no_step_that_its_numbers_do_not_show():
    assert slide_plans.round_scale(0, 2.4, 1.0) == ((0, 3), 1)


def test_what_is_true_of_all_indicators_is_said_once():
    pack = make_pack(*(make_comparison(5, indicator=slug, others=ABSENT) for slug in ("repeat-rate", "cases-per-10k")))
    quality = next(slide for slide in pack.slides if slide.title == "What to know about the data")
    said = [row for row in quality.table.rows if "withheld" in row[1]]
    assert [row[0] for row in said] == ["All indicators of the pack"]


def test_the_pages_of_a_table_are_as_full_as_each_other_and_ones_own_row_is_bold(written):
    pages = find_tables(open_slides(written["thirty Maracs"]), "Table: Repeat rate, the Maracs held here")
    assert len(pages) > 2
    counts = [len(page) for page in pages]
    assert max(counts) - min(counts) <= 2
    slide = next(
        each for each in open_slides(written["thirty Maracs"]) if "the Maracs held here" in each.shapes.title.text
    )
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    bold = [row.cells[0].text for row in table.rows if row.cells[1].text_frame.paragraphs[0].runs[0].font.bold]
    assert bold == ["Marac", "Birchford"]


def test_the_last_slide_and_the_page_have_a_link_to_the_same_pack_where_it_is_known(asked, monkeypatch):
    answers, _ = asked["full"]
    pack = write_pack(answers, "https://maracs.example")
    last = open_slides(write_slides(pack))[-1]
    runs = [run for s in last.shapes if s.has_text_frame for p in s.text_frame.paragraphs for run in p.runs]
    [link] = [run for run in runs if run.hyperlink.address]
    assert link.hyperlink.address == link.text
    assert link.text.startswith("https://maracs.example/board-pack?marac=")
    assert link.text.endswith(f"&release={answers.release.id}")
    monkeypatch.setattr(chart_images, "render", lambda *_, **__: PIXEL)
    page = build_pack_file(pack, "html").content.decode()
    assert f'<a href="{escape(link.text)}">' in page
    assert "<a href" not in build_pack_file(write_pack(answers), "html").content.decode()
