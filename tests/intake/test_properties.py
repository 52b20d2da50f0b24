"""Generated files, valid and damaged: never a stack trace, never a wrong acceptance, never a valid row lost.

A hundred files of each kind by default; MARACDASH_FUZZ=20000 for the long run.
"""

import csv
import io
import os
import random
from collections import Counter
from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maracdash.intake import Incoming, Report
from tests.intake import judgement
from tests.intake.extracts import areas, check
from tests.intake.judgement import COUNTS, PARTS, TODAY, Row, Truth, row_strategy

FILES = int(os.environ.get("MARACDASH_FUZZ", "100"))
generated = settings(
    max_examples=FILES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
pytestmark = pytest.mark.timeout(120 if FILES <= 100 else 0)
HEADER = ["marac", "meeting_date", *COUNTS]
ROWS = st.integers(-2, 3).flatmap(lambda odd: st.lists(row_strategy(max(odd, 0)), min_size=1, max_size=8))
FORMS = st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "quoted", "crlf", "xlsx"])


def written(rows: list[Row], form: str) -> Incoming:
    """The rows as a file in one of the forms that people bring."""
    if form == "xlsx":
        return workbook([row.texts for row in rows])
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if form == "quoted" else csv.QUOTE_MINIMAL
    writer = csv.writer(text, lineterminator="\r\n" if form == "crlf" else "\n", quoting=quoting)
    writer.writerows([HEADER, *(row.texts for row in rows)])
    encoding = form if form not in ("quoted", "crlf") else "utf-8"
    return Incoming("returns.csv", text.getvalue().encode(encoding))


def workbook(rows: list[list[str]]) -> Incoming:
    """Texts as text cells, never as formulas."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number, texts in enumerate([HEADER, *rows], start=1):
        for place, text in enumerate(texts, start=1):
            if text:
                cell = sheet.cell(number, place, text)
                cell.data_type = "s"
    content = io.BytesIO()
    book.save(content)
    return Incoming("returns.xlsx", content.getvalue())


def kept(report: Report) -> Counter[tuple[object, ...]]:
    """The normalised rows, each as Marac, day and counts."""
    frame = report.rows["returns.csv"]
    columns = (frame["marac"], frame["meeting_date"], *(frame[name].astype("float").fillna(-1) for name in COUNTS))
    return Counter(zip(*columns, strict=True))


def expected(rows: list[Row]) -> Counter[tuple[object, ...]]:
    counts = [[-1.0 if (found := row.number(name)) is None else found for name in COUNTS] for row in rows]
    return Counter((row.marac.means, str(row.day.means), *each) for row, each in zip(rows, counts, strict=True))


@generated
@given(rows=ROWS, form=FORMS)
def test_a_file_is_accepted_exactly_when_the_oracle_says_so_and_no_row_is_lost(rows: list[Row], form: str):
    report = check(areas(), written(rows, form), today=TODAY)
    assert {each.row for each in report.errors} == {at + 2 for at in judgement.bad_rows(rows)}
    if report.errors:
        assert not report.rows
        return
    assert kept(report) == expected(rows)
    withheld = {(name) for row in rows for name in COUNTS if row.counts[name].means is Truth.SMALL}
    assert set(report.rows["withheld.csv"]["field"] if "withheld.csv" in report.rows else ()) == withheld


@generated
@given(
    rows=st.lists(row_strategy(0), min_size=1, max_size=6),
    form=FORMS,
    seed=st.integers(0, 2**32),
    damages=st.integers(1, 6),
)
def test_a_damaged_file_is_refused_or_read_never_a_stack_trace_and_never_nonsense(
    rows: list[Row], form: str, seed: int, damages: int
):
    file = written(rows, form)
    report = check(areas(), Incoming(file.name, damaged(file.content, seed, damages)), today=TODAY)
    assert all(each.message.endswith((".", "”", "?", ")")) for each in report.problems)
    if "returns.csv" in report.rows:
        assert_sound(report)


@generated
@given(content=st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_at_all_are_answered_in_sentences(content: bytes):
    report = check(Incoming("upload", content), today=TODAY)
    assert report.errors
    assert not report.rows


def damaged(content: bytes, seed: int, damages: int) -> bytes:
    """Bytes changed, cut out, doubled or cut off, at places that the seed decides."""
    dice = random.Random(seed)
    found = bytearray(content)
    for _ in range(damages):
        at = dice.randrange(len(found) + 1)
        match dice.randrange(5):
            case 0 if at < len(found):
                found[at] = dice.randrange(256)
            case 1:
                del found[at : at + dice.randrange(1, 20)]
            case 2:
                found[at:at] = found[at : at + dice.randrange(1, 40)]
            case 3:
                found[at:at] = dice.choice([b",", b'"', b"\n", b"\0", b"=", b";", b"-", b"\xff"])
            case 4 if dice.randrange(4) == 0:
                del found[at:]
    return bytes(found)


def assert_sound(report: Report) -> None:
    """What was accepted, whatever it was made of, breaks no rule."""
    frame = report.rows["returns.csv"]
    assert not frame.duplicated(["marac", "meeting_date"]).any()
    for row in frame.to_dict("records"):
        day = date.fromisoformat(row["meeting_date"])
        assert judgement.OPENED[row["marac"]] <= day <= judgement.CLOSED[row["marac"]]
        counts = {name: float(row[name]) for name in COUNTS if row[name] == row[name] and str(row[name]) != "<NA>"}
        assert all(count >= 0 for count in counts.values())
        if "cases" in counts:
            assert all(counts.get(name, 0) <= counts["cases"] + 0.01 for name in PARTS)
