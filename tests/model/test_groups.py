"""A group of one's own, to and from an address."""

from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maracdash.model.errors import NotFoundError
from maracdash.model.groups import MAX_MEMBERS, MAX_NAME_LENGTH, GroupChoice, parse_group
from maracdash.model.overview_reports import ReportForm, ReportSelection, parse_report_selection
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection, parse_selection

OWN = Selection(marac="M1", quarter=Quarter(2024, 1), indicator="cases")
CODES = st.lists(st.from_regex(r"[A-Z][0-9]{1,8}", fullmatch=True), min_size=1, max_size=MAX_MEMBERS, unique=True)
NAMES = st.from_regex(r"[A-Za-zé&~,'+=%]([A-Za-zé&~,'+=% ]{0,30}[A-Za-z])?", fullmatch=True).map(
    lambda name: " ".join(name.split())
)


@given(NAMES, CODES)
def test_an_address_carries_a_group(name, codes):
    chosen = GroupChoice(name=name, members=tuple(codes))
    assert parse_group(chosen.packed) == chosen
    address = Selection(marac="M1", quarter=Quarter(2024, 1), indicator="cases", group=chosen).query()
    assert parse_selection(dict(parse_qsl(address)), OWN).group == chosen
    report = ReportSelection(form=ReportForm.FORCE_MARAC, quarter=Quarter(2024, 1), group=chosen)
    assert parse_report_selection(dict(parse_qsl(report.query())), replace(report, group=None)) == report


def test_codes_that_begin_alike_are_written_short():
    chosen = GroupChoice(name="Coast", members=("E05000001", "E05000002", "E05000010"))
    assert chosen.packed == "Coast~E050000*01,02,10"
    assert (
        "group=Coast~E050000*01,02,10"
        in Selection(marac="M1", quarter=Quarter(2024, 1), indicator="cases", group=chosen).query()
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Coast", "“Coast” is no group. Write its name, a “~” and the codes of its Maracs or forces"),
        ("~E1,E2", "“~E1,E2” is no group."),
        ("Coast~", "“Coast~” is no group."),
        ("Coast~all", "“Coast~all” is no group."),
        (f"{'n' * (MAX_NAME_LENGTH + 1)}~E1", "A group cannot be called"),
        ("Co\x07st~E1", "A group cannot be called “Cost”. Use at most 40 letters that can be seen."),
        (f"Coast~{','.join(f'E{number}' for number in range(MAX_MEMBERS + 1))}", "The group “Coast” has 61 members."),
    ],
)
def test_what_is_no_group_is_said(text, sentence):
    with pytest.raises(NotFoundError) as raised:
        parse_group(text)
    assert str(raised.value).startswith(sentence)
