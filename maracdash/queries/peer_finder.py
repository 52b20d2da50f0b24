"""The areas most like one, by features of the same 12 months, and their figures of one indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from maracdash import catalogue
from maracdash.catalogue.peer_features import PEER_FEATURES
from maracdash.model.answers import AreaRole, Point
from maracdash.model.areas import Area, Level
from maracdash.model.indicators import Indicator
from maracdash.model.peer_finder import FeatureMatch, Peer, PeerAnswer, PeerFeature, PeerSelection, WeightedFeature
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Status, Value, make_absent_value
from maracdash.queries.areas import get_directory, list_open_maracs, require_quarter
from maracdash.queries.values import ValueReader, is_doubted_zero, read_snapshot
from maracdash.statistics.refusals import Refusal
from maracdash.statistics.similarity import Feature, Neighbour, Neighbours, Profile, Scale, find_neighbours
from maracdash.statistics.verdict import decide_verdict
from maracdash.store.releases.connections import ReleaseConnection

NEAREST = 10
Profiles = Mapping[Area, Mapping[str, Value]]
NO_NEIGHBOURS = Neighbours(nearest=(), left_out=())
DOUBTED = "a 0 that is probably not recorded"
NO_OTHERS = "There is no other {noun} to compare with in this quarter."


def get_peers(db: ReleaseConnection, selection: PeerSelection) -> PeerAnswer:
    """The ten areas of the same level most like one. Raises NotFoundError."""
    quarter, indicator = require_quarter(db, selection.quarter), catalogue.indicator(selection.indicator)
    own = get_directory(db).own(selection.area)
    weights = dict(selection.weights)
    read = _read_all(db, quarter, (indicator,))
    profiles = {**db.cached_part(_read_profiles, own.level, quarter)}
    profiles.setdefault(own, _read_profile(_read_features(db, quarter), own, quarter))
    others = [each for each in profiles if each != own]
    found = find_neighbours(
        Profile(area=own, values=profiles[own]),
        [Profile(area=each, values=profiles[each]) for each in others],
        [_weigh(each, weights[each.name]) for each in PEER_FEATURES],
    )
    features = tuple(
        WeightedFeature(feature=each, weight=weights[each.name], own=profiles[own][each.name]) for each in PEER_FEATURES
    )
    near = found if isinstance(found, Neighbours) else NO_NEIGHBOURS
    point = Point(area=own, role=AreaRole.OWN, value=_read_value(read, own, quarter, indicator))
    return PeerAnswer(
        selection=replace(selection, area=own.code),
        indicator=indicator,
        own=point,
        features=features,
        peers=tuple(
            _build_peer(
                each,
                features,
                profiles[each.area],
                _compare(indicator, point, each.area, _read_value(read, each.area, quarter, indicator)),
                _force(db, each.area),
            )
            for each in near.nearest[:NEAREST]
        ),
        compared=len(near.nearest),
        left_out=near.left_out,
        refusal=_write_refusal(found, own.level),
        release=db.note,
    )


def _list_areas(db: ReleaseConnection, level: Level, quarter: Quarter) -> tuple[Area, ...]:
    """Every Marac that was open in the quarter, or every force."""
    forces = [each.area for each in get_directory(db).at(Level.FORCE)]
    if level is Level.FORCE:
        return tuple(forces)
    return tuple(marac for force in forces for marac in list_open_maracs(db, force.code, quarter))


def _read_profiles(db: ReleaseConnection, level: Level, quarter: Quarter) -> Profiles:
    """Every feature of every area of a level: cached, as another area or other weights need no reading."""
    read = _read_features(db, quarter)
    return {each: _read_profile(read, each, quarter) for each in _list_areas(db, level, quarter)}


def _read_features(db: ReleaseConnection, quarter: Quarter) -> ValueReader:
    return _read_all(db, quarter, tuple(map(_find_indicator, PEER_FEATURES)))


def _read_all(db: ReleaseConnection, quarter: Quarter, indicators: tuple[Indicator, ...]) -> ValueReader:
    beside = tuple(catalogue.indicator(each.zero_contradicted_by) for each in indicators if each.zero_contradicted_by)
    return read_snapshot(db, quarter, Window.YEAR, (*indicators, *beside))


def _read_value(read: ValueReader, area: Area, quarter: Quarter, indicator: Indicator) -> Value:
    """A value; absent where it is a 0 that another figure contradicts, as that would make two areas unlike."""
    value = read.value(area, quarter, indicator)
    if is_doubted_zero(read, area, quarter, indicator):
        return make_absent_value(Status.NOT_COLLECTED, DOUBTED, value.coverage)
    return value


def _read_profile(read: ValueReader, area: Area, quarter: Quarter) -> Mapping[str, Value]:
    return {each.name: _read_feature(read, area, quarter, each) for each in PEER_FEATURES}


def _read_feature(read: ValueReader, area: Area, quarter: Quarter, feature: PeerFeature) -> Value:
    value = _read_value(read, area, quarter, _find_indicator(feature))
    if not feature.of_people or not value.known:
        return value
    if value.numerator is None:
        return make_absent_value(Status.NO_POPULATION, coverage=value.coverage)
    return replace(value, number=value.numerator)


def _find_indicator(feature: PeerFeature) -> Indicator:
    return catalogue.indicator(feature.indicator)


def _weigh(feature: PeerFeature, weight: int) -> Feature:
    return Feature(name=feature.name, weight=weight, scale=Scale.LOGARITHM if feature.size else Scale.PLAIN)


def _build_peer(
    near: Neighbour,
    features: tuple[WeightedFeature, ...],
    values: Mapping[str, Value],
    point: Point,
    force: Area | None,
) -> Peer:
    by_name = {each.feature.name: each for each in features}
    shared = {each.feature.name for each in near.contributions}
    return Peer(
        area=near.area,
        force=force,
        distance=near.distance,
        matches=tuple(
            FeatureMatch(
                feature=by_name[each.feature.name].feature,
                own=by_name[each.feature.name].own,
                other=values[each.feature.name],
                apart=each.apart,
                part=each.part,
            )
            for each in near.contributions
        ),
        lacks=tuple(
            replace(each, own=values[each.feature.name])
            for each in features
            if each.weight and each.own.known and each.feature.name not in shared
        ),
        point=point,
    )


def _compare(indicator: Indicator, own: Point, area: Area, value: Value) -> Point:
    verdict, strong = decide_verdict(indicator, own.value, value)
    return Point(area=area, role=AreaRole.GROUP_MARAC, value=value, verdict=verdict, strong=strong, excludes_own=True)


def _force(db: ReleaseConnection, area: Area) -> Area | None:
    return get_directory(db).hierarchy(area).force


def _write_refusal(found: Neighbours | Refusal, level: Level) -> str:
    if isinstance(found, Refusal):
        return found.words
    return "" if found.nearest or found.left_out else NO_OTHERS.format(noun=level.noun)
