"""Every page. To add one is to add its record here."""

from __future__ import annotations

from typing import Any

from callbacks.pages import (
    accessibility,
    area_summaries,
    chart_page,
    dashboards,
    data_quality,
    force_maps,
    guidance,
    heat_maps,
    indicators,
    overview_reports,
    profiles,
    regions,
    sections,
    what_changed,
)
from callbacks.pages.page_record import Page

PAGES: tuple[Page[Any], ...] = (
    chart_page.OVERVIEW,
    profiles.PAGE,
    dashboards.LIST,
    overview_reports.PAGE,
    what_changed.PAGE,
    regions.PAGE,
    force_maps.PAGE,
    indicators.PAGE,
    guidance.PAGE,
    data_quality.PAGE,
    heat_maps.PAGE,
    area_summaries.PAGE,
    chart_page.INDICATOR,
    sections.PAGE,
    dashboards.PAGE,
    accessibility.PAGE,
)
"""Those of the menu first, in its order."""
