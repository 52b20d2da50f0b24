"""Choices of the overview report: names to codes, the default selection, and the forces on offer."""

from __future__ import annotations

from dataclasses import replace

from maracdash.model.areas import Area, Level
from maracdash.model.errors import MissingChoiceError, NoReleaseError, NotFoundError
from maracdash.model.overview_reports import NO_MARACS, ReportForm, ReportSelection
from maracdash.queries.areas import find_force_code, get_directory, list_open_maracs, list_quarters, require_quarter
from maracdash.queries.groups import resolve_group
from maracdash.store.releases.connections import ReleaseConnection

FORCES_WITH_FIGURES_QUERY = "select distinct code from figure where level = 'force'"


def resolve_report_selection(db: ReleaseConnection, selection: ReportSelection) -> ReportSelection:
    """Resolve names to codes, each once; "every Marac of the forces" becomes the empty choice.

    Raises NotFoundError, and MissingChoiceError for the form by police force / Marac without a force.
    """
    known = get_directory(db)
    require_quarter(db, selection.quarter)
    selection = replace(selection, group=resolve_group(db, selection.group) if selection.group else None)
    if selection.form is ReportForm.COUNTRIES_REGIONS:
        return replace(selection, forces=(), maracs=())
    forces = tuple(dict.fromkeys(known.find_one(Level.FORCE, each).code for each in selection.forces))
    if selection.form is ReportForm.COUNTRIES_FORCES:
        return replace(selection, forces=forces, maracs=())
    maracs = _resolve_maracs(db, selection)
    forces = forces or tuple(dict.fromkeys(find_force_code(db, each) for each in maracs))
    if not forces:
        raise MissingChoiceError("Choose at least one police force for the report by police force / Marac.")
    strangers = [each.name for each in maracs if find_force_code(db, each) not in forces]
    if strangers:
        raise NotFoundError(f"“{strangers[0]}” is not a Marac of the chosen police forces. Choose its force too.")
    everyone = {each.code for force in forces for each in list_open_maracs(db, force, selection.quarter)}
    codes = tuple(each.code for each in maracs)
    left = selection.maracs if selection.maracs == NO_MARACS else codes
    return replace(selection, forces=forces, maracs=() if set(codes) == everyone else left)


def get_default_report_selection(db: ReleaseConnection, force: str = "") -> ReportSelection:
    """Default selection: the home force, else the first with Maracs, at the newest quarter. Raises NoReleaseError."""
    span = list_quarters(db)
    offered = list_offered_forces(db, ReportForm.FORCE_MARAC)
    if not span:
        raise NoReleaseError("This release holds no figures yet. Load some with “maracdash load”.")
    if not offered:
        return ReportSelection(form=ReportForm.COUNTRIES_REGIONS, quarter=span[-1])
    own = get_directory(db).find_one(Level.FORCE, force).code if force else offered[0].code
    return ReportSelection(form=ReportForm.FORCE_MARAC, quarter=span[-1], forces=(own,))


def list_offered_forces(db: ReleaseConnection, form: ReportForm) -> tuple[Area, ...]:
    """List the forces that a form offers, by name: those with Maracs, or those with any figure."""
    known = get_directory(db)
    if form is ReportForm.COUNTRIES_REGIONS:
        return ()
    if form is ReportForm.FORCE_MARAC:
        with_maracs = {each.parent for each in known.at(Level.MARAC)}
        return tuple(each.area for each in known.at(Level.FORCE) if each.area.code in with_maracs)
    return list_forces_with_figures(db)


def _resolve_maracs(db: ReleaseConnection, selection: ReportSelection) -> list[Area]:
    if selection.maracs == NO_MARACS:
        return []
    known = get_directory(db)
    codes = [known.find_one(Level.FORCE, each).code for each in selection.forces]
    found = []
    for text in selection.maracs:
        near = [each for code in codes for each in known.find(Level.MARAC, text, within=code)]
        found.append(near[0].area if len(near) == 1 else known.find_one(Level.MARAC, text))
    return list(dict.fromkeys(found))


def list_forces_with_figures(db: ReleaseConnection) -> tuple[Area, ...]:
    """List the forces with any figure, by name."""
    codes = db.cached_part(_read_codes_with_figures)
    return tuple(each.area for each in get_directory(db).at(Level.FORCE) if each.area.code in codes)


def _read_codes_with_figures(db: ReleaseConnection) -> frozenset[str]:
    return frozenset(code for (code,) in db.rows(FORCES_WITH_FIGURES_QUERY))
