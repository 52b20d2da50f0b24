"""Sentences on what changed since then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from maracdash import catalogue
from maracdash.model.answers import AreaRole, Point, Verdict
from maracdash.model.areas import Level, OwnGroup
from maracdash.model.groups import GroupChoice
from maracdash.model.signals import SignalKind, SinceSelection, SinceSpan
from maracdash.model.values import Status, Value
from maracdash.words import changes_since as said
from tests.support.signals import NOW, make_changes, make_check, make_note, make_other, make_scan

THEN = NOW - 1


def one_change(before: tuple, after: tuple, kind: SignalKind = SignalKind.FORCE, indicator: str = "repeat-rate"):
    """The changes between two outcomes with their figures, and with a third what holds at 95%."""
    checks = [
        make_scan(make_check(outcome, quarter, kind, figures, indicator, *likely), quarter=quarter)
        for (outcome, figures, *likely), quarter in ((before, THEN), (after, NOW))
    ]
    return make_changes(*checks)


def test_a_new_signal_says_what_it_is_beside_and_what_was_then():
    changes = one_change((Verdict.SIMILAR, (31.0, 27.2)), (Verdict.HIGHER, (35.9, 26.9)))
    assert [said.write_new(each) for each in changes.new] == [
        "35.9% in 2024-Q4, clearly higher than its force (26.9%). In 2024-Q3: 31.0% beside 27.2%, similar."
    ]


def test_a_signal_that_is_gone_says_what_was_and_what_is():
    changes = one_change((Verdict.LOWER, (12.0, 27.2)), (Verdict.SIMILAR, (20.0, 27.0)), SignalKind.UK)
    assert [said.write_gone(each) for each in changes.gone] == [
        "12.0% in 2024-Q3, clearly lower than the UK (27.2%). In 2024-Q4: 20.0% beside 27.0%, similar."
    ]


def test_a_change_on_the_year_rose_or_fell():
    changes = one_change((Verdict.SIMILAR, (520.0, 495.0)), (Verdict.HIGHER, (589.0, 489.0)), SignalKind.YEAR, "cases")
    assert said.write_new(changes.new[0]) == (
        "rose from 489 in 2023-Q4 to 589 in 2024-Q4. "
        "In 2024-Q3: 520, and 495 a year before, within what chance explains."
    )


def test_what_was_not_compared_says_why_and_what_turned_says_so():
    changes = one_change((Verdict.NOT_COMPARED, (None, 27.2)), (Verdict.HIGHER, (35.9, 26.9)))
    assert said.write_new(changes.new[0]).endswith("In 2024-Q3: not compared (no return).")
    turned = one_change((Verdict.LOWER, (12.0, 27.2)), (Verdict.HIGHER, (35.9, 26.9)))
    assert said.write_new(turned.new[0]).endswith("12.0% in 2024-Q3, clearly lower than its force (27.2%).")
    lasting = one_change((Verdict.HIGHER, (34.0, 27.2)), (Verdict.HIGHER, (35.9, 26.9)))
    assert said.write_lasting(lasting.lasting[0]) == "35.9% in 2024-Q4, clearly higher than its force (26.9%)."


def test_a_change_that_stands_out_is_said_with_its_direction():
    changes = one_change(
        (Verdict.SIMILAR, (-4.3, 7.7)), (Verdict.HIGHER, (53.5, 6.1)), SignalKind.UK, indicator="cases-change"
    )
    assert said.write_new(changes.new[0]) == (
        "up 53.5% in 2024-Q4, clearly higher than the UK (up 6.1%). In 2024-Q3: down 4.3% beside up 7.7%, similar."
    )


@pytest.mark.parametrize(
    ("likely", "new", "gone"),
    [
        (Verdict.HIGHER, "already higher, but not clearly.", "still higher, but no longer clearly."),
        (Verdict.LOWER, "lower, but not clearly.", "lower, but not clearly."),
        (Verdict.SIMILAR, "similar.", "similar."),
    ],
)
def test_the_verdict_of_the_other_time_is_said_as_its_own_page_does(likely, new, gone):
    weak, strong = (Verdict.SIMILAR, (37.3, 31.2), likely), (Verdict.HIGHER, (37.4, 31.0))
    assert said.write_new(one_change(weak, strong).new[0]).endswith(f" In 2024-Q3: 37.3% beside 31.2%, {new}")
    assert said.write_gone(one_change(strong, weak).gone[0]).endswith(f" In 2024-Q4: 37.3% beside 31.2%, {gone}")


def test_a_small_step_across_the_line_is_counted_as_clearer_or_less_clear_not_as_new_or_gone():
    weak, strong = (Verdict.SIMILAR, (37.3, 31.2), Verdict.HIGHER), (Verdict.HIGHER, (37.4, 31.0))
    up, down = (said.write_changes_summary(one_change(*each)) for each in ((weak, strong), (strong, weak)))
    assert "0 new signals, 1 clearer than before, 0 less clear, 0 gone and 0 that" in up
    assert "0 new signals, 0 clearer than before, 1 less clear, 0 gone and 0 that" in down


def test_a_change_of_the_other_time_is_told_from_chance_as_on_its_card():
    weak, strong = (Verdict.SIMILAR, (540.0, 480.0), Verdict.HIGHER), (Verdict.HIGHER, (589.0, 489.0))
    changes = one_change(weak, strong, SignalKind.YEAR, "cases")
    assert said.write_new(changes.new[0]).endswith(
        "In 2024-Q3: 540, and 480 a year before, already more than chance explains, but not clearly."
    )


def test_it_names_the_rest_and_a_group_of_ones_own():
    check = make_check(Verdict.HIGHER)
    rest = replace(check, other=make_other(SignalKind.FORCE, Value(number=27.2), check.beside))
    assert said.write_signal(rest) == "35.9% in 2024-Q4, clearly higher than the rest of its force (26.9%)"
    coast = OwnGroup(level=Level.GROUP, code="Coast~M2,M3", name="Coast", members=())
    grouped = replace(check, kind=SignalKind.GROUP, other=Point(area=coast, role=AreaRole.GROUP, value=check.beside))
    assert said.write_signal(grouped) == "35.9% in 2024-Q4, clearly higher than “Coast” (26.9%)"
    chosen = SinceSelection(marac="M1", quarter=NOW, group=GroupChoice(name="Coast", members=("M2", "M3")))
    assert "differs from its force, “Coast”, the UK" in said.explain_signal(chosen)


def test_the_summary_counts_and_says_what_can_be_told_of_revisions():
    changes = one_change((Verdict.SIMILAR, (31.0, 27.2)), (Verdict.HIGHER, (35.9, 26.9)))
    assert said.write_changes_summary(changes) == (
        "Birchford, 2024-Q4 beside 2024-Q3 (last quarter): 1 new signal, 0 clearer than before, 0 less clear, 0 gone "
        "and 0 that held then and now. Whether figures were revised cannot be told: there was no release with them "
        "here on 31 December 2024."
    )
    earlier = make_changes(changes.then, changes.now, then_release=make_note(date(2024, 11, 3), "release-1"))
    assert said.write_revision_count(earlier) == "No figures were revised since the release of 3 November 2024."
    same = make_changes(changes.then, changes.now, then_release=make_note())
    assert said.write_revision_count(same) == "No figures were published since 31 December 2024."


def test_a_quarter_that_is_a_copy_is_said_first_to_hold_nothing_new():
    filled = replace(make_scan(make_check(Verdict.HIGHER)), is_filled=True)
    changes = make_changes(make_scan(quarter=THEN), filled)
    copied = (
        "No return for 2024-Q4: it is filled with the figures of 2024-Q3 (estimated), so nothing in that quarter is "
        "new. What differs comes of other quarters, or of the areas beside. "
    )
    assert said.write_changes_summary(changes).startswith(f"{copied}Birchford, 2024-Q4 beside 2024-Q3")
    assert said.write_changes_summary(make_changes(filled, make_scan(quarter=NOW + 1))).startswith("Birchford, ")
    unknown = make_changes(None, filled, why_not="There are no figures for 2021-Q4.")
    assert said.write_changes_summary(unknown).startswith("No return for 2024-Q4: ")
    assert "What differs" not in said.write_changes_summary(unknown)


def test_an_estimate_is_marked_behind_its_number_in_a_sentence():
    check = replace(make_check(Verdict.HIGHER), value=Value(number=35.9, status=Status.PROXIED))
    assert said.write_signal(check) == "35.9% (estimated) in 2024-Q4, clearly higher than its force (26.9%)"
    change = replace(check, indicator=catalogue.indicator("cases-change"))
    assert said.write_signal(change).startswith("up 35.9% (estimated) in 2024-Q4")


@pytest.mark.parametrize(
    ("since", "release", "text"),
    [
        (SinceSpan.THREE_YEARS, None, "2024-Q3 (three years ago)"),
        (date(2024, 5, 12), None, "2024-Q3, the last quarter whose returns were due by 12 May 2024"),
        (date(2024, 5, 12), make_note(), "2024-Q3, as it stood on 12 May 2024"),
    ],
)
def test_the_summary_says_what_then_is(since, release, text):
    scan = make_scan(quarter=THEN)
    chosen = SinceSelection(marac="M1", quarter=NOW, since=since)
    assert text in said.write_changes_summary(make_changes(scan, make_scan(), selection=chosen, then_release=release))


@pytest.mark.parametrize(
    ("apart", "text"),
    [(0, "the same 12 months"), (1, "share nine:"), (2, "share six:"), (3, "share three:"), (4, ""), (12, "")],
)
def test_it_says_how_many_months_the_two_periods_share(apart, text):
    """12 months end with each quarter, and a quarter has three."""
    then = replace(make_scan(quarter=NOW - apart), release=make_note(date(2024, 11, 3), "release-1"))
    changes = make_changes(then, make_scan())
    assert text in said.write_overlap(changes)
    assert bool(said.write_overlap(changes)) is bool(text)
    lines = " ".join(said.write_change_lines(changes))
    assert ("share" in lines or "same 12 months" in lines) is bool(text)
    assert said.write_overlap(replace(changes, then=None)) == ""


def test_without_figures_of_then_it_says_why():
    changes = make_changes(None, make_scan(), why_not="There are no figures for 2021-Q4.")
    assert "signals cannot be compared. There are no figures for 2021-Q4." in said.write_changes_summary(changes)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "No figure of 2024-Q4 could be compared."),
        (1, "1 indicator was looked at, in 1 comparison. If nothing differed at all, chance alone would"),
        (1, "still give fewer than 0.1 signals"),
        (
            104,
            "in 104 comparisons. If nothing differed at all, chance alone would still give about 0.2 signals (0.2% of",
        ),
    ],
)
def test_it_says_how_many_comparisons_and_how_many_signals_chance_gives(count, text):
    scan = make_scan(*[make_check(Verdict.SIMILAR)] * count, make_check(Verdict.NOT_COMPARED))
    assert text in said.write_chance(make_changes(make_scan(quarter=THEN), scan))


def test_of_what_cannot_be_compared_it_counts_no_comparisons():
    scan = make_scan(*[make_check(Verdict.SIMILAR)] * 127)
    assert said.write_chance(make_changes(None, scan, why_not="There are no figures for 2021-Q4.")) == ""
    assert said.write_chance(make_changes(scan, scan)) == ""


def test_where_nothing_newer_has_come_that_is_said_and_no_signals_are_counted():
    scan, day = make_scan(make_check(Verdict.HIGHER)), date(2025, 2, 12)
    chosen = SinceSelection(marac="M1", quarter=NOW, since=day)
    due = make_changes(scan, scan, selection=chosen, day=day)
    assert said.write_changes_summary(due) == (
        "Birchford, 2024-Q4: nothing newer has come since 12 February 2025: returns of 2024-Q4, the newest quarter, "
        "were due by that day. Choose an earlier day."
    )
    assert said.write_overlap(due) == ""
    assert "Period: January to December 2024" in said.write_change_lines(due)
    assert "nothing in it is newer than 12 February 2025: returns of 2024-Q4 were" in said.write_changes_summary(
        replace(due, is_newest=False)
    )
    assert "no figures were published since. Choose" in said.write_changes_summary(
        replace(due, then_release=make_note())
    )
    corrected = make_changes(replace(scan, release=make_note(day, "release-1")), scan, selection=chosen, day=day)
    assert "0 new signals" in said.write_changes_summary(corrected)


def test_a_day_that_has_not_come_is_said_to_be_one():
    assert said.explain_future(date(2025, 2, 13), date(2025, 2, 12)) == (
        "13 February 2025 has not come yet. Choose a day up to today."
    )
    assert said.explain_future(date(2025, 2, 12), date(2025, 2, 12)) == ""
    assert said.explain_future(SinceSpan.YEAR, date(2025, 2, 12)) == ""


def test_no_cause_and_no_order_of_merit_is_named():
    changes = one_change((Verdict.LOWER, (12.0, 27.2)), (Verdict.HIGHER, (35.9, 26.9)))
    text = " ".join(
        [said.write_new(changes.new[0]), said.write_gone(changes.gone[0]), said.write_changes_summary(changes)]
    )
    assert not {"best", "worst", "because", "due", "caused"} & set(text.lower().split())
