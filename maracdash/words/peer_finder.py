"""Sentences of the peer finder: who is most like an area, why, and who among them does otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from maracdash import catalogue
from maracdash.model.answers import Verdict
from maracdash.model.areas import Area
from maracdash.model.groups import MAX_NAME_LENGTH
from maracdash.model.numbers import format_number
from maracdash.model.peer_finder import FeatureMatch, Peer, PeerAnswer, PeerFeature, find_otherwise
from maracdash.model.quarters import Window, describe_period
from maracdash.model.values import Value
from maracdash.words import numbers
from maracdash.words.indicator_phrases import definite_subject
from maracdash.words.sentences import join_words
from maracdash.words.sources import DEMONSTRATION, write_day, write_source
from maracdash.words.verdicts import link_verdict, write_verdict

NAMED = 3
MAX_ALIKE = 2
HOW_IT_WORKS = (
    "Each feature is put on a common scale, by its standard deviation over all {noun}s, and the distance is the root "
    "of the weighted mean of the squared differences: 0 is the same, and at 1 two {noun}s lie a standard deviation "
    "apart."
)
WHAT_IS_NOT_KNOWN = (
    "A feature that is not known of one of two {noun}s, or withheld, is left out of their distance, which the others "
    "make up alone: it makes nobody near or far. At least two features must be known of both."
)
WHAT_VERDICTS_MEAN = (
    "Higher and lower say that chance is an unlikely reason (95%) for the difference of the two figures, and clearly "
    "so at 99.8%; similar that it is a likely one."
)
NO_VERDICT = "Figures of this indicator are not compared between {noun}s of different size, or have no interval."
ALIKE_BY_CHOICE = (
    "They were chosen to be alike in it: “{feature}” is one of the features. Give that the weight 0 to see who "
    "does otherwise."
)


def write_peers_summary(answer: PeerAnswer) -> str:
    """`Of 29 other Maracs, A, B and C are most like Birchford.`, or why there are none."""
    if not answer.peers:
        return answer.refusal or f"No other {_noun(answer)} shares enough with {answer.own.area.name} to be compared."
    names = [peer.area.name for peer in answer.peers[:NAMED]]
    others = f"{answer.compared:,} other {_noun(answer)}{'' if answer.compared == 1 else 's'}"
    return f"Of {others}, {join_words(names)} {'is' if len(names) == 1 else 'are'} most like {answer.own.area.name}."


def write_otherwise(answer: PeerAnswer) -> str:
    """`3 of the 10 most alike differ from Birchford in the share of …, 32%, by more than chance explains.`"""
    named, own = definite_subject(answer.indicator), answer.own
    if not own.value.known:
        return f"{own.area.name} has no figure for {named}: {own.value.absence}."
    differing = [peer for peer in find_otherwise(answer) if peer.point.verdict in (Verdict.HIGHER, Verdict.LOWER)]
    figure = numbers.write_value(answer.indicator, own.value)
    if all(peer.point.verdict is Verdict.NOT_COMPARED for peer in answer.peers):
        return f"{own.area.name}: {answer.indicator.title}, {figure}. {NO_VERDICT.format(noun=_noun(answer))}"
    number = f"{len(differing) or 'None'} of the {len(answer.peers)} most alike"
    verb = "differ" if len(differing) > 1 else "differs"
    said = f"{number} {verb} from {own.area.name} in {named} ({figure}) by more than chance explains"
    nearest = [_write_figure(answer, peer) for peer in differing[:NAMED]]
    others = [f"differs from {len(differing) - NAMED} more"] if len(differing) > NAMED else []
    first = f": it is {join_words([*nearest, *others])}" if differing else ""
    return f"{said}{first}."


def write_echo(answer: PeerAnswer) -> str:
    """Warning that the peers are alike in the indicator as they were chosen by it; empty where they were not."""
    return " ".join(ALIKE_BY_CHOICE.format(feature=each.feature.title) for each in answer.echoes)


def write_judgement(answer: PeerAnswer, peer: Peer) -> str:
    """The area's own figure beside that of a peer: `clearly higher`, `similar`, or why it is not compared."""
    if not peer.point.value.known:
        return f"{Verdict.NOT_COMPARED}: {peer.point.value.absence}"
    if not answer.own.value.known:
        return f"{Verdict.NOT_COMPARED}: {answer.own.value.absence}"
    return write_verdict(peer.point.verdict, strong=peer.point.strong)


def write_alike(peer: Peer) -> str:
    """The features that agree most, with both values: `Cases in 12 months 504 and 512; …`."""
    shown = [each for each in peer.matches if each not in _list_apart(peer)][:MAX_ALIKE]
    return "; ".join(_write_match(each) for each in shown)


def write_differs(peer: Peer) -> str:
    """The feature that differs most, with both values; empty where nothing differs."""
    return "; ".join(_write_match(each) for each in _list_apart(peer))


def write_lacks(peer: Peer) -> str:
    """Features that were left out of a peer's distance, and why: `Referred by the police (withheld)`."""
    return ", ".join(f"{each.feature.title} ({each.own.status.words or 'no logarithm of 0'})" for each in peer.lacks)


def write_distance(peer: Peer) -> str:
    """`0.42`."""
    return format_number(peer.distance, 2)


def write_feature_value(feature: PeerFeature, value: Value) -> str:
    """A feature's value as its indicator writes it, people as a count; or the words for why there is none."""
    if not feature.of_people or value.number is None:
        return numbers.write_value(catalogue.indicator(feature.indicator), value)
    return format_number(value.number, 0)


def name_peers(area: Area) -> str:
    """Name of the group of the areas most like one: `Most like Birchford`, at most as long as a name may be."""
    name = f"Most like {area.name}"
    return name if len(name) <= MAX_NAME_LENGTH else f"{name[: MAX_NAME_LENGTH - 1].rstrip()}…"


def write_left_out(answer: PeerAnswer) -> str:
    """Areas that share too few features, by name; empty where there are none."""
    names = [each.name for each in answer.left_out]
    if not names:
        return ""
    shown = names if len(names) <= NAMED else [*names[:NAMED], f"{len(names) - NAMED} more"]
    return f"Not compared, as fewer than two of the features are known of both: {join_words(shown)}."


def write_peer_lines(answer: PeerAnswer) -> tuple[str, ...]:
    """Method, then source, date, marking."""
    noun, release = _noun(answer), answer.release
    unknown = [each.feature.title for each in answer.weighted if not each.own.known]
    lines = (
        HOW_IT_WORKS.format(noun=noun),
        WHAT_IS_NOT_KNOWN.format(noun=noun),
        f"Not known of {answer.own.area.name}, and so left out: {join_words(unknown)}." if unknown else "",
        write_left_out(answer),
        WHAT_VERDICTS_MEAN,
        write_source(answer.indicator.source, list_figures(answer)),
        f"Period: {describe_period(answer.selection.quarter, Window.YEAR)}",
        f"Figures as at {write_day(release.data_as_at)}, {release.id}",
        answer.marking,
        DEMONSTRATION if release.demonstration else "",
    )
    return tuple(line for line in lines if line)


def list_figures(answer: PeerAnswer) -> Iterator[tuple[str, Value]]:
    """Every value of the indicator that is looked at, with a name for whose it is."""
    yield answer.own.area.name, answer.own.value
    yield from (("some others", peer.point.value) for peer in answer.peers)


def _list_apart(peer: Peer) -> tuple[FeatureMatch, ...]:
    """The feature that makes up most of the distance, where there is any."""
    return tuple(each for each in peer.matches[-1:] if each.part > 0 and len(peer.matches) > 1)


def _write_match(match: FeatureMatch) -> str:
    own, other = (write_feature_value(match.feature, each) for each in (match.own, match.other))
    return f"{match.feature.title} {own} and {other}"


def _write_figure(answer: PeerAnswer, peer: Peer) -> str:
    link = link_verdict(peer.point)
    return f"{link} {peer.area.name} ({numbers.write_value(answer.indicator, peer.point.value)})"


def _noun(answer: PeerAnswer) -> str:
    return answer.own.area.level.noun
