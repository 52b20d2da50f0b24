"""Columns of the overview report: the area of each, in the report's three layouts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from maracdash.intake.cells.references import column_letters
from maracdash.intake.parse import name_validation
from maracdash.intake.parse.area_names import AreaRegistry, SourceCell
from maracdash.intake.parse.published_figures import normalise_title
from maracdash.intake.parse.uk import UK_NAMES
from maracdash.intake.problems import CellError, Problem, quote_value
from maracdash.model.areas import Area, Level

UK_CODE = "K02000001"
UK_HEADINGS = frozenset(map(normalise_title, UK_NAMES))
RECOMMENDED_HEADING = normalise_title("SafeLives recommended")
GROUP_HEADING = normalise_title("Most Similar Force Group")
NOT_STORED = "Recommended levels are not stored yet: this column is left out if you accept the warning."
GROUP_WITHOUT_FORCE = (
    "The similar group is that of one force, and this report does not name exactly one: this column is left out if you "
    "accept the warning."
)


@dataclass(frozen=True, kw_only=True)
class ColumnLayout:
    """A layout: `upper` areas head the columns; a second header row names the `lower` ones in them."""

    title: str
    upper: Level
    lower: Level


COLUMN_LAYOUTS = (
    ColumnLayout(title="police force / marac", upper=Level.FORCE, lower=Level.MARAC),
    ColumnLayout(title="countries / regions", upper=Level.COUNTRY, lower=Level.REGION),
    ColumnLayout(title="countries / police forces", upper=Level.COUNTRY, lower=Level.FORCE),
)


@dataclass(frozen=True, kw_only=True)
class ReportHeader:
    """The rows above the first indicator; `second` is the second header row, if there is one."""

    titles: str
    header: list[str]
    second: list[str] | None

    def under(self, position: int) -> str:
        """The text of the second header row."""
        return self.second[position] if self.second else ""


@dataclass(frozen=True, kw_only=True)
class AreaColumn:
    """A column and its area; without a level it cannot be stored, for the `reason` given."""

    position: int
    heading: str
    level: Level | None = None
    code: str = ""
    reason: str = ""


def read_columns(
    top: ReportHeader, registry: AreaRegistry, origin: SourceCell
) -> tuple[list[AreaColumn], list[Problem]]:
    """Read the area of each column. Unknown names become new areas of the level that the layout implies."""
    form, problems = _find_layout(top, registry, origin)
    if form is None:
        return [], problems
    found: list[AreaColumn] = []
    for position in _area_positions(top):
        place = replace(origin, column=_column_heading(top, position))
        try:
            found.extend(_read_area_column(form, top, position, registry, place))
        except CellError as fault:
            problems.append(Problem(place.file, place.row, column_letters(position + 1), str(fault)))
    forces = {each.code for each in found if each.level is Level.FORCE} | _forces_of(found, registry)
    special = [
        each
        for position in _special_positions(top)
        for each in _read_special_column(top, position, registry, origin, forces)
    ]
    problems.extend(_find_repeated_columns([*special, *found], origin))
    problems.extend(_find_unheaded_columns(top, origin))
    return [*special, *found], problems


def _find_layout(
    top: ReportHeader, registry: AreaRegistry, origin: SourceCell
) -> tuple[ColumnLayout | None, list[Problem]]:
    """Find the layout by the title line, else the one that knows every name, else forces if there is a group."""
    titled = [form for form in COLUMN_LAYOUTS if normalise_title(form.title) in normalise_title(top.titles)]
    if titled:
        return titled[0], _check_lost_marac_names(titled[0], top, registry, origin)
    fitting = [
        form
        for form in COLUMN_LAYOUTS
        if all(_is_fitting(form, top, position, registry) for position in _area_positions(top))
    ]
    grouped = any(normalise_title(text) == GROUP_HEADING for text in top.header)
    if len(fitting) == 1 and _area_positions(top):
        return fitting[0], []
    if grouped and COLUMN_LAYOUTS[0] in (fitting or COLUMN_LAYOUTS):
        return COLUMN_LAYOUTS[0], _check_lost_marac_names(COLUMN_LAYOUTS[0], top, registry, origin)
    if not _area_positions(top):
        return COLUMN_LAYOUTS[0], []
    message = (
        "The report does not say what its columns are. Add a line such as “By police force / Marac” above the header."
    )
    return None, [Problem(origin.file, origin.row, "", message)]


def _is_fitting(form: ColumnLayout, top: ReportHeader, position: int, registry: AreaRegistry) -> bool:
    if top.under(position):
        return bool(registry.named(form.upper, top.header[position]))
    return bool(registry.named(form.upper, top.header[position]) or registry.named(form.lower, top.header[position]))


def _check_lost_marac_names(
    form: ColumnLayout, top: ReportHeader, registry: AreaRegistry, origin: SourceCell
) -> list[Problem]:
    """Several unknown forces with no Marac below them are Maracs whose second header row was lost."""
    unknown = [top.header[at] for at in _area_positions(top) if not registry.named(Level.FORCE, top.header[at])]
    if form.lower is not Level.MARAC or top.second or len(set(unknown)) < 2:
        return []
    message = (
        f"{quote_value(unknown[0])} and {quote_value(unknown[1])} are not known as police forces, and no second "
        "header row names Maracs. Put the force above each Marac's name, or load the forces first in an areas file."
    )
    return [Problem(origin.file, origin.row, unknown[0], message)]


def _read_area_column(
    form: ColumnLayout, top: ReportHeader, position: int, registry: AreaRegistry, origin: SourceCell
) -> Iterator[AreaColumn]:
    """Read the column's own area; the holder of a Marac or region is added with it."""
    name, under = name_validation.check_name(top.header[position]), name_validation.check_name(top.under(position))
    level, parent = _column_level(form, name, under, registry), ""
    if under:
        holder = registry.resolve_code(Area(level=form.upper, code="", name=name), "", origin)
        parent = holder if (form.upper, form.lower) != (Level.COUNTRY, Level.FORCE) else ""
    code = registry.resolve_code(Area(level=level, code="", name=under or name), parent, origin)
    yield AreaColumn(position=position, heading=under or name, level=level, code=code)


def _column_level(form: ColumnLayout, name: str, under: str, registry: AreaRegistry) -> Level:
    if under:
        return form.lower
    if form.upper is Level.FORCE or registry.named(form.upper, name):
        return form.upper
    return form.lower


def _forces_of(found: list[AreaColumn], registry: AreaRegistry) -> set[str]:
    listings = (registry.directory.listing(Level.MARAC, each.code) for each in found if each.level is Level.MARAC)
    return {listing.parent for listing in listings if listing}


def _read_special_column(
    top: ReportHeader, position: int, registry: AreaRegistry, origin: SourceCell, forces: set[str]
) -> Iterator[AreaColumn]:
    heading, name = top.header[position], normalise_title(top.header[position])
    if name == RECOMMENDED_HEADING:
        yield AreaColumn(position=position, heading=heading, reason=NOT_STORED)
    elif name == GROUP_HEADING and (of := registry.named(Level.FORCE, top.under(position))):
        area = registry.note_spelling(top.under(position), of[0].area)
        yield AreaColumn(position=position, heading=heading, level=Level.GROUP, code=area.code)
    elif name == GROUP_HEADING and len(forces) == 1:
        yield AreaColumn(position=position, heading=heading, level=Level.GROUP, code=next(iter(forces)))
    elif name == GROUP_HEADING:
        yield AreaColumn(position=position, heading=heading, reason=GROUP_WITHOUT_FORCE)
    else:
        uk = Area(level=Level.UK, code=UK_CODE, name="United Kingdom")
        yield AreaColumn(position=position, heading=heading, level=Level.UK, code=registry.resolve_code(uk, "", origin))


def _find_repeated_columns(found: list[AreaColumn], origin: SourceCell) -> Iterator[Problem]:
    first: dict[tuple[Level | None, str], AreaColumn] = {}
    for each in found:
        earlier = first.setdefault((each.level, each.code), each)
        if earlier is not each and each.level:
            which = f"{column_letters(earlier.position + 1)} and {column_letters(each.position + 1)}"
            message = f"Columns {which} are both {quote_value(each.heading)}. Keep one."
            yield Problem(origin.file, origin.row, each.heading, message)


def _find_unheaded_columns(top: ReportHeader, origin: SourceCell) -> Iterator[Problem]:
    for position, text in enumerate(top.header):
        if not text and top.under(position):
            which = column_letters(position + 1)
            message = f"Column {which} names {quote_value(top.under(position))} but no police force above it."
            yield Problem(origin.file, origin.row, which, message)


def _area_positions(top: ReportHeader) -> list[int]:
    return [at for at in range(1, len(top.header)) if top.header[at] and at not in _special_positions(top)]


def _special_positions(top: ReportHeader) -> list[int]:
    special = UK_HEADINGS | {RECOMMENDED_HEADING, GROUP_HEADING}
    return [at for at in range(1, len(top.header)) if normalise_title(top.header[at]) in special]


def _column_heading(top: ReportHeader, position: int) -> str:
    return top.under(position) or top.header[position]
