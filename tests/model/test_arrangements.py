"""A report arranged: sorted areas, hidden columns, and what each column is compared with."""

from __future__ import annotations

from pathlib import Path

import pytest

from maracdash import catalogue, queries
from maracdash.model import report_view
from maracdash.model.errors import UnknownThing
from maracdash.model.overview_reports import ColumnKind, Form, Report, ReportSelection
from maracdash.model.report_view import Arrangement, from_query, key, order, settled
from maracdash.reading.reader import Reader
from tests.support.overview_report import report

CASES = catalogue.indicator("cases")


def numbers(answer: Report, arrangement: Arrangement) -> list[float | None]:
    """What the row of cases holds in the order shown, Maracs only."""
    row = next(each for each in answer.rows if each.indicator == CASES)
    return [row.values[p].number for p in order(answer, arrangement) if answer.columns[p].kind is ColumnKind.MARAC]


def test_an_address_says_the_whole_arrangement_and_comes_back() -> None:
    arrangement = Arrangement(
        own="M01", against=ColumnKind.UK, sort="-cases", hidden=("recommended", "marac:M02"), release="20240512T093000"
    )
    assert arrangement.query() == ("own=M01&against=uk&sort=-cases&hide=recommended,marac:M02&release=20240512T093000")
    assert Arrangement().query() == ""


def test_most_first_then_least_first_and_no_figure_always_last() -> None:
    answer = report(cases=(3.0, None, 9.0, 5.0))
    assert numbers(answer, Arrangement()) == [3.0, None, 9.0, 5.0]
    assert numbers(answer, Arrangement(sort="cases")) == [9.0, 5.0, 3.0, None]
    assert numbers(answer, Arrangement(sort="-cases")) == [3.0, 5.0, 9.0, None]


def test_larger_areas_stay_first_when_areas_are_sorted() -> None:
    answer = report(cases=(3.0, None, 9.0, 5.0))
    kinds = [answer.columns[place].kind for place in order(answer, Arrangement(sort="cases"))]
    assert kinds[:4] == [ColumnKind.UK, ColumnKind.RECOMMENDED, ColumnKind.GROUP, ColumnKind.FORCE]


def test_three_presses_come_back_to_the_beginning() -> None:
    first = Arrangement().next_sort(CASES)
    second = Arrangement(sort=first).next_sort(CASES)
    assert (first, second, Arrangement(sort=second).next_sort(CASES)) == ("cases", "-cases", "")


def test_hidden_columns_are_gone_from_columns_and_rows() -> None:
    answer = report()
    hidden = report_view.seen(answer, Arrangement(hidden=("recommended", "marac:M02")))
    assert "recommended" not in [key(column) for column in hidden.columns]
    assert len(hidden.columns) == len(answer.columns) - 2
    assert {len(row.values) for row in hidden.rows} == {len(hidden.columns)}


def test_each_column_is_compared_with_the_nearest_of_the_kind_and_never_with_itself() -> None:
    answer = report()
    kinds = [column.kind for column in answer.columns]
    against_force = report_view.comparators(answer, ColumnKind.FORCE)
    assert [kinds[at] if at is not None else None for at in against_force] == [
        None, None, None, None, *[ColumnKind.FORCE] * 4,
    ]  # fmt: skip
    against_uk = report_view.comparators(answer, ColumnKind.UK)
    assert list(against_uk) == [None, None, 0, 0, 0, 0, 0, 0]


def test_what_a_report_has_not_is_left_out_of_its_arrangement() -> None:
    answer = report()
    kept = settled(answer, Arrangement(against=ColumnKind.COUNTRY, hidden=("marac:elsewhere", "recommended")))
    assert kept == Arrangement(hidden=("recommended",))


def test_a_row_or_comparator_that_is_not_there_is_said() -> None:
    with pytest.raises(UnknownThing, match="no row “height”"):
        settled(report(), Arrangement(sort="height"))
    with pytest.raises(UnknownThing, match="cannot be compared with “moon”"):
        from_query({"against": "moon"})


@pytest.fixture
def invented(demonstration: Path) -> Reader:
    """The demonstration's release."""
    return Reader(demonstration)


def test_every_column_of_every_form_has_a_key_of_its_own(invented: Reader) -> None:
    first = invented.ask(queries.first_report)
    forces = tuple(each.code for each in invented.ask(queries.forces_of, Form.FORCE_MARAC))
    for form in Form:
        answer = invented.ask(queries.report, ReportSelection(form=form, quarter=first.quarter, forces=forces))
        keys = [key(column) for column in answer.columns]
        assert len(set(keys)) == len(keys)


def test_recommended_levels_without_a_figure_are_not_on_the_screen_unless_asked_for() -> None:
    answer = report()
    assert report_view.on_screen(answer, Arrangement()).hidden == ("recommended",)
    every = settled(answer, from_query({"hide": "none"}))
    assert every.query() == "hide=none"
    assert len(order(answer, report_view.on_screen(answer, every))) == len(answer.columns)
    assert len(report_view.seen(answer, Arrangement()).columns) == len(answer.columns)
