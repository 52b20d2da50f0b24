"""The report's selection goes into an address and back."""

from urllib.parse import parse_qsl

import pytest

from maracdash.model.areas import Area, Level
from maracdash.model.errors import NotFoundError
from maracdash.model.overview_reports import (
    NO_MARACS,
    ColumnKind,
    ReportColumn,
    ReportForm,
    ReportSelection,
    parse_report_selection,
)
from maracdash.model.packed_codes import pack_codes, unpack_codes
from maracdash.model.quarters import Quarter

DEFAULT = ReportSelection(form=ReportForm.FORCE_MARAC, quarter=Quarter(2024, 1), forces=("E1",), maracs=("m-1",))


def there_and_back(selection: ReportSelection) -> ReportSelection:
    plain = ReportSelection(form=ReportForm.COUNTRIES_REGIONS, quarter=Quarter(2020, 1))
    return parse_report_selection(dict(parse_qsl(selection.query())), plain)


@pytest.mark.parametrize(
    ("form", "forces", "maracs"),
    [
        (ReportForm.COUNTRIES_REGIONS, (), ()),
        (ReportForm.COUNTRIES_FORCES, ("E23000001", "E23000002"), ()),
        (ReportForm.FORCE_MARAC, ("E23000001",), ()),
        (ReportForm.FORCE_MARAC, ("E23000001",), NO_MARACS),
        (ReportForm.FORCE_MARAC, ("E23000001", "PSNI"), ("a & b", "c=d", "é")),
        (ReportForm.FORCE_MARAC, ("E23000001",), tuple(f"metropolitan-police-marac-{n}" for n in range(1, 30))),
    ],
)
def test_a_selection_goes_into_an_address_and_back(form, forces, maracs):
    selection = ReportSelection(form=form, quarter=Quarter(2024, 1), forces=forces, maracs=maracs)
    assert there_and_back(selection) == selection


def test_many_maracs_make_a_short_readable_address():
    maracs = tuple(f"metropolitan-police-marac-{n}" for n in range(1, 6))
    query = ReportSelection(
        form=ReportForm.FORCE_MARAC, quarter=Quarter(2024, 1), forces=("E1",), maracs=maracs
    ).query()
    assert query == "form=force-marac&quarter=2024-Q1&force=E1&marac=metropolitan-police-marac-*1,2,3,4,5"


def test_a_choice_that_its_form_does_not_have_stays_out_of_the_address():
    query = ReportSelection(
        form=ReportForm.COUNTRIES_REGIONS, quarter=Quarter(2024, 1), forces=("E1",), maracs=("m",)
    ).query()
    assert query == "form=countries-regions&quarter=2024-Q1"


def test_a_code_that_begins_another_is_kept():
    codes = ("north", "north-1", "north-2")
    assert unpack_codes(pack_codes(codes)) == codes


def test_codes_that_hold_the_signs_themselves_are_not_shortened():
    assert unpack_codes(pack_codes(("abc*1", "abc*2"))) != ()
    assert pack_codes(("north-1",)) == "north-1"


def test_all_is_the_empty_choice():
    assert unpack_codes("all") == ()
    assert unpack_codes("") == ()


def test_another_form_keeps_the_quarter_and_drops_the_areas():
    assert parse_report_selection({"form": "countries-forces"}, DEFAULT) == ReportSelection(
        form=ReportForm.COUNTRIES_FORCES, quarter=Quarter(2024, 1)
    )


def test_other_forces_drop_the_maracs():
    assert parse_report_selection({"force": "E2"}, DEFAULT).maracs == ()
    assert parse_report_selection({}, DEFAULT) == DEFAULT


def test_an_unknown_form_is_named_with_those_there_are():
    with pytest.raises(NotFoundError, match=r"“sideways”.*countries-regions, countries-forces, force-marac"):
        parse_report_selection({"form": "sideways"}, DEFAULT)


def test_a_column_is_named_in_one_cell_or_beside_its_neighbours():
    area = Area(level=Level.MARAC, code="m", name="Marac 1")
    marac = ReportColumn(kind=ColumnKind.MARAC, area=area, heading="Metropolitan Police", under="Marac 1")
    group = ReportColumn(kind=ColumnKind.GROUP, area=area, heading="Most Similar Force Group", under="Kent")
    assert (marac.name, marac.label) == ("Marac 1 (Metropolitan Police)", "Marac 1")
    assert (group.name, group.label) == ("Most Similar Force Group of Kent", "Most Similar Force Group of Kent")
