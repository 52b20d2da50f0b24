"""The report's page and files: the same address, the same figures."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from dash import Dash

from callbacks.context import AppContext
from callbacks.pages import overview_reports
from layouts import ids, links
from layouts.pages import overview_report
from maracdash.model.audiences import Audience
from maracdash.model.overview_reports import ColumnKind, ReportForm
from maracdash.model.selection import Selection
from maracdash.settings import Settings


@pytest.fixture
def context(demonstration: Path) -> AppContext:
    """A desk of its own, asking the demonstration data."""
    return AppContext.of(Settings(data=demonstration, deployment="Alderland"), outside_requests=Audience.FULL)


def opened(context: AppContext, address: str) -> tuple[overview_report.OverviewReportPage, Selection]:
    """The page of an address."""
    return overview_reports.build_page(context, overview_reports.resolve_report(context, address))


def test_a_bare_address_is_the_report_of_the_readers_force(context: AppContext) -> None:
    shown, selection = opened(context, "/report")
    assert shown.report.form is ReportForm.FORCE_MARAC
    assert selection.marac in [each.area.code for each in shown.report.of_kind(ColumnKind.MARAC) if each.area]
    assert shown.since == ""


def test_the_readers_own_marac_brings_its_force(context: AppContext) -> None:
    force, maracs = next((force, maracs) for force, maracs in reversed(shown_choices(context)) if force and maracs)
    shown, selection = opened(context, f"/report?own={maracs[0].name}")
    assert shown.report.selection.forces == (force.code,)
    assert (shown.arrangement.own, selection.marac) == (maracs[0].code, maracs[0].code)


def test_a_whole_force_brings_its_own_report(context: AppContext) -> None:
    force, _ = next((force, maracs) for force, maracs in reversed(shown_choices(context)) if force and maracs)
    shown, selection = opened(context, f"/report?own={force.code}")
    assert shown.report.selection.forces == (force.code,)
    assert (shown.arrangement.own, selection.marac) == (force.code, force.code)


def shown_choices(context: AppContext) -> tuple:
    return opened(context, "/report")[0].offer.choices.forces


def test_the_page_holds_the_table_as_text_and_never_as_components(context: AppContext) -> None:
    shown, selection = opened(context, "/report?form=countries-forces")
    page = overview_report.layout(shown, selection)
    grid = next(part for each in page for part in each._traverse() if getattr(part, "id", "") == ids.GRID)
    drawn = json.loads(getattr(grid, "data-grid"))
    assert len(drawn["heads"]) == len(shown.report.columns) - len(shown.hidden)
    assert grid.style == {"--columns": str(len(drawn["heads"]))}
    assert {len(row["cells"]) for section in drawn["sections"] for row in section["rows"]} == {len(drawn["heads"])}
    assert sum(1 for each in page for _ in each._traverse()) < 300


def test_a_row_leads_to_its_indicator_with_the_same_quarter_and_a_marac_of_the_table(context: AppContext) -> None:
    shown, selection = opened(context, "/report?quarter=2024-Q2")
    page = overview_report.layout(shown, selection)
    grid = next(part for each in page for part in each._traverse() if getattr(part, "id", "") == ids.GRID)
    drawn = json.loads(getattr(grid, "data-grid"))
    assert (
        drawn["sections"][0]["rows"][0]["href"] == f"/indicators/police-forces?marac={selection.marac}&quarter=2024-Q2"
    )
    assert drawn["sections"][2]["href"] == f"/sections/referrals?marac={selection.marac}&quarter=2024-Q2"


def test_nothing_has_changed_since_the_release_itself(context: AppContext) -> None:
    release = opened(context, "/report")[0].report.release.id
    shown, _ = opened(context, f"/report?release={release}")
    assert shown.since == ""


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 200, ""),
        ("?form=countries-regions&sort=cases&against=uk", 200, ""),
        ("?form=upside-down", 404, "There is no form of the report called"),
        ("?release=20010101T000000", 404, "There is no release"),
        ("?force=Atlantis", 404, "Atlantis"),
        ("?against=moon", 404, "cannot be compared with"),
        ("?quarter=1999-Q1", 404, "There are no figures for 1999-Q1."),
        ("?force=all", 400, "Choose at least one police force"),
    ],
)
def test_an_address_of_the_report_answers_truly(app: Dash, query: str, status: int, said: str) -> None:
    answer = app.server.test_client().get(f"/report{query}")
    assert answer.status_code == status
    assert said in answer.text


def test_as_seen_means_as_sorted_and_without_what_is_hidden(app: Dash) -> None:
    def maracs(query: str) -> list[str]:
        answer = app.server.test_client().get(f"/export/report.csv{query}")
        assert answer.status_code == 200
        rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
        cases = next(row for row in rows if row[0] == "Number of cases discussed")
        return cases[1:]

    plain, arranged = maracs(""), maracs("?sort=cases&hide=recommended")
    assert len(arranged) == len(plain) - 1
    numbers = [int(each.replace(",", "")) for each in arranged[3:] if each[:1].isdigit()]
    assert numbers == sorted(numbers, reverse=True)


def test_the_tidy_file_and_the_workbook_are_named_after_the_report(app: Dash) -> None:
    for name, ending in (("report-tidy.csv", "tidy.csv"), ("report.xlsx", ".xlsx")):
        answer = app.server.test_client().get(f"/export/{name}?quarter=2024-Q2")
        disposition = answer.headers["Content-Disposition"]
        assert "overview-report_2024-Q2" in disposition
        assert disposition.rstrip('"').endswith(ending)


def test_a_group_of_ones_own_is_a_column_of_the_page_and_of_every_file_but_the_portals(
    app: Dash, context: AppContext
) -> None:
    shown, selection = opened(context, "/report?group=Coast~AM002,AF03&against=group&including=yes")
    assert "Coast" in [each.text for each in shown.grid.heads]
    cells = [cell.text for _, rows in shown.grid.sections for row in rows for cell in row.cells]
    assert any("clearly" in each for each in cells)
    page = " ".join(str(part) for each in overview_report.layout(shown, selection) for part in each._traverse())
    assert "difference to “Coast”" in page
    assert "The portal has no groups like “Coast”" in page
    query = links.report_query(shown.report.selection, shown.arrangement)
    assert opened(context, f"/report?{query}")[0] == shown
    assert "including=yes" in query
    client = app.server.test_client()
    assert "Coast" not in client.get(f"/export/report.csv?{query}").data.decode("utf-8-sig")
    assert ",Coast," in client.get(f"/export/report-tidy.csv?{query}").data.decode("utf-8-sig")
