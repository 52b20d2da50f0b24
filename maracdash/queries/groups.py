"""Groups of a reader's own: their members found in a release, and what is left of one without an area."""

from __future__ import annotations

from maracdash import catalogue
from maracdash.model.areas import Area, Level, OwnGroup
from maracdash.model.group_summaries import GroupSummary
from maracdash.model.groups import GroupChoice
from maracdash.model.quarters import Quarter, Window
from maracdash.queries.areas import find_force_code, get_directory, list_open_maracs, require_quarter
from maracdash.queries.values import read_snapshot
from maracdash.store.releases.connections import ReleaseConnection


def resolve_group(db: ReleaseConnection, chosen: GroupChoice) -> GroupChoice:
    """The group with a code for each member, each once. Raises NotFoundError for a member that is not there."""
    group = find_group(db, chosen)
    return GroupChoice(name=chosen.name, members=tuple(each.code for each in group.members))


def get_group_summary(db: ReleaseConnection, chosen: GroupChoice, quarter: Quarter) -> GroupSummary:
    """The size of a group in the 12 months to a quarter. Raises NotFoundError."""
    group, cases = find_group(db, chosen), catalogue.indicator("cases")
    read = read_snapshot(db, require_quarter(db, quarter), Window.YEAR, (cases,))
    maracs = tuple(dict.fromkeys(marac for each in group.members for marac in list_member_maracs(db, each, quarter)))
    return GroupSummary(
        group=group,
        quarter=quarter,
        maracs=maracs,
        silent=tuple(each for each in maracs if not read.value(each, quarter, cases).known),
        within=tuple(each for each in map(get_directory(db).own, chosen.members) if each not in group.members),
        cases=read.value(group, quarter, cases),
        release=db.note,
    )


def list_member_choices(
    db: ReleaseConnection, quarter: Quarter, ticked: tuple[str, ...]
) -> tuple[tuple[Area | None, tuple[Area, ...]], ...]:
    """List every force with the Maracs that a group may take: those open in the quarter, and those ticked already.

    Maracs of no known force come last, with None for it.
    """
    known = get_directory(db)
    forces = {each.area.code: each.area for each in known.at(Level.FORCE)}
    opened = {
        each for code in {each.parent for each in known.at(Level.MARAC)} for each in list_open_maracs(db, code, quarter)
    }
    inside: dict[str, list[Area]] = {code: [] for code in forces}
    for each in known.at(Level.MARAC):
        if each.area in opened or each.area.code in ticked:
            inside.setdefault(each.parent if each.parent in forces else "", []).append(each.area)
    return tuple((forces.get(code), tuple(maracs)) for code, maracs in inside.items())


def list_member_maracs(db: ReleaseConnection, member: Area, quarter: Quarter) -> tuple[Area, ...]:
    """List the Maracs of a member of a group that were open in the quarter: a force's, or the Marac itself."""
    if member.level is Level.FORCE:
        return list_open_maracs(db, member.code, quarter)
    return tuple(each for each in list_open_maracs(db, find_force_code(db, member), quarter) if each == member)


def find_group(db: ReleaseConnection, chosen: GroupChoice) -> OwnGroup:
    """Find the members of a group; a Marac whose force is a member too is in it once. Raises NotFoundError."""
    known = get_directory(db)
    found = tuple(dict.fromkeys(known.own(each) for each in chosen.members))
    forces = {each.code for each in found if each.level is Level.FORCE}
    members = tuple(each for each in found if each.level is Level.FORCE or find_force_code(db, each) not in forces)
    return OwnGroup(level=Level.GROUP, code=chosen.packed, name=chosen.name, members=members)


def split_group(db: ReleaseConnection, group: OwnGroup, own: Area) -> tuple[tuple[Area, ...], Area | None]:
    """Split a group into the members that hold nothing of an area, and the force among them that holds it, if any."""
    force = find_force_code(db, own) if own.level is Level.MARAC else ""
    around = next((each for each in group.members if each.level is Level.FORCE and each.code == force), None)
    inside = {own, around, *(_list_within(db, group, own) if own.level is Level.FORCE else ())}
    return tuple(each for each in group.members if each not in inside), around


def _list_within(db: ReleaseConnection, group: OwnGroup, force: Area) -> list[Area]:
    return [each for each in group.members if each.level is Level.MARAC and find_force_code(db, each) == force.code]
