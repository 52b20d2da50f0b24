"""The peer finder's file: every figure that the page says is in it, as the table of all figures has it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from maracdash import queries
from maracdash.exports.peer_finder import build_peers_file
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.reading.reader import Reader
from tests.queries.test_peer_finder import NOW, choose, first_marac


@pytest.mark.parametrize("audience", [Audience.FULL, Audience.SAFE], ids=str)
def test_every_feature_and_the_indicator_have_a_row_of_each_area(demonstration: Path, audience: Audience) -> None:
    reader = Reader(demonstration, audience)
    answer = reader.ask(queries.PEERS, choose(first_marac(reader)))
    file = build_peers_file(answer)
    assert file.name.endswith("_most-like_repeat-rate_2024-Q4.csv")
    lines = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    cells = reader.ask(queries.TIDY_TABLE, NOW, levels=(Level.MARAC,)).cells
    held = {(cell.area.code, cell.indicator.slug): cell.value for cell in cells}
    for line in lines:
        value = held[line["area_code"], line["indicator"]]
        if line["reason"] == "a 0 that is probably not recorded":
            assert (line["value"], line["value_status"], value.number) == ("", "not-collected", 0)
            continue
        assert (line["value"] and float(line["value"])) == ("" if value.number is None else value.number)
        assert (line["value_status"], bool(line["marking"])) == (value.status, True)
    looked_at = [line for line in lines if not line["feature"]]
    assert [line["area_code"] for line in looked_at] == [
        answer.own.area.code,
        *(peer.area.code for peer in answer.peers),
    ]
    assert [line["place"] for line in looked_at] == [str(place) for place in range(11)]
    assert [line["verdict"].split()[-1] for line in looked_at[1:]] == [
        str(peer.point.verdict).split()[-1] for peer in answer.peers
    ]
    parts = dict.fromkeys(range(1, 11), 0.0)
    for line in lines:
        if line["part"]:
            parts[int(line["place"])] += float(line["part"])
    assert list(parts.values()) == pytest.approx([1.0] * 10)
