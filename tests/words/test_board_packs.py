"""The outline of a board pack: its order, its bullets, and what is said of gaps, estimates and the audience."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from maracdash import catalogue, queries
from maracdash.catalogue import dashboards
from maracdash.model.answers import AreaRole, Point, SeriesBreak
from maracdash.model.audiences import Audience
from maracdash.model.board_packs import MAX_CHARTS, PackRequest, SlideKind, parse_item
from maracdash.model.dashboards import BlockKind
from maracdash.model.errors import MissingChoiceError, NotFoundError
from maracdash.model.meeting_actions import Action, ActionList
from maracdash.model.values import Status, make_absent_value
from maracdash.reading.board_packs import ask_pack, list_charts
from maracdash.reading.reader import Reader
from maracdash.statistics.comparators import build_comparator
from maracdash.words import DEMONSTRATION, write_finding
from maracdash.words.board_packs import DEFINITIONS, QUALITY, RECORD, write_pack
from maracdash.words.gap_in_cases import WHAT_IT_IS
from maracdash.words.pack_charts import MAX_BULLETS
from tests.support.answers import DEMONSTRATION as INVENTED
from tests.support.answers import OWN, QUARTER, known_value, make_averages, make_comparison, make_trend
from tests.support.board_packs import make_pack

ESTIMATED = known_value(31.0, status=Status.PROXIED)
CHARTS = {BlockKind.COMPARE, BlockKind.TREND}
WITHHELD = make_absent_value(Status.WITHHELD, "a small number could be read from it")


@pytest.fixture(scope="module")
def reader(demonstration: Path) -> Reader:
    return Reader(demonstration, Audience.FULL)


def ask(reader: Reader, *items: str):
    start = reader.ask(queries.DEFAULT_SELECTION)
    request = PackRequest(marac=start.marac, quarter=start.quarter, items=tuple(map(parse_item, items)))
    return ask_pack(reader, request)


def table_of(pack, title: str) -> dict[str, list[str]]:
    [table] = [slide.table for slide in pack.slides if slide.title == title and slide.table]
    found: dict[str, list[str]] = {}
    for first, *rest in table.rows:
        found.setdefault(first, []).append(" ".join(rest))
    return found


def test_charts_come_first_then_definitions_data_tables_and_what_the_pack_is():
    pack = make_pack(make_comparison(), make_trend())
    kinds = [slide.kind for slide in pack.slides]
    chart, table = SlideKind.CHART, SlideKind.TABLE
    assert kinds == [SlideKind.TITLE, chart, chart, *([table] * 5), SlideKind.RECORD]
    assert [slide.title for slide in pack.slides[3:5]] == [DEFINITIONS, QUALITY]
    assert pack.slides[-1].title == RECORD
    assert [slide.title for slide in pack.slides[1:3]] == [write_finding(each.answer) for each in pack.slides[1:3]]


def test_a_chart_has_two_or_three_bullets_none_of_which_is_its_title():
    for answer in (make_comparison(), make_trend(), make_comparison(indicator="cases"), make_comparison(2)):
        slide = make_pack(answer).slides[1]
        assert 2 <= len(set(slide.bullets)) <= MAX_BULLETS
        assert slide.title not in slide.bullets


def test_estimates_and_absences_are_told_with_names_and_reasons():
    pack = make_pack(make_comparison(others={2: ESTIMATED, 3: WITHHELD}))
    told = table_of(pack, QUALITY)["Cases per 10,000 women"]
    assert "No figure for Marac 3: withheld: a small number could be read from it." in told
    assert "Estimated in part, a missing quarter filled with the one before: Marac 2." in told
    assert set(told) <= set(pack.slides[1].notes)


def test_bullets_tell_of_the_own_force_and_the_table_of_all():
    near, far = (make_pack(make_comparison(8, others={number: ESTIMATED})) for number in (2, 8))
    sentence = "Estimated in part, a missing quarter filled with the one before: Marac {}."
    assert sentence.format(2) in near.slides[1].bullets
    assert sentence.format(8) not in far.slides[1].bullets
    assert sentence.format(8) in table_of(far, QUALITY)["Cases per 10,000 women"]


def test_a_break_is_said_beside_the_line():
    trend = make_trend(breaks=(SeriesBreak(quarter=QUARTER - 2, reason="counted anew"),))
    slide = make_pack(trend).slides[1]
    assert f"Not comparable before {QUARTER - 2}: counted anew" in slide.bullets


def test_a_title_of_ones_own_stands_on_the_first_slide():
    assert make_pack(make_comparison(), title="Our board").slides[0].title == "Our board"
    assert make_pack(make_comparison()).slides[0].title == "Birchford: Marac figures for the board"


def test_the_last_slide_leads_back_to_the_same_pack():
    charts = (make_comparison(), make_trend(indicator="cases"))
    pack = make_pack(*charts, site="https://maracs.example")
    link = next(line for line in pack.slides[-1].bullets if "item=compare:cases-per-10k&item=trend:cases" in line)
    assert ": https://maracs.example/board-pack?" in link
    assert not any("board-pack?" in line for line in make_pack(*charts).slides[-1].bullets), "it would lead nowhere"


@pytest.mark.parametrize("of", dashboards.DASHBOARDS, ids=lambda each: each.slug)
def test_a_dashboard_brings_its_charts_in_its_order(of):
    request = PackRequest(marac="M1", quarter=QUARTER, items=(parse_item(f"dashboard:{of.slug}"),))
    expected = {BlockKind.COMPARE: "compare", BlockKind.TREND: "trend"}
    charts = [f"{expected[b.kind]}:{slug}" for b in of.blocks if b.kind in expected for slug in b.indicators]
    assert list(map(str, list_charts(request))) == charts
    assert charts


def test_a_chart_of_two_dashboards_is_in_the_pack_once(reader):
    answers = ask(reader, "dashboard:repeat-cases", "trend:cases", "dashboard:capacity")
    found = [(each.part, each.answer.indicator.slug) for each in answers.charts]
    assert len(found) == len(set(found))
    assert answers.marking == reader.marking
    assert {each.answer.marking for each in answers.charts} == {reader.marking}


def test_a_funnel_and_a_control_chart_are_answers_of_their_own(reader):
    answers = ask(reader, "funnel:repeat-rate", "control:cases")
    assert [type(each.answer).__name__ for each in answers.charts] == ["FunnelPlot", "ControlSeries"]
    pack = write_pack(answers)
    assert [slide.title for slide in pack.slides[1:3]] == [write_finding(each.answer) for each in answers.charts]
    captions = [slide.table.caption for slide in pack.slides if slide.table]
    assert any("single quarters" in each for each in captions)


@pytest.mark.parametrize("item", ["funnel:cases", "control:cases-change"])
def test_a_view_that_an_indicator_does_not_have_is_refused(reader, item):
    with pytest.raises(NotFoundError, match=r"There is no (funnel|control chart) of .* Choose it beside others"):
        ask(reader, item)


def test_too_many_charts_and_none_are_refused(reader):
    every = [f"{part}:{each.slug}" for each in catalogue.INDICATORS for part in ("compare", "trend")]
    with pytest.raises(NotFoundError, match=f"at most {MAX_CHARTS}"):
        ask(reader, *every)
    with pytest.raises(MissingChoiceError, match="at least one dashboard or indicator"):
        ask(reader)


def test_actions_of_the_last_meeting_come_before_the_findings(reader):
    answers = ask(reader, "trend:cases")
    action = Action(
        id="a",
        what="Ask the hospital",
        who="Health lead",
        due=date(2026, 4, 1),
        indicator="cases",
        finding="A finding.",
        noted_on=date(2026, 2, 1),
        noted_by="Bo",
    )
    pack = write_pack(answers, actions=ActionList(actions=(action,), today=date(2026, 5, 12)))
    slide = pack.slides[1]
    assert slide.footer[1:] == (answers.marking, DEMONSTRATION)
    assert slide.title == "Actions since our last meeting"
    assert slide.table.rows == (("Ask the hospital", "Health lead", "1 April 2026", "overdue", "A finding."),)
    assert slide.footer[0].startswith("Since our last meeting on 1 February 2026: 0 actions are done, 1 is open")
    without = write_pack(answers, actions=ActionList(actions=(), today=date(2026, 5, 12)))
    assert "Actions since our last meeting" not in [each.title for each in without.slides]


def test_every_slide_with_figures_or_words_on_them_says_that_all_is_invented():
    pack = make_pack(make_comparison(release=INVENTED), make_trend(release=INVENTED), release=INVENTED)
    assert all(DEMONSTRATION in (*each.bullets, *each.footer) for each in pack.slides[:5])
    assert not any(DEMONSTRATION in (*each.bullets, *each.footer) for each in make_pack(make_comparison()).slides)


def test_caveats_of_an_indicator_stand_with_what_to_know_about_the_data():
    told = table_of(make_pack(make_comparison(indicator="cases-with-children")), QUALITY)
    assert set(catalogue.indicator("cases-with-children").notes) <= set(told["Cases with children in the household %"])
    alike = table_of(make_pack(make_comparison(indicator="idva"), make_trend(indicator="police")), QUALITY)
    assert set(catalogue.indicator("idva").notes) <= set(alike["All indicators of the pack"])


def test_numbers_of_cases_are_said_to_be_no_target_once_where_they_are_shown():
    few, indicator = known_value(3.0, numerator=12, denominator=400), catalogue.indicator("mental-health")
    own = Point(area=OWN, role=AreaRole.OWN, value=few)
    around = tuple(build_comparator(indicator, own, each, None) for each in make_averages({AreaRole.UK: 6.5}))
    shown = make_pack(make_comparison(1, indicator="mental-health", own=few, around=around), make_comparison())
    [gap] = [each for each in shown.slides[1].bullets if each.startswith("To match the UK")]
    assert gap.endswith("They are no target.")
    assert table_of(shown, QUALITY)["Numbers of cases"] == [WHAT_IT_IS]
    assert "Numbers of cases" not in table_of(make_pack(make_comparison(indicator="cases")), QUALITY)


@pytest.mark.parametrize("of", dashboards.DASHBOARDS, ids=lambda each: each.slug)
def test_a_pack_says_what_of_a_dashboard_is_not_in_it(reader, of):
    pack = write_pack(ask(reader, f"dashboard:{of.slug}"))
    [said] = table_of(pack, QUALITY).get(f"Dashboard “{of.title}”", [""])
    charted = {slug for block in of.blocks if block.kind in CHARTS for slug in block.indicators}
    for block in of.blocks:
        is_in = block.kind in CHARTS or (block.kind is BlockKind.CARDS and {*block.indicators} <= charted)
        assert (f"“{block.title}”" in said) is not is_in, block.title
