"""Requests for board packs: to an address and back, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as some

from maracdash.model.board_packs import (
    MAX_ITEMS,
    MAX_TITLE_LENGTH,
    PackItem,
    PackPart,
    PackRequest,
    move_item,
    parse_item,
    parse_pack_request,
)
from maracdash.model.errors import NotFoundError
from maracdash.model.groups import GroupChoice
from maracdash.model.quarters import Quarter

DEFAULT = PackRequest(marac="M1", quarter=Quarter(2024, 1))
SLUGS = some.sampled_from(("cases", "children", "repeat-rate", "overview"))
ITEMS = some.builds(PackItem, part=some.sampled_from(PackPart), slug=SLUGS)
REQUESTS = some.builds(
    PackRequest,
    marac=some.sampled_from(("M1", "E&W", "Ynys Môn")),
    quarter=some.builds(Quarter, some.integers(2000, 2100), some.integers(1, 4)),
    items=some.lists(ITEMS, unique=True, min_size=1, max_size=8).map(tuple),
    group=some.sampled_from((None, GroupChoice(name="Coast", members=("E1", "E2")))),
    including=some.booleans(),
    title=some.sampled_from(("", "Board & friends: 50% + more", "Ymddiriedolaeth")),
    held_on=some.sampled_from((None, date(2026, 5, 12))),
)


@given(REQUESTS)
def test_an_address_brings_the_request_back(request):
    assert parse_pack_request(parse_qsl(request.query()), DEFAULT) == request


def test_an_item_counts_once_where_it_first_stands():
    pairs = [("item", "trend:cases"), ("item", "compare:cases"), ("item", "trend:cases")]
    assert list(map(str, parse_pack_request(pairs, DEFAULT).items)) == ["trend:cases", "compare:cases"]


@pytest.mark.parametrize("text", ["cases", "trend:", ":cases", "chart:cases", "trend"])
def test_what_is_no_item_is_refused(text):
    with pytest.raises(NotFoundError, match="no part of a pack"):
        parse_item(text)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("date", "12/5/2026")], "not a day"),
        ([("title", "x" * (MAX_TITLE_LENGTH + 1))], "at most 120"),
        ([("title", "a\u202eb")], "can be seen"),
        ([("quarter", "spring")], "not a quarter"),
        ([("group", "Coast")], "no group"),
        ([("including", "perhaps")], "not understood"),
        ([("item", f"trend:{place}") for place in range(MAX_ITEMS + 1)], "too long"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(pairs, said):
    with pytest.raises(NotFoundError, match=said):
        parse_pack_request(pairs, DEFAULT)


def test_an_item_moves_by_one_and_not_beyond_the_ends():
    items = tuple(map(parse_item, ("compare:cases", "trend:cases", "dashboard:children")))
    request = replace(DEFAULT, items=items)
    assert move_item(request, 1, -1).items == (items[1], items[0], items[2])
    assert move_item(request, 1, 1).items == (items[0], items[2], items[1])
    for place, by in ((0, -1), (2, 1), (9, -1), (-1, 1)):
        assert move_item(request, place, by) == request
