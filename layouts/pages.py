"""Every page as a small record. Who asks for its figures is said in callbacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dash.development.base_component import Component

from layouts import accessibility, data_quality, indicator, indicators, overview


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
    Page(name="data_quality", path="/data-quality", title="Data quality", layout=data_quality.layout),
    Page(
        name="accessibility",
        path="/accessibility",
        title="Accessibility statement",
        layout=accessibility.layout,
    ),
)
