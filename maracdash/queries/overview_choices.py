"""What the overview report can be of: names to codes, where a reader starts, and the forces on offer."""

from __future__ import annotations

from dataclasses import replace

from maracdash.model.areas import Area, Level
from maracdash.model.errors import NoRelease, NothingChosen, UnknownThing
from maracdash.model.overview_reports import NO_MARACS, Form, ReportSelection
from maracdash.queries.areas import directory, known_quarter, listed_maracs, quarters
from maracdash.store.releases.connections import Opened

FORCES_WITH_FIGURES = "select distinct code from figure where level = 'force'"


def resolved_report(db: Opened, selection: ReportSelection) -> ReportSelection:
    """The selection with codes for names, each once; "every Marac of the forces" as the empty choice.

    Raises UnknownThing, and NothingChosen for the form by police force / Marac without a force.
    """
    known = directory(db)
    known_quarter(db, selection.quarter)
    if selection.form is Form.COUNTRIES_REGIONS:
        return replace(selection, forces=(), maracs=())
    forces = tuple(dict.fromkeys(known.one(Level.FORCE, each).code for each in selection.forces))
    if selection.form is Form.COUNTRIES_FORCES:
        return replace(selection, forces=forces, maracs=())
    maracs = _maracs(db, selection)
    forces = forces or tuple(dict.fromkeys(_holder(db, each) for each in maracs))
    if not forces:
        raise NothingChosen("Choose at least one police force for the report by police force / Marac.")
    strangers = [each.name for each in maracs if _holder(db, each) not in forces]
    if strangers:
        raise UnknownThing(f"“{strangers[0]}” is not a Marac of the chosen police forces. Choose its force too.")
    everyone = {each.code for force in forces for each in listed_maracs(db, force, selection.quarter)}
    codes = tuple(each.code for each in maracs)
    left = selection.maracs if selection.maracs == NO_MARACS else codes
    return replace(selection, forces=forces, maracs=() if set(codes) == everyone else left)


def first_report(db: Opened, force: str = "") -> ReportSelection:
    """Where a reader starts: the home force, else the first with Maracs, at the newest quarter. Raises NoRelease."""
    span = quarters(db)
    offered = forces_of(db, Form.FORCE_MARAC)
    if not span:
        raise NoRelease("This release holds no figures yet. Load some with “maracdash load”.")
    if not offered:
        return ReportSelection(form=Form.COUNTRIES_REGIONS, quarter=span[-1])
    own = directory(db).one(Level.FORCE, force).code if force else offered[0].code
    return ReportSelection(form=Form.FORCE_MARAC, quarter=span[-1], forces=(own,))


def forces_of(db: Opened, form: Form) -> tuple[Area, ...]:
    """The forces that a form offers, by name: those with Maracs, or those with any figure."""
    known = directory(db)
    if form is Form.COUNTRIES_REGIONS:
        return ()
    if form is Form.FORCE_MARAC:
        with_maracs = {each.parent for each in known.at(Level.MARAC)}
        return tuple(each.area for each in known.at(Level.FORCE) if each.area.code in with_maracs)
    return with_figures(db)


def _maracs(db: Opened, selection: ReportSelection) -> list[Area]:
    if selection.maracs == NO_MARACS:
        return []
    known = directory(db)
    codes = [known.one(Level.FORCE, each).code for each in selection.forces]
    found = []
    for text in selection.maracs:
        near = [each for code in codes for each in known.find(Level.MARAC, text, within=code)]
        found.append(near[0].area if len(near) == 1 else known.one(Level.MARAC, text))
    return list(dict.fromkeys(found))


def _holder(db: Opened, marac: Area) -> str:
    listing = directory(db).listing(Level.MARAC, marac.code)
    return listing.parent if listing else ""


def with_figures(db: Opened) -> tuple[Area, ...]:
    """The forces with any figure, by name."""
    codes = db.remembered(_codes_with_figures)
    return tuple(each.area for each in directory(db).at(Level.FORCE) if each.area.code in codes)


def _codes_with_figures(db: Opened) -> frozenset[str]:
    return frozenset(code for (code,) in db.rows(FORCES_WITH_FIGURES))
