"""Every page as a small record. Who asks for its figures is said in callbacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from dash.development.base_component import Component

from layouts.pages import (
    accessibility,
    dashboards,
    data_quality,
    guidance,
    indicator,
    indicators,
    overview,
    overview_report,
    region,
    sections,
)

SLUG = "<slug>"


@dataclass(frozen=True, kw_only=True)
class Page:
    """An address, what it is called, and what is on it. A `<word>` in the path is given to whoever asks."""

    name: str
    path: str
    title: str
    layout: Callable[..., list[Component]]


PAGES = (
    Page(name="overview", path="/", title="Overview", layout=overview.layout),
    Page(name="indicators", path="/indicators", title="Indicators", layout=indicators.layout),
    Page(name="indicator", path="/indicators/<slug>", title="Indicator", layout=indicator.layout),
    Page(name="report", path="/report", title="Overview report", layout=overview_report.layout),
    Page(name="region", path="/region", title="All Maracs", layout=region.layout),
    Page(name="section", path="/sections/<slug>", title="Section", layout=sections.section),
    Page(name="dashboards", path="/dashboards", title="Dashboards", layout=dashboards.layout),
    Page(name="dashboard", path="/dashboards/<slug>", title="Dashboard", layout=dashboards.dashboard),
    Page(name="guidance", path="/guidance", title="Guidance", layout=guidance.layout),
    Page(name="data_quality", path="/data-quality", title="Data quality", layout=data_quality.layout),
    Page(
        name="accessibility",
        path="/accessibility",
        title="Accessibility statement",
        layout=accessibility.layout,
    ),
)


def page_at(path: str) -> tuple[Page, str] | None:
    """The page at a path, and what stands for `<slug>` in it."""
    for page in PAGES:
        start = page.path.removesuffix(SLUG)
        if path == page.path or (start != page.path and path.startswith(start) and path != start):
            return page, unquote(path.removeprefix(start))
    return None
