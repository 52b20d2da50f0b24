"""The accessibility statement: it needs no figures."""

from __future__ import annotations

from callbacks.context import AppContext
from callbacks.pages.page_record import Page, PageContent
from layouts.pages import accessibility


def _resolve(_: AppContext, __: str) -> None:
    """Every address means the same."""


def _draw(_: AppContext, __: str, ___: None) -> PageContent:
    return PageContent(content=accessibility.layout())


PAGE = Page(name="accessibility", path="/accessibility", title="Accessibility statement", resolve=_resolve, draw=_draw)
