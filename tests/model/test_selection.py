"""The state of a page, to and from its address."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maracdash.model.errors import NotFoundError
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import ChartView, Selection, parse_selection

DEFAULT = Selection(marac="M1", quarter=Quarter(2024, 1), indicator="cases")


@given(
    st.builds(
        Selection,
        marac=st.text(min_size=1, max_size=20).filter(str.strip),
        quarter=st.builds(Quarter, st.integers(1990, 2090), st.integers(1, 4)),
        indicator=st.sampled_from(["cases", "repeat-rate"]),
        window=st.sampled_from(Window),
        view=st.sampled_from(ChartView),
        including=st.booleans(),
        intervals=st.booleans(),
        tabled=st.booleans(),
    )
)
def test_an_address_carries_the_whole_state(selection):
    assert parse_selection(dict(parse_qsl(selection.query())), DEFAULT) == selection


def test_what_an_address_leaves_out_is_the_default():
    assert parse_selection({}, DEFAULT) == DEFAULT
    assert parse_selection({"marac": "", "window": ""}, DEFAULT) == DEFAULT


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"quarter": "soon"}, "“soon” is not a quarter. Write it like 2024-Q1."),
        ({"window": "month"}, "There is no period called “month”. Choose one of: year, quarter."),
        ({"including": "perhaps"}, "“including=perhaps” is not understood. Write including=yes or including=no."),
        ({"intervals": "1"}, "“intervals=1” is not understood. Write intervals=yes or intervals=no."),
        ({"view": "map"}, "There is no view called “map”. Choose one of: "),
    ],
)
def test_a_word_it_cannot_read_is_said(query, sentence):
    with pytest.raises(NotFoundError) as raised:
        parse_selection(query, DEFAULT)
    assert str(raised.value).startswith(sentence)
