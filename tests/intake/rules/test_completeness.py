"""A quarter of far fewer meetings than a Marac usually holds is a question: a return counts for the whole quarter."""

from datetime import date

import pytest

from maracdash.intake import ExistingData
from maracdash.intake.problems import Severity
from maracdash.model.directory import AreaDirectory
from maracdash.model.quarters import Quarter
from maracdash.model.returns import HeldQuarter
from tests.support.upload_files import NOTHING, QUARTERLY, check, make_areas, make_returns, sentences

ENDED = Quarter(2025, 3)


def held(*entries: int, before: Quarter = ENDED) -> ExistingData:
    """Birchford's numbers of meetings in the quarters before this one, oldest first."""
    numbers = {
        ("B1", before.index - back): HeldQuarter(days=frozenset(), entries=number)
        for back, number in enumerate(reversed(entries), start=1)
    }
    return ExistingData(AreaDirectory(), {}, NOTHING.reference, numbers)


def ask(meetings: int, known: ExistingData) -> list[str]:
    rows = (f"Birchford,2025-07-{day:02},5,1,4,2" for day in range(1, meetings + 1))
    found = check(make_areas(), make_returns(*rows), known=known).problems
    assert {each.severity for each in found} <= {Severity.WARNING}
    return sentences(found)


def test_one_meeting_of_three_is_asked_about_once():
    (asked,) = ask(1, held(3, 3, 3, 3))
    assert asked == (
        "returns.csv:2:meeting_date: 1 meeting for Birchford in 2025-Q3, where it usually has 3. The figures of the "
        "whole quarter would be of this one alone: send the others with it, or accept if there were no more."
    )


def test_several_meetings_are_one_question_too():
    (asked,) = ask(3, held(13, 12, 13, 13))
    assert asked == (
        "returns.csv:2:meeting_date: 3 meetings for Birchford in 2025-Q3, where it usually has 13. The figures of the "
        "whole quarter would be of these alone: send the others with them, or accept if there were no more."
    )


@pytest.mark.parametrize(
    ("meetings", "past", "asked"),
    [
        (2, (3, 3, 3, 3), False),
        (1, (2, 2), False),
        (1, (3,), False),
        (1, (), False),
        (1, (3, 3), True),
        (2, (5, 5), True),
        (3, (5, 5), False),
        (1, (13, 13, 13, 1, 2, 1, 1), False),
        (1, (1, 1, 1, 3, 3, 3, 3), True),
    ],
)
def test_the_limit_is_half_the_median_of_the_last_four_rounded_up(meetings: int, past: tuple[int, ...], *, asked: bool):
    assert len(ask(meetings, held(*past))) == asked


def test_quarters_that_come_after_are_no_past():
    assert not ask(1, held(3, 3, 3, 3, before=ENDED + 5))


def test_a_quarterly_return_is_asked_about_by_its_number_of_meetings():
    known = held(3, 3, 3, 3)
    (asked,) = check(
        make_areas(), make_returns("B1,2025-Q3,1,9", header="marac,quarter,entries,cases"), known=known
    ).problems
    assert (asked.row, asked.column, asked.severity) == (2, "quarter", Severity.WARNING)
    assert not check(make_areas(), make_returns("B1,2025-Q3,2,9,1", header=QUARTERLY), known=known).problems


def test_a_quarter_still_running_may_have_more_to_come():
    known = held(3, 3, 3, 3, before=Quarter(2026, 1))
    rows = make_returns("B1,2026-01-07,5,1,1,1")
    assert not check(make_areas(), rows, known=known, today=date(2026, 1, 20)).warnings, "none is missing yet"
    (asked,) = check(make_areas(), rows, known=known, today=date(2026, 3, 25)).warnings
    assert asked.message.endswith("or accept if there were no more so far.")
