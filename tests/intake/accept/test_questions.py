"""One question for one cause."""

from pathlib import Path

from maracdash.catalogue.fields import field_names
from maracdash.intake.accept.acceptance import accept_files
from maracdash.store.submissions.manifests import read_manifests
from tests.intake.rules.test_rules import NOT_ZERO
from tests.support.upload_files import check, check_returns, make_areas, make_file, make_returns

HEADER = ",".join(("marac", "meeting_date", *field_names()))
ROWS = "rows, from this one on"
BLANKS = "," * (len(field_names()) - 1)
REASON = f"T{NOT_ZERO[1:]}"


def asked(*rows: str) -> list[str]:
    return list(map(str, check_returns(*rows, header=HEADER).questions))


def test_a_row_with_every_column_blank_asks_once():
    report = check_returns(f"B1,2024-04-03,10{BLANKS}", header=HEADER)
    assert len(report.warnings) == len(field_names()) - 1, "each is marked in its place"
    assert list(map(str, report.questions)) == [
        f"returns.csv:2:{len(field_names()) - 1} columns: blank in 1 row ({', '.join(field_names()[1:])}): {NOT_ZERO}"
    ]


def test_columns_that_are_blank_in_other_rows_are_told_apart():
    rows = [f"B1,2024-04-{day},10,{repeats},{children}{BLANKS[2:]}" for day, repeats, children in (
        ("03", "", "12"), ("10", "", ""), ("17", "1", ""),
    )]  # fmt: skip
    others = ", ".join(field_names()[3:])
    (question,) = asked(*rows)
    assert question == (
        f"returns.csv: row 2, repeats: blank in 2 {ROWS}; row 3, children: blank in 2 {ROWS}; "
        f"row 2, {others}: blank in 3 {ROWS}. {REASON}"
    )


def test_another_file_and_another_cause_are_questions_of_their_own():
    other = make_file(f"{HEADER}\nB1,2024-04-10,10{BLANKS}\n", "other.csv")
    report = check(make_areas(), make_returns(f"B1,2024-04-03,10,1,999{BLANKS[2:]}", header=HEADER), other)
    assert [(each.warnings[0].file, len(each.warnings)) for each in report.questions] == [
        ("returns.csv", 1),
        ("returns.csv", len(field_names()) - 3),
        ("other.csv", len(field_names()) - 1),
    ]


def test_one_column_is_asked_as_before():
    assert asked(f"B1,2024-04-03,10{',0' * (len(field_names()) - 2)},") == [
        f"returns.csv:2:{field_names()[-1]}: blank in 1 row: {NOT_ZERO}"
    ]


def test_the_record_holds_what_was_asked(tmp_path: Path):
    file = make_returns(f"B1,2024-04-03,10{BLANKS}", header=HEADER)
    assert accept_files(tmp_path, [make_areas(), file], "Ada").id is None
    assert accept_files(tmp_path, [make_areas(), file], "Ada", accept_warnings=True).id
    (said,) = read_manifests(tmp_path)[0].warnings_accepted
    assert said.endswith(f"{field_names()[-1]}): {NOT_ZERO}")
