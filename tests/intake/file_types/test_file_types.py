"""Generated files of the kinds beside meeting returns: accepted exactly when the oracle says so, no row lost."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maracdash.intake import CheckResult, UploadedFile
from tests.support.file_type_oracles import KINDS
from tests.support.generated_files import FILES, FORMS, damage_file, generated, said_in_sentences, write_file
from tests.support.returns_oracle import TODAY
from tests.support.upload_files import check, make_areas

pytestmark = [pytest.mark.timeout(1200 if FILES <= 100 else 0), pytest.mark.usefixtures("bounded")]
ODD = st.sampled_from([0, 0, 10, 15])


def checked(file: UploadedFile) -> CheckResult:
    return check(make_areas(), file, today=TODAY)


@pytest.mark.parametrize("name", KINDS)
@generated
@given(data=st.data(), form=FORMS)
def test_accepted_exactly_when_the_oracle_says_so(name: str, data: st.DataObject, form: str):
    kind = KINDS[name]
    lines = [line for line in data.draw(ODD.flatmap(kind.lines)) if any(text for text, _ in line.values())]
    assume(lines)
    report = checked(write_file(kind.texts(lines), form, f"some-{name}"))
    wrong, twice = kind.bad_rows(lines, form)
    flagged = {each.row - 2 for each in report.errors if each.file.startswith("some-") and each.row}
    assert wrong <= flagged <= wrong | twice
    assert bool(report.errors) == bool(wrong | twice)
    if not report.errors:
        assert sorted(map(repr, kind.stored(report))) == sorted(map(repr, kind.expected(lines)))


@pytest.mark.parametrize("name", KINDS)
@generated
@given(data=st.data(), form=FORMS, seed=st.integers(0, 2**32), damages=st.integers(1, 6))
def test_spoilt_on_its_way(name: str, data: st.DataObject, form: str, seed: int, damages: int):
    kind = KINDS[name]
    file = write_file(kind.texts(data.draw(kind.lines(0))), form, f"some-{name}")
    report = checked(damage_file(file, seed, damages))
    said_in_sentences(report)
    assert not (report.errors and report.rows)
