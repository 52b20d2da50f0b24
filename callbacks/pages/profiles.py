"""The profile: choose from the address, ask, draw. The same choice for the page and its files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlencode

from callbacks.context import AppContext
from callbacks.pages import revisions
from callbacks.pages.page_record import Page, PageContent
from callbacks.pages.selections import resolve_selection
from layouts.pages import profile
from layouts.pages.profile import ProfilePage, ProfilePageRow
from maracdash import catalogue, queries
from maracdash.figures import position_strips, sparklines
from maracdash.model import area_profiles
from maracdash.model.answers import AreaRole
from maracdash.model.area_profiles import AreaProfile, AreaProfileRow, ProfileOrder
from maracdash.model.query_strings import read_query
from maracdash.model.selection import Selection
from maracdash.statistics.intervals import confidence_interval
from maracdash.words import area_profiles as said
from maracdash.words import readings, verdicts


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Meaning of an address: an area and quarter, what stands out from what, an order, and a section or all."""

    selection: Selection
    against: str
    order: ProfileOrder
    section: str


def resolve_profile(context: AppContext, address: str) -> Choice:
    """Resolve an address. Raises NotFoundError or NoReleaseError."""
    query = read_query(address)
    against, section = query.get("against", ""), query.get("section", "")
    area_profiles.parse_comparator(against, ())
    return Choice(
        selection=resolve_selection(context, address),
        against=against,
        order=area_profiles.parse_order(query.get("order", "")),
        section=catalogue.section(section).slug if section else "",
    )


def ask_profile(context: AppContext, choice: Choice) -> tuple[AreaProfile, AreaRole]:
    """The profile with its rows as chosen, and the comparator; one that the area lacks gives way to the first."""
    whole = context.reader.ask(queries.AREA_PROFILE, choice.selection)
    offered = whole.comparators
    against = area_profiles.parse_comparator(choice.against if choice.against in offered else "", offered)
    rows = tuple(row for row in whole.rows if choice.section in ("", row.indicator.section))
    return replace(whole, rows=area_profiles.order_rows(rows, choice.order, against)), against


def build_page(context: AppContext, choice: Choice) -> ProfilePage:
    """The page."""
    answer, against = ask_profile(context, choice)
    own = answer.hierarchy.area
    return ProfilePage(
        heading=f"Profile: {own.name}",
        area=own,
        choices=context.reader.ask(queries.CHOICES),
        selection=choice.selection,
        comparators=answer.comparators,
        names={role: said.name_comparator(answer, role) for role in answer.comparators},
        against=against,
        order=choice.order,
        section=choice.section,
        summary=said.write_summary(answer, against),
        rows=tuple(_build_row(answer, row) for row in answer.rows),
        key=tuple((_mark_address(role), _name_role(answer, role)) for role in (AreaRole.OWN, *answer.comparators)),
        notes=tuple(
            filter(
                None,
                (
                    said.explain_estimates(answer),
                    verdicts.STRENGTHS,
                    said.write_left_out(answer),
                    verdicts.NO_TOTALS,
                    said.STRIPS,
                    said.write_chance_note(answer, against),
                    readings.WHAT_IS_COUNTED,
                ),
            )
        ),
        lines=said.write_profile_lines(answer),
        query=_write_query(choice),
    )


def _draw(context: AppContext, address: str, choice: Choice) -> PageContent:
    shown = build_page(context, choice)
    return PageContent(
        content=[*revisions.build_notice(context, address), *profile.layout(shown)],
        selection=choice.selection,
        title=shown.heading,
    )


def _write_query(choice: Choice) -> str:
    more = {"against": choice.against, "section": choice.section}
    if choice.order is not ProfileOrder.SECTION:
        more["order"] = str(choice.order)
    return "&".join(filter(None, (choice.selection.query(), urlencode({k: v for k, v in more.items() if v}))))


def _build_row(answer: AreaProfile, row: AreaProfileRow) -> ProfilePageRow:
    return ProfilePageRow(
        indicator=row.indicator,
        own=said.write_own_cell(row),
        strip=_strip(answer, row),
        comparators=tuple(said.write_comparator_cell(row, role) for role in answer.comparators),
        movement=said.write_movement_cell(row),
        history=_history(answer, row),
    )


def _strip(answer: AreaProfile, row: AreaProfileRow) -> tuple[str, str]:
    """Picture and its words; no picture of totals, which only tell that a whole is larger than its part."""
    if row.indicator.is_total:
        return "", "not drawn: a total"
    svg = position_strips.draw_position_strip(row.points, confidence_interval(row.indicator, row.own.value))
    return sparklines.make_data_url(svg), said.describe_strip(answer, row)


def _history(answer: AreaProfile, row: AreaProfileRow) -> tuple[str, str]:
    numbers = [value.number for value in row.history]
    known = [number for number in numbers if number is not None]
    if not known:
        return "", said.describe_history(row)
    breaks = [answer.quarters.index(each.quarter) for each in row.breaks]
    svg = sparklines.draw_sparkline(numbers, (min([*known, 0.0]), max([*known, 0.0])), breaks)
    return sparklines.make_data_url(svg), said.describe_history(row)


@cache
def _mark_address(role: AreaRole) -> str:
    return sparklines.make_data_url(position_strips.draw_mark(role))


def _name_role(answer: AreaProfile, role: AreaRole) -> str:
    own = answer.hierarchy.area.name
    return f"{own}, with its 95% interval" if role is AreaRole.OWN else said.name_comparator(answer, role)


PAGE = Page(name="profile", path="/profile", title="Profile", word="Profile", resolve=resolve_profile, draw=_draw)
