"""The lines under a figure."""

from __future__ import annotations

from dataclasses import replace

from maracdash import words
from maracdash.model.answers import AreaRole, SeriesBreak
from maracdash.model.quarters import Quarter, Window
from maracdash.model.safe_rules import USUAL_RULE
from maracdash.model.values import Coverage, Origin, Value
from maracdash.words.sources import write_coverage_of_many
from tests.support import answers


def test_all_that_a_reader_must_know_stands_under_a_figure():
    around = answers.make_averages({AreaRole.FORCE: 48.2, AreaRole.UK: 46.1})
    lines = words.write_source_lines(answers.make_comparison(indicator="police", around=around))
    assert lines == (
        "Source: Marac returns, one record a meeting; as published: UK",
        "Period: April 2023 to March 2024",
        "Figures as at 12 May 2024, release-20240512-0123abcd",
        "Coverage: Force 29 of 29 Maracs, 1 estimated; UK as published",
        "Full figures. Official-sensitive: not for publication",
    )


def published(number: float) -> Value:
    return answers.known_value(number, origin=Origin.PUBLISHED)


def test_what_somebody_else_published_has_no_returns_for_its_source():
    uk = answers.make_averages({AreaRole.UK: 46.1})
    alone = answers.make_comparison(1, own=published(70.4), around=uk)
    assert words.write_source_lines(alone)[0] == "Source: published figures, as printed: not worked out here"
    trend = answers.make_trend(
        (published(60.0), published(70.4)), around={AreaRole.UK: (published(45.0), published(46.0))}
    )
    assert words.write_source_lines(trend)[0] == "Source: published figures, as printed: not worked out here"
    gone = answers.make_comparison(1, own=answers.missing_value(), around=uk)
    assert words.write_source_lines(gone)[0] == "Source: published figures, as printed: not worked out here"


def test_each_whose_figure_is_a_published_one_is_named_beside_the_source():
    mixed = answers.make_comparison(3, own=published(70.4), others={2: published(50.0)}, around=())
    (source, *_) = words.write_source_lines(mixed)
    assert source == f"Source: {mixed.indicator.source}; as published: Birchford, other Maracs"


def test_the_similar_group_is_said_to_hold_the_force():
    around = answers.make_averages({AreaRole.GROUP: 59.4})
    coverage = "Coverage: most similar group, Harrowshire Police included, 46 of 46 Maracs, 1 estimated"
    assert coverage in words.write_source_lines(answers.make_comparison(around=around))


def test_of_a_whole_force_its_own_maracs_are_counted_first():
    own = answers.known_value(50.0, coverage=Coverage(expected=6, returned=6, proxied=1))
    found = answers.make_comparison(own=own, own_area=answers.FORCE, around=answers.make_averages({AreaRole.UK: 46}))
    coverage = next(line for line in words.write_source_lines(found) if line.startswith("Coverage"))
    assert coverage.startswith("Coverage: Harrowshire Police 6 of 6 Maracs, 1 estimated; UK ")
    assert write_coverage_of_many([found]).startswith("Coverage: Harrowshire Police 6 of 6 Maracs, 1 estimated; UK ")


def test_invented_figures_are_always_called_so():
    assert words.write_source_lines(answers.make_comparison(release=answers.DEMONSTRATION))[-1] == words.DEMONSTRATION
    assert words.write_source_lines(answers.make_trend(release=answers.DEMONSTRATION))[-1] == words.DEMONSTRATION
    assert words.DEMONSTRATION not in words.write_source_lines(answers.make_comparison())


def test_the_rule_is_told_with_what_it_does_to_verdicts_and_not_where_all_figures_are_full():
    safe = replace(answers.RELEASE, rule=USUAL_RULE)
    for release in (safe, replace(safe, partly_full=True)):
        said = words.write_rule(release)
        assert "rounded to the nearest 5" in said
        assert said.endswith("a verdict may differ from that of the full figures.")
    assert words.write_rule(answers.RELEASE) == ""


def test_a_trend_tells_the_quarters_it_covers_and_of_which_one_the_coverage_is():
    lines = words.write_source_lines(answers.make_trend(around={AreaRole.FORCE: (48.0, 47.0, 46.0, 45.0, 44.0)}))
    assert "Period: 12 months to the end of each quarter, 2023-Q1 to 2024-Q1" in lines
    assert any(line.startswith("Coverage in 2024-Q1: Force ") for line in lines)
    single = replace(answers.make_trend(), window=Window.QUARTER)
    assert "Period: each quarter, 2023-Q1 to 2024-Q1" in words.write_source_lines(single)
    assert "Period: April 2023 to March 2024" in words.write_source_lines(answers.make_trend((70.4,)))


def test_a_break_is_explained_under_a_trend():
    breaks = (SeriesBreak(quarter=Quarter(2024, 1), reason="The population changes."),)
    assert "Not comparable before 2024-Q1: The population changes." in words.write_source_lines(
        answers.make_trend(breaks=breaks)
    )


def test_no_marking_leaves_no_empty_line():
    assert all(words.write_source_lines(answers.make_comparison(marking="", around=())))
