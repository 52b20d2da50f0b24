"""A report arranged: sorted areas, hidden columns, and what each column is compared with."""

from __future__ import annotations

from pathlib import Path

import pytest

from maracdash import catalogue, queries
from maracdash.model import report_view
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError
from maracdash.model.overview_reports import ColumnKind, OverviewReport, ReportForm, ReportSelection
from maracdash.model.report_view import (
    ReportView,
    column_key,
    drop_unavailable_choices,
    order_columns,
    parse_report_view,
)
from maracdash.reading.reader import Reader
from tests.support.overview_report import make_report

CASES = catalogue.indicator("cases")


def numbers(answer: OverviewReport, arrangement: ReportView) -> list[float | None]:
    """What the row of cases holds in the order shown, Maracs only."""
    row = next(each for each in answer.rows if each.indicator == CASES)
    return [
        row.values[p].number for p in order_columns(answer, arrangement) if answer.columns[p].kind is ColumnKind.MARAC
    ]


def test_an_address_says_the_whole_arrangement_and_comes_back() -> None:
    arrangement = ReportView(
        own="M01", against=ColumnKind.UK, sort="-cases", hidden=("recommended", "marac:M02"), release="20240512T093000"
    )
    assert arrangement.query() == ("own=M01&against=uk&sort=-cases&hide=recommended,marac:M02&release=20240512T093000")
    assert ReportView().query() == ""


def test_most_first_then_least_first_and_no_figure_always_last() -> None:
    answer = make_report(cases=(3.0, None, 9.0, 5.0))
    assert numbers(answer, ReportView()) == [3.0, None, 9.0, 5.0]
    assert numbers(answer, ReportView(sort="cases")) == [9.0, 5.0, 3.0, None]
    assert numbers(answer, ReportView(sort="-cases")) == [3.0, 5.0, 9.0, None]


def test_larger_areas_stay_first_when_areas_are_sorted() -> None:
    answer = make_report(cases=(3.0, None, 9.0, 5.0))
    kinds = [answer.columns[place].kind for place in order_columns(answer, ReportView(sort="cases"))]
    assert kinds[:4] == [ColumnKind.UK, ColumnKind.RECOMMENDED, ColumnKind.GROUP, ColumnKind.FORCE]


def test_three_presses_come_back_to_the_beginning() -> None:
    first = ReportView().next_sort(CASES)
    second = ReportView(sort=first).next_sort(CASES)
    assert (first, second, ReportView(sort=second).next_sort(CASES)) == ("cases", "-cases", "")


def test_hidden_columns_are_gone_from_columns_and_rows() -> None:
    answer = make_report()
    hidden = report_view.apply_view(answer, ReportView(hidden=("recommended", "marac:M02")))
    assert "recommended" not in [column_key(column) for column in hidden.columns]
    assert len(hidden.columns) == len(answer.columns) - 2
    assert {len(row.values) for row in hidden.rows} == {len(hidden.columns)}


def test_each_column_is_compared_with_the_nearest_of_the_kind_and_never_with_itself() -> None:
    answer = make_report()
    kinds = [column.kind for column in answer.columns]
    against_force = report_view.find_comparators(answer, ColumnKind.FORCE)
    assert [kinds[at] if at is not None else None for at in against_force] == [
        None, None, None, None, *[ColumnKind.FORCE] * 4,
    ]  # fmt: skip
    against_uk = report_view.find_comparators(answer, ColumnKind.UK)
    assert list(against_uk) == [None, None, 0, 0, 0, 0, 0, 0]


def test_what_a_report_has_not_is_left_out_of_its_arrangement() -> None:
    answer = make_report()
    kept = drop_unavailable_choices(
        answer, ReportView(against=ColumnKind.COUNTRY, hidden=("marac:elsewhere", "recommended"))
    )
    assert kept == ReportView(hidden=("recommended",))


def test_a_row_or_comparator_that_is_not_there_is_said() -> None:
    with pytest.raises(NotFoundError, match="no row “height”"):
        drop_unavailable_choices(make_report(), ReportView(sort="height"))
    with pytest.raises(NotFoundError, match="cannot be compared with “moon”"):
        parse_report_view({"against": "moon"})


@pytest.fixture
def invented(demonstration: Path) -> Reader:
    """The demonstration's release."""
    return Reader(demonstration, Audience.FULL)


def test_every_column_of_every_form_has_a_key_of_its_own(invented: Reader) -> None:
    first = invented.ask(queries.DEFAULT_REPORT_SELECTION)
    forces = tuple(each.code for each in invented.ask(queries.OFFERED_FORCES, ReportForm.FORCE_MARAC))
    for form in ReportForm:
        answer = invented.ask(queries.OVERVIEW_REPORT, ReportSelection(form=form, quarter=first.quarter, forces=forces))
        keys = [column_key(column) for column in answer.columns]
        assert len(set(keys)) == len(keys)


def test_recommended_levels_without_a_figure_are_not_on_the_screen_unless_asked_for() -> None:
    answer = make_report()
    assert report_view.hide_empty_columns(answer, ReportView()).hidden == ("recommended",)
    every = drop_unavailable_choices(answer, parse_report_view({"hide": "none"}))
    assert every.query() == "hide=none"
    assert len(order_columns(answer, report_view.hide_empty_columns(answer, every))) == len(answer.columns)
    assert len(report_view.apply_view(answer, ReportView()).columns) == len(answer.columns)
