"""The larger areas as a sentence names them, and what the Marac is beside each. Never says what is good or bad."""

from __future__ import annotations

from collections.abc import Iterable

from maracdash.model.answers import Comparison, Point, Role, Verdict
from maracdash.words import numbers

IN_SENTENCE = {
    Role.FORCE: "its force",
    Role.GROUP: "its most similar forces",
    Role.REGION: "its region",
    Role.COUNTRY: "its country",
    Role.UK: "the UK",
}
SHORT = {
    Role.FORCE: "Force",
    Role.GROUP: "Similar group",
    Role.REGION: "Region",
    Role.COUNTRY: "Country",
    Role.UK: "UK",
}
LINKS = {Verdict.HIGHER: "higher than", Verdict.LOWER: "lower than", Verdict.SIMILAR: "similar to"}
SPOKEN = (Role.FORCE, Role.GROUP, Role.UK)
ON_CARDS = (Role.FORCE, Role.UK)


def chosen(answer: Comparison, roles: Iterable[Role]) -> list[Point]:
    """The averages of these roles that have a number."""
    return [point for point in answer.averages if point.role in roles and point.value.known]


def figure(answer: Comparison, point: Point) -> str:
    """A larger area's number: a change in words, anything else as written."""
    number = point.value.number or 0
    if numbers.is_change(answer.indicator):
        return numbers.moved(answer.indicator, number)
    return answer.indicator.format(number)


def standing(answer: Comparison, roles: Iterable[Role] = SPOKEN) -> str:
    """The end of a sentence about the Marac: `, higher than its force (48) and the UK (46)`, or empty.

    Areas it was not compared with follow with their numbers alone.
    """
    points = chosen(answer, roles)
    compared = [_against(answer, points, verdict) for verdict in LINKS]
    said = [phrase for phrase in compared if phrase]
    rest = [point for point in points if point.verdict is Verdict.NOT_COMPARED]
    start = f", {listed(said)}" if said else ""
    return f"{start}{f'; {alongside(answer, rest)}' if rest else ''}"


def alongside(answer: Comparison, points: list[Point]) -> str:
    """Numbers of larger areas without a verdict: `its force has 48 and the UK 46`."""
    if numbers.is_change(answer.indicator):
        return listed([f"{IN_SENTENCE[point.role]} {figure(answer, point)}" for point in points])
    first, *others = points
    verb = "have" if first.role is Role.GROUP else "has"
    said = [f"{IN_SENTENCE[first.role]} {verb} {figure(answer, first)}"]
    return listed([*said, *(f"{IN_SENTENCE[each.role]} {figure(answer, each)}" for each in others)])


def listed(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def _against(answer: Comparison, points: list[Point], verdict: Verdict) -> str:
    named = [f"{IN_SENTENCE[point.role]} ({figure(answer, point)})" for point in points if point.verdict is verdict]
    return f"{LINKS[verdict]} {listed(named)}" if named else ""
