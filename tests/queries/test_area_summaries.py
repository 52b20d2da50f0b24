"""The summary of an area against a slow twin: each chart's own answer and the tidy table, asked one by one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from maracdash import catalogue, queries
from maracdash.catalogue import formulas
from maracdash.catalogue.breaks import series_breaks
from maracdash.model.answers import Comparison, Verdict
from maracdash.model.area_summaries import AreaSummary, Standing
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError
from maracdash.model.indicators import Indicator, IntervalMethod
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.model.signals import SinceSelection, SinceSpan
from maracdash.model.values import Value
from maracdash.reading.area_summaries import summarise_area
from maracdash.reading.reader import Reader
from maracdash.statistics.changes import is_significant_change
from maracdash.statistics.intervals import CONFIDENCE_95, CONFIDENCE_998
from maracdash.words.area_summaries import write_area_summary

JUDGED = ("force", "group", "uk")
NEITHER = (Verdict.NOT_COMPARED, Verdict.NOT_COMPARED)
DIFFERS = (Verdict.HIGHER, Verdict.LOWER)
Outcomes = dict[str, tuple[Verdict, Verdict]]


def chart(reader: Reader, marac: str, quarter: Quarter, indicator: Indicator) -> Comparison:
    return reader.ask(queries.COMPARISON, Selection(marac=marac, quarter=quarter, indicator=indicator.slug))


def tidy(reader: Reader, marac: str, quarter: Quarter, indicator: Indicator) -> Value:
    level = (chart(reader, marac, quarter, indicator).hierarchy.area.level,)
    return reader.ask(queries.TIDY_TABLE, quarter, levels=level, area=marac, slugs=(indicator.slug,)).cells[0].value


def slow_outcomes(reader: Reader, marac: str, quarter: Quarter, indicator: Indicator) -> Outcomes:
    """Outcomes at 99.8% and 95% beside each other figure, from the charts and the numbers of both years."""
    if indicator.interval_method is IntervalMethod.NONE:
        return {}
    found = {}
    for point in chart(reader, marac, quarter, indicator).averages:
        if point.role in JUDGED:
            strong = point.strong or point.verdict is Verdict.NOT_COMPARED
            found[str(point.role)] = point.verdict if strong else Verdict.SIMILAR, point.verdict
    if indicator.rule is not formulas.change:
        before, now = (tidy(reader, marac, each, indicator) for each in (quarter - 4, quarter))
        broken = any(quarter - 4 < each.quarter <= quarter for each in series_breaks(indicator))
        up = (now.number or 0) > (before.number or 0)
        word = Verdict.HIGHER if up else Verdict.LOWER
        strong, likely = (
            Verdict.NOT_COMPARED if broken or moved is None else word if moved else Verdict.SIMILAR
            for moved in (
                is_significant_change(indicator, before, now, each) for each in (CONFIDENCE_998, CONFIDENCE_95)
            )
        )
        found["year before"] = strong, likely
    return found


def slow_standing(then: Outcomes, now: Outcomes, shown: Comparison) -> Standing | None:
    """The rule as it is told to people, said once more."""
    if shown.own.value.number == 0 and shown.beside and shown.beside.number:
        return None
    holds = {key: strong for key, (strong, _) in now.items() if strong in DIFFERS}
    held = {key for key, (strong, _) in then.items() if strong in DIFFERS}
    if any(word not in then.get(key, NEITHER) for key, word in holds.items()):
        return Standing.NEW
    if holds:
        return Standing.CLEARER if any(then[key][0] != word for key, word in holds.items()) else Standing.LASTING
    mild = any(point.verdict in DIFFERS for point in shown.averages if point.role in JUDGED)
    if not held:
        return Standing.MILD if mild else None
    likely = [now.get(key, NEITHER)[1] for key in held]
    if Verdict.NOT_COMPARED in likely:
        return Standing.LOST
    return Standing.LESS_CLEAR if mild or {*likely} & {*DIFFERS} else Standing.BACK


def summary(reader: Reader, marac: str, quarter: Quarter, since: SinceSpan = SinceSpan.QUARTER) -> AreaSummary:
    return summarise_area(reader, SinceSelection(marac=marac, quarter=quarter, since=since))


@pytest.mark.parametrize("audience", [Audience.FULL, Audience.SAFE], ids=str)
@pytest.mark.parametrize("since", [SinceSpan.QUARTER, SinceSpan.YEAR], ids=str)
def test_each_standing_is_that_of_the_charts_of_then_and_now(demonstration: Path, audience: Audience, since: SinceSpan):
    reader, quarter = Reader(demonstration, audience), Quarter(2024, 4)
    known = reader.ask(queries.DIRECTORY)
    seen = set()
    for area in (*known.at(Level.MARAC)[:5], known.at(Level.FORCE)[0]):
        marac = area.area.code
        expected = {}
        for indicator in catalogue.INDICATORS:
            then = slow_outcomes(reader, marac, quarter - since.quarters, indicator)
            now = slow_outcomes(reader, marac, quarter, indicator)
            standing = slow_standing(then, now, chart(reader, marac, quarter, indicator))
            if standing:
                expected[indicator.slug] = standing
        found = summary(reader, marac, quarter, since)
        assert {each.slug: each.standing for each in found.indicators} == expected
        assert found.marking == reader.marking
        seen |= {*expected.values()}
    assert {*Standing} - {Standing.LOST, Standing.BACK} <= seen


def test_what_is_back_to_usual_differs_from_nothing_that_its_sentence_names(demonstration: Path):
    reader, quarter = Reader(demonstration, Audience.FULL), Quarter(2024, 4)
    back = []
    for area in reader.ask(queries.DIRECTORY).at(Level.MARAC)[:12]:
        written = write_area_summary(summary(reader, area.area.code, quarter, SinceSpan.YEAR))
        own = [each for section in written.sections for each in section.indicators]
        back += [each.headline for each in own if each.standing is Standing.BACK]
    assert back
    assert [each for each in back if re.search("(higher|lower) than", each)] == []


@pytest.mark.parametrize("audience", [Audience.FULL, Audience.SAFE], ids=str)
def test_each_sentence_has_the_number_of_the_tidy_table(demonstration: Path, audience: Audience):
    reader, quarter = Reader(demonstration, audience), Quarter(2024, 4)
    marac = reader.ask(queries.DIRECTORY).at(Level.MARAC)[0].area
    written = [
        each for part in write_area_summary(summary(reader, marac.code, quarter)).sections for each in part.indicators
    ]
    assert len(written) > 5
    for each in written:
        value = tidy(reader, marac.code, quarter, each.indicator)
        if each.indicator.rule is formulas.change:
            assert each.indicator.format_value(value).lstrip("-") in each.headline
        elif value.known:
            assert each.indicator.format_value(value) in each.headline
        else:
            assert "no figure" in each.headline
        if value.numerator is not None and each.indicator.interval_method is IntervalMethod.PROPORTION:
            counts = (f"{each:,.1f}".removesuffix(".0") for each in (value.numerator, value.denominator))
            assert "from {} of {} case".format(*counts) in each.strength


def test_where_there_is_no_then_what_holds_is_told_all_the_same(demonstration: Path):
    reader = Reader(demonstration, Audience.FULL)
    first = reader.ask(queries.CHOICES).quarters[-1]
    found = summary(reader, "AM001", first, SinceSpan.THREE_YEARS)
    assert found.changes.then is None
    assert {each.standing for each in found.indicators} <= {Standing.LASTING, Standing.MILD}


def test_an_area_that_is_not_there_is_refused(demonstration: Path):
    with pytest.raises(NotFoundError):
        summary(Reader(demonstration, Audience.FULL), "Atlantis", Quarter(2024, 4))
