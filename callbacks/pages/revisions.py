"""Links that carry an earlier release: the changes since then, written on the page that the link leads to."""

from __future__ import annotations

from dataclasses import replace

from dash.development.base_component import Component

from callbacks.context import AppContext
from layouts.components import html_components
from maracdash import words
from maracdash.model.errors import NotKeptError
from maracdash.model.query_strings import read_query
from maracdash.model.revisions import Revisions
from maracdash.model.selection import ChartView, Selection
from maracdash.reading.past_releases import find_release
from maracdash.reading.revisions import find_comparison_revisions

RELEASE_KEY = "release"
NOT_KEPT = (
    "This link was made with the figures as at {}, which are not kept any more: what changed since cannot be told here."
)


def release_in_address(address: str) -> str:
    """The release in an address, or an empty string."""
    return read_query(address).get(RELEASE_KEY, "")


def check_release(context: AppContext, address: str) -> None:
    """Check that an earlier release that an address names is one of this data folder. Raises NotFoundError."""
    if release := release_in_address(address):
        find_release(context.reader, release)


def write_comparison_changes(context: AppContext, address: str, selection: Selection) -> str:
    """Changes among the figures of a comparison, in words; empty without an earlier release. Raises NotFoundError."""
    release = release_in_address(address)
    if not release:
        return ""
    asked = replace(selection, view=ChartView.COMPARE)
    try:
        return write_changes(find_comparison_revisions(context.reader.at(release), context.reader, asked))
    except NotKeptError:
        return write_not_kept(context, release)


def write_changes(revisions: Revisions) -> str:
    """Changes in one sentence; empty where the link is of the release that is shown."""
    return "" if revisions.then.id == revisions.now.id else words.write_changes_since(revisions)


def write_not_kept(context: AppContext, release: str) -> str:
    """Sentence in the place of changes since a release whose figures are not kept. Raises NotFoundError."""
    return NOT_KEPT.format(f"{find_release(context.reader, release).data_as_at:%-d %B %Y}")


def write_older_link_note(context: AppContext, address: str) -> str:
    """Note for pages of many answers: the link is older than the figures. Raises NotFoundError."""
    release = release_in_address(address)
    if not release:
        return ""
    then, now = find_release(context.reader, release), context.reader.release
    if then.id == now.id:
        return ""
    return (
        f"This link was made with the figures as at {then.data_as_at:%-d %B %Y}. Those shown are as at "
        f"{now.data_as_at:%-d %B %Y}. Follow a figure to its own page, or open the report, to see what changed."
    )


def build_notice(context: AppContext, address: str) -> list[Component]:
    """Build a notice for the top of a page; none where the link is of the release shown."""
    shown = html_components.alert(write_older_link_note(context, address))
    return [shown] if shown else []
