"""Returns said: how many came in, and of which Marac one did not, or came again with other numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from maracdash.model.quarters import Quarter
from maracdash.model.returns import MaracReturnStates, ReturnState, ReturnStates
from maracdash.words import numbers

EXCEPTIONS = (ReturnState.PROXIED, ReturnState.DROPPED, ReturnState.CORRECTED)


def summarise_returns(answer: ReturnStates) -> str:
    """`Of 640 returns expected in 8 quarters: 627 came in (2 of them corrected since), 11 estimated, 2 left out.`"""
    states = [state for row in answer.rows for state in row.states]
    corrected, expected = states.count(ReturnState.CORRECTED), len(states) - states.count(ReturnState.NOT_EXPECTED)
    came = states.count(ReturnState.RETURNED) + corrected
    again = f" ({numbers.write_count(corrected)} of them corrected since)" if corrected else ""
    return (
        f"Of {numbers.write_count(expected)} returns expected in {len(answer.quarters)} quarters: "
        f"{numbers.write_count(came)} came "
        f"in{again}, {numbers.write_count(states.count(ReturnState.PROXIED))} estimated, "
        f"{numbers.write_count(states.count(ReturnState.DROPPED))} left out."
    )


def describe_exceptions(answer: ReturnStates) -> tuple[str, ...]:
    """A sentence for each Marac of which a return is estimated, left out or corrected, in the order of the rows."""
    return tuple(_write_sentences(answer, EXCEPTIONS))


def describe_not_expected(answer: ReturnStates) -> tuple[str, ...]:
    """A sentence for each Marac of which no return was expected in some of the quarters."""
    return tuple(_write_sentences(answer, (ReturnState.NOT_EXPECTED,)))


def _write_sentences(answer: ReturnStates, wanted: Collection[ReturnState]) -> Iterator[str]:
    for row in answer.rows:
        runs = [f"{state} {when}" for state, when in _group_runs(answer, row) if state in wanted]
        if runs:
            yield f"{_name_marac(row)}: {', '.join(runs)}."


def _name_marac(row: MaracReturnStates) -> str:
    return f"{row.marac.name} ({row.force.name})" if row.force else row.marac.name


def _group_runs(answer: ReturnStates, row: MaracReturnStates) -> Iterator[tuple[ReturnState, str]]:
    """Each state with the quarters in a row that it lasted, newest first."""
    pairs = zip(row.states, answer.quarters, strict=True)
    for state, run in groupby(pairs, key=lambda pair: pair[0]):
        yield state, _describe_quarters([quarter for _, quarter in run])


def _describe_quarters(newest_first: list[Quarter]) -> str:
    if len(newest_first) == 1:
        return f"in {newest_first[0]}"
    return f"from {newest_first[-1]} to {newest_first[0]}"
