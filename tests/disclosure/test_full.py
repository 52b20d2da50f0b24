"""Nothing leaves without its marking."""

from __future__ import annotations

import pytest

from maracdash import ask
from maracdash.disclosure import FULL_MARKING
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.store.releases.connections import Releases
from tests.support import small_country

CHOSEN = Selection(marac="M1", quarter=Quarter(2024, 4), indicator="cases")


@pytest.fixture
def releases(tmp_path):
    small_country.fill(tmp_path)
    return Releases(tmp_path)


@pytest.mark.parametrize("question", [ask.comparison, ask.trend, ask.headlines])
def test_an_answer_to_a_reader_is_marked(releases, question):
    assert question(releases, CHOSEN).marking == FULL_MARKING == "Official-sensitive: not for publication"


def test_each_card_is_marked(releases):
    assert {card.marking for card in ask.headlines(releases, CHOSEN).cards} == {FULL_MARKING}


def test_a_table_is_marked(releases):
    assert ask.table(releases, CHOSEN.quarter).marking == FULL_MARKING


def test_what_is_held_and_where_it_differs_is_marked(releases):
    assert ask.status(releases).marking == FULL_MARKING
