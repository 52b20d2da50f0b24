"""Published percentages that may be shares of 1: asked about, file by file and indicator by indicator."""

import io
from collections.abc import Sequence

import openpyxl
import pytest

from maracdash.intake import CheckResult, UploadedFile
from tests.intake.parse.test_overview_report import SAMPLE
from tests.support.upload_files import check, make_file

HEADER = "level,area_code,area,quarter,indicator,value\n"
FORCES = ("Surrey", "Cheshire", "Bedfordshire", "Gwent")
STANDING = "so that 0.2 is 0.2% and not 20%."


def tidy(*values: str, slug: str = "repeat-rate", name: str = "tidy.csv") -> UploadedFile:
    rows = (f"force,,{force},2020-Q1,{slug},{value}\n" for force, value in zip(FORCES, values, strict=False))
    return make_file(HEADER + "".join(rows), name)


def report(*values: str) -> UploadedFile:
    head = f"Quarter: 2024 - Q1\nCountries / police forces\nIndicator,{','.join(FORCES[: len(values)])}\n"
    return make_file(
        f"{head}Number of cases discussed,{','.join('9' for _ in values)}\nRepeat rate,{','.join(values)}\n"
    )


def workbook(lines: Sequence[Sequence[object]], form: str) -> UploadedFile:
    book = openpyxl.Workbook()
    for line in lines:
        book.worksheets[0].append(line)
    for row in book.worksheets[0].iter_rows(min_row=2, min_col=6, max_col=6):
        row[0].number_format = form
    content = io.BytesIO()
    book.save(content)
    return UploadedFile("tidy.xlsx", content.getvalue())


def asked(checked: CheckResult) -> list[tuple[str, int | None, str]]:
    assert checked.errors == ()
    return [(each.file, each.row, each.value) for each in checked.warnings if STANDING in each.message]


@pytest.mark.parametrize("values", [("0.224", "0.31"), ("0.224",), ("1", "0.5"), ("0", "0.2", "-"), (".5", "1.0")])
def test_values_that_may_be_shares_of_one_are_asked_about_and_taken_as_they_stand(values: tuple[str, ...]):
    checked = check(tidy(*values))
    first = next(value for value in values if value != "0")
    assert asked(checked) == [("tidy.csv", 2 + values.index(first), first)]
    assert not checked.is_acceptable(False)
    assert checked.rows["published.csv"]["value"].tolist() == [value if value != "-" else "" for value in values]


@pytest.mark.parametrize(
    "values",
    [
        ("22.4", "31"),
        ("0", "0"),
        ("0", "33"),
        ("1", "33"),
        ("0.2%", "0.9%"),
        ("0.2%", "22.4"),
        ("0.2%", "22.4%"),
        ("-", ""),
    ],
)
def test_values_that_are_percentages_are_not_asked_about(values: tuple[str, ...]):
    assert asked(check(tidy(*values))) == []


@pytest.mark.parametrize(
    ("values", "row", "said"),
    [
        (("22.4", "0.31"), 3, "“Repeat rate”: “0.31” stands beside “22.4”: taken as"),
        (("0.224", "33", "0"), 2, "“Repeat rate”: “0.224” stands beside “33”: taken as"),
        (("1.01", "0.2"), 3, "“Repeat rate”: “0.2” stands beside “1.01”: taken as"),
        (("22.4%", "0.31"), 3, "“Repeat rate”: “0.31” stands beside “22.4%”: taken as"),
        (("22.4%", "1", "0%"), 3, "“Repeat rate”: “1” stands beside “22.4%”: taken as"),
        (("0.9%", "0.31", "22"), 3, "“Repeat rate”: “0.31” stands beside “22”: taken as"),
        (
            ("22.4%", "0.31", ".4"),
            3,
            "“Repeat rate”: 2 values are at most 1, such as “0.31”, beside others such as “22.4%”",
        ),
    ],
)
def test_a_share_of_one_among_percentages_is_asked_about(values: tuple[str, ...], row: int, said: str):
    checked = check(tidy(*values))
    assert asked(checked) == [("tidy.csv", row, values[row - 2])]
    assert [each.message for each in checked.warnings if each.message.startswith(said)]


def test_a_change_of_less_than_one_in_either_direction_is_asked_about():
    assert asked(check(tidy("-0.03", "0.2", slug="cases-change"))) == [("tidy.csv", 2, "-0.03")]


@pytest.mark.parametrize("slug", ["cases", "cases-per-10k", "idva-current"])
def test_what_is_no_percentage_is_not_asked_about(slug: str):
    assert asked(check(tidy("1", "1", slug=slug))) == []


def test_each_file_is_judged_by_itself_and_each_indicator():
    one, other = tidy("0.224", "0.31", name="one.csv"), tidy("22.4", slug="repeat-rate", name="other.csv")
    both = make_file(HEADER + "".join(f"force,,Surrey,2020-Q1,{slug},0.2\n" for slug in ("police", "idva")), "both.csv")
    checked = check(one, other, both)
    mine = [each for each in checked.questions if STANDING in str(each)]
    assert [str(each).partition(":")[0] for each in mine] == ["one.csv", "both.csv"]
    assert [len(each.warnings) for each in mine] == [1, 2], "one question, and each indicator is named in it"
    assert "“Police %”: 0.2" in str(mine[1])
    assert "“Idva %”: 0.2" in str(mine[1])


def test_a_report_with_signs_is_asked_about_where_it_has_more_decimals_than_are_printed():
    assert asked(check(report("0.224%", "0.31%"))) == [("returns.csv", 5, "0.224%")]
    assert asked(check(report("0.2%", "0.9%"))) == []
    assert asked(check(report("22.4%", "0.31%"))) == []
    assert asked(check(UploadedFile(SAMPLE.name, SAMPLE.read_bytes()))) == []


def test_a_percent_formatted_cell_of_a_workbook_is_right_and_a_plain_one_is_asked_about():
    lines = [HEADER.strip().split(","), ["force", None, "Surrey", "2020-Q1", "repeat-rate", 0.224]]
    right = check(workbook(lines, "0.0%"))
    assert asked(right) == []
    assert right.rows["published.csv"]["value"].tolist() == ["22.4"]
    assert asked(check(workbook(lines, "General"))) == [("tidy.xlsx", 2, "0.224")]
    mixed = workbook([*lines, ["force", None, "Cheshire", "2020-Q1", "repeat-rate", 0.31]], "0.0%")
    assert asked(check(mixed)) == []
    book = openpyxl.load_workbook(io.BytesIO(mixed.content))
    book.worksheets[0]["F3"].number_format = "General"
    content = io.BytesIO()
    book.save(content)
    assert asked(check(UploadedFile("tidy.xlsx", content.getvalue()))) == [("tidy.xlsx", 3, "0.31")]
    rare = [lines[0], [*lines[1][:5], 0.002243]]
    assert asked(check(workbook(rare, "0.0%"))) == []
