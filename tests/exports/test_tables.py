"""The tidy CSV: exactly the chart's numbers, unrounded, with absences coded and words guarded."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from maracdash import catalogue, words
from maracdash.exports import tables
from maracdash.model.answers import AreaRole, TidyCell, TidyTable, Verdict
from maracdash.model.areas import Area, Level
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Coverage, Origin, Status, Value, make_absent_value
from tests.support import answers

HEADER = (
    "level,area_code,area,quarter,window,indicator,title,unit,value,value_status,shorthand,reason,lower,upper,numerator,denominator,"
    "origin,returned,expected,proxied,verdict,compared_value,compared_without_own,gap,gap_lower,gap_upper,"
    "gap_status,period_start,period_end,data_as_at,release,marking"
)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def one(value: Value, area: Area = answers.OWN, indicator: str = "repeat-rate", window: Window = Window.YEAR, **kwargs):
    cell = TidyCell(
        area=area,
        quarter=Quarter(2024, 1),
        window=window,
        indicator=catalogue.indicator(indicator),
        value=value,
    )
    table = TidyTable(cells=(cell,), release=kwargs.get("release", answers.RELEASE), marking=kwargs.get("marking", ""))
    (row,) = rows(tables.write_csv(table))
    return row


def test_a_comparator_says_the_verdict_and_what_it_was_made_against():
    force, uk = answers.make_averages({AreaRole.FORCE: 48.2, AreaRole.UK: 46.1}, {AreaRole.FORCE: Verdict.HIGHER})
    rest = replace(force, compared=answers.known_value(45.5), excludes_own=True, strong=True)
    answer = answers.make_comparison(1, around=(rest, replace(uk, compared=uk.value)))
    own, *larger = rows(tables.write_csv(tables.tabulate_comparison(answer)))
    said = [[row[name] for name in ("value", "verdict", "compared_value", "compared_without_own")] for row in larger]
    assert said == [["48.2", "clearly higher", "45.5", "true"], ["46.1", "not compared", "46.1", "false"]]
    assert own["verdict"] == own["compared_value"] == own["compared_without_own"] == ""


def test_a_comparator_says_the_gap_in_cases_or_why_there_is_none():
    """Twenty cases among 5,000 women against 50 per 10,000: 25; Garwood's limits of 20 are 12.22 and 30.89."""
    [uk] = answers.make_averages({AreaRole.UK: 50})
    around = (replace(uk, compared=uk.value),)
    known, unknown = (
        rows(tables.write_csv(tables.tabulate_comparison(answers.make_comparison(1, own=own, around=around))))
        for own in (answers.known_value(40, numerator=20, denominator=5000), answers.known_value(40))
    )
    [_, told], [own, refused] = known, unknown
    numbers = [float(told[name]) for name in ("gap", "gap_lower", "gap_upper")]
    assert numbers == pytest.approx([5, 25 - 30.8884, 25 - 12.2165], abs=1e-3)
    assert (told["gap_status"], refused["gap"], refused["gap_status"], own["gap_status"]) == ("ok", "", "no-base", "")


def test_the_columns_and_the_encoding():
    content = tables.write_csv(TidyTable(cells=(), release=answers.RELEASE))
    assert content == b"\xef\xbb\xbf" + HEADER.encode() + b"\r\n"


def test_a_figure_says_everything_about_itself():
    value = answers.known_value(
        100 * 170 / 589, numerator=170, denominator=589, coverage=Coverage(expected=1, returned=1, proxied=0)
    )
    row = one(value, marking=answers.MARKING)
    lower, upper = float(row.pop("lower")), float(row.pop("upper"))
    assert lower == pytest.approx(25.349, abs=0.001)
    assert upper == pytest.approx(32.650, abs=0.001)
    assert row == {
        "level": "marac",
        "area_code": "M01",
        "area": "Birchford",
        "quarter": "2024-Q1",
        "window": "year",
        "indicator": "repeat-rate",
        "title": "Repeat rate",
        "unit": "percent",
        "value": repr(100 * 170 / 589),
        "value_status": "ok",
        "shorthand": "",
        "reason": "",
        "numerator": "170",
        "denominator": "589",
        "origin": "computed",
        "returned": "1",
        "expected": "1",
        "proxied": "0",
        "verdict": "",
        "compared_value": "",
        "compared_without_own": "",
        "gap": "",
        "gap_lower": "",
        "gap_upper": "",
        "gap_status": "",
        "period_start": "2023-04-01",
        "period_end": "2024-03-31",
        "data_as_at": "2024-05-12",
        "release": "release-20240512-0123abcd",
        "marking": "Full figures. Official-sensitive: not for publication",
    }


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.1 + 0.2, "0.30000000000000004"),
        (589.0, "589"),
        (-3.5, "-3.5"),
        (-0.0, "0"),
        (0, "0"),
        (1e15, "1000000000000000"),
    ],
)
def test_numbers_are_not_touched(number, text):
    assert one(Value(number=number, origin=Origin.COMPUTED), indicator="cases-change")["value"] == text


@pytest.mark.parametrize("status", [status for status in Status if status.shorthand not in ("", "[e]", "[r]", "[p]")])
def test_an_absence_leaves_the_value_empty_and_says_why(status):
    row = one(make_absent_value(status))
    assert (row["value"], row["lower"], row["upper"], row["origin"]) == ("", "", "", "")
    assert row["value_status"] == str(status)
    assert row["shorthand"] == status.shorthand != ""
    assert row["reason"] == status.words
    assert one(make_absent_value(status, "=why"))["reason"] == "'=why"


def test_an_estimate_says_what_it_was_filled_with():
    row = one(answers.known_value(30, status=Status.PROXIED))
    assert (row["value"], row["value_status"], row["shorthand"]) == ("30", "proxied", "[e]")
    assert row["reason"] == "estimated: one or more quarters filled with the quarter before"


def test_a_single_quarter_has_its_own_period():
    row = one(answers.known_value(9), window=Window.QUARTER)
    assert (row["window"], row["period_start"], row["period_end"]) == ("quarter", "2024-01-01", "2024-03-31")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_words_that_look_like_a_formula_are_guarded_and_numbers_are_not(start):
    name = f'{start}HYPERLINK("x","y"),z'
    row = one(answers.known_value(-9.5), Area(level=Level.MARAC, code=f"{start}1", name=name), "cases-change")
    assert row["area"] == f"'{name}"
    assert row["area_code"] == f"'{start}1"
    assert row["value"] == "-9.5"


def test_demonstration_figures_say_so_in_every_row_beside_the_marking():
    content = tables.write_csv(tables.tabulate_comparison(answers.make_comparison(release=answers.DEMONSTRATION)))
    assert content.startswith(b"\xef\xbb\xbflevel,")
    assert {row["marking"] for row in rows(content)} == {
        (
            "Full figures. Official-sensitive: not for publication. "
            "Demonstration figures: every place and number is invented."
        )
    }
    assert one(answers.known_value(1), release=answers.DEMONSTRATION)["marking"] == words.DEMONSTRATION


def test_a_comparison_has_each_area_of_the_chart_once_the_own_marac_first():
    answer = answers.make_comparison(8)
    table = tables.tabulate_comparison(answer)
    assert table.cells[0].area == answer.own.area
    assert [cell.area for cell in table.cells[-5:]] == [point.area for point in answer.averages]
    drawn = {(point.area, point.value) for point in (*answer.maracs, *answer.averages)}
    assert len(table.cells) == len(drawn) == 13
    assert {(cell.area, cell.value) for cell in table.cells} == drawn


def test_the_group_and_the_force_of_one_code_are_two_areas():
    levels = [row["level"] for row in rows(tables.write_csv(tables.tabulate_comparison(answers.make_comparison())))]
    assert {"force", "group"} <= set(levels)


def test_a_trend_has_every_quarter_of_every_line():
    answer = answers.make_trend(around={AreaRole.FORCE: (1, 2, 3, answers.missing_value(), 5.5)})
    found = rows(tables.write_csv(tables.tabulate_trend(answer)))
    assert [row["quarter"] for row in found] == [str(quarter) for quarter in answer.quarters] * 2
    assert [row["value"] for row in found[5:]] == ["1", "2", "3", "", "5.5"]
    assert found[8]["value_status"] == "no-return"


def test_the_file_of_an_answer_is_named_by_area_indicator_and_quarter():
    file = tables.build_table_file(answers.make_comparison())
    assert file.name == "birchford_cases-per-10k_2024-Q1.csv"
    assert file.media_type == "text/csv; charset=utf-8"
    assert file.content == tables.write_csv(tables.tabulate_comparison(answers.make_comparison()))
    assert tables.build_table_file(answers.make_trend()).name == "birchford_cases-per-10k_2024-Q1_trend.csv"
    single = replace(answers.make_trend(), window=Window.QUARTER)
    assert tables.build_table_file(single).name == "birchford_cases-per-10k_2024-Q1_trend_single-quarter.csv"


def test_the_first_quarter_after_a_break_is_marked():
    assert one(answers.known_value(70), indicator="cases-per-10k")["shorthand"] == "[b]"
    assert one(answers.known_value(70, status=Status.PROXIED), indicator="cases-per-10k")["shorthand"] == "[e] [b]"
    assert one(answers.known_value(70), indicator="cases")["shorthand"] == ""
