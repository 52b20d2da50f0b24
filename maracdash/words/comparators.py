"""The larger areas as a sentence names them, and what the Marac is beside each. Never says what is good or bad."""

from __future__ import annotations

from collections.abc import Iterable

from maracdash.model.answers import Comparison, Point, Role, Verdict
from maracdash.words import numbers

SENTENCE_NAMES = {
    Role.FORCE: "its force",
    Role.GROUP: "its most similar forces",
    Role.REGION: "its region",
    Role.COUNTRY: "its country",
    Role.UK: "the UK",
}
SHORT_NAMES = {
    Role.FORCE: "Force",
    Role.GROUP: "Similar group",
    Role.REGION: "Region",
    Role.COUNTRY: "Country",
    Role.UK: "UK",
}
VERDICT_LINKS = {Verdict.HIGHER: "higher than", Verdict.LOWER: "lower than", Verdict.SIMILAR: "similar to"}
SENTENCE_ROLES = (Role.FORCE, Role.GROUP, Role.UK)
CARD_ROLES = (Role.FORCE, Role.UK)


def known_averages(answer: Comparison, roles: Iterable[Role]) -> list[Point]:
    """The averages of these roles that have a number."""
    return [point for point in answer.averages if point.role in roles and point.value.known]


def write_figure(answer: Comparison, point: Point) -> str:
    """A larger area's number: a change in words, anything else as written."""
    if numbers.is_change(answer.indicator):
        return numbers.write_value_change(answer.indicator, point.value)
    return answer.indicator.format_value(point.value)


def write_verdicts(answer: Comparison, roles: Iterable[Role] = SENTENCE_ROLES) -> str:
    """The end of a sentence about the Marac: `, higher than its force (48) and the UK (46)`, or empty.

    Areas it was not compared with follow with their numbers alone.
    """
    points = known_averages(answer, roles)
    compared = [_verdict_phrase(answer, points, verdict) for verdict in VERDICT_LINKS]
    said = [phrase for phrase in compared if phrase]
    rest = [point for point in points if point.verdict is Verdict.NOT_COMPARED]
    start = f", {join_words(said)}" if said else ""
    return f"{start}{f'; {write_numbers_alone(answer, rest)}' if rest else ''}"


def write_numbers_alone(answer: Comparison, points: list[Point]) -> str:
    """Numbers of larger areas without a verdict: `its force has 48 and the UK 46`."""
    if numbers.is_change(answer.indicator):
        return join_words([f"{SENTENCE_NAMES[point.role]} {write_figure(answer, point)}" for point in points])
    first, *others = points
    verb = "have" if first.role is Role.GROUP else "has"
    said = [f"{SENTENCE_NAMES[first.role]} {verb} {write_figure(answer, first)}"]
    return join_words([*said, *(f"{SENTENCE_NAMES[each.role]} {write_figure(answer, each)}" for each in others)])


def join_words(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def _verdict_phrase(answer: Comparison, points: list[Point], verdict: Verdict) -> str:
    named = [
        f"{SENTENCE_NAMES[point.role]} ({write_figure(answer, point)})" for point in points if point.verdict is verdict
    ]
    return f"{VERDICT_LINKS[verdict]} {join_words(named)}" if named else ""
