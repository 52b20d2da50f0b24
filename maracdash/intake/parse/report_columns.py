"""The three forms of the overview report: which area each column is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from maracdash.intake.cells.references import column_letters
from maracdash.intake.parse import name_validation
from maracdash.intake.parse.area_names import Origin, Registry
from maracdash.intake.parse.published_figures import normalise_title
from maracdash.intake.parse.uk import UK_NAMES
from maracdash.intake.problems import Faulty, Problem, quoted
from maracdash.model.areas import Area, Level

UK_CODE = "K02000001"
UK_WIDE = frozenset(map(normalise_title, UK_NAMES))
RECOMMENDED = normalise_title("SafeLives recommended")
GROUP = normalise_title("Most Similar Force Group")
NOT_STORED = "Recommended levels are not stored yet: this column is left out if you accept the warning."
NO_ONE_FORCE = (
    "The similar group is that of one force, and this report does not name exactly one: this column is left out if you "
    "accept the warning."
)


@dataclass(frozen=True, kw_only=True)
class Form:
    """`upper` areas head the columns; a second header row names the `lower` ones in them."""

    title: str
    upper: Level
    lower: Level


FORMS = (
    Form(title="police force / marac", upper=Level.FORCE, lower=Level.MARAC),
    Form(title="countries / regions", upper=Level.COUNTRY, lower=Level.REGION),
    Form(title="countries / police forces", upper=Level.COUNTRY, lower=Level.FORCE),
)


@dataclass(frozen=True, kw_only=True)
class Top:
    """What stands above the first indicator; `second` is the second header row, if there is one."""

    titles: str
    header: list[str]
    second: list[str] | None

    def under(self, position: int) -> str:
        """The text of the second header row."""
        return self.second[position] if self.second else ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column and its area; without a level it cannot be stored, for the `reason` given."""

    position: int
    heading: str
    level: Level | None = None
    code: str = ""
    reason: str = ""


def columns(top: Top, registry: Registry, origin: Origin) -> tuple[list[Column], list[Problem]]:
    """The area of each column. Unknown names become new areas of the level that the form implies."""
    form, problems = _form(top, registry, origin)
    if form is None:
        return [], problems
    found: list[Column] = []
    for position in _areas(top):
        place = replace(origin, column=_heading(top, position))
        try:
            found.extend(_area(form, top, position, registry, place))
        except Faulty as fault:
            problems.append(Problem(place.file, place.row, column_letters(position + 1), str(fault)))
    forces = {each.code for each in found if each.level is Level.FORCE} | _forces_of(found, registry)
    special = [each for position in _others(top) for each in _special(top, position, registry, origin, forces)]
    problems.extend(_twice([*special, *found], origin))
    problems.extend(_unheaded(top, origin))
    return [*special, *found], problems


def _form(top: Top, registry: Registry, origin: Origin) -> tuple[Form | None, list[Problem]]:
    """By the title line, else the one form that knows every name, else forces where a similar group is given."""
    titled = [form for form in FORMS if normalise_title(form.title) in normalise_title(top.titles)]
    if titled:
        return titled[0], _maracs_unnamed(titled[0], top, registry, origin)
    fitting = [form for form in FORMS if all(_fits(form, top, position, registry) for position in _areas(top))]
    grouped = any(normalise_title(text) == GROUP for text in top.header)
    if len(fitting) == 1 and _areas(top):
        return fitting[0], []
    if grouped and FORMS[0] in (fitting or FORMS):
        return FORMS[0], _maracs_unnamed(FORMS[0], top, registry, origin)
    if not _areas(top):
        return FORMS[0], []
    message = (
        "The report does not say what its columns are. Add a line such as “By police force / Marac” above the header."
    )
    return None, [Problem(origin.file, origin.row, "", message)]


def _fits(form: Form, top: Top, position: int, registry: Registry) -> bool:
    if top.under(position):
        return bool(registry.named(form.upper, top.header[position]))
    return bool(registry.named(form.upper, top.header[position]) or registry.named(form.lower, top.header[position]))


def _maracs_unnamed(form: Form, top: Top, registry: Registry, origin: Origin) -> list[Problem]:
    """Several unknown forces with no Marac below them are Maracs whose second header row was lost."""
    unknown = [top.header[at] for at in _areas(top) if not registry.named(Level.FORCE, top.header[at])]
    if form.lower is not Level.MARAC or top.second or len(set(unknown)) < 2:
        return []
    message = (
        f"{quoted(unknown[0])} and {quoted(unknown[1])} are not known as police forces, and no second header row names "
        "Maracs. Put the force above each Marac's name, or load the forces first in an areas file."
    )
    return [Problem(origin.file, origin.row, unknown[0], message)]


def _area(form: Form, top: Top, position: int, registry: Registry, origin: Origin) -> Iterator[Column]:
    """The column's own area; a Marac's or region's holder is entered with it."""
    name, under = name_validation.name(top.header[position]), name_validation.name(top.under(position))
    level, parent = _level(form, name, under, registry), ""
    if under:
        holder = registry.code_of(Area(level=form.upper, code="", name=name), "", origin)
        parent = holder if (form.upper, form.lower) != (Level.COUNTRY, Level.FORCE) else ""
    code = registry.code_of(Area(level=level, code="", name=under or name), parent, origin)
    yield Column(position=position, heading=under or name, level=level, code=code)


def _level(form: Form, name: str, under: str, registry: Registry) -> Level:
    if under:
        return form.lower
    if form.upper is Level.FORCE or registry.named(form.upper, name):
        return form.upper
    return form.lower


def _forces_of(found: list[Column], registry: Registry) -> set[str]:
    listings = (registry.directory.listing(Level.MARAC, each.code) for each in found if each.level is Level.MARAC)
    return {listing.parent for listing in listings if listing}


def _special(top: Top, position: int, registry: Registry, origin: Origin, forces: set[str]) -> Iterator[Column]:
    heading, name = top.header[position], normalise_title(top.header[position])
    if name == RECOMMENDED:
        yield Column(position=position, heading=heading, reason=NOT_STORED)
    elif name == GROUP and (of := registry.named(Level.FORCE, top.under(position))):
        area = registry.taken(top.under(position), of[0].area)
        yield Column(position=position, heading=heading, level=Level.GROUP, code=area.code)
    elif name == GROUP and len(forces) == 1:
        yield Column(position=position, heading=heading, level=Level.GROUP, code=next(iter(forces)))
    elif name == GROUP:
        yield Column(position=position, heading=heading, reason=NO_ONE_FORCE)
    else:
        uk = Area(level=Level.UK, code=UK_CODE, name="United Kingdom")
        yield Column(position=position, heading=heading, level=Level.UK, code=registry.code_of(uk, "", origin))


def _twice(found: list[Column], origin: Origin) -> Iterator[Problem]:
    first: dict[tuple[Level | None, str], Column] = {}
    for each in found:
        earlier = first.setdefault((each.level, each.code), each)
        if earlier is not each and each.level:
            which = f"{column_letters(earlier.position + 1)} and {column_letters(each.position + 1)}"
            message = f"Columns {which} are both {quoted(each.heading)}. Keep one."
            yield Problem(origin.file, origin.row, each.heading, message)


def _unheaded(top: Top, origin: Origin) -> Iterator[Problem]:
    for position, text in enumerate(top.header):
        if not text and top.under(position):
            which = column_letters(position + 1)
            message = f"Column {which} names {quoted(top.under(position))} but no police force above it."
            yield Problem(origin.file, origin.row, which, message)


def _areas(top: Top) -> list[int]:
    return [at for at in range(1, len(top.header)) if top.header[at] and at not in _others(top)]


def _others(top: Top) -> list[int]:
    special = UK_WIDE | {RECOMMENDED, GROUP}
    return [at for at in range(1, len(top.header)) if normalise_title(top.header[at]) in special]


def _heading(top: Top, position: int) -> str:
    return top.under(position) or top.header[position]
