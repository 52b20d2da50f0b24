"""The peer finder as a file: of the area and each peer a row for the indicator looked at, and for each feature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from maracdash import catalogue
from maracdash.exports import plain_tables
from maracdash.exports.files import File, make_file_name
from maracdash.exports.plain_tables import Column, Kind, PlainRow, PlainTable
from maracdash.exports.tidy_rows import TIDY_COLUMNS, build_tidy_rows
from maracdash.model.answers import Point, TidyCell
from maracdash.model.areas import Area
from maracdash.model.indicators import Indicator
from maracdash.model.peer_finder import FeatureMatch, Peer, PeerAnswer, PeerFeature
from maracdash.model.quarters import Window
from maracdash.model.values import Value

PEER_COLUMNS = (
    Column(name="place", kind=Kind.WHOLE, description="Place by distance: 1 the nearest, 0 itself.", example=1),
    Column(name="distance", kind=Kind.NUMBER, description="Standardised distance, 0 the same.", example=0.42),
    Column(name="feature", kind=Kind.TEXT, description="Feature; null for the indicator looked at.", example="size"),
    Column(name="weight", kind=Kind.WHOLE, description="Weight of the feature, 0 to 3.", example=2),
    Column(name="compared_by", kind=Kind.NUMBER, description="Number that the feature compares.", example=512),
    Column(name="apart", kind=Kind.NUMBER, description="Standard deviations above the area itself.", example=0.1),
    Column(name="part", kind=Kind.NUMBER, description="Part of the squared distance, all are 1.", example=0.03),
)


def build_peers_file(answer: PeerAnswer) -> File:
    """Tidy CSV, nearest first."""
    lines = tuple(_list_lines(answer))
    tidy = build_tidy_rows([cell for cell, _ in lines], answer.release, answer.marking)
    rows = tuple((*row, *more) for row, (_, more) in zip(tidy, lines, strict=True))
    name = make_file_name(
        answer.own.area.name, "most like", answer.indicator.slug, str(answer.selection.quarter), extension="csv"
    )
    content = plain_tables.write_csv(PlainTable(columns=(*TIDY_COLUMNS, *PEER_COLUMNS), rows=rows))
    return File(name=name, content=content, media_type="text/csv; charset=utf-8")


def _list_lines(answer: PeerAnswer) -> Iterator[tuple[TidyCell, PlainRow]]:
    own = answer.own.area
    yield _build_cell(answer, own, answer.indicator, answer.own.value), (0, 0.0, None, None, None, None, None)
    for each in answer.features:
        more = (0, 0.0, each.feature.name, each.weight, each.own.number, None, None)
        yield _build_feature_cell(answer, own, each.feature, each.own), more
    for place, peer in enumerate(answer.peers, 1):
        yield from _list_peer_lines(answer, place, peer)


def _list_peer_lines(answer: PeerAnswer, place: int, peer: Peer) -> Iterator[tuple[TidyCell, PlainRow]]:
    cell = _build_cell(answer, peer.area, answer.indicator, peer.point.value, peer.point)
    yield cell, (place, peer.distance, None, None, None, None, None)
    weights = {each.feature: each.weight for each in answer.features}
    for each in peer.matches:
        more = (place, peer.distance, each.feature.name, weights[each.feature], *_match_cells(each))
        yield _build_feature_cell(answer, peer.area, each.feature, each.other), more
    for lacking in peer.lacks:
        rest = (place, peer.distance, lacking.feature.name, lacking.weight, None, None, None)
        yield _build_feature_cell(answer, peer.area, lacking.feature, lacking.own), rest


def _match_cells(match: FeatureMatch) -> PlainRow:
    return match.other.number, match.apart, match.part


def _build_feature_cell(answer: PeerAnswer, area: Area, feature: PeerFeature, value: Value) -> TidyCell:
    """The indicator's own value: of people it is what is worked out from their number."""
    indicator = catalogue.indicator(feature.indicator)
    if feature.of_people and value.numerator is not None:
        value = replace(value, number=indicator.number(value.numerator, value.denominator))
    return _build_cell(answer, area, indicator, value)


def _build_cell(
    answer: PeerAnswer, area: Area, indicator: Indicator, value: Value, comparator: Point | None = None
) -> TidyCell:
    return TidyCell(
        area=area,
        quarter=answer.selection.quarter,
        window=Window.YEAR,
        indicator=indicator,
        value=value,
        comparator=comparator,
    )
