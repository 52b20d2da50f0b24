"""Generated files, valid and damaged: never a stack trace, never a wrong acceptance, never a valid row lost.

Fifty files of each sort by default, a hundred with MARACDASH_THOROUGH=1; with those of
tests/intake/file_types, MARACDASH_FUZZ=1600 makes it 24,000.
"""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maracdash.intake import CheckResult, UploadedFile
from tests.support import returns_oracle
from tests.support.generated_files import FILES, FORMS, damage_file, generated, said_in_sentences, write_file
from tests.support.returns_oracle import COUNTS, PARTS, TODAY, Row, Truth, row_strategy
from tests.support.upload_files import check, make_areas

pytestmark = [pytest.mark.timeout(1200 if FILES <= 100 else 0), pytest.mark.usefixtures("bounded")]
HEADER = ["marac", "meeting_date", *COUNTS]
ROWS = st.sampled_from([0, 0, 2, 6]).flatmap(lambda odd: st.lists(row_strategy(odd), min_size=1, max_size=8))


def write_rows(rows: list[Row]) -> list[list[str]]:
    return [HEADER, *(row.texts for row in rows)]


def kept_rows(report: CheckResult) -> Counter[tuple[object, ...]]:
    """The normalised rows, each as Marac, day and counts."""
    frame = report.rows["returns.csv"]
    columns = (frame["marac"], frame["meeting_date"], *(frame[name].astype("float").fillna(-1) for name in COUNTS))
    return Counter(zip(*columns, strict=True))


def expected_rows(rows: list[Row]) -> Counter[tuple[object, ...]]:
    counts = [[-1.0 if (found := row.number(name)) is None else found for name in COUNTS] for row in rows]
    return Counter((row.marac.means, str(row.day.means), *each) for row, each in zip(rows, counts, strict=True))


@generated
@given(rows=ROWS, form=FORMS)
def test_a_file_is_accepted_exactly_when_the_oracle_says_so_and_no_row_is_lost(rows: list[Row], form: str):
    report = check(make_areas(), write_file(write_rows(rows), form), today=TODAY)
    assert {each.row for each in report.errors} == {at + 2 for at in returns_oracle.bad_rows(rows, form)}
    if report.errors:
        assert not report.rows
        return
    assert kept_rows(report) == expected_rows(rows)
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
    file = write_file(write_rows(rows), form)
    report = check(make_areas(), damage_file(file, seed, damages), today=TODAY)
    said_in_sentences(report)
    if "returns.csv" in report.rows:
        assert_sound(report)


@generated
@given(content=st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_at_all_are_answered_in_sentences(content: bytes):
    report = check(UploadedFile("upload", content), today=TODAY)
    assert report.errors
    assert not report.rows


def assert_sound(report: CheckResult) -> None:
    """What was accepted, whatever it was made of, breaks no rule."""
    frame = report.rows["returns.csv"]
    assert not frame.duplicated(["marac", "meeting_date"]).any()
    for row in frame.to_dict("records"):
        day = date.fromisoformat(row["meeting_date"])
        assert returns_oracle.OPENED[row["marac"]] <= day <= returns_oracle.CLOSED[row["marac"]]
        counts = {name: float(row[name]) for name in COUNTS if str(row[name]) not in ("None", "nan", "<NA>")}
        assert all(count >= 0 for count in counts.values())
        if "cases" in counts:
            assert all(counts.get(name, 0) <= counts["cases"] + 0.01 for name in PARTS)
