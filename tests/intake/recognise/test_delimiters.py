"""Semicolons, tabs, bars and Excel's “Unicode text”: read under a known header, no comma taken for thousands."""

import codecs

import pytest

from maracdash.intake import Severity, UploadedFile
from tests.support.upload_files import HEADER, check, make_areas, make_file, sentences

ROWS = ("B1,2024-04-03,10,3,12,6", "B1,2024-04-10,1234,30,120,60")
REPORT = (
    "Overview report\nQuarter: 2024 - Q1\nBy police force / Marac\nIndicator,UK Wide,Surrey\nRepeat rate,31.5%,26.9%\n"
)
COMMA = "have a comma before the last three digits"
ONE = COMMA.replace("have", "has")
OTHERS = "other numbers of the column from 1,000 on have no such comma, or others have a decimal comma."


def parted(delimiter: str, *rows: str, header: str = HEADER) -> str:
    return "\n".join((header, *rows)).replace(",", delimiter) + "\n"


def cases(*files: UploadedFile) -> list[float]:
    report = check(make_areas(), *files)
    assert report.problems == ()
    return report.rows["returns.csv"]["cases"].tolist()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_known_header_tells_what_separates_the_columns(delimiter: str, encoding: str):
    assert cases(make_file(parted(delimiter, *ROWS), "returns.txt", encoding)) == [10, 1234]


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_excels_unicode_text_is_read_in_either_order_of_bytes(mark: bytes):
    encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    text = parted("\t", ROWS[0], 'B1,2024-04-10,"1;234",3,12,6').replace(";", ",").replace("\n", "\r\n")
    assert cases(UploadedFile("returns.txt", mark + text.encode(encoding))) == [10, 1234]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("first", ["sep={}", "SEP={}", '"sep={}"'])
def test_the_first_line_of_excel_is_obeyed_and_not_counted(delimiter: str, first: str):
    text = f"{first.format(delimiter)}\r\n{parted(delimiter, *ROWS)}"
    assert cases(make_file(text)) == [10, 1234]
    wrong = check(make_areas(), make_file(text.replace("1234", "ten"))).errors
    assert [each.row for each in wrong] == [3], "as Excel numbers it, which does not show that line"


def test_titles_quotation_marks_and_other_delimiters_in_cells_are_read():
    text = 'Returns; of "Northshire", 2024\n\n"marac";"meeting_date";"cases"\n"B1";"2024-04-03";"10"\n'
    assert cases(make_file(text)) == [10]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_the_overview_report_and_areas_are_read_too(delimiter: str):
    report = check(make_file(REPORT.replace(",", delimiter), "report.csv"))
    assert report.problems == ()
    assert report.rows["published.csv"]["value"].tolist() == ["31.5", "26.9"]
    listed = "code,name,level,parent\nN1,Northshire,force,\nB1,Birchford,marac,N1\n".replace(",", delimiter)
    assert check(make_file(listed, "areas.csv")).rows["areas.csv"]["name"].tolist() == ["Northshire", "Birchford"]


def test_a_header_nearly_right_is_told_what_is_wrong_with_it():
    text = parted(";", "B1,2024-04-03,10", header="marac,meating_date,cases")
    assert [each.column for each in check(make_areas(), make_file(text)).errors] == ["meeting_date", "meating_date"]


def test_case_level_data_is_seen_between_semicolons():
    text = parted(";", "B1,2024-04-03,10,01/02/1980", header="marac,meeting_date,cases,notes")
    (problem,) = check(make_areas(), make_file(text)).errors
    assert problem.is_case_level


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0,5", "Use a comma only between thousands"),
        ("12,5", "Use a comma only between thousands"),
        ("0,125", "Use a comma only between thousands"),
        ("1,234", "“1,234” may be 1234 or 1.234 in a file whose columns are separated by semicolons."),
        ("1.234", "“1.234” may be 1234 or 1.234 in a file whose columns are separated by semicolons."),
        ("1.234,5", "Use a comma only between thousands"),
    ],
)
def test_no_comma_of_a_file_of_semicolons_becomes_a_thousand(text: str, said: str):
    content = f"marac;meeting_date;cases;referred_police\nB1;2024-04-03;9999;{text}\n"
    (problem,) = check(make_areas(), make_file(content)).errors
    assert (problem.row, problem.column, problem.value) == (2, "referred_police", text)
    assert said in problem.message


def test_what_can_only_be_one_number_is_read_between_semicolons():
    content = "marac;meeting_date;cases;referred_police\nB1;2024-04-03;1,234,567;1,234.5\nB1;2024-04-10;10;0.333\n"
    report = check(make_areas(), make_file(content))
    assert report.errors == ()
    assert report.rows["returns.csv"]["cases"].tolist() == [1_234_567, 10]
    assert report.rows["returns.csv"]["referred_police"].tolist() == [1234.5, 0.333]


def test_a_percentage_of_a_report_is_no_thousand_either():
    text = REPORT.replace(",", ";").replace("26.9%", "26,9%").replace("31.5%", "1,315%")
    messages = [each.message for each in check(make_file(text, "report.csv")).errors]
    assert len(messages) == 2
    assert "may be 1315% or 1.315%" in messages[0] + messages[1]
    assert "Use a comma only between thousands" in messages[0] + messages[1]


@pytest.mark.parametrize("other", ["1234", "5678.0"])
def test_a_comma_is_doubted_where_others_of_the_column_have_none(other: str):
    text = f'{HEADER}\nB1,2024-04-03,"9,234",3,12,6\nB1,2024-04-10,{other},3,12,6\nB1,2024-04-17,"8,000",3,12,6\n'
    report = check(make_areas(), make_file(text))
    (warning,) = report.problems
    assert (warning.severity, warning.row, warning.column, warning.value) == (Severity.WARNING, 2, "cases", "9,234")
    assert warning.message.startswith(f"2 numbers, “9,234” first, {COMMA}: taken for thousands, although {OTHERS}")
    assert report.rows["returns.csv"]["cases"].tolist() == [9234, float(other), 8000]


def test_a_comma_is_doubted_beside_a_decimal_comma_which_is_refused():
    text = f'{HEADER}\nB1,2024-04-03,"9,234",3,12,6\nB1,2024-04-10,"12,5",3,12,6\n'
    report = check(make_areas(), make_file(text))
    assert [each.value for each in report.errors] == ["12,5"]
    assert [each.value for each in report.warnings] == ["9,234"]


@pytest.mark.parametrize("other", ['"1,000"', "999", '"1,234,567"', ""])
def test_a_comma_is_not_doubted_where_nothing_speaks_against_it(other: str):
    text = f'returns,of,2024\n{HEADER}\nB1,2024-04-03,"9,234",3,12,6\nB1,2024-04-10,7,3,{other or 12},6\n'
    report = check(make_areas(), make_file(f"In 2024\n{text.partition(chr(10))[2]}"))
    assert [each for each in report.problems if "thousands" in each.message] == []


def test_a_number_that_can_only_be_thousands_is_not_doubted():
    text = f'{HEADER}\nB1,2024-04-03,"9,234,567",3,12,6\nB1,2024-04-10,1234,3,12,6\n'
    assert [each for each in check(make_areas(), make_file(text)).warnings if "thousands" in each.message] == []


def test_several_columns_in_doubt_are_one_question():
    text = f'{HEADER}\nB1,2024-04-03,"9,234","1,000",12,6\nB1,2024-04-10,9000,2000,12,6\n'
    (question,) = check(make_areas(), make_file(text)).questions
    assert str(question) == (
        f"returns.csv: row 2, cases: “9,234” {ONE}; row 2, repeats: “1,000” {ONE}. Taken for thousands, although "
        f"{OTHERS} If this is one too, write a point; else write all of them in one way, or accept the warning."
    )


def test_commas_of_a_report_are_doubted_by_column():
    rows = 'Number of cases discussed,"117,359","9,234"\nChildren in household (includes repeats),"148,217",9999\n'
    report = check(make_file(REPORT + rows, "report.csv"))
    assert sentences(report.errors) == []
    assert [(each.row, each.column) for each in report.warnings] == [(6, "Surrey")]
