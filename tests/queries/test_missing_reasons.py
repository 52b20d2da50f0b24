"""Every absence has its status and its reason, in the order in which it would have to be mended."""

from __future__ import annotations

from datetime import date

import pytest

from maracdash.model.areas import Level
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Coverage, Status, Value
from maracdash.queries.status import get_data_status
from maracdash.queries.tables import build_tidy_table
from maracdash.store.releases.connections import ReleaseConnection
from maracdash.store.releases.publish import publish_release
from maracdash.store.releases.served_releases import Releases
from tests.support import folders

NOW = Quarter(2024, 4)
CLOSED = Quarter(2023, 4)
FORCES = {"F1": ("FULL", "GAP", "ZERO"), "F2": ("CLOSED", "NEW"), "F3": ("SILENT",), "F4": ()}


@pytest.fixture(scope="module")
def db(tmp_path_factory) -> ReleaseConnection:
    folder = tmp_path_factory.mktemp("absences")
    areas = folders.build_country(FORCES)
    for row in areas:
        if row["code"] == "CLOSED":
            row["valid_to"] = CLOSED.end
        if row["code"] == "NEW":
            row["valid_from"] = (CLOSED + 2).start
    quarters = [NOW - back for back in range(8)]
    returns = [
        folders.quarterly_return("FULL", each, cases=10, lgbtq=None if each == NOW else 1, males=1) for each in quarters
    ]
    returns += [folders.quarterly_return("GAP", each, cases=5) for each in (NOW - 7, NOW - 4, NOW - 3, NOW - 2, NOW)]
    returns += [folders.quarterly_return("ZERO", each, cases=0, males=0) for each in quarters]
    returns += [folders.quarterly_return("CLOSED", each, cases=7) for each in quarters if each <= CLOSED]
    returns += [folders.quarterly_return("NEW", each, cases=7) for each in quarters if each >= CLOSED + 2]
    folders.submit(folder, areas=areas, returns=returns, populations=[folders.population_row("FULL", 50_000)])
    publish_release(folder)
    return Releases(folder).current()


def value(
    db: ReleaseConnection,
    code: str,
    slug: str,
    quarter: Quarter = NOW,
    window: Window = Window.YEAR,
    level: Level = Level.MARAC,
) -> Value:
    (cell,) = build_tidy_table(db, quarter, window, (level,), code, (slug,)).cells
    return cell.value


@pytest.mark.parametrize(
    ("code", "slug", "quarter", "window", "status", "reason"),
    [
        ("FULL", "lgbtq", NOW, Window.YEAR, Status.NOT_COLLECTED, "not collected in every meeting of the period"),
        (
            "FULL",
            "minoritised-population",
            NOW,
            Window.YEAR,
            Status.NO_POPULATION,
            "no population is known for this area",
        ),
        ("ZERO", "cases-per-10k", NOW, Window.YEAR, Status.NO_POPULATION, "no population is known for this area"),
        ("ZERO", "males", NOW, Window.YEAR, Status.NOT_APPLICABLE, "there were no cases to take a share of"),
        (
            "GAP",
            "cases-change",
            NOW,
            Window.YEAR,
            Status.NO_EARLIER_YEAR,
            "no data for the same months one year earlier",
        ),
        (
            "FULL",
            "cases-change",
            NOW - 4,
            Window.YEAR,
            Status.NO_EARLIER_YEAR,
            "no data for the same months one year earlier",
        ),
        (
            "FULL",
            "cases-change-all",
            NOW - 4,
            Window.YEAR,
            Status.NO_EARLIER_YEAR,
            "no data for the same months one year earlier",
        ),
        (
            "GAP",
            "cases",
            NOW - 4,
            Window.YEAR,
            Status.NO_FULL_YEAR,
            "fewer than four quarters of this year were returned",
        ),
        ("GAP", "cases", NOW - 5, Window.QUARTER, Status.NO_RETURN, "nothing was returned for this quarter"),
        ("CLOSED", "cases", NOW, Window.YEAR, Status.NO_RETURN, "this Marac closed on 31 December 2023"),
        ("CLOSED", "cases", NOW, Window.QUARTER, Status.NO_RETURN, "this Marac closed on 31 December 2023"),
        ("NEW", "cases", NOW - 7, Window.YEAR, Status.NO_RETURN, "this Marac opened on 1 April 2024"),
        ("NEW", "cases", NOW, Window.YEAR, Status.NO_FULL_YEAR, "this Marac opened on 1 April 2024"),
        (
            "FULL",
            "cases",
            NOW - 5,
            Window.YEAR,
            Status.NO_FULL_YEAR,
            "fewer than four quarters of this year were returned",
        ),
        ("SILENT", "cases", NOW, Window.YEAR, Status.NO_RETURN, "nothing was returned for this year"),
        ("SILENT", "cases", NOW, Window.QUARTER, Status.NO_RETURN, "nothing was returned for this quarter"),
    ],
)
def test_a_marac(db, code, slug, quarter, window, status, reason):  # noqa: PLR0917
    found = value(db, code, slug, quarter, window)
    assert (found.number, found.status, found.reason) == (None, status, reason)


def test_a_quarter_is_filled_once_then_the_marac_is_out_until_it_returns(db):
    shown = [value(db, "GAP", "cases", NOW - back, Window.QUARTER) for back in reversed(range(8))]
    assert [each.status.value for each in shown] == ["ok", "proxied", "no-return", "ok", "ok", "ok", "proxied", "ok"]
    assert [each.number for each in shown if each.known] == [5] * 7
    year = value(db, "GAP", "cases")
    assert (year.number, year.status, year.coverage) == (
        20,
        Status.PROXIED,
        Coverage(expected=1, returned=1, proxied=1),
    )


def test_a_larger_area_has_no_full_year_while_none_of_its_maracs_has(db):
    early = value(db, "F1", "cases", NOW - 5, level=Level.FORCE)
    assert (early.status, early.reason) == (
        Status.NO_FULL_YEAR,
        "no Marac of this area has all four quarters of this year",
    )
    assert value(db, "F2", "cases", NOW, level=Level.FORCE).status is Status.NO_FULL_YEAR
    assert value(db, "F1", "cases", NOW - 4, level=Level.FORCE).known


def test_larger_areas(db):
    silent = value(db, "F3", "cases", level=Level.FORCE)
    assert (silent.status, silent.reason) == (
        Status.NO_RETURN,
        "no Marac of this area has data for the whole period, and none was published",
    )
    empty = value(db, "U1", "cases", level=Level.UK)
    assert (empty.status, empty.reason) == (
        Status.NOT_PUBLISHED,
        "not every Marac of Albany is in this data, and no published figure is loaded",
    )
    force = value(db, "F1", "cases", level=Level.FORCE)
    assert (force.number, force.status, force.coverage) == (60, Status.OK, Coverage(expected=3, returned=3, proxied=1))


def test_a_sum_over_fewer_maracs_says_how_many(db):
    rate = value(db, "F1", "cases-per-10k", level=Level.FORCE)
    assert (rate.number, rate.coverage) == (8, Coverage(expected=3, returned=1, proxied=0))


def test_a_closed_marac_is_expected_only_while_it_was_open(db):
    assert value(db, "F2", "cases", CLOSED, level=Level.FORCE).coverage == Coverage(expected=1, returned=1)
    assert value(db, "F2", "cases", NOW, level=Level.FORCE).coverage == Coverage(expected=1, returned=0)


def test_returns_after_the_closing_date_do_not_count(tmp_path):
    areas = folders.build_country({"F1": ("M1",)})
    areas[-1]["valid_to"] = date(2024, 3, 31)
    folders.submit(
        tmp_path, areas=areas, returns=[folders.quarterly_return("M1", Quarter(2024, each), cases=9) for each in (1, 2)]
    )
    publish_release(tmp_path)
    db = Releases(tmp_path).current()
    assert [
        cell.value.number
        for cell in build_tidy_table(db, Quarter(2024, 1), Window.QUARTER, (Level.UK,), "", ("cases",)).cells
    ] == [9]
    rows = db.rows("select count(*) from figure where quarter > ?", [Quarter(2024, 1).index])
    assert rows == [(0,)]


def test_areas_that_are_not_listed_are_named(tmp_path):
    kept = folders.submit(tmp_path, areas=folders.build_country({"F1": ("M1",)}))
    folders.submit(tmp_path, returns=[folders.quarterly_return("M1", NOW, cases=9)])
    folders.withdraw(tmp_path, kept)
    publish_release(tmp_path)
    assert Releases(tmp_path).current().rows("from unlisted") == [("marac", "M1")]


def test_what_became_of_each_quarter_is_kept(tmp_path):
    quarters = [NOW - back for back in reversed(range(8))]
    folders.submit(
        tmp_path,
        areas=folders.build_country({"F1": ("M1", "M2")}),
        returns=[folders.quarterly_return("M1", each, cases=5) for each in quarters]
        + [folders.quarterly_return("M2", quarters[place], cases=5) for place in (0, 3, 4, 5, 7)],
    )
    folders.submit(
        tmp_path, returns=[folders.quarterly_return("M1", NOW, cases=6), folders.quarterly_return("M2", NOW, cases=5)]
    )
    publish_release(tmp_path)
    db = Releases(tmp_path).current()
    states = [state for (state,) in db.rows("select state from return_state where marac = 'M2' order by quarter")]
    assert states == ["returned", "proxied", "dropped", *["returned"] * 3, "proxied", "returned"]
    told = {str(each.quarter): (each.coverage, each.dropped, each.corrected) for each in get_data_status(db).quarters}
    assert told["2024-Q4"] == (Coverage(expected=2, returned=2), 0, 1)
    assert told["2024-Q3"] == (Coverage(expected=2, returned=2, proxied=1), 0, 0)
    assert told["2023-Q3"] == (Coverage(expected=2, returned=1), 1, 0)
