"""The larger areas as a sentence names them, and what the Marac is beside each."""

from __future__ import annotations

from collections.abc import Iterable

from maracdash.model.answers import CARD_ROLES, AreaRole, Comparison, Point, Verdict
from maracdash.model.areas import Area
from maracdash.words import numbers, verdicts
from maracdash.words.sentences import join_words

SENTENCE_NAMES = {
    AreaRole.FORCE: "its force",
    AreaRole.GROUP: "its most similar forces",
    AreaRole.REGION: "its region",
    AreaRole.COUNTRY: "its country",
    AreaRole.UK: "the UK",
}
SHORT_NAMES = {
    AreaRole.FORCE: "Force",
    AreaRole.GROUP: "Similar group",
    AreaRole.REGION: "Region",
    AreaRole.COUNTRY: "Country",
    AreaRole.UK: "UK",
}
SENTENCE_ROLES = CARD_ROLES


def known_averages(answer: Comparison, roles: Iterable[AreaRole]) -> list[Point]:
    """The averages of these roles that have a number."""
    return [point for point in answer.averages if point.role in roles and point.value.known]


def name_in_sentence(point: Point) -> str:
    """`its force`, or `the rest of its force` where the Marac is left out of it."""
    given = point.area.given_name
    name = f"“{given}”" if given else SENTENCE_NAMES[point.role]
    return f"the rest of {name}" if point.is_rest else name


def name_in_short(point: Point) -> str:
    """`Force`, or `Rest of force` where the Marac is left out of it."""
    name = write_short_name(point.area, point.role)
    if not point.is_rest:
        return name
    return f"Rest of {name if point.role is AreaRole.UK or point.area.given_name else name.lower()}"


def write_short_name(area: Area, role: AreaRole) -> str:
    """`Similar group`, or the name of a group of the reader's own."""
    return area.given_name or SHORT_NAMES[role]


def write_figure(answer: Comparison, point: Point) -> str:
    """A larger area's number: a change in words, anything else as written."""
    return numbers.write_number(answer.indicator, point.value)


def write_compared_figure(answer: Comparison, point: Point) -> str:
    """The number that the Marac was compared with."""
    return numbers.write_number(answer.indicator, point.against)


def name_compared(answer: Comparison, point: Point) -> str:
    """`the rest of its force (46)`: a larger area with the number that the Marac was compared with."""
    return f"{name_in_sentence(point)} ({write_compared_figure(answer, point)})"


def write_verdicts(answer: Comparison, roles: Iterable[AreaRole] = SENTENCE_ROLES) -> str:
    """The end of a sentence on the Marac: `, higher than the rest of its force (46) and the UK (45)`, or empty.

    Areas it was not compared with follow with their numbers alone, or with why there is nothing to compare with.
    """
    points = known_averages(answer, roles)
    links = dict.fromkeys(verdicts.link_verdict(point) for point in points)
    said = [_verdict_phrase(answer, points, link) for link in links if link]
    alone = [point for point in points if verdicts.is_alone(point)]
    rest = [point for point in points if point.verdict is Verdict.NOT_COMPARED and point not in alone]
    start = f", {join_words(said)}" if said else ""
    ends = [write_numbers_alone(answer, rest)] if rest else []
    return "; ".join([start, *ends, *_alone_phrases(alone)]) if ends or alone else start


def write_numbers_alone(answer: Comparison, points: list[Point]) -> str:
    """Numbers of larger areas without a verdict: `its force has 48 and the UK 46`."""
    if numbers.is_change(answer.indicator):
        return join_words([f"{name_in_sentence(point)} {write_compared_figure(answer, point)}" for point in points])
    first, *others = points
    verb = "have" if name_in_sentence(first) == SENTENCE_NAMES[AreaRole.GROUP] else "has"
    said = [f"{name_in_sentence(first)} {verb} {write_compared_figure(answer, first)}"]
    return join_words([*said, *(f"{name_in_sentence(each)} {write_compared_figure(answer, each)}" for each in others)])


def _verdict_phrase(answer: Comparison, points: list[Point], link: str) -> str:
    named = [name_compared(answer, point) for point in points if verdicts.link_verdict(point) == link]
    return f"{link} {join_words(named)}"


def _alone_phrases(points: list[Point]) -> list[str]:
    """`it is the only Marac of its force`, each reason once."""
    reasons = dict.fromkeys(point.against.reason for point in points)
    return [f"it is {each}" if each.startswith("the only") else each for each in reasons]
