"""The catalogue: the only package that knows which indicators there are."""

from __future__ import annotations

from maracdash.catalogue.additional import ADDITIONAL
from maracdash.catalogue.demographics import DEMOGRAPHICS
from maracdash.catalogue.formulas import total
from maracdash.catalogue.performance import PERFORMANCE
from maracdash.catalogue.referrals import REFERRALS
from maracdash.catalogue.resources import RESOURCE_RECOMMENDATIONS
from maracdash.model.errors import NotFoundError
from maracdash.model.indicators import Indicator, Section

__all__ = [
    "HEADLINE_SLUGS",
    "INDICATORS",
    "PORTAL_SECTIONS",
    "SECTIONS",
    "headline_indicators",
    "indicator",
    "section",
    "section_indicators",
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

INDICATORS: list[Indicator] = [*PERFORMANCE, *RESOURCE_RECOMMENDATIONS, *REFERRALS, *DEMOGRAPHICS, *ADDITIONAL]

HEADLINE_SLUGS = ("cases", "cases-per-10k", "cases-change", "cases-with-children", "children")


def indicator(slug: str) -> Indicator:
    """The indicator with this slug. Raises NotFoundError."""
    for each in INDICATORS:
        if each.slug == slug:
            return each
    raise NotFoundError(f"There is no indicator called “{slug[:60]}”.")


def section(slug: str) -> Section:
    """The section with this slug. Raises NotFoundError."""
    for each in SECTIONS:
        if each.slug == slug:
            return each
    raise NotFoundError(f"There is no section called “{slug[:60]}”.")


def section_indicators(slug: str) -> tuple[Indicator, ...]:
    """The indicators of a section, in the portal's order."""
    return tuple(each for each in INDICATORS if each.section == slug)


def headline_indicators() -> tuple[Indicator, ...]:
    """The five headline indicators of the overview."""
    return tuple(indicator(slug) for slug in HEADLINE_SLUGS)
