"""The accessibility statement: it needs no figures."""

from __future__ import annotations

from callbacks.context import Context
from callbacks.pages.page import Page, PageContent
from layouts.pages import accessibility


def _resolve(_: Context, __: str) -> None:
    """Every address means the same."""


def _draw(_: Context, __: str, ___: None) -> PageContent:
    return PageContent(content=accessibility.layout())


PAGE = Page(name="accessibility", path="/accessibility", title="Accessibility statement", resolve=_resolve, draw=_draw)
