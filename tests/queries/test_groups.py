"""A group of one's own stands in the place of the similar group, everywhere."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl

import pytest

from maracdash import catalogue, figures, queries, words
from maracdash.exports import tables
from maracdash.model.answers import AreaRole, Verdict
from maracdash.model.areas import Area, Level
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError
from maracdash.model.groups import GroupChoice
from maracdash.model.quarters import Quarter, Window
from maracdash.model.regions import RegionSelection, parse_region_selection
from maracdash.model.safe_rules import SafeRule
from maracdash.model.selection import Selection
from maracdash.model.values import Origin, Status
from maracdash.reading.reader import Reader
from maracdash.store import safe_rule
from maracdash.store.releases.publish import publish_release
from maracdash.words import groups
from tests.support import folders
from tests.support.oracle import Oracle

LAST = Quarter(2024, 4)
FORCES = {"F1": ("A1", "A2", "A3"), "F2": ("B1", "B2"), "F3": ("C1",)}
EACH_QUARTER = {"A1": (100, 20), "A2": (60, 30), "A3": (80, 10), "B1": (50, 5), "B2": (90, 45), "C1": (70, 7)}
SILENT = ("B2", "C1")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Three forces; B2 has no return in the last year, C1 does not collect repeats."""
    folder = tmp_path_factory.mktemp("groups")
    folders.submit(
        folder,
        areas=folders.build_country(FORCES),
        similar=[{"force": "F1", "similar_force": "F2"}],
        populations=[folders.population_row(code, 10_000) for code in EACH_QUARTER],
        returns=[
            folders.quarterly_return(code, LAST - back, cases=cases, **({} if code == "C1" else {"repeats": repeats}))
            for code, (cases, repeats) in EACH_QUARTER.items()
            for back in range(8)
            if code != "B2" or back >= 4
        ],
    )
    publish_release(folder)
    return Reader(folder, Audience.FULL)


def chosen(*members: str, marac: str = "A1", indicator: str = "repeat-rate", name: str = "Coast") -> Selection:
    group = GroupChoice(name=name, members=members)
    return Selection(marac=marac, quarter=LAST, indicator=indicator, group=group)


def ask_group(reader: Reader, selection: Selection):
    answer = reader.ask(queries.COMPARISON, selection)
    return next(point for point in answer.averages if point.role is AreaRole.GROUP)


def test_a_group_is_the_ratio_of_the_sums_of_its_members(reader):
    point = ask_group(reader, chosen("A2", "A3", "B1"))
    assert point.value.number == pytest.approx(100 * (30 + 10 + 5) / (60 + 80 + 50))
    assert (point.value.origin, point.area.name) == (Origin.COMPUTED, "Coast")
    assert (point.against, point.excludes_own, point.verdict) == (point.value, True, Verdict.SIMILAR)


def test_members_without_figures_are_left_out_and_counted(reader):
    point = ask_group(reader, chosen("A2", "A3", "B1", "B2", "C1"))
    assert point.value.number == pytest.approx(100 * (30 + 10 + 5) / (60 + 80 + 50))
    assert (point.value.coverage.returned, point.value.coverage.expected) == (3, 5)
    sources = words.write_source_lines(reader.ask(queries.COMPARISON, chosen("A2", "A3", "B1", "B2", "C1")))
    assert any("Coast, a group of your own, 3 of 5 Maracs" in line for line in sources)


@pytest.mark.parametrize("indicator", [each.slug for each in catalogue.INDICATORS])
def test_a_group_is_what_the_slow_twin_makes_of_its_maracs(reader, indicator):
    known = catalogue.indicator(indicator)
    twin, members = Oracle(reader.folder), ["A1", "A2", "B1", "B2", "C1"]
    for window in Window:
        selection = replace(chosen(*members, indicator=indicator), window=window)
        point = ask_group(reader, selection)
        area = [Area(level=Level.MARAC, code=code, name=code) for code in members]
        parts = [twin.value(each, LAST, window, known) for each in area]
        for value, left in ((point.value, parts), (point.against, parts if known.is_total else parts[1:])):
            summed = [each for each in left if each.number is not None]
            if len(summed) < 3 or "forces" in known.numerator:
                assert not value.known
                continue
            over = sum(each.numerator for each in summed)
            under = sum(each.denominator or 0 for each in summed)
            assert value.number == pytest.approx(known.number(over, under))


def test_the_marac_and_what_is_left_of_its_force_are_told_apart(reader):
    for members in (("A1", "A2", "A3", "B1"), ("F1", "B1"), ("F1", "A2", "B1")):
        point = ask_group(reader, chosen(*members))
        assert point.value.number == pytest.approx(100 * 65 / 290)
        assert (point.against.number, point.excludes_own) == (pytest.approx(100 * 45 / 190), True)
        assert (point.value.coverage.returned, point.against.coverage.returned) == (4, 3)
    included = ask_group(reader, replace(chosen("F1", "B1"), including=True))
    assert (included.against, included.excludes_own) == (included.value, False)


def test_a_force_is_left_out_with_its_maracs(reader):
    point = ask_group(reader, chosen("F1", "A2", "F2", "C1", marac="F1", indicator="cases-per-10k"))
    assert point.value.number == pytest.approx(4 * (100 + 60 + 80 + 50 + 70) / 5)
    assert (point.against.known, point.excludes_own) == (False, True)
    assert point.against.reason == "a group needs 3 Maracs with figures, and 2 of its Maracs have them"
    assert point.verdict is Verdict.NOT_COMPARED


def test_fewer_than_three_maracs_with_figures_are_no_group(reader):
    point = ask_group(reader, chosen("A2", "B1", "B2"))
    assert (point.value.number, point.value.status) == (None, Status.NOT_APPLICABLE)
    assert point.value.reason == "a group needs 3 Maracs with figures, and 2 of its Maracs have them"
    assert point.value.coverage.expected == 3


def test_the_rule_of_a_safe_release_says_how_many_maracs_a_group_needs(tmp_path):
    folders.submit(
        tmp_path,
        areas=folders.build_country(FORCES),
        returns=[
            folders.quarterly_return(code, LAST - back, cases=cases, repeats=repeats)
            for code, (cases, repeats) in EACH_QUARTER.items()
            for back in range(8)
        ],
    )
    safe_rule.write_safe_rule(tmp_path, SafeRule(fewest_maracs=5))
    publish_release(tmp_path)
    four, five = chosen("A2", "A3", "B1", "B2", marac="C1"), chosen("A2", "A3", "B1", "B2", "A1", marac="C1")
    safe, full = (Reader(tmp_path, each) for each in (Audience.SAFE, Audience.FULL))
    point = ask_group(safe, four)
    assert point.value.number is None
    assert point.value.reason == "a group needs 5 Maracs with figures, and 4 of its Maracs have them"
    assert ask_group(safe, five).value.known
    assert ask_group(full, four).value.known
    held = ask_group(safe, replace(five, marac="A1"))
    assert (held.value.known, held.against.known) == (True, False)


def test_its_maracs_stand_beside_and_those_of_the_force_too_are_marked_as_of_the_group(reader):
    answer = reader.ask(queries.COMPARISON, chosen("A2", "B1", "F3"))
    roles = {point.area.code: point.role for point in answer.maracs}
    assert roles == {
        "A1": AreaRole.OWN,
        "A2": AreaRole.GROUP_MARAC,
        "A3": AreaRole.FORCE_MARAC,
        "B1": AreaRole.GROUP_MARAC,
        "C1": AreaRole.GROUP_MARAC,
    }
    named = {each.area.split()[-1]: each.what for each in words.build_figure_rows(answer)}
    assert (named["A2"], named["A3"]) == ("Marac of Coast", "Marac of the force")
    assert "Other Maracs of Force F1" in [entry.name for entry in figures.build_legend(answer)]


def test_a_place_in_the_force_does_not_change_with_the_group(reader):
    usual = replace(chosen("A2"), group=None)
    for asked in (chosen("A2", "B1"), chosen("F1"), chosen("A2", "A3")):
        for query in (queries.COMPARISON, queries.DISTRIBUTION):
            answer, alone = reader.ask(query, asked), reader.ask(query, usual)
            assert (answer.rank, answer.ranked, answer.tied) == (alone.rank, alone.ranked, alone.tied)
        cards, alone = reader.ask(queries.HEADLINES, asked).cards, reader.ask(queries.HEADLINES, usual).cards
        assert [(each.rank, each.ranked) for each in cards] == [(each.rank, each.ranked) for each in alone]


def test_every_answer_has_the_group(reader):
    selection = chosen("A2", "A3", "B1")
    wanted = pytest.approx(100 * 45 / 190)
    trend = reader.ask(queries.TREND, selection)
    assert next(each for each in trend.series if each.role is AreaRole.GROUP).values[-1].number == wanted
    row = reader.ask(queries.PROFILE, selection, ("repeat-rate",)).rows[0]
    assert next(each for each in row.points if each.role is AreaRole.GROUP).value.number == wanted
    cards = reader.ask(queries.HEADLINES, selection).cards
    assert {each.area.name for card in cards for each in card.averages if each.role is AreaRole.GROUP} == {"Coast"}
    around = reader.ask(queries.REPRESENTATION, selection).rows[0].around
    assert [each.area.name for each in around if each.role is AreaRole.GROUP] == ["Coast"]


def test_every_marac_is_compared_with_the_group(reader):
    group = chosen("A2", "A3", "B1", "A1").group
    asked = RegionSelection(indicator="repeat-rate", quarter=LAST, group=group)
    rows = {row.marac.code: row for row in reader.ask(queries.REGION_VIEW, asked).rows}
    against = rows["A1"].against_group
    assert (against.value.number, against.against.number) == (
        pytest.approx(100 * 65 / 290),
        pytest.approx(100 * 45 / 190),
    )
    assert rows["C1"].against_group.against.number == pytest.approx(100 * 65 / 290)
    assert parse_region_selection(dict(parse_qsl(asked.query())), RegionSelection(indicator="x", quarter=LAST)) == asked


def test_words_legend_and_table_call_it_by_its_name(reader):
    selection = chosen("A1", "A2", "A3", "B1", name="Coast & <b>")
    answer = reader.ask(queries.COMPARISON, selection)
    assert "the rest of “Coast & <b>” (24%)" in words.write_finding(answer).replace("23.7%", "24%")
    assert words.write_card(answer).comparators[1].startswith("Rest of Coast & <b> 23.7%: ")
    assert "Rest of Coast & <b>" in {each.name for each in figures.build_legend(answer)}
    assert "Rest of Coast &amp; &lt;b&gt; 23.7%" in str(figures.draw_comparison(answer))
    assert "<b>\u201d" not in str(figures.draw_comparison(answer))
    assert "Coast & <b>~A1,A2,A3,B1" in tables.write_csv(tables.tabulate_comparison(answer)).decode()


def test_members_are_resolved_and_strangers_are_said(reader):
    selection = chosen("Marac B1", "force f1", "A1")
    assert reader.ask(queries.RESOLVED_SELECTION, selection).group.members == ("B1", "F1")
    for question in (queries.RESOLVED_SELECTION, queries.COMPARISON, queries.TREND):
        with pytest.raises(NotFoundError, match="There is no Marac called “X9” in this release"):
            reader.ask(question, chosen("A1", "X9"))


def test_the_size_of_a_group_counts_each_marac_once(reader):
    summary = reader.ask(queries.GROUP_SUMMARY, GroupChoice(name="Coast", members=("F1", "A2", "B1", "B2")), LAST)
    assert [each.code for each in summary.group.members] == ["F1", "B1", "B2"]
    assert [each.code for each in summary.maracs] == ["A1", "A2", "A3", "B1", "B2"]
    assert [each.code for each in summary.silent] == ["B2"]
    assert [each.code for each in summary.within] == ["A2"]
    assert summary.cases.number == 4 * (100 + 60 + 80 + 50)
    assert (summary.cases.coverage.returned, summary.cases.coverage.expected) == (4, 5)
    assert summary.marking == reader.marking


def test_the_size_of_a_group_is_said_with_what_is_missing(reader):
    summary = reader.ask(queries.GROUP_SUMMARY, GroupChoice(name="Coast", members=("F1", "A2", "B1", "B2")), LAST)
    size = "“Coast” has 5 Maracs, 4 of them with figures, and 1,160 cases, January to December 2024."
    assert groups.write_group_size(summary) == size
    assert groups.write_group_notes(summary) == (
        "Without figures, and so left out: Marac B2.",
        "Counted once, as the whole force is in the group too: Marac A2.",
    )
    small = reader.ask(queries.GROUP_SUMMARY, GroupChoice(name="Two", members=("A1", "B2")), LAST)
    assert "a group needs 3 Maracs with figures, and 1 of its Maracs has one." in groups.write_group_size(small)
    with pytest.raises(NotFoundError):
        reader.ask(queries.GROUP_SUMMARY, GroupChoice(name="Two", members=("X9",)), LAST)
