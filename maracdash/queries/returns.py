"""The state of each Marac's return in the newest quarters."""

from __future__ import annotations

from maracdash.model.areas import Area, Level
from maracdash.model.quarters import Quarter
from maracdash.model.returns import MaracReturnStates, ReturnState, ReturnStates
from maracdash.queries.areas import get_directory
from maracdash.store.releases.connections import ReleaseConnection

STATES_QUERY = "select marac, quarter, state from return_state where quarter > ?"
NEWEST_QUARTER_QUERY = "select max(quarter) from return_state"
STATES_BY_WORD = {
    "returned": ReturnState.RETURNED,
    "corrected": ReturnState.CORRECTED,
    "proxied": ReturnState.PROXIED,
    "dropped": ReturnState.DROPPED,
}


def get_return_states(db: ReleaseConnection, span: int) -> ReturnStates:
    """Get the newest `span` quarters that any Marac returned."""
    [(newest,)] = db.rows(NEWEST_QUARTER_QUERY)
    if newest is None:
        return ReturnStates(quarters=(), rows=(), release=db.note)
    indexes = range(newest, newest - span, -1)
    found: dict[str, dict[int, ReturnState]] = {}
    for marac, quarter, state in db.rows(STATES_QUERY, [newest - span]):
        found.setdefault(marac, {})[quarter] = STATES_BY_WORD[state]
    known = get_directory(db)
    forces = {each.area.code: each.area for each in known.at(Level.FORCE)}
    maracs = sorted(
        known.at(Level.MARAC), key=lambda each: (_force_sort_name(forces.get(each.parent)), each.area.name.casefold())
    )
    return ReturnStates(
        quarters=tuple(map(Quarter.from_index, indexes)),
        rows=tuple(
            MaracReturnStates(
                marac=each.area,
                force=forces.get(each.parent),
                states=tuple(found[each.area.code].get(index, ReturnState.NOT_EXPECTED) for index in indexes),
            )
            for each in maracs
            if each.area.code in found
        ),
        release=db.note,
    )


def _force_sort_name(force: Area | None) -> str:
    return force.name.casefold() if force else ""
