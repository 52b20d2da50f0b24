"""Sentences of the peer finder: who is near, why, who does otherwise, and what is not known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from maracdash import queries
from maracdash.model.answers import Verdict
from maracdash.model.audiences import Audience
from maracdash.model.groups import MAX_NAME_LENGTH
from maracdash.model.values import Status, make_absent_value
from maracdash.reading.reader import Reader
from maracdash.words import peer_finder as said
from tests.queries.test_peer_finder import choose, first_marac
from tests.support.answers import make_marac


@pytest.fixture(scope="module")
def answer(demonstration: Path):
    reader = Reader(demonstration, Audience.FULL)
    return reader.ask(queries.PEERS, choose(first_marac(reader), "police"))


def test_the_nearest_are_named_first(answer):
    first, second, third = (peer.area.name for peer in answer.peers[:3])
    own = answer.own.area.name
    sentence = f"Of {answer.compared} other Maracs, {first}, {second} and {third} are most like {own}."
    assert said.write_peers_summary(answer) == sentence
    alone = replace(answer, peers=answer.peers[:1], compared=1)
    assert said.write_peers_summary(alone) == f"Of 1 other Marac, {first} is most like {own}."
    assert said.write_peers_summary(replace(answer, peers=(), refusal="Why not.")) == "Why not."


def test_who_does_otherwise_is_counted_and_named(answer):
    own = answer.own.area.name
    peers = [replace(each, point=replace(each.point, verdict=Verdict.SIMILAR, strong=False)) for each in answer.peers]
    start = f"None of the 10 most alike differs from {own} in the share of cases referred by the police ("
    assert said.write_otherwise(replace(answer, peers=tuple(peers))).startswith(start)
    peers[4] = replace(peers[4], point=replace(peers[4].point, verdict=Verdict.LOWER, strong=True))
    sentence = said.write_otherwise(replace(answer, peers=tuple(peers)))
    assert sentence.startswith(f"1 of the 10 most alike differs from {own} in the share")
    assert f"chance explains: it is clearly lower than {peers[4].area.name} (" in sentence
    silent = replace(answer, own=replace(answer.own, value=make_absent_value(Status.NO_RETURN, "no return yet")))
    assert said.write_otherwise(silent).endswith("police: no return: no return yet.")


def test_likeness_by_construction_is_said(answer):
    assert "“Referred by the police” is one of the features." in said.write_echo(answer)
    assert said.write_echo(replace(answer, features=tuple(replace(each, weight=0) for each in answer.features))) == ""


def test_why_a_peer_is_near_and_what_differs_have_both_values(answer):
    peer = answer.peers[0]
    alike, differs = said.write_alike(peer), said.write_differs(peer)
    assert alike.count(" and ") >= 2
    assert alike.count("; ") == 1
    assert peer.matches[0].feature.title in alike
    assert differs.startswith(peer.matches[-1].feature.title)
    assert peer.matches[-1].feature.title not in alike
    same = replace(peer, matches=tuple(replace(each, part=0.0) for each in peer.matches))
    assert said.write_differs(same) == ""


def test_what_a_peer_lacks_is_named_with_its_reason(answer):
    police = next(each for each in answer.features if each.feature.name == "police")
    lacking = replace(police, own=make_absent_value(Status.WITHHELD))
    assert said.write_lacks(replace(answer.peers[0], lacks=(lacking,))) == "Referred by the police (withheld)"


def test_a_group_of_peers_has_a_name_that_fits():
    assert said.name_peers(make_marac(1, "Birchford")) == "Most like Birchford"
    assert len(said.name_peers(make_marac(1, "Birchford " * 9))) <= MAX_NAME_LENGTH


def test_who_is_left_out_is_named_up_to_three(answer):
    some = tuple(make_marac(number, f"M{number}") for number in range(1, 6))
    assert said.write_left_out(replace(answer, left_out=some)).endswith("of both: M1, M2, M3 and 2 more.")
    assert said.write_left_out(replace(answer, left_out=())) == ""


def test_the_lines_end_with_source_release_and_marking(answer):
    lines = said.write_peer_lines(answer)
    assert answer.marking in lines
    assert any(answer.release.id in line for line in lines)
