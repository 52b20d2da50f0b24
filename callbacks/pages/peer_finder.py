"""The peer finder: choose from the address, ask. The same for the page and its file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from callbacks.context import AppContext
from callbacks.pages.selections import resolve_selection
from layouts.components.peer_question import PeerQuestion
from layouts.pages.peer_finder import PeerRow, PeersPage
from maracdash import queries, words
from maracdash.catalogue.peer_features import PEER_FEATURES
from maracdash.model.areas import Area, Level
from maracdash.model.peer_finder import (
    Peer,
    PeerAnswer,
    PeerSelection,
    find_otherwise,
    parse_weights,
    write_weights,
)
from maracdash.model.quarters import Window
from maracdash.model.query_strings import read_query
from maracdash.model.selection import ChartView, Selection
from maracdash.words import differences
from maracdash.words import peer_finder as said


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Meaning of an address: whose peers by which weights, and the selection that links carry on."""

    selection: PeerSelection
    own: Selection


def resolve_peers(context: AppContext, address: str) -> Choice:
    """Resolve an address. Raises NotFoundError or NoReleaseError."""
    own = replace(resolve_selection(context, address), view=ChartView.COMPARE, window=Window.YEAR)
    weights = parse_weights(read_query(address), PEER_FEATURES)
    selection = PeerSelection(area=own.marac, quarter=own.quarter, indicator=own.indicator, weights=weights)
    return Choice(selection=selection, own=own)


def ask_peers(context: AppContext, choice: Choice) -> PeerAnswer:
    """The peers."""
    return context.reader.ask(queries.PEERS, choice.selection)


def build_page(context: AppContext, choice: Choice) -> PeersPage:
    """The page."""
    answer, area = ask_peers(context, choice), choice.own
    query = "&".join(filter(None, (area.query(), write_weights(choice.selection.weights, PEER_FEATURES))))
    places = {peer.area: place for place, peer in enumerate(answer.peers, 1)}
    return PeersPage(
        heading=f"{answer.own.area.level.noun.capitalize()}s most like {answer.own.area.name}",
        summary=said.write_peers_summary(answer),
        question=PeerQuestion(
            selection=choice.own,
            area=answer.own.area,
            areas=_list_areas(context, answer.own.area),
            quarters=tuple(sorted(context.reader.ask(queries.CHOICES).quarters, reverse=True)),
            features=answer.features,
            own_features=tuple(said.write_feature_value(each.feature, each.own) for each in answer.features),
        ),
        own_value=words.write_value(answer.indicator, answer.own.value),
        finding=said.write_otherwise(answer),
        echo=said.write_echo(answer),
        peers=tuple(_build_row(answer, peer, places[peer.area]) for peer in answer.peers),
        otherwise=tuple(_build_row(answer, peer, places[peer.area]) for peer in find_otherwise(answer)),
        group_name=said.name_peers(answer.own.area),
        file=f"/export/peers.csv?{query}",
        lines=said.write_peer_lines(answer),
    )


def _list_areas(context: AppContext, own: Area) -> tuple[tuple[Area, tuple[Area, ...]], ...]:
    """Every force with its Maracs, those that have closed but the chosen one left out."""
    known = context.reader.ask(queries.DIRECTORY)
    return tuple(
        (
            force.area,
            tuple(
                each.area
                for each in known.children(Level.MARAC, force.area.code)
                if each.valid_to is None or each.area == own
            ),
        )
        for force in known.at(Level.FORCE)
    )


def _build_row(answer: PeerAnswer, peer: Peer, place: int) -> PeerRow:
    return PeerRow(
        place=place,
        area=peer.area,
        force=peer.force.name if peer.force else "",
        distance=said.write_distance(peer),
        alike=said.write_alike(peer),
        differs=said.write_differs(peer),
        lacks=said.write_lacks(peer),
        value=words.write_value(answer.indicator, peer.point.value),
        gap=differences.write_beside(answer.indicator, answer.own.value, peer.point.value),
        verdict=said.write_judgement(answer, peer),
    )
