"""Numbers as people's files hold them: a decimal comma, a mark, a gap. Refused, each with what to write instead."""

import pytest

from tests.support.upload_files import check, check_returns, make_file, make_returns, sentences

COMMA = "is not a number. Use a comma only between thousands, as in 1,234, and a point for decimals, as in 0.5."
FRACTIONS = "marac,meeting_date,cases,referred_police"
TIDY = "level,area_code,area,quarter,indicator,value\nforce,,Surrey,2020-Q1,{},{}\n"
POPULATIONS = "code,basis,from_quarter,women_16_plus\nE23000031,Census 2021,,{}\n"


def refused(*rows: str, header: str = "marac,meeting_date,cases,repeats") -> list[str]:
    return [each.message for each in check_returns(*rows, header=header).errors]


@pytest.mark.parametrize(
    "text", ["0,125", "0,005", "-0,125", "00,125", "012,345", "1,23", "0,5", "1.234,5", "0,000,125"]
)
def test_a_decimal_comma_is_refused_in_a_count(text: str):
    (message,) = refused(f'B1,2024-04-03,10,"{text}"', header=FRACTIONS)
    assert message.startswith(f"“{text}” is not a number.")


def test_a_decimal_comma_is_refused_wherever_there_are_numbers():
    (cases, repeats) = refused('B1,2024-04-03,"0,125","0,005"')
    assert cases.startswith(f"“0,125” {COMMA}")
    assert repeats.startswith(f"“0,005” {COMMA}")
    listed = "code,name,level,parent,minoritised_share\nN1,Northshire,force,,\nB1,Birchford,marac,N1,"
    report = '"Quarter: 2024 - Q1"\nBy police force / Marac\nIndicator,Surrey\n'
    for name, text in {
        "areas.csv": f'{listed}"0,224"\n',
        "shares.csv": f'{listed}"0,001"\n',
        "populations.csv": POPULATIONS.format('"050,000"'),
        "tidy.csv": TIDY.format("cases-per-10k", '"0,125"'),
        "percentages.csv": TIDY.format("repeat-rate", '"0,125"'),
        "signed.csv": TIDY.format("repeat-rate", '"0,125%"'),
        "report.csv": f'{report}Repeat rate,"0,125%"\n',
    }.items():
        (problem,) = check(make_file(text, name)).errors
        assert COMMA in problem.message, name


@pytest.mark.parametrize(("text", "number"), [("1,234", 1234), ("999,999,999", 999_999_999), ("1,234.0", 1234)])
def test_a_thousand_is_still_a_thousand(text: str, number: int):
    report = check_returns(f'B1,2024-04-03,"{text}",0,0,0')
    assert report.problems == ()
    assert report.rows["returns.csv"]["cases"].tolist() == [number]


@pytest.mark.parametrize(
    ("text", "mark", "number", "withheld"),
    [
        ("5*", "*", "5", "<5 or [c]"), ("6[r]", "[r]", "6", "<6 or [c]"), ("12 (e)", "(e)", "12", ""),
        ("7†", "†", "7", "<7 or [c]"), ("7¹", "¹", "7", "<7 or [c]"), ("*5", "*", "5", "<5 or [c]"),
        ("[e] 5", "[e]", "5", "<5 or [c]"), ("5\u00a0r", "r", "5", "<5 or [c]"), ("12 cases", "cases", "12", ""),
        ("12 [e][r]", "[e][r]", "12", ""), ("5(1)", "(1)", "5", "<5 or [c]"), ("5?", "?", "5", "<5 or [c]"),
        ("1,234*", "*", "1,234", ""), ("12.5 [p]", "[p]", "12.5", ""), ("10*", "*", "10", "<10 or [c]"),
        ("1*", "*", "1", "[c]"),
    ],
)  # fmt: skip
def test_a_number_with_a_mark_is_refused_and_told_which(text: str, mark: str, number: str, withheld: str):
    (message,) = refused(f'B1,2024-04-03,"{text}",0')
    shown = text.replace("\u00a0", " ")
    told = f" If it is a withheld count, write {withheld}." if withheld else ""
    assert message == f"“{shown}” is a number with a mark. Remove “{mark}”, so that {number} stands there alone.{told}"


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("5 or fewer", "<6 or [c]"), ("5 or less", "<6 or [c]"), ("4 or under", "<5 or [c]"), ("5 max", "<6 or [c]"),
        ("max. 5", "<6 or [c]"), ("up to 5", "<6 or [c]"), ("at most 5", "<6 or [c]"), ("no more than 5", "<6 or [c]"),
        ("4 suppressed", "<5 or [c]"), ("4 (suppressed)", "<5 or [c]"), ("suppressed: 4", "<5 or [c]"),
        ("5 (c)", "<6 or [c]"), ("5[c]", "<6 or [c]"), ("5 c", "<6 or [c]"), ("[c] 5", "<6 or [c]"),
        ("1-4", "<5 or [c]"), ("1–4", "<5 or [c]"), ("1 to 4", "<5 or [c]"), ("between 1 and 4", "<5 or [c]"),
        ("1 or 2", "<3 or [c]"), ("<5*", "<5 or [c]"), ("<5 [r]", "<5 or [c]"), ("<5 cases", "<5 or [c]"),
        ("(<5)", "<5 or [c]"), ("5 or fewer*", "<6 or [c]"), ("up\u00a0to 5", "<6 or [c]"), ("10 or fewer", "[c]"),
    ],
)  # fmt: skip
def test_a_withheld_count_in_words_is_refused_and_told_how_it_is_written(text: str, notation: str):
    (message,) = refused(f"B1,2024-04-03,10,{text}")
    shown = text.replace("\u00a0", " ")
    assert message == (
        f"“{shown}” reads as a small number that is withheld. If it is, write {notation}; else write the number itself."
    )


@pytest.mark.parametrize("text", ["500 or fewer", "up to 500", "10-20", "<500*", "5 or more", "over 5", "at least 5"])
def test_words_for_a_count_that_is_not_small_ask_for_the_number(text: str):
    (message,) = refused(f"B1,2024-04-03,10,{text}")
    assert message == (f"“{text}” hides a count. Give the number itself; small numbers are protected when shown.")


def test_where_nothing_can_be_withheld_the_number_itself_is_asked_for():
    (entries,) = refused("B1,2024-Q1,5 or fewer,40", header="marac,quarter,entries,cases")
    (marked,) = refused("B1,2024-Q1,5*,40", header="marac,quarter,entries,cases")
    assert entries.startswith("“5 or fewer” hides a count. Give the number itself")
    assert marked == "“5*” is a number with a mark. Remove “*”, so that 5 stands there alone."


@pytest.mark.parametrize(
    "text",
    ["..", "...", "…", ":", ".", "z", "c", "X", "[z]", "[u]", "[low]", "(c)", "*", "†", "?", "tbc", "n.a.", "n/k"],
)
def test_a_mark_instead_of_a_number_is_refused_and_told_what_to_write(text: str):
    (message,) = refused(f"B1,2024-04-03,10,{text}")
    assert message == (
        f"“{text}” is not a number. Leave it blank if it was not collected, write <5 or [c] if it is a small "
        "number that is withheld, or 0 if there were none."
    )


def test_what_to_write_depends_on_the_column():
    (cases,) = refused("B1,2024-04-03,..,0")
    assert "This count is always needed: write the number, <5 or [c] if it is a small one that is withheld" in cases
    (entries,) = refused("B1,2024-Q1,..,40", header="marac,quarter,entries,cases")
    assert entries == "“..” is not a number. Every row needs it: write the number."
    (women,) = check(make_file(POPULATIONS.format(".."), "p.csv")).errors
    assert women.message == "“..” is not a number. Every row needs it: write the number."
    (value,) = check(make_file(TIDY.format("cases", "[z]"), "tidy.csv")).errors
    assert value.message == (
        "“[z]” is not a number. Leave the cell blank if the figure was not published, write - if it does not apply, or "
        "[c] if it is withheld."
    )


@pytest.mark.parametrize("text", ["5+", ">5", "≥ 5", ">\u00a05", "~10"])
def test_a_number_that_hides_a_count_is_asked_for(text: str):
    (message,) = refused(f"B1,2024-04-03,10,{text}")
    assert "hides a count. Give the number itself" in message


@pytest.mark.parametrize("text", ["1 234", "1\u00a0234", "1\u202f234", "1'234", "1’234"])
def test_a_gap_is_refused_and_told_how_to_write_the_number(text: str):
    (message,) = refused(f"B1,2024-04-03,{text},0")
    assert message.endswith("may be one number or several. If it is one, write 1234.")


@pytest.mark.parametrize(
    "text", ["<\u00a05", "<\u20095", "<\u202f5", "≤\u00a05", "<=\u00a05", "fewer\u00a0than\u00a05", "Under\u00a05"]
)
def test_any_blank_may_stand_in_a_withheld_count(text: str):
    report = check_returns(f"B1,2024-04-03,10,{text},12,6")
    assert report.problems == ()
    assert report.rows["withheld.csv"].to_numpy().tolist() == [["B1", 8097, "repeats"]]
    assert sentences(check(make_returns(f"B1,2024-04-03,10,{text[:-1]}50,12,6")).errors)
