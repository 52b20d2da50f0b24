"""The state of each Marac's return in the newest quarters."""

from __future__ import annotations

from maracdash.model.areas import Area, Level
from maracdash.model.quarters import Quarter
from maracdash.model.returns import Returned, Returns, State
from maracdash.queries.areas import directory
from maracdash.store.releases.connections import Opened

STATES = "select marac, quarter, state from return_state where quarter > ?"
NEWEST = "select max(quarter) from return_state"
WORDS = {
    "returned": State.RETURNED,
    "corrected": State.CORRECTED,
    "proxied": State.PROXIED,
    "dropped": State.DROPPED,
}


def returns(db: Opened, span: int) -> Returns:
    """The newest `span` quarters that anybody returned."""
    [(newest,)] = db.rows(NEWEST)
    if newest is None:
        return Returns(quarters=(), rows=(), release=db.note)
    indexes = range(newest, newest - span, -1)
    found: dict[str, dict[int, State]] = {}
    for marac, quarter, state in db.rows(STATES, [newest - span]):
        found.setdefault(marac, {})[quarter] = WORDS[state]
    known = directory(db)
    forces = {each.area.code: each.area for each in known.at(Level.FORCE)}
    maracs = sorted(known.at(Level.MARAC), key=lambda each: (_name(forces.get(each.parent)), each.area.name.casefold()))
    return Returns(
        quarters=tuple(map(Quarter.from_index, indexes)),
        rows=tuple(
            Returned(
                marac=each.area,
                force=forces.get(each.parent),
                states=tuple(found[each.area.code].get(index, State.NOT_EXPECTED) for index in indexes),
            )
            for each in maracs
            if each.area.code in found
        ),
        release=db.note,
    )


def _name(force: Area | None) -> str:
    return force.name.casefold() if force else ""
