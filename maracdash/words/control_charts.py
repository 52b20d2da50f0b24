"""Signals of a control chart in words, each with its quarters. Never what is good or bad."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from maracdash.statistics.answers import ControlSeries
from maracdash.statistics.control_chart import (
    MIN_POINTS,
    ControlChart,
    Direction,
    RunChart,
    Signal,
    SignalKind,
)
from maracdash.words import intervals
from maracdash.words.indicator_phrases import definite_subject, subject
from maracdash.words.sentences import join_words

IN_ONE = "in one quarter"
NO_SIGNAL = "no signal of special-cause variation"
MAX_NAMED = 3
"""Signals in the sentence, the newest first: the list under the chart has each."""
SIGNAL_WORDS: Mapping[tuple[SignalKind, Direction], str] = MappingProxyType(
    {
        (SignalKind.OUTSIDE, Direction.UP): "above the upper limit",
        (SignalKind.OUTSIDE, Direction.DOWN): "below the lower limit",
        (SignalKind.ONE_SIDE, Direction.UP): "{count} quarters in a row above the mean",
        (SignalKind.ONE_SIDE, Direction.DOWN): "{count} quarters in a row below the mean",
        (SignalKind.TREND, Direction.UP): "{count} quarters in a row, each higher than the one before",
        (SignalKind.TREND, Direction.DOWN): "{count} quarters in a row, each lower than the one before",
        (SignalKind.TWO_OF_THREE, Direction.UP): "near the upper limit, two of three quarters in a row",
        (SignalKind.TWO_OF_THREE, Direction.DOWN): "near the lower limit, two of three quarters in a row",
    }
)


def write_control_chart(answer: ControlSeries) -> str:
    """`Birchford: 1 signal in 20 single quarters of cases discussed: 2023-Q1 above the upper limit.`

    Of a run chart, that too few quarters are known to tell a signal; of a refused one, why there is none.
    """
    name, chart = answer.hierarchy.area.name, answer.chart
    if isinstance(chart, RunChart):
        return f"{name}: {_run_phrase(answer, chart)}."
    if not isinstance(chart, ControlChart):
        own = answer.series[0].values[-1]
        why = f"no single quarter has a figure ({own.absence})"
        return f"There is no control chart of {definite_subject(answer.indicator)} here: {why}."
    numbers = [value.number for value in answer.series[0].values if value.number is not None]
    if not chart.signals:
        steady = _steady_phrase(answer, chart, numbers)
        return f"{name}: no single quarter of {definite_subject(answer.indicator)} {steady}."
    measured = f"{len(numbers)} single quarters of {subject(answer.indicator)}"
    count = len(chart.signals)
    named = "; ".join(write_signals(answer)[:MAX_NAMED])
    more = f"; and {count - MAX_NAMED} earlier" if count > MAX_NAMED else ""
    return f"{name}: {count} {'signal' if count == 1 else 'signals'} in {measured}: {named}{more}."


def write_signals(answer: ControlSeries) -> tuple[str, ...]:
    """Every signal with its quarters, the newest first: `2023-Q1 above the upper limit`."""
    signals = answer.chart.signals if isinstance(answer.chart, ControlChart) else ()
    newest_first = sorted(signals, key=lambda signal: signal.indices[-1], reverse=True)
    return tuple(f"{_name_quarters(answer, signal)} {_describe(signal)}" for signal in newest_first)


def write_quarter_signals(answer: ControlSeries) -> dict[int, str]:
    """The signals that each quarter, by its place in the series, is part of."""
    said: dict[int, list[str]] = {}
    for signal in answer.chart.signals if isinstance(answer.chart, ControlChart) else ():
        for index in signal.indices:
            said.setdefault(index, []).append(_describe(signal))
    return {index: "; ".join(each) for index, each in said.items()}


def _steady_phrase(answer: ControlSeries, chart: ControlChart, numbers: list[float]) -> str:
    """Phrase on single quarters alone: four higher ones in a row are no signal, though the year that they make rose."""
    mean, count = _write(answer, chart.mean), len(numbers)
    if len({*numbers}) == 1:
        return f"stands out: each of {count} is {mean} ({NO_SIGNAL})"
    return f"stands out from the mean, {mean} {IN_ONE} ({count} quarters, {NO_SIGNAL})"


def _run_phrase(answer: ControlSeries, chart: RunChart) -> str:
    single = "single quarter" if chart.points == 1 else "single quarters"
    found = f"{chart.points} {single} of {subject(answer.indicator)}"
    too_few = f"it takes {MIN_POINTS} to tell a signal" if chart.points < MIN_POINTS else "too many gaps between them"
    return f"{found}, and {too_few}; half lie at or above {_write(answer, chart.median)} {IN_ONE}, the median"


def _describe(signal: Signal) -> str:
    return SIGNAL_WORDS[signal.kind, signal.direction].format(count=len(signal.indices))


def _name_quarters(answer: ControlSeries, signal: Signal) -> str:
    names = [str(answer.quarters[index]) for index in signal.indices]
    if signal.kind is SignalKind.TWO_OF_THREE:
        return join_words(names)
    return names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"


def _write(answer: ControlSeries, number: float) -> str:
    return intervals.write_limit(answer.indicator, number)
