"""A link that carries an earlier release: what has changed since it was made, said on the page that it leads to."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from dash.development.base_component import Component

from callbacks.context import Context
from layouts.components import html_components
from maracdash import words
from maracdash.model.revisions import Revisions
from maracdash.model.selection import Selection, View
from maracdash.reading.revisions import comparison_revisions

RELEASE = "release"


def named(address: str) -> str:
    """The release in an address, or an empty string."""
    return dict(parse_qsl(urlsplit(address).query)).get(RELEASE, "")


def comparison(context: Context, address: str, selection: Selection) -> str:
    """What changed among the figures of a comparison; empty without an earlier release. Raises UnknownThing."""
    release = named(address)
    if not release:
        return ""
    asked = replace(selection, view=View.COMPARE)
    return said(comparison_revisions(context.reader.at(release), context.reader, asked))


def said(revisions: Revisions) -> str:
    """The sentence; empty where the link is of the release that is shown."""
    return "" if revisions.then.id == revisions.now.id else words.since(revisions)


def elsewhere(context: Context, address: str) -> str:
    """For pages of many answers: only that the link is older than the figures. Raises UnknownThing."""
    release = named(address)
    if not release:
        return ""
    then, now = (each.release for each in (context.reader.at(release), context.reader))
    if then.id == now.id:
        return ""
    return (
        f"This link was made with the figures as at {then.data_as_at:%-d %B %Y}. Those shown are as at "
        f"{now.data_as_at:%-d %B %Y}. Follow a figure to its own page, or open the report, to see what changed."
    )


def notice(context: Context, address: str) -> list[Component]:
    """What `elsewhere` says, as a notice above a page; none where there is nothing to say."""
    shown = html_components.notice(elsewhere(context, address))
    return [shown] if shown else []
