"""“<5” from the file to the answer: known to be small, not told, and in no sum."""

from pathlib import Path

import pytest

from maracdash import queries
from maracdash.catalogue.fields import field_names
from maracdash.catalogue.referrals import ROUTE_FIELDS
from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Status, Value
from maracdash.reading.reader import Reader
from tests.support.upload_files import check_returns

AREAS = """code,name,level,parent
U1,Albany,uk,
C1,Angle,country,U1
R1,Midmarch,region,C1
N1,Northshire,force,R1
B1,Birchford,marac,N1
A1,Ashby,marac,N1
"""
HEADER = "marac,quarter,entries,cases,repeats\n"
LAST = Quarter(2024, 4)


def load(folder: Path, *changed: str) -> Reader:
    """Two Maracs with 40 cases and 10 repeats in each quarter of 2024, but for the rows given."""
    rows = {f"{marac},2024-Q{quarter}": "3,40,10" for marac in ("A1", "B1") for quarter in (1, 2, 3, 4)}
    for row in changed:
        marac, quarter, rest = row.split(",", 2)
        rows[f"{marac},{quarter}"] = rest
    returns = HEADER + "".join(f"{key},{value}\n" for key, value in rows.items())
    files = [UploadedFile("areas.csv", AREAS.encode()), UploadedFile("returns.csv", returns.encode())]
    assert accept_files(folder, files, "Ada", accept_warnings=True).id
    return Reader(folder, Audience.FULL)


def value(reader: Reader, slug: str, level: Level = Level.MARAC, window: Window = Window.YEAR) -> Value:
    cells = reader.ask(queries.TIDY_TABLE, LAST, window, (level,), slugs=(slug,)).cells
    return next(cell.value for cell in cells if cell.area.code in {"B1", "N1"})


@pytest.mark.parametrize("text", ["<5", "< 5", "≤7", "<=7", "[c]", "fewer than 5"])
def test_a_small_count_that_is_not_told_is_withheld_and_no_problem(text: str):
    report = check_returns(f"B1,2024-04-03,10,{text},12,6")
    assert report.problems == ()
    assert report.rows["withheld.csv"].to_numpy().tolist() == [["B1", 8097, "repeats"]]
    assert report.rows["returns.csv"]["repeats"].isna().all()


@pytest.mark.parametrize("text", ["n/a", "N/A", "-", "–", "[x]"])
def test_not_applicable_and_a_dash_are_not_collected_and_said_so(text: str):
    report = check_returns(f"B1,2024-04-03,10,{text},12,6")
    assert [problem.message.partition(", not")[0] for problem in report.problems] == [
        f"“{text}” in 1 row: taken as not collected"
    ]
    assert "withheld.csv" not in report.rows


@pytest.mark.parametrize("text", ["<500", "<0", "<1", "less than 11"])
def test_only_a_small_number_is_withheld(text: str):
    report = check_returns(f"B1,2024-04-03,{text},1,12,6")
    assert [each.message for each in report.errors] == [
        f"“{text}” is not a withheld small number, such as “<5”. Give the number itself."
    ]


def test_what_a_return_withholds_no_published_figure_of_the_marac_tells(tmp_path: Path):
    load(tmp_path, "B1,2024-Q2,3,40,<5")
    header = "level,area_code,area,quarter,indicator,value\n"
    printed = f"{header}marac,B1,,2024-Q4,repeat-rate,20%\nmarac,B1,,2024-Q4,cases,161\n"
    assert accept_files(tmp_path, [UploadedFile("p.csv", printed.encode())], "Ada", accept_warnings=True).id
    assert value(Reader(tmp_path, Audience.FULL), "repeat-rate").status is Status.WITHHELD
    assert value(Reader(tmp_path, Audience.FULL), "cases").number == 160


def test_no_part_of_few_is_many():
    report = check_returns("B1,2024-04-03,<5,60,12,6", "B1,2024-04-10,<5,3,12,2")
    assert [str(each) for each in report.errors] == [
        "returns.csv:2:repeats: Repeat cases: 60, too many for cases discussed that are withheld as few. Check both."
    ]


def test_a_part_is_still_checked_beside_a_withheld_one():
    report = check_returns("B1,2024-04-03,10,<5,5,6")
    assert [str(each) for each in report.errors] == [
        "returns.csv:2:children: 5 children cannot live in 6 cases with children."
    ]


def test_a_withheld_count_withholds_every_figure_that_needs_it_and_no_other(tmp_path: Path):
    reader = load(tmp_path, "B1,2024-Q2,3,40,<5")
    for slug, status in (("repeat-rate", Status.WITHHELD), ("cases", Status.OK)):
        assert value(reader, slug).status is status
    assert value(reader, "repeat-rate", window=Window.QUARTER).number == 25
    assert "withholds a small number" in value(reader, "repeat-rate").reason


def test_a_larger_area_is_summed_without_the_marac_and_says_so(tmp_path: Path):
    rate = value(load(tmp_path, "B1,2024-Q2,3,40,<5", "A1,2024-Q1,3,40,20"), "repeat-rate", Level.FORCE)
    assert (rate.number, rate.numerator, rate.coverage.returned, rate.coverage.expected) == (31.25, 50, 1, 2)


def test_without_its_cases_a_quarter_says_nothing_and_is_not_filled(tmp_path: Path):
    reader = load(tmp_path, "B1,2024-Q4,3,<5,1")
    for slug in ("cases", "repeat-rate", "entries"):
        for window in Window:
            assert value(reader, slug, window=window).status is Status.WITHHELD
    assert value(reader, "cases", Level.FORCE).number == 160


def test_a_missed_quarter_after_a_withheld_one_is_withheld_too(tmp_path: Path):
    early = [f"{marac},2024-Q{quarter},3,40,10\n" for marac in ("A1", "B1") for quarter in (1, 2)]
    rows = HEADER + "".join(early) + "A1,2024-Q3,3,40,10\nB1,2024-Q3,3,40,<5\nA1,2024-Q4,3,40,10\n"
    files = [UploadedFile("areas.csv", AREAS.encode()), UploadedFile("returns.csv", rows.encode())]
    assert accept_files(tmp_path, files, "Ada").id
    assert value(Reader(tmp_path, Audience.FULL), "repeat-rate", window=Window.QUARTER).status is Status.WITHHELD


@pytest.mark.parametrize(("later", "status"), [("40,<5", Status.WITHHELD), ("40,12", Status.OK)])
def test_later_replaces_earlier_whichever_of_them_is_withheld(tmp_path: Path, later: str, status: Status):
    load(tmp_path, "B1,2024-Q2,3,40,<5") if status is Status.OK else load(tmp_path)
    again = UploadedFile("again.csv", f"{HEADER}B1,2024-Q2,3,{later}\n".encode())
    assert accept_files(tmp_path, [again], "Ada").id
    assert value(Reader(tmp_path, Audience.FULL), "repeat-rate").status is status


def of_force(reader: Reader, slug: str, window: Window = Window.YEAR) -> float | None:
    return value(reader, slug, Level.FORCE, window).number


def test_nothing_of_a_marac_counts_in_a_larger_area_while_its_cases_are_withheld(tmp_path: Path):
    """Else its own entries and repeats could be subtracted out of the force's."""
    reader = load(tmp_path, "B1,2024-Q4,3,<5,7")
    assert (of_force(reader, "entries"), of_force(reader, "entries", Window.QUARTER)) == (12, 3)
    assert of_force(reader, "repeat-rate", Window.QUARTER) == 25
    assert of_force(reader, "maracs") == 1
    newest = reader.ask(queries.DATA_STATUS).quarters[0]
    assert (newest.coverage.expected, newest.coverage.returned, newest.withheld, newest.dropped) == (2, 1, 1, 0)


def test_a_force_whose_only_figures_are_withheld_withholds_them_too(tmp_path: Path):
    reader = load(tmp_path, "B1,2024-Q2,3,40,<5", "A1,2024-Q2,3,40,<5")
    assert value(reader, "repeat-rate", Level.FORCE).status is Status.WITHHELD
    assert of_force(reader, "cases") == 320


def test_a_change_leaves_out_a_marac_that_withholds_its_cases_in_either_year(tmp_path: Path):
    early = "".join(f"{marac},2023-Q{quarter},3,20,5\n" for marac in ("A1", "B1") for quarter in (1, 2, 3, 4))
    for folder, changed in ((tmp_path / "now", "B1,2024-Q4,3,<5,1"), (tmp_path / "before", "B1,2024-Q4,3,40,10")):
        load(folder, changed)
        before = early.replace("B1,2023-Q2,3,20,5", "B1,2023-Q2,3,<5,1") if folder.name == "before" else early
        assert accept_files(
            folder, [UploadedFile("early.csv", (HEADER + before).encode())], "Ada", accept_warnings=True
        ).id
        reader = Reader(folder, Audience.FULL)
        for slug in ("cases-change", "cases-change-all"):
            assert of_force(reader, slug) == 100
            assert value(reader, slug).status is Status.WITHHELD


REFERRED = {"referred_police": 30, "referred_idva": 6, "referred_housing": 2, "referred_mash": 1}


def load_routes(folder: Path, withheld: str, columns: tuple[str, ...]) -> Reader:
    """A Marac whose 39 cases came by the routes of REFERRED, one of them withheld in one quarter."""
    rows = [",".join(["marac,quarter,entries,cases", *columns])]
    for quarter in (1, 2, 3, 4):
        counts = {name: str(REFERRED.get(name, 0)) for name in columns}
        counts |= {f"referred_{withheld}": "<9"} if quarter == 2 else {}
        rows.append(",".join([f"B1,2024-Q{quarter},3,39", *counts.values()]))
    files = [UploadedFile("areas.csv", AREAS.encode()), UploadedFile("r.csv", "\n".join(rows).encode())]
    assert accept_files(folder, files, "Ada", accept_warnings=True).id
    return Reader(folder, Audience.FULL)


@pytest.mark.parametrize(("withheld", "beside"), [("mash", "housing"), ("idva", "mash"), ("other", "mash")])
def test_one_withheld_route_takes_the_smallest_other_with_it(tmp_path: Path, withheld: str, beside: str):
    """The routes sum to the cases: with one alone withheld, whoever can subtract knows it."""
    reader = load_routes(tmp_path, withheld, field_names(ROUTE_FIELDS))
    for slug in ("police", "idva", "housing", "mash", "other"):
        status = Status.WITHHELD if slug in {withheld, beside} else Status.OK
        assert value(reader, slug).status is status
        assert value(reader, slug, window=Window.QUARTER).status is Status.OK, "the quarter itself says all"


@pytest.mark.parametrize("absent", ["referred_other", "referred_probation"])
def test_a_return_without_a_column_for_one_route_hides_a_second_one_too(tmp_path: Path, absent: str):
    """Nobody was referred by the route that the file lacks, so the others sum to the cases just the same."""
    given = tuple(name for name in field_names(ROUTE_FIELDS) if name != absent)
    reader = load_routes(tmp_path, "mash", given)
    assert {slug: value(reader, slug).status for slug in ("police", "idva", "housing", "mash")} == {
        "police": Status.OK,
        "idva": Status.OK,
        "housing": Status.WITHHELD,
        "mash": Status.WITHHELD,
    }
