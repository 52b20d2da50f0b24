"""Generated overview reports: accepted exactly when no cell is bad and no title stands twice, every figure kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maracdash.intake import CheckResult, UploadedFile
from tests.support.file_type_oracles import BAD, Cell, bad
from tests.support.generated_files import FILES, FORMS, damage_file, doubtful, generated, said_in_sentences, write_file
from tests.support.returns_oracle import TODAY
from tests.support.upload_files import check, make_areas

pytestmark = [pytest.mark.timeout(1200 if FILES <= 100 else 0), pytest.mark.usefixtures("bounded")]
TOP = [
    ["Overview report", "By police force / Marac"],
    ["Police Forces: 1 selected", "Quarter: 2024 - Q1"],
    ["Indicator", "UK Wide", "SafeLives recommended", "Most Similar Force Group", "Northshire", "Northshire"],
    ["", "", "", "", "", "Birchford"],
]
PLACES = {1: ("uk", "K02000001"), 3: ("group", "N1"), 4: ("force", "N1"), 5: ("marac", "B1")}
"""Columns that hold figures, and whose they are."""
ABSENT: tuple[Cell, ...] = (("-", ("", "-")), ("–", ("", "-")), ("", ("", "")))
BROKEN = bad("ten", "1,23", "0,125", "5*", "..", "1e3", "<5", "=1+1", "12 345")
COUNTS = (*ABSENT, ("0", ("0", "")), ("7", ("7", "")), ("1,204", ("1204", "")), *BROKEN, *bad("-5", "9.2%", "7.25") * 3)
RATES = (*(each for each in COUNTS if each[0] != "7.25"), ("7.25", ("7.25", "")))
SHARES = (
    *ABSENT,
    ("9.2%", ("9.2", "")),
    ("0.0%", ("0.0", "")),
    ("100%", ("100", "")),
    *BROKEN,
    *bad("9.2", "-3.0%", "100.1%") * 3,
)
CHANGES = (*ABSENT, ("9.2%", ("9.2", "")), ("-3.1%", ("-3.1", "")), *BROKEN, *bad("0.031"))
TITLES = {
    "Number of cases discussed": ("cases", COUNTS),
    "Cases per 10,000 adult female population": ("cases-per-10k", RATES),
    "Repeat rate": ("repeat-rate", SHARES),
    "Year on year change in number of cases": ("cases-change", CHANGES),
    "NUMBER OF MARACS": ("maracs", COUNTS),
    "Number of cats": (BAD, COUNTS),
    "PERFORMANCE": ("", ()),
}
Line = tuple[str, list[Cell]]


@st.composite
def report_lines(draw: st.DrawFn, odd: int) -> list[Line]:
    """Up to six lines, each a title and a cell for every place; `odd` in a hundred of them are bad."""

    def picked(choices: list[tuple[str, Cell]]) -> Cell:
        right, wrong = ([each for each in choices if (each[1] == BAD) is bad] for bad in (False, True))
        return draw(st.sampled_from(wrong if wrong and draw(st.integers(0, 99)) < odd else right))

    known = [(title, slug) for title, (slug, _) in TITLES.items()]
    titles = [known[0], *(picked(known) for _ in range(draw(st.integers(0, 5))))]
    return [
        (title, [picked(list(TITLES[title][1])) for _ in PLACES] if TITLES[title][1] else []) for title, _ in titles
    ]


def write_lines(lines: list[Line]) -> list[list[str]]:
    """The file, as the portal lays it out."""
    found = [list(line) for line in TOP]
    for title, cells in lines:
        texts = [text for text, _ in cells]
        found.append([title, texts[0], "-", *texts[1:]] if texts else [title, "", "", "", "", ""])
    return found


def judge_lines(lines: list[Line], form: str) -> tuple[set[int], dict[tuple[str, str, str], tuple[str, str]]]:
    """Positions of the lines that must be refused in a file of that form, and every figure of the others."""
    wrong, figures, seen = set(), {}, set()
    for at, (title, cells) in enumerate(lines):
        slug = TITLES[title][0]
        if not slug:
            continue
        if slug == BAD or slug in seen or any(means == BAD or doubtful(text, form) for text, means in cells):
            wrong.add(at)
        seen.add(slug)
        for place, (_, means) in zip(PLACES.values(), cells, strict=True):
            figures[*place, slug] = means
    return wrong, figures


def kept_figures(report: CheckResult) -> dict[tuple[str, str, str], tuple[str, str]]:
    rows = report.rows["published.csv"].itertuples(index=False)
    return {(row.level, row.area_code, row.indicator): (row.value, row.mark) for row in rows}


def checked(file: UploadedFile) -> CheckResult:
    return check(make_areas(), file, today=TODAY)


@generated
@given(lines=st.sampled_from([0, 10, 20]).flatmap(report_lines), form=FORMS)
def test_accepted_exactly_when_the_oracle_says_so(lines: list[Line], form: str):
    report = checked(write_file(write_lines(lines), form, "report"))
    wrong, figures = judge_lines(lines, form)
    assert {each.row - len(TOP) - 1 for each in report.errors if each.row} == wrong
    assert bool(report.errors) == bool(wrong)
    if not wrong:
        assert kept_figures(report) == figures


@generated
@given(lines=report_lines(0), form=FORMS, seed=st.integers(0, 2**32), damages=st.integers(1, 6))
def test_spoilt_on_its_way(lines: list[Line], form: str, seed: int, damages: int):
    report = checked(damage_file(write_file(write_lines(lines), form, "report"), seed, damages))
    said_in_sentences(report)
    assert not (report.errors and report.rows)
