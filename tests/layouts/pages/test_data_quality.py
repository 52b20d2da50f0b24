"""What the data-quality page says of a release."""

from __future__ import annotations

from dataclasses import replace

from dash import html

from layouts.pages import data_quality
from layouts.pages.data_quality import OwnArea
from maracdash import catalogue
from maracdash.model.answers import DataStatus, PublishedDifference, QuarterCoverage, ReleaseNote
from maracdash.model.quarters import Quarter
from maracdash.model.returns import MaracReturnStates, ReturnState, ReturnStates
from maracdash.model.selection import Selection
from maracdash.model.values import Coverage, Origin
from tests.support.answers import FORCE, OWN, RELEASE, WHOLE

EMPTY = DataStatus(release=RELEASE, areas=(("marac", 29),), quarters=(), published=40, differences=())


SELECTION = Selection(marac="M01", quarter=Quarter(2024, 1), indicator="cases")
ALL_KNOWN = OwnArea(
    verdict="Birchford: all 4 quarters returned.",
    absence_count="Birchford: every indicator has a figure.",
    absences=(),
)
NO_RETURNS = ReturnStates(quarters=(), rows=(), release=RELEASE)


def layout(status: DataStatus, returns: ReturnStates = NO_RETURNS, past: tuple[ReleaseNote, ...] = ()) -> list:
    """The page."""
    return data_quality.layout(status, returns, past, SELECTION, ALL_KNOWN)


def test_the_page_begins_with_the_verdict_on_the_readers_own_marac() -> None:
    assert [each.children for each in layout(EMPTY)[:2]] == ["Data quality", "Birchford: all 4 quarters returned."]


def test_indicators_without_a_figure_are_a_table_and_none_a_sentence_alone() -> None:
    page = str(layout(EMPTY))
    assert "every indicator has a figure" in page
    assert data_quality.ABSENCE_COLUMNS[1] not in page
    own = replace(ALL_KNOWN, absences=(("Males %", "withheld: a small number"),))
    page = str(data_quality.layout(EMPTY, NO_RETURNS, (), SELECTION, own))
    assert all(text in page for text in (*data_quality.ABSENCE_COLUMNS, "Males %", "withheld: a small number"))


def test_a_release_without_returns_says_that_all_is_published() -> None:
    assert "every figure shown is a published one" in str(layout(EMPTY))


def test_a_quarter_of_published_figures_alone_is_no_quarter_without_returns() -> None:
    nothing = QuarterCoverage(quarter=Quarter(2024, 1), coverage=Coverage(), dropped=0, corrected=0)
    page = str(layout(replace(EMPTY, quarters=(nothing,))))
    assert "every figure shown is a published one" in page
    assert "Maracs expected" not in page


def test_returned_and_estimated_are_told_apart() -> None:
    coverage = Coverage(expected=29, returned=28, proxied=3)
    quarter = QuarterCoverage(quarter=Quarter(2024, 1), coverage=coverage, dropped=1, corrected=2, withheld=4)
    assert data_quality._quarter_row(quarter) == ("2024-Q1", "29", "25", "3", "1", "2", "4")


def test_a_difference_shows_both_numbers_as_they_are_written() -> None:
    difference = PublishedDifference(
        area=FORCE,
        quarter=Quarter(2024, 1),
        indicator=catalogue.indicator("repeat-rate"),
        computed=31.26,
        published=31.1,
        shown=Origin.COMPUTED,
    )
    said = str(layout(DataStatus(**{**vars(EMPTY), "differences": (difference,)})))
    assert "31.3%" in said
    assert "31.1%" in said


def test_no_difference_is_not_claimed_where_nothing_is_published() -> None:
    returned = QuarterCoverage(quarter=Quarter(2024, 1), coverage=WHOLE, dropped=0, corrected=0)
    assert "No published figure differs" in str(layout(replace(EMPTY, quarters=(returned,))))
    assert "nothing to compare with" in str(layout(EMPTY))
    assert "No published figure differs" not in str(layout(EMPTY))
    none = str(layout(replace(EMPTY, published=0)))
    assert "No published figures are held here" in none
    assert "differs from" not in none


def test_areas_are_counted_by_what_they_are() -> None:
    assert "29 Maracs" in str(layout(EMPTY))


def test_what_became_of_each_maracs_quarter_is_said_in_words() -> None:
    row = MaracReturnStates(marac=OWN, force=FORCE, states=(ReturnState.PROXIED, ReturnState.CORRECTED))
    returns = ReturnStates(quarters=(Quarter(2024, 1), Quarter(2023, 4)), rows=(row,), release=RELEASE)
    said = str(layout(EMPTY, returns))
    assert all(word in said for word in ("Birchford", "2023-Q4", "estimated", "corrected"))


def test_earlier_releases_lead_to_what_changed_since_and_the_present_one_is_none_of_them() -> None:
    earlier = replace(RELEASE, id="release-20240101T000000-0123abcd")
    said = str(layout(EMPTY, NO_RETURNS, (RELEASE, earlier)))
    assert "release=release-20240101T000000-0123abcd" in said
    assert f"release={RELEASE.id}" not in said
    assert "This is the first release" in str(layout(EMPTY, NO_RETURNS, (RELEASE,)))


def test_breaks_are_listed_with_their_reason() -> None:
    assert "Census 2011 before and of Census 2021 from then on, whichever were sent here" in str(layout(EMPTY))


def test_all_but_the_newest_quarters_are_folded() -> None:
    quarters = tuple(
        QuarterCoverage(quarter=Quarter(2024, 4) - back, coverage=WHOLE, dropped=0, corrected=0) for back in range(10)
    )
    page = layout(replace(EMPTY, quarters=quarters))
    folded = next(each for each in page if isinstance(each, html.Details))
    assert "Earlier quarters: 2022-Q3 to 2022-Q4" in str(folded)
    assert "2023-Q1" not in str(folded)
