"""What is said of files."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from maracdash import catalogue
from maracdash.model.areas import Area, Level
from maracdash.model.previews import ChangeCount, FigureChange, HeadlineChange, LostFigures, Preview, ReplacedSubmission
from maracdash.model.quarters import Quarter
from maracdash.words import uploads

ASHBY = Area(level=Level.MARAC, code="A1", name="Ashby")
QUARTER = Quarter(2024, 1)


@pytest.mark.parametrize(
    ("errors", "warnings", "same", "said"),
    [
        (1, 2, False, "1 problem to correct before this can be accepted"),
        (2000, 0, True, "2,000 problems to correct before this can be accepted"),
        (0, 2, True, "These files have been accepted already"),
        (0, 2, False, "Ready to accept once you have looked at 2 unusual things"),
        (0, 0, False, "No problems: ready to accept"),
    ],
)
def test_the_worst_comes_first(errors: int, warnings: int, *, same: bool, said: str):
    assert uploads.write_verdict(errors, warnings, same=same) == said


def test_few_names_are_named_and_many_are_counted():
    assert uploads.list_names(["A", "B", "C", "D"]) == "A, B, C, D"
    assert uploads.list_names(["A", "B", "C", "D", "E"]) == "A, B, C and 2 more"
    assert uploads.write_quarters([QUARTER]) == "2024-Q1"
    assert uploads.write_quarters([QUARTER, QUARTER + 3]) == "2024-Q1 to 2024-Q4"


def test_the_difference_counts_and_names_what_goes():
    preview = Preview(parts=(ChangeCount(area=ASHBY, quarter=QUARTER, new=1, changed=2, unchanged=1000),))
    assert (
        uploads.write_difference(preview) == "1 figure would be new, 2 would change and 1,000 would stay as they are."
    )
    lost = replace(preview, parts=(replace(preview.parts[0], lost=2),))
    assert uploads.write_difference(lost) == (
        "2 counts that are held now would be lost: these files leave something out that the returns before them gave, "
        "and do not have the same numbers of cases and meetings. To keep them, send those counts too, with 0 where "
        "there were none. 1 figure would be new, 2 would change and 1,000 would stay as they are."
    )
    assert uploads.write_difference(Preview()).startswith("Nothing would change: the areas, populations and lists")
    gone = ReplacedSubmission(id="000001-abc", who="Ada", accepted_at=datetime(2025, 1, 6, tzinfo=UTC), figures=1)
    assert uploads.write_replaced(gone).startswith(
        "1 figure sent by Ada on 6 January 2025 (submission 000001-abc) would be"
    )


def test_figures_that_would_be_gone_stand_first():
    children = catalogue.indicator("children")
    loss = LostFigures(area=ASHBY, indicators=(children,), quarters=(QUARTER,), years=(QUARTER, QUARTER + 1))
    part = ChangeCount(area=ASHBY, quarter=QUARTER, changed=1)
    assert uploads.write_difference(Preview(parts=(part,), losses=(loss,))) == (
        "1 indicator of Ashby for 2024-Q1 and the 12 months to March 2024 and June 2024 would have no figure any "
        f"more: {children.label}. 0 figures would be new, 1 would change and 0 would stay as they are."
    )
    long = replace(loss, quarters=(), years=tuple(QUARTER + later for later in range(8)))
    said = uploads.write_difference(Preview(parts=(part,), losses=(long,) * 7))
    assert said.count("for the 12 months that end from March 2024 to December 2025 would have no figure") == 5
    assert "2 more Maracs would lose figures too." in said


def test_rows_are_written_with_words_for_what_is_not_there():
    change = FigureChange(area=ASHBY, quarter=QUARTER, field="cases", was="", now="12", replaces="000001-abc")
    assert uploads.change_row(change) == ("Ashby", "2024-Q1", "Cases discussed", "no figure", "12", "000001-abc")
    share = HeadlineChange(
        area=ASHBY, quarter=QUARTER, indicator=catalogue.indicator("cases-with-children"), was=None, now=9.26
    )
    assert uploads.headline_row(share)[-2:] == ("no figure", "9.3%")
    withheld = replace(share, was=9.26, now=None, now_mark="withheld")
    assert uploads.headline_row(withheld)[-2:] == ("9.3%", "withheld")


def test_figures_that_stay_although_the_files_leave_them_blank_are_named():
    assert uploads.write_kept(Preview()) == ""
    assert uploads.write_kept(Preview(kept=(("disability", 1), ("males", 2)))) == (
        "3 figures of these Maracs and quarters would stay as sent before, because the files leave them blank and "
        "give the same numbers of cases: Victims with a disability, Victims who are male."
    )


def test_a_quarter_that_is_not_over_is_shown_later():
    assert uploads.write_running_quarters([QUARTER], date(2024, 4, 1)) == ""
    assert uploads.write_running_quarters([QUARTER - 1, QUARTER], date(2024, 3, 31)) == (
        "2024-Q1 has not ended: its figures are kept now and shown from 1 April 2024."
    )
