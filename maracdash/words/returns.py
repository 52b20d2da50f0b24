"""Returns said: how many came in, and of which Marac one did not, or came again with other numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from maracdash.model.quarters import Quarter
from maracdash.model.returns import Returned, Returns, State
from maracdash.words import numbers

EXCEPTIONS = (State.PROXIED, State.DROPPED, State.CORRECTED)


def summary(answer: Returns) -> str:
    """`Of 640 returns expected in 8 quarters: 627 came in (2 of them corrected since), 11 estimated, 2 left out.`"""
    states = [state for row in answer.rows for state in row.states]
    corrected, expected = states.count(State.CORRECTED), len(states) - states.count(State.NOT_EXPECTED)
    came = states.count(State.RETURNED) + corrected
    again = f" ({numbers.count(corrected)} of them corrected since)" if corrected else ""
    return (
        f"Of {numbers.count(expected)} returns expected in {len(answer.quarters)} quarters: {numbers.count(came)} came "
        f"in{again}, {numbers.count(states.count(State.PROXIED))} estimated, "
        f"{numbers.count(states.count(State.DROPPED))} left out."
    )


def exceptions(answer: Returns) -> tuple[str, ...]:
    """A sentence for each Marac of which a return is estimated, left out or corrected, in the order of the rows."""
    return tuple(_sentences(answer, EXCEPTIONS))


def not_expected(answer: Returns) -> tuple[str, ...]:
    """A sentence for each Marac of which no return was expected in some of the quarters."""
    return tuple(_sentences(answer, (State.NOT_EXPECTED,)))


def _sentences(answer: Returns, wanted: Collection[State]) -> Iterator[str]:
    for row in answer.rows:
        runs = [f"{state} {when}" for state, when in _runs(answer, row) if state in wanted]
        if runs:
            yield f"{_named(row)}: {', '.join(runs)}."


def _named(row: Returned) -> str:
    return f"{row.marac.name} ({row.force.name})" if row.force else row.marac.name


def _runs(answer: Returns, row: Returned) -> Iterator[tuple[State, str]]:
    """Each state with the quarters in a row that it lasted, newest first."""
    pairs = zip(row.states, answer.quarters, strict=True)
    for state, run in groupby(pairs, key=lambda pair: pair[0]):
        yield state, _when([quarter for _, quarter in run])


def _when(newest_first: list[Quarter]) -> str:
    if len(newest_first) == 1:
        return f"in {newest_first[0]}"
    return f"from {newest_first[-1]} to {newest_first[0]}"
