"""A summary in words: five sentences, true numbers of things, no cause and no judgement."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maracdash import catalogue
from maracdash.model.answers import AreaRole, Comparison, Point, Verdict
from maracdash.model.area_summaries import AreaSummary, IndicatorSummary, Standing
from maracdash.model.indicators import IntervalMethod
from maracdash.model.signals import SignalChange, SignalKind
from maracdash.model.values import Origin, Status, Value, make_absent_value
from maracdash.statistics.verdict import decide_verdict
from maracdash.words import area_summaries as said
from maracdash.words.gap_in_cases import WHAT_IT_IS
from maracdash.words.summary_strengths import write_counts, write_strength
from tests.support import answers
from tests.support.signals import NOW, make_changes, make_check, make_scan

FORBIDDEN = re.compile(
    r"\b(best|worst|better|worse|good|bad|poor|excellent|improv\w*|deteriorat\w*|fail\w*|success\w*|perform(s|ed|ing)|"
    r"because|due to|caused?|causes|owing|thanks|therefore|as a result|reason why|leads? to|drives?|driven|should|must|"
    r"concern\w*|alarm\w*|problem\w*|target\w*|blame\w*)\b",
    re.IGNORECASE,
)
SOURCE_OF_MEANING = "It does not say why, nor whether that is good or bad."
"""It and the one that says that a number of cases is no target name the words, to say that they are not meant."""
SLUGS_OF_SHARES = ("repeat-rate", "males", "disability", "lgbtq")
BOTH = (Standing.NEW, Standing.CLEARER, Standing.BACK, Standing.LESS_CLEAR)
SLUGS = tuple(each.slug for each in catalogue.INDICATORS)
ONE_OF_MANY = re.compile(r"\b1 (cases|indicators|figures|findings|zeros|comparisons|victims|children|people|Maracs)\b")
MANY_OF_ONE = re.compile(r"\b(?!1\b|[\d,.]*[,.]1\b)[\d,.]+ (case|indicator|finding|victim|child|person)\b(?! and)")


def share(part: float, whole: float, **more) -> Value:
    return answers.known_value(100 * part / whole, numerator=part, denominator=whole, **more)


def comparison(slug: str, own: Value, group: Value, beside: Value | None = None) -> Comparison:
    indicator = catalogue.indicator(slug)
    verdict, strong = decide_verdict(indicator, own, group)
    point = Point(area=answers.LARGER[AreaRole.GROUP], role=AreaRole.GROUP, value=group, verdict=verdict, strong=strong)
    made = answers.make_comparison(2, indicator=slug, own=own, around=(point,))
    return replace(made, quarter=NOW, beside=beside)


def summary(
    *indicators: IndicatorSummary, comparisons: tuple[Comparison, ...] = (), first: bool = False, **more
) -> AreaSummary:
    """A summary of Birchford; the headlines are always there."""
    own = {each.comparison.indicator.slug: each.comparison for each in indicators}
    own |= {each.indicator.slug: each for each in comparisons}
    whole = answers.known_value(589)
    headlines = {slug: answers.make_comparison(1, indicator=slug, own=whole) for slug in catalogue.HEADLINE_SLUGS}
    checks = [check for each in indicators for check in each.signals]
    now, then = make_scan(*checks), make_scan(quarter=NOW - 1)
    return AreaSummary(
        changes=make_changes(None if first else then, now, **more),
        comparisons=tuple({**headlines, **own}.values()),
        indicators=indicators,
        marking="Marked",
    )


def found(
    slug: str, standing: Standing, own: Value | None = None, kind: SignalKind = SignalKind.GROUP
) -> IndicatorSummary:
    value, group = own or share(205, 571), share(2690, 10_000)
    check = make_check(Verdict.HIGHER, kind=kind, figures=(value.number, group.number), indicator=slug)
    holds = standing in (Standing.NEW, Standing.CLEARER, Standing.LASTING)
    other = make_check(Verdict.SIMILAR, kind=kind, indicator=slug)
    weak = make_check(Verdict.SIMILAR, kind=kind, indicator=slug, likely=Verdict.HIGHER)
    absent = make_check(Verdict.NOT_COMPARED, kind=kind, figures=(None, 1.0), indicator=slug)
    gone = {Standing.BACK: other, Standing.LESS_CLEAR: weak, Standing.LOST: absent}.get(standing)
    return IndicatorSummary(
        standing=standing,
        comparison=comparison(slug, value, group),
        signals=(check,) if holds else (),
        fresh=(check,) if standing is Standing.NEW else (),
        clearer=(check,) if standing is Standing.CLEARER else (),
        ended=(SignalChange(signal=check, other=gone),) if gone else (),
    )


def test_a_minute_is_five_sentences():
    answer = summary(
        found("repeat-rate", Standing.NEW), found("males", Standing.LASTING), found("disability", Standing.BACK)
    )
    _, new, standing, back, caution = said.write_sentences(answer)
    assert (
        new
        == "New since 2024-Q3 (last quarter), at 99.8%: share of repeat cases (higher than its most similar forces)."
    )
    assert standing == (
        "Birchford stands out in 2 of the 2 indicators that can be compared (at 99.8%); in 1 of them it did then too: "
        "share of victims who are male (higher than its most similar forces)."
    )
    assert back == (
        "Back to usual, within what chance explains at 95%: share of victims with a disability (was higher than its "
        "most similar forces)."
    )
    assert caution == "Bear in mind: chance alone would make fewer than 0.1 of the 2 comparisons stand out."


def test_a_change_of_grade_alone_is_called_neither_new_nor_usual():
    answer = summary(found("repeat-rate", Standing.CLEARER), found("disability", Standing.LESS_CLEAR))
    _, new, standing, back, _ = said.write_sentences(answer)
    assert new == (
        "Nothing is new since 2024-Q3 (last quarter). Clearer than then (at 95% then, at 99.8% now): share of repeat "
        "cases (higher than its most similar forces)."
    )
    assert standing.startswith("Birchford stands out in 1 of the 1 indicator that can be compared")
    assert back == (
        "Nothing that stood out then has gone back to usual. Less clear than then (not at 99.8% any more, at 95% "
        "still): share of victims with a disability (was higher than its most similar forces)."
    )


def test_new_and_clearer_back_and_less_clear_stand_side_by_side():
    both = [found(*each) for each in zip(SLUGS_OF_SHARES, BOTH, strict=True)]
    _, new, _, back, _ = said.write_sentences(summary(*both))
    assert new.startswith("New since 2024-Q3 (last quarter), at 99.8%: share of repeat cases (")
    assert "). Clearer than then (at 95% then, at 99.8% now): share of victims who are male (" in new
    assert back.startswith("Back to usual, within what chance explains at 95%: share of victims with a disability (")
    assert "). Less clear than then (not at 99.8% any more, at 95% still): share of victims who are LGBTQ+ (" in back


def test_what_is_new_begins_with_a_newest_quarter_that_is_a_copy():
    answer = summary(found("repeat-rate", Standing.CLEARER))
    changes = replace(answer.changes, now=replace(answer.changes.now, is_filled=True))
    _, new, *_ = said.write_sentences(replace(answer, changes=changes))
    assert new.startswith("No return for 2024-Q4: it is filled with the figures of 2024-Q3 (estimated), so nothing in")
    assert new.endswith(" Nothing is new since 2024-Q3 (last quarter)." + new.partition("(last quarter).")[2])


def test_nothing_to_say_is_said():
    _, new, standing, back, caution = said.write_sentences(summary())
    assert new == "Nothing stands out now (at 99.8%) that did not in 2024-Q3 (last quarter)."
    assert standing == "No indicator of Birchford can be compared here."
    assert back == "Nothing that stood out then has gone back to usual."
    assert caution == "Bear in mind: no figure could be compared."
    written = said.write_area_summary(summary())
    assert (written.sections, written.nothing) == ((), said.NOTHING)


def test_without_a_then_it_says_why():
    answer = summary(found("males", Standing.LASTING), first=True, why_not="There are no figures for 2024-Q3.")
    _, new, standing, back, _ = said.write_sentences(answer)
    assert new == "What is new cannot be told. There are no figures for 2024-Q3."
    assert "too" not in standing
    assert "as then" not in standing
    assert back == "What went back to usual cannot be told either."


def test_strength_says_level_interval_and_cases():
    """Wilson's interval of 205 in 571 is 32.1% to 39.9%, by hand."""
    assert write_strength(found("repeat-rate", Standing.NEW)) == (
        "How sure: at 99.8% beside its most similar forces; 95% interval 32.1% to 39.9%, from 205 of 571 cases."
    )
    few = write_strength(found("repeat-rate", Standing.BACK, share(1, 1)))
    assert few.startswith("How sure: not at 99.8% any more beside its most similar forces; ")
    assert few.endswith("from 1 of 1 case, a small number.")
    grown = write_strength(found("repeat-rate", Standing.CLEARER))
    assert grown.startswith(
        "How sure: at 99.8% beside its most similar forces, up from 95% beside its most similar forces; "
    )
    year = write_strength(found("cases", Standing.LESS_CLEAR, answers.known_value(589.0), SignalKind.YEAR))
    assert year.startswith("How sure: at 95% beside the year before, not at 99.8% any more beside the year before")
    lost = write_strength(found("repeat-rate", Standing.LOST, make_absent_value(Status.NO_RETURN)))
    assert lost == "How sure: not compared any more beside its most similar forces."


def test_a_change_on_the_year_is_a_sentence_of_its_own():
    each = found("cases", Standing.NEW, answers.known_value(589.0), SignalKind.YEAR)
    [section] = said.write_area_summary(summary(each)).sections
    [written] = section.indicators
    assert written.change == "Cases discussed rose from 26.9 in 2023-Q4 to 589 in 2024-Q4.".replace("26.9", "27")
    assert "at 99.8% beside the year before" in written.strength
    assert written.gaps == ()


def test_the_gap_in_cases_is_told_against_the_similar_group():
    """205 of 571 are 35.9%; at 26.9% 571 cases would be 154: 51 fewer."""
    [section] = said.write_area_summary(summary(found("repeat-rate", Standing.LASTING))).sections
    [gap, note] = section.indicators[0].gaps
    assert note.endswith("They are no target.")
    assert gap.startswith(
        "To match its most similar forces (26.9%), Birchford would expect about 51 fewer repeat cases a year"
    )


def test_caveats_name_what_they_are_of():
    doubted = replace(comparison("cases-with-children", share(0, 208), share(10, 40)), beside=answers.known_value(156))
    estimated = share(9, 40, status=Status.PROXIED, origin=Origin.PUBLISHED)
    withheld = make_absent_value(Status.WITHHELD, "a small number could be read from it")
    answer = summary(
        found("males", Standing.NEW, estimated),
        found("lgbtq", Standing.LOST, withheld),
        comparisons=(doubted, answers.make_comparison(1, indicator="cases-per-10k", own=answers.known_value(70.4))),
    )
    answer = replace(answer, changes=replace(answer.changes, then_quarter=NOW - 12))
    text = "\n".join(said.write_area_summary(answer).caveats)
    for sentence in (
        "Stood out then and cannot be compared now: share of victims who are LGBTQ+.",
        "0 of 208 cases though 156 children are counted: probably not recorded.",
        "No figure (withheld: a small number could be read from it): share of victims who are LGBTQ+.",
        "Estimated: one or more quarters filled with the quarter before: share of victims who are male.",
        "Fewer than 20 cases, which swing from quarter to quarter: share of victims who are male.",
        "Not comparable before 2024-Q1",
        "As published, not worked out here from returns: ",
        "1 figure of Birchford",
        "Coverage: ",
    ):
        assert sentence in text
    assert "share of cases with children" not in text.split("No figure")[1].split("\n")[0]
    assert said.write_sentences(answer)[4].endswith(
        "; 1 figure is estimated; 1 finding stands on a small number; 1 indicator has no figure; "
        "1 zero is probably not recorded."
    )


def every_sentence(answer: AreaSummary) -> list[str]:
    written = said.write_area_summary(answer)
    entries = [line for part in written.sections for each in part.indicators for line in each.sentences]
    return [written.heading, *written.sentences, *entries, *written.caveats, written.nothing]


@st.composite
def random_summaries(draw) -> AreaSummary:
    standings = draw(st.lists(st.sampled_from(list(Standing)), max_size=6))
    slugs = draw(st.lists(st.sampled_from(SLUGS), min_size=len(standings), max_size=len(standings), unique=True))
    made = []
    for slug, standing in zip(slugs, standings, strict=True):
        whole = draw(st.integers(1, 3000))
        part = draw(st.one_of(st.integers(0, 3), st.integers(0, whole))) % (whole + 1)
        method = catalogue.indicator(slug).interval_method
        value = share(part, whole) if method is IntervalMethod.PROPORTION else answers.known_value(float(part))
        value = draw(st.sampled_from([value, value, replace(value, status=Status.PROXIED)]))
        if draw(st.integers(0, 9)) == 0 and standing in (Standing.LOST, Standing.BACK, Standing.LESS_CLEAR):
            value = make_absent_value(draw(st.sampled_from([Status.NO_RETURN, Status.WITHHELD, Status.NO_FULL_YEAR])))
        made.append(found(slug, standing, value, draw(st.sampled_from(list(SignalKind)))))
    return summary(*made, first=draw(st.booleans()), why_not="There are no figures.")


@settings(max_examples=60)
@given(random_summaries())
def test_no_sentence_names_a_cause_or_judges_and_grammar_holds(answer: AreaSummary):
    for sentence in every_sentence(answer):
        told = sentence.replace(SOURCE_OF_MEANING, "").replace(WHAT_IT_IS, "").rstrip()
        assert not FORBIDDEN.search(told), sentence
        assert not ONE_OF_MANY.search(told), sentence
        assert not MANY_OF_ONE.search(told), sentence
        assert "  " not in told, sentence
        assert ".." not in told.replace("...", ""), sentence
        assert " ," not in told, sentence
        assert "()" not in told, sentence
        assert "None" not in told, sentence
        assert "nan" not in told.split(), sentence
        assert sentence == sentence.strip(), sentence
    assert len(said.write_sentences(answer)) == 5
    assert all(each.endswith(".") for each in said.write_sentences(answer))


@given(st.integers(0, 40), st.integers(1, 40))
def test_counts_are_singular_after_one(part: int, whole: int):
    part = min(part, whole)
    text = write_counts(catalogue.indicator("repeat-rate"), share(part, whole))
    assert f"from {part} of {whole} {'case' if whole == 1 else 'cases'}" in text
    assert text.endswith("a small number") is (part < 20)
    rate = write_counts(
        catalogue.indicator("cases-per-10k"), answers.known_value(1.0, numerator=part, denominator=9000)
    )
    assert rate.startswith(f"from {part} {'case' if part == 1 else 'cases'}")


@pytest.mark.parametrize("slug", ["cases", "idva-current", "cases-change", "police-forces"])
def test_no_counts_are_told_where_the_number_is_its_own_or_has_none(slug: str):
    assert write_counts(catalogue.indicator(slug), share(5, 20)) == ""


def test_the_list_of_words_finds_what_it_forbids():
    for sentence in ("The best Marac.", "Fewer cases because of staff.", "It improved.", "due to late returns"):
        assert FORBIDDEN.search(sentence)
    assert ONE_OF_MANY.search("from 1 cases")
    assert MANY_OF_ONE.search("from 21 case of 40")


def test_where_nothing_newer_has_come_nothing_is_new_nor_usual_again():
    told = summary(found("repeat-rate", Standing.LASTING), then_quarter=NOW, day=date(2025, 2, 12))
    told = replace(told, changes=replace(told.changes, then=told.changes.now))
    _, new, stands, back, _ = said.write_sentences(told)
    assert new.startswith("Nothing newer has come since 12 February 2025: returns of 2024-Q4, the newest quarter, were")
    assert ", as then" not in stands
    assert back == "What went back to usual cannot be told either."
