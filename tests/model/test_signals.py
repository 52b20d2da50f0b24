"""New, gone and lasting signals; and what the reader looks back to, in an address."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from maracdash.model.answers import Verdict
from maracdash.model.errors import NotFoundError
from maracdash.model.quarters import Quarter
from maracdash.model.signals import SignalKind, SinceSelection, SinceSpan, parse_since_selection, sort_changes
from tests.support.signals import NOW, make_changes, make_check, make_scan

SIGNALS = {Verdict.HIGHER, Verdict.LOWER}
GROUPS = ("fresh", "clearer", "less_clear", "ended", "untold", "lasting")


@pytest.mark.parametrize(("before", "after"), [*product(Verdict, Verdict)])
def test_new_holds_now_and_did_not_then_gone_the_other_way_round(before, after):
    then = make_scan(make_check(before, NOW - 1), quarter=NOW - 1)
    new, gone, lasting = sort_changes(then, make_scan(make_check(after)))
    held, holds = {before} & SIGNALS, {after} & SIGNALS
    assert {each.signal.outcome for each in new} == holds - held
    assert {each.signal.outcome for each in gone} == held - holds
    assert {each.signal.outcome for each in lasting} == held & holds
    assert all((each.signal.quarter, each.other.quarter) == (NOW, NOW - 1) for each in (*new, *lasting))
    assert all((each.signal.quarter, each.other.quarter) == (NOW - 1, NOW) for each in gone)


def test_a_comparison_of_one_time_alone_has_no_other():
    now = make_scan(make_check(Verdict.HIGHER), make_check(Verdict.LOWER, kind=SignalKind.UK))
    new, gone, _ = sort_changes(make_scan(make_check(Verdict.HIGHER, NOW - 1)), now)
    assert [(each.signal.kind, each.other) for each in new] == [(SignalKind.UK, None)]
    assert gone == []


@pytest.mark.parametrize(
    ("then", "now", "group"),
    [
        ((Verdict.SIMILAR, Verdict.SIMILAR), (Verdict.HIGHER, Verdict.HIGHER), "fresh"),
        ((Verdict.SIMILAR, Verdict.LOWER), (Verdict.HIGHER, Verdict.HIGHER), "fresh"),
        ((Verdict.NOT_COMPARED, Verdict.NOT_COMPARED), (Verdict.HIGHER, Verdict.HIGHER), "fresh"),
        ((Verdict.SIMILAR, Verdict.HIGHER), (Verdict.HIGHER, Verdict.HIGHER), "clearer"),
        ((Verdict.LOWER, Verdict.LOWER), (Verdict.SIMILAR, Verdict.LOWER), "less_clear"),
        ((Verdict.LOWER, Verdict.LOWER), (Verdict.SIMILAR, Verdict.SIMILAR), "ended"),
        ((Verdict.LOWER, Verdict.LOWER), (Verdict.SIMILAR, Verdict.HIGHER), "ended"),
        ((Verdict.LOWER, Verdict.LOWER), (Verdict.NOT_COMPARED, Verdict.NOT_COMPARED), "untold"),
        ((Verdict.LOWER, Verdict.LOWER), (Verdict.LOWER, Verdict.LOWER), "lasting"),
    ],
)
def test_a_signal_whose_grade_alone_changed_is_neither_new_nor_ended(then, now, group):
    """Each pair is the outcome at 99.8% and at 95%; every signal stands in one group and no other."""
    scans = [
        make_scan(make_check(outcome, quarter, likely=likely), quarter=quarter)
        for (outcome, likely), quarter in ((then, NOW - 1), (now, NOW))
    ]
    changes = make_changes(*scans)
    sizes = {each: len(getattr(changes, each)) for each in GROUPS}
    assert sizes == {each: int(each == group) for each in GROUPS}


@pytest.mark.parametrize(
    ("since", "query"),
    [
        (SinceSpan.QUARTER, "marac=M+1&quarter=2024-Q4"),
        (SinceSpan.THREE_YEARS, "marac=M+1&quarter=2024-Q4&since=three-years"),
        (date(2026, 5, 12), "marac=M+1&quarter=2024-Q4&since=2026-05-12"),
    ],
)
def test_it_goes_into_an_address_and_back(since, query):
    chosen = SinceSelection(marac="M 1", quarter=NOW, since=since)
    assert chosen.query() == query
    text = {"since": query.partition("since=")[2]}
    assert parse_since_selection(text, SinceSelection(marac="M 1", quarter=NOW)) == chosen


@pytest.mark.parametrize("text", ["spring", "2026-02-30", "12/05/2026", "26"])
def test_what_is_no_day_is_said(text):
    with pytest.raises(NotFoundError, match=r"is no day to look back to\. Write it like 2026-05-12, or"):
        parse_since_selection({"since": text}, SinceSelection(marac="M1", quarter=Quarter(2024, 1)))
