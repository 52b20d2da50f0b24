"""A Marac's place in a funnel in words, and how many lie outside."""

from __future__ import annotations

from maracdash.statistics.answers import FunnelPlot
from maracdash.statistics.funnel import Funnel, FunnelPoint, Position, funnel_limits
from maracdash.statistics.intervals import CONFIDENCE_95, CONFIDENCE_998
from maracdash.statistics.refusals import Refusal
from maracdash.words import intervals, numbers, summaries

FAR = frozenset({Position.ABOVE_998, Position.BELOW_998})


def write_funnel(answer: FunnelPlot) -> str:
    """`In Birchford, 31.2% of cases were referred by …, above the 99.8% limits for a Marac of its size (18% to 29%). …`

    Of a refused funnel, why there is none.
    """
    if isinstance(answer.funnel, Refusal):
        return f"There is no funnel here. {answer.funnel.words}"
    said, may_go_on = summaries.write_own_figure(answer)
    outside = _count_outside(answer, answer.funnel)
    if not may_go_on:
        return f"{said} {outside}"
    if answer.own_place is None:
        why = numbers.write_marker(answer.own.value) or "without the counts behind it"
        return f"{said}: {why}, so it has no place in the funnel. {outside}"
    return f"{said}, {_place_phrase(answer, answer.funnel, answer.own_place)}. {outside}"


def _place_phrase(answer: FunnelPlot, funnel: Funnel, own: FunnelPoint) -> str:
    confidence = CONFIDENCE_998 if own.position in FAR else CONFIDENCE_95
    limits = funnel_limits(funnel, own.value.denominator or 0, confidence)
    fitting = answer.indicator.fitting(own.value)
    span = f"{intervals.write_limit(fitting, limits.lower)} to {intervals.write_limit(fitting, limits.upper)}"
    return f"{own.position.words} for a {own.area.level.noun} of its size ({span})"


def _count_outside(answer: FunnelPlot, funnel: Funnel) -> str:
    far = sum(point.position in FAR for point in funnel.points)
    noun = answer.hierarchy.area.level.noun
    many = f"{far or 'None'} of the {len(funnel.points)} {noun}s in it"
    out = len(answer.maracs) - len(funnel.points)
    left = f"; {out} estimated or without a figure {'is' if out == 1 else 'are'} left out" if out else ""
    return f"{many} {'lies' if far == 1 else 'lie'} outside the 99.8% limits{left}."
