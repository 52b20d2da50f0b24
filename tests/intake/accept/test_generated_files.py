"""Files as such: encodings, delimiters, sizes, bombs and headers."""

import io
import zipfile

import pytest

from maracdash.intake import UploadedFile
from maracdash.intake.readers import archives, texts
from tests.support.upload_files import AREAS, HEADER, check, make_areas, make_file, make_returns, sentences

ACCENTED = AREAS.replace("Birchford", "Bírchford")
MISSING = (
    "returns.csv:1:meeting_date: This looks like a file of meeting returns, but the column “meeting_date” is missing."
)
UNKNOWN = (
    "returns.csv:1:meating_date: A file of meeting returns has no column “meating_date”. Did you mean “meeting_date”?"
)
ROW = "B1,2024-04-03,10,3,12,6"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_encoding_gives_the_same_names(encoding: str):
    report = check(make_file(ACCENTED, "areas.csv", encoding))
    assert report.problems == ()
    assert report.rows["areas.csv"]["name"].tolist() == ["Northshire", "Bírchford", "Ashby"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_do_not_count(end: str):
    assert check(make_areas(), make_file(f"{HEADER}{end}{ROW}{end}")).problems == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "The file is empty."),
        (b" \r\n \n", "The file is empty."),
        (b"\xef\xbb\xbf", "Compare it with that of the blank workbook, which"),
        (b"\x89PNG\r\n\x1a\n\0\0", "This is neither a text file nor an Excel workbook."),
        (b"a\x81,b\n1,2\n", "The text is neither UTF-8 nor Windows-1252."),
        (b'marac,meeting_date,cases\n"B1,2024-04-03,10\n', "a quotation mark is opened and never closed"),
        (b"colour,size\nred,3\n", "The header is not one that is known. Expected one of: meeting returns,"),
        (b"marac,meeting_date,cases\n", "The file holds a header and no rows."),
        (b"colour;size\nred;3\n", "The header is not one that is known. Expected one of: meeting returns,"),
        (b"sep=^\nmarac^meeting_date^cases\nB1^2024-04-03^10\n", "says that “^” separates the columns"),
        (b"," * 5000, "A row has 5,001 columns; at most 2,000 can be read."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel file (.xls) or is locked with a password"),
        (b"PK\x03\x04 but no zip", "The workbook is damaged and cannot be opened."),
    ],
)
def test_each_bad_file_is_one_clear_error(content: bytes, expected: str):
    report = check(UploadedFile("given.csv", content))
    assert len(report.errors) == 1
    assert str(report.errors[0]).startswith("given.csv: ")
    assert expected in report.errors[0].message


def test_a_file_of_100_mb_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(texts, "decode_text", lambda _: pytest.fail("decoded"))
    report = check(UploadedFile("big.csv", b"marac,meeting_date,cases\n" + b"x" * 100_000_000))
    assert "The file has 100 MB; a text file may have 50 MB." in report.errors[0].message


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(40):
                sheet.write(b" " * 1_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("unpacked"))
    assert len(bomb.getvalue()) < 100_000
    assert "The workbook unpacks to 40 MB" in check(UploadedFile("bomb.xlsx", bomb.getvalue())).errors[0].message


def test_too_many_members_a_foreign_zip_and_too_large_a_workbook(monkeypatch: pytest.MonkeyPatch):
    def zipped(names: list[str]) -> bytes:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            for name in names:
                archive.writestr(name, "x")
        return content.getvalue()

    many = check(UploadedFile("a.xlsx", zipped([f"{number}" for number in range(2_001)])))
    assert "The workbook has 2,001 parts" in many.errors[0].message
    foreign = check(UploadedFile("a.xlsx", zipped(["a.docx"])))
    assert "This is a zip file but not an Excel workbook" in foreign.errors[0].message
    monkeypatch.setattr(archives, "MAX_FILE_BYTES", 100)
    assert "The workbook has" in check(UploadedFile("a.xlsx", zipped(["xl/workbook.xml"]))).errors[0].message


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("marac,meating_date,cases", [
            MISSING,
            UNKNOWN,
        ]),
        ("marac,meeting_date,cases,repeat", [
            "returns.csv:1:repeat: A file of meeting returns has no column “repeat”. Did you mean “repeats”?"
        ]),
        ("marac,meeting_date,cases,zebra", [
            "returns.csv:1:zebra: A file of meeting returns has no column “zebra”. Remove it."
        ]),
        ("marac,meeting_date,cases,Cases", [
            "returns.csv:1:Cases: The column “Cases” stands twice in the header. Keep one."
        ]),
        ("marac,meeting_date,cases,", [
            "returns.csv:2:D: Column D holds a value but has no header. Name the column or empty the cell."
        ]),
    ],
)  # fmt: skip
def test_a_header_nearly_right_is_told_what_is_wrong_with_it(header: str, expected: list[str]):
    row = "B1,2024-04-03,10,1" if header.count(",") == 3 else "B1,2024-04-03,10"
    assert sentences(check(make_areas(), make_returns(row, header=header)).errors) == expected


def test_title_lines_and_blank_lines_keep_the_row_numbers_a_person_sees():
    text = f'Returns of Northshire\n"made\nby hand"\n\n{HEADER}\n\n{ROW}\n,,,,,\nB1,2024-04-10,ten,3,12,6\n'
    assert sentences(check(make_areas(), make_file(text)).errors) == [
        "returns.csv:8:cases: “ten” is not a number. Write it in figures, such as 12."
    ]


def test_a_line_break_inside_a_cell_loses_no_cell_after_it():
    text = 'marac,"meeting\ndate",cases\nB1,"2024-04-03\n",10\nB1,"2024-04-10\n",ten\n'
    assert sentences(check(make_areas(), make_file(text)).errors) == [
        "returns.csv:3:cases: “ten” is not a number. Write it in figures, such as 12."
    ]


def test_a_stray_quotation_mark_loses_no_row():
    text = f'{HEADER}\n"B1,2024-04-03,10,3,12,6\nB1",2024-04-10,10,3,12,6\n{ROW}\n'
    (swallowed, *_) = check(make_areas(), make_file(text)).errors
    assert (swallowed.row, swallowed.column) == (2, "marac")
    assert swallowed.message.startswith("This cell goes on over the end of its line")
    (inside,) = check(make_areas(), make_file(f'{HEADER}\nB1,2024-04-03,"7"5,0,0,0\n')).errors
    assert "something stands behind the closing quotation mark of a cell" in inside.message


def test_a_row_above_the_header_is_never_left_out_in_silence():
    (above,) = check(make_areas(), make_file(f"B1,2024-04-10,10,3,12,6\n{HEADER}\n{ROW}\n")).errors
    assert (above.row, above.message[:40]) == (1, "This row stands above the header, which ")
    assert check(make_areas(), make_file(f"Returns,of,Northshire\n{HEADER}\n{ROW}\n")).errors != ()
    assert check(make_areas(), make_file(f"Returns,2024\n{HEADER}\n{ROW}\n")).errors == ()


def test_a_text_cut_in_the_middle_of_a_letter_is_said_to_be_so():
    (problem,) = check(UploadedFile("given.csv", f"{HEADER}\n{ROW}".encode("utf-16")[:-1])).errors
    assert problem.message == "The text says that it is UTF-16 and is not whole. Save it again as “CSV UTF-8”."


def test_blanks_inside_a_name_are_not_counted():
    assert check(make_areas(), make_file(f"{HEADER}\n{ROW.replace('B1', '  birchford ')}\n")).problems == ()
    listed = make_areas("code,name,level,parent\nN1,North  shire,force,\nB1,Birch ford,marac,North shire\n")
    assert check(listed, make_file(f"{HEADER}\n{ROW.replace('B1', 'Birch   ford')}\n")).problems == ()


def test_a_row_above_the_header_that_lacks_a_count_is_not_left_out_either():
    (above,) = check(make_areas(), make_file(f"B1,2024-04-10,,3,12,6\n{HEADER}\n{ROW}\n")).errors
    assert (above.row, above.message[:40]) == (1, "This row stands above the header, which ")


def test_a_marac_under_another_force_than_its_own_is_refused():
    two = make_areas("code,name,level,parent\nN1,Northshire,force,\nS1,Southshire,force,\nB1,Birchford,marac,N1\n")
    text = "force,marac,meeting_date,cases\n{},B1,2024-04-03,10\n"
    (wrong,) = check(two, make_file(text.format("Southshire"))).errors
    assert wrong.message == "“B1” is no Marac of “Southshire” but of Northshire. Correct one of the two."
    assert check(two, make_file(text.format("Northshire"))).problems == ()


def test_many_empty_lines_of_a_wide_row_are_refused_before_they_are_unfolded():
    (problem,) = check(make_file("," * 1999 + "\n" * 30_000)).errors
    assert problem.message.startswith("30,000 lines of 2,000 columns are too many cells.")


def test_header_case_and_blanks_do_not_count():
    assert check(make_areas(), make_returns("B1,2024-04-03,10", header="Marac, Meeting Date ,CASES")).problems == ()


def test_no_file_is_a_problem():
    assert check().errors[0].message == "No file was given."


def test_the_summary_says_kind_rows_quarters_and_areas():
    report = check(make_areas(), make_returns(ROW, "Birchford,2024-01-03,10,3,12,6"))
    first, second = report.files
    assert (first.kind, first.rows, first.areas) == ("areas", 3, ("A1", "B1", "N1"))
    assert (second.kind, second.rows, second.areas) == ("meeting returns", 2, ("B1",))
    assert [str(quarter) for quarter in second.quarters] == ["2024-Q1", "2024-Q2"]


def test_two_files_of_one_name_are_refused_as_nobody_could_tell_them_apart():
    report = check(make_areas(), make_returns(ROW), make_returns("Birchford,2024-01-03,10,3,12,6"))
    assert sentences(report.errors) == [
        "returns.csv: 2 files are called “returns.csv”, so nobody could tell them apart later. Rename them."
    ]
