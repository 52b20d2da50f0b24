"""The catalogue: the only place that knows an indicator, with the fields of a return that it is made of."""

from __future__ import annotations

from maracdash.catalogue.additional import OURS
from maracdash.catalogue.demographics import DEMOGRAPHICS
from maracdash.catalogue.formulas import total
from maracdash.catalogue.performance import PERFORMANCE
from maracdash.catalogue.referrals import REFERRALS
from maracdash.catalogue.resources import RESOURCES
from maracdash.model.errors import UnknownThing
from maracdash.model.indicators import Indicator, Section

__all__ = [
    "HEADLINES",
    "INDICATORS",
    "PORTAL_SECTIONS",
    "SECTIONS",
    "headlines",
    "indicator",
    "of_section",
    "section",
    "total",
]

SECTIONS = (
    Section(slug="performance", title="Performance"),
    Section(slug="resources", title="Resource recommendations"),
    Section(slug="referrals", title="Referrals"),
    Section(slug="demographics", title="Demographics"),
    Section(slug="ours", title="Beyond the portal"),
)

PORTAL_SECTIONS = tuple(each for each in SECTIONS if each.slug != "ours")

INDICATORS: list[Indicator] = [*PERFORMANCE, *RESOURCES, *REFERRALS, *DEMOGRAPHICS, *OURS]

HEADLINES = ("cases", "cases-per-10k", "cases-change", "cases-with-children", "children")


def indicator(slug: str) -> Indicator:
    """The indicator with this slug. Raises UnknownThing."""
    for each in INDICATORS:
        if each.slug == slug:
            return each
    raise UnknownThing(f"There is no indicator called “{slug[:60]}”.")


def section(slug: str) -> Section:
    """The section with this slug. Raises UnknownThing."""
    for each in SECTIONS:
        if each.slug == slug:
            return each
    raise UnknownThing(f"There is no section called “{slug[:60]}”.")


def of_section(slug: str) -> tuple[Indicator, ...]:
    """The indicators of a section, in the portal's order."""
    return tuple(each for each in INDICATORS if each.section == slug)


def headlines() -> tuple[Indicator, ...]:
    """The five of the overview."""
    return tuple(indicator(slug) for slug in HEADLINES)
