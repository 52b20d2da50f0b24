"""The overview report as the portal prints it, from published figures and from returns."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from maracdash import queries
from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.answers import AreaRole
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.errors import MissingChoiceError, NotFoundError
from maracdash.model.groups import GroupChoice
from maracdash.model.overview_reports import NO_MARACS, ColumnKind, OverviewReport, ReportForm, ReportSelection
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import Selection
from maracdash.model.values import Origin, Status
from maracdash.reading.reader import Reader

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "overview-report-2024-q1.csv"
QUARTER = Quarter(2024, 1)
MET = ReportSelection(form=ReportForm.FORCE_MARAC, quarter=QUARTER, forces=("Metropolitan Police",))
LAST = Quarter(2024, 4)


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Reader:
    folder = tmp_path_factory.mktemp("published")
    outcome = accept_files(folder, [UploadedFile(SAMPLE.name, SAMPLE.read_bytes())], "tests", accept_warnings=True)
    assert outcome.release, outcome.report.problems
    return Reader(folder, Audience.FULL)


@pytest.fixture(scope="module")
def invented(demonstration) -> Reader:
    return Reader(demonstration, Audience.FULL)


def cells() -> dict[str, list[str]]:
    rows = list(csv.reader(SAMPLE.read_text(encoding="utf-8").splitlines()))
    return {row[0]: row[1:] for row in rows[4:] if len(row) > 1}


def written(answer: OverviewReport) -> dict[str, list[str]]:
    """Every row as a person would write it; what is absent by its status."""
    return {
        row.indicator.printed_title: [
            row.indicator.format(each.number) if each.number is not None else each.status for each in row.values
        ]
        for row in answer.rows
    }


def test_the_published_table_comes_back_cell_by_cell(published):
    absent = {"-": Status.NOT_APPLICABLE, "": Status.NOT_PUBLISHED}
    expected = {title: [absent.get(cell, cell) for cell in row] for title, row in cells().items()}
    shown = written(published.ask(queries.OVERVIEW_REPORT, MET))
    assert {title: shown[title] for title in expected} == expected
    assert len(expected) > 35


def test_columns_stand_in_the_portals_order(published):
    answer = published.ask(queries.OVERVIEW_REPORT, MET)
    assert [each.label for each in answer.columns] == [
        "UK Wide",
        "SafeLives recommended",
        "Most Similar Force Group",
        "Metropolitan Police",
        "Marac 1",
        "Marac 2",
        "Marac 3",
    ]
    assert {each.name for each in answer.columns[4:]} == {f"Marac {n} (Metropolitan Police)" for n in (1, 2, 3)}


def test_sections_hold_every_indicator_of_the_portal(published):
    answer = published.ask(queries.OVERVIEW_REPORT, MET)
    assert [each.section.slug for each in answer.sections] == ["performance", "resources", "referrals", "demographics"]
    assert [len(each.rows) for each in answer.sections] == [10, 4, 15, 14]


def test_it_leaves_marked(published):
    assert published.ask(queries.OVERVIEW_REPORT, MET).marking


def test_maracs_may_be_few_or_none(published):
    few = published.ask(queries.OVERVIEW_REPORT, replace(MET, maracs=("Marac 2",)))
    none = published.ask(queries.OVERVIEW_REPORT, replace(MET, maracs=NO_MARACS))
    assert [each.label for each in few.of_kind(ColumnKind.MARAC)] == ["Marac 2"]
    assert few.selection.maracs == ("metropolitan-police-marac-2",)
    assert none.of_kind(ColumnKind.MARAC) == ()
    assert none.selection.maracs == NO_MARACS


def test_all_maracs_named_one_by_one_are_all(published):
    answer = published.ask(queries.OVERVIEW_REPORT, replace(MET, maracs=("Marac 1", "Marac 3", "Marac 2")))
    assert answer.selection.maracs == ()


def test_a_force_is_not_needed_where_maracs_name_theirs(published):
    answer = published.ask(
        queries.OVERVIEW_REPORT, ReportSelection(form=ReportForm.FORCE_MARAC, quarter=QUARTER, maracs=("Marac 2",))
    )
    assert [each.heading for each in answer.of_kind(ColumnKind.FORCE)] == ["Metropolitan Police"]


def test_an_empty_choice_explains_itself(published):
    with pytest.raises(MissingChoiceError, match="Choose at least one police force"):
        published.ask(queries.OVERVIEW_REPORT, ReportSelection(form=ReportForm.FORCE_MARAC, quarter=QUARTER))


@pytest.mark.parametrize(
    ("selection", "sentence"),
    [
        (replace(MET, forces=("Atlantis",)), "no force called “Atlantis”"),
        (replace(MET, maracs=("Marac 99",)), "no Marac called “Marac 99”"),
        (replace(MET, quarter=Quarter(1999, 1)), "no figures for 1999-Q1"),
        (replace(MET, forces=("Kent Police",), maracs=("Marac 1",)), "not a Marac of the chosen police forces"),
    ],
)
def test_what_is_not_there_is_named(published, selection, sentence):
    known = published.ask(queries.DIRECTORY).at(Level.FORCE)
    kent = next(each.area.name for each in known if each.area.name.startswith("Kent"))
    forces = tuple(kent if each == "Kent Police" else each for each in selection.forces)
    with pytest.raises(NotFoundError, match=sentence):
        published.ask(queries.OVERVIEW_REPORT, replace(selection, forces=forces))


def test_the_form_by_regions_names_each_area_once(published):
    answer = published.ask(queries.OVERVIEW_REPORT, ReportSelection(form=ReportForm.COUNTRIES_REGIONS, quarter=QUARTER))
    labels = [each.label for each in answer.columns]
    assert labels[:3] == ["UK Wide", "SafeLives recommended", "England"]
    assert "London" in labels
    assert len(labels) == len(set(labels))


def test_the_form_by_forces_shows_those_with_figures_or_those_chosen(published):
    everyone = published.ask(
        queries.OVERVIEW_REPORT, ReportSelection(form=ReportForm.COUNTRIES_FORCES, quarter=QUARTER)
    )
    assert [each.label for each in everyone.of_kind(ColumnKind.FORCE)] == ["Metropolitan Police"]
    assert everyone.of_kind(ColumnKind.FORCE)[0].heading == "England"
    kent = published.ask(queries.DIRECTORY).find(Level.FORCE, "E23000032")[0].area
    chosen = ReportSelection(form=ReportForm.COUNTRIES_FORCES, quarter=QUARTER, forces=(kent.code,))
    assert [each.area for each in published.ask(queries.OVERVIEW_REPORT, chosen).of_kind(ColumnKind.FORCE)] == [kent]


def test_several_forces_each_bring_their_group(invented):
    forces = tuple(each.code for each in invented.ask(queries.OFFERED_FORCES, ReportForm.FORCE_MARAC)[:2])
    answer = invented.ask(
        queries.OVERVIEW_REPORT, ReportSelection(form=ReportForm.FORCE_MARAC, quarter=LAST, forces=forces)
    )
    names = [each.name for each in answer.columns]
    assert len(set(names)) == len(names)
    kinds = [each.kind for each in answer.columns if each.kind is not ColumnKind.MARAC]
    assert kinds.count(ColumnKind.FORCE) == 2
    assert all(each.under for each in answer.of_kind(ColumnKind.GROUP))


def test_a_marac_left_out_because_it_was_closed_is_named(invented):
    gone = [each for each in invented.ask(queries.DIRECTORY).at(Level.MARAC) if each.valid_to]
    force = next(each.parent for each in gone)
    closed = {each.area for each in gone if each.parent == force and each.valid_to < LAST.start}
    everyone = ReportSelection(form=ReportForm.FORCE_MARAC, quarter=LAST, forces=(force,))
    answer = invented.ask(queries.OVERVIEW_REPORT, everyone)
    assert closed
    assert set(answer.closed) == closed
    assert not closed & {each.area for each in answer.columns}
    open_ones = tuple(each.area.code for each in answer.of_kind(ColumnKind.MARAC) if each.area)
    assert invented.ask(queries.OVERVIEW_REPORT, replace(everyone, maracs=open_ones[:2])).closed == ()


def test_values_are_those_of_the_table(invented):
    answer = invented.ask(queries.OVERVIEW_REPORT, invented.ask(queries.DEFAULT_REPORT_SELECTION))
    table = invented.ask(queries.TIDY_TABLE, answer.quarter, Window.YEAR)
    known = {(each.area, each.indicator.slug): each.value for each in table.cells}
    shown = {
        (column.area, row.indicator.slug): value
        for row in answer.rows
        for column, value in zip(answer.columns, row.values, strict=True)
        if column.area
    }
    assert shown == {key: known[key] for key in shown}
    assert {each.origin for each in shown.values()} >= {Origin.COMPUTED}


def test_the_reader_starts_at_the_newest_quarter_of_the_home_force(published, invented):
    assert published.ask(queries.DEFAULT_REPORT_SELECTION) == replace(MET, forces=("E23000001",))
    home = invented.ask(queries.OFFERED_FORCES, ReportForm.FORCE_MARAC)[-1]
    assert invented.ask(queries.DEFAULT_REPORT_SELECTION, home.name).forces == (home.code,)
    assert invented.ask(queries.DEFAULT_REPORT_SELECTION, home.name).quarter == LAST


COAST = GroupChoice(name="Coast", members=("AM001", "AM002", "AF03"))
GROUPED = ReportSelection(form=ReportForm.FORCE_MARAC, quarter=LAST, forces=("AF01", "AF03"), group=COAST)


def test_a_group_of_ones_own_is_a_column_in_the_place_of_the_similar_groups(invented):
    usual = invented.ask(queries.OVERVIEW_REPORT, replace(GROUPED, group=None))
    report = invented.ask(queries.OVERVIEW_REPORT, GROUPED)
    assert [each.name for each in report.of_kind(ColumnKind.GROUP)] == ["Coast"]
    others = [each for each in usual.columns if each.kind is not ColumnKind.GROUP]
    assert [each for each in report.columns if each.kind is not ColumnKind.GROUP] == others
    place = [each.kind for each in report.columns].index(ColumnKind.GROUP)
    for row in report.rows:
        chosen = Selection(marac="AM001", quarter=LAST, indicator=row.indicator.slug, group=COAST)
        averages = invented.ask(queries.COMPARISON, chosen).averages
        assert row.values[place] == next(each.value for each in averages if each.role is AreaRole.GROUP)


def test_each_area_is_compared_with_the_group_without_itself_as_on_its_chart(invented):
    report = invented.ask(queries.OVERVIEW_REPORT, GROUPED)
    seen = set()
    for place, column in enumerate(report.columns):
        if column.kind not in (ColumnKind.FORCE, ColumnKind.MARAC):
            assert not any(row.rests[place] for row in report.rows)
            continue
        for row in report.rows:
            chosen = Selection(marac=column.area.code, quarter=LAST, indicator=row.indicator.slug, group=COAST)
            beside = [e for e in invented.ask(queries.COMPARISON, chosen).averages if e.role is AreaRole.GROUP]
            if not row.indicator.is_total:
                assert row.rests[place] == (beside[0].compared if beside[0].excludes_own else None)
                seen.add(beside[0].is_rest)
    assert seen == {True, False}
