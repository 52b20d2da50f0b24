"""Returns said: how many came in, and of which Marac one did not, or came again with other numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from maracdash.model.areas import Area, Level
from maracdash.model.quarters import Quarter, Window, describe_period
from maracdash.model.returns import MaracReturnStates, ReturnState, ReturnStates
from maracdash.words import numbers
from maracdash.words.sentences import join_words

CAME_IN = (ReturnState.RETURNED, ReturnState.CORRECTED)
EXCEPTIONS = (ReturnState.PROXIED, ReturnState.DROPPED, ReturnState.CORRECTED)


def summarise_returns(answer: ReturnStates) -> str:
    """`Of 640 returns expected in 8 quarters: 627 came in (2 of them corrected since), 11 estimated, 2 left out.`"""
    states = [state for row in answer.rows for state in row.states]
    expected = numbers.write_count(len(states) - states.count(ReturnState.NOT_EXPECTED))
    return f"Of {expected} returns expected in {len(answer.quarters)} quarters: {_count_states(states)}."


def summarise_own_returns(answer: ReturnStates, area: Area, quarter: Quarter) -> str:
    """`Birchford, April 2023 to March 2024: 3 of 4 quarters returned; figures of 2023-Q3 are estimated from 2023-Q2.`

    It is on the four quarters that end with the one given; of a whole force, on all its Maracs together.
    """
    year = [quarter - back for back in range(Window.YEAR.quarters - 1, -1, -1)]
    return (_summarise_force if area.level is Level.FORCE else _summarise_marac)(answer, area, year)


def _summarise_force(answer: ReturnStates, force: Area, year: list[Quarter]) -> str:
    rows = [dict(zip(answer.quarters, each.states, strict=True)) for each in answer.rows if each.force == force]
    if not rows:
        return f"No return of a Marac of {force.name} is held here: any figure shown of it is a published one."
    open_rows = [row for row in rows if any(row.get(each) is not ReturnState.NOT_EXPECTED for each in year)]
    states = [row.get(quarter) for row in open_rows for quarter in year]
    missing = states.count(None)
    waiting = f", {numbers.write_count(missing)} not in yet" if missing else ""
    expected = numbers.write_count(len(states) - states.count(ReturnState.NOT_EXPECTED))
    return (
        f"{force.name}, {describe_period(year[-1], Window.YEAR)}: of {expected} quarterly returns expected of its "
        f"{len(open_rows)} Maracs, {_count_states(states)}{waiting}."
    )


def _count_states(states: Sequence[ReturnState | None]) -> str:
    """`627 came in (2 of them corrected since), 11 estimated, 2 left out`."""
    corrected = states.count(ReturnState.CORRECTED)
    again = f" ({numbers.write_count(corrected)} of them corrected since)" if corrected else ""
    return (
        f"{numbers.write_count(states.count(ReturnState.RETURNED) + corrected)} came in{again}, "
        f"{numbers.write_count(states.count(ReturnState.PROXIED))} estimated, "
        f"{numbers.write_count(states.count(ReturnState.DROPPED))} left out"
    )


def _summarise_marac(answer: ReturnStates, marac: Area, year: list[Quarter]) -> str:
    quarter = year[-1]
    row = next((each for each in answer.rows if each.marac.code == marac.code), None)
    if row is None:
        return f"No return of {marac.name} is held here: any figure shown of it is a published one."
    known = dict(zip(answer.quarters, row.states, strict=True))
    states = [(each, known.get(each)) for each in year]
    came = sum(state in CAME_IN for _, state in states)
    many = f"all {len(year)}" if came == len(year) else f"{came} of {len(year)}"
    said = [
        f"{marac.name}, {describe_period(quarter, Window.YEAR)}: {many} quarters returned",
        *(f"figures of {each} are estimated from {each - 1}" for each, state in states if state is ReturnState.PROXIED),
        *_name_quarters([each for each, state in states if state is ReturnState.CORRECTED], "corrected since"),
        *_name_quarters([each for each, state in states if state is ReturnState.DROPPED], "missing and left out"),
        *_name_quarters([each for each, state in states if state is ReturnState.NOT_EXPECTED], "not expected"),
        *_name_quarters([each for each, state in states if state is None], "not in yet"),
    ]
    complete = all(state in (*CAME_IN, ReturnState.PROXIED) for _, state in states)
    return f"{'; '.join(said)}.{'' if complete else ' So no figure of these 12 months is worked out from returns.'}"


def _name_quarters(quarters: list[Quarter], state: str) -> Iterator[str]:
    if quarters:
        yield f"{join_words([str(each) for each in quarters])} {state}"


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
