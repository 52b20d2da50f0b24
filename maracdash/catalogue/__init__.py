"""The catalogue: the only package that knows which indicators there are."""

from __future__ import annotations

import difflib

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
    "indicators_near",
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

MAX_NAME_LENGTH = 60
MAX_HINTS, HINT_SIMILARITY = 3, 0.6


def indicator(slug: str) -> Indicator:
    """The indicator with this slug. Raises NotFoundError."""
    for each in INDICATORS:
        if each.slug == slug:
            return each
    called = slug[:MAX_NAME_LENGTH]
    near = " or ".join(f"“{each.slug}”" for each in indicators_near(called))
    hint = f"Did you mean {near}?" if near else "The page “Indicators” lists them."
    raise NotFoundError(f"There is no indicator called “{called}”. {hint}")


def indicators_near(text: str) -> tuple[Indicator, ...]:
    """The indicators whose slug or title is most like a text, nearest first; none where nothing is like it."""
    names = {name.casefold(): each.slug for each in INDICATORS for name in (each.slug, each.title)}
    near = difflib.get_close_matches(text[:MAX_NAME_LENGTH].casefold(), names, MAX_HINTS, HINT_SIMILARITY)
    return tuple(indicator(slug) for slug in dict.fromkeys(names[each] for each in near))


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
