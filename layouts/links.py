"""Addresses of our own pages and files, with what the reader chose in them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote

from maracdash.model.overview_reports import ReportSelection
from maracdash.model.query_strings import write_query
from maracdash.model.report_view import ReportView
from maracdash.model.selection import ChartView, Selection

IN_THE_PATH = ("indicator",)


def overview(selection: Selection) -> str:
    """The overview, everything chosen in its query."""
    return f"/?{selection.query()}"


def marac_overview(marac: str, selection: Selection) -> str:
    """Another Marac's overview, the rest as chosen."""
    return overview(replace(selection, marac=marac))


def page(path: str, selection: Selection) -> str:
    """A page that keeps the reader's Marac and quarter."""
    return f"{path}?{_without_indicator(selection)}"


def indicator(slug: str, selection: Selection, view: ChartView | None = None) -> str:
    """One indicator's page: its path names the indicator, so its query does not."""
    chosen = replace(selection, view=view) if view else selection
    return page(f"/indicators/{quote(slug)}", chosen)


def section(slug: str, selection: Selection) -> str:
    """The charts of a section, for the same Marac and quarter."""
    return page(f"/sections/{quote(slug)}", selection)


def dashboard(slug: str, selection: Selection) -> str:
    """One dashboard; the overview is the first of them."""
    return overview(selection) if slug == "overview" else page(f"/dashboards/{quote(slug)}", selection)


def indicator_guidance(slug: str, selection: Selection) -> str:
    """The guidance on one indicator."""
    return f"{page('/guidance', selection)}#{quote(slug)}"


def region(selection: Selection) -> str:
    """All Maracs at once, by the same indicator and at the same quarter."""
    return f"/region?{_indicator_at_quarter(selection)}"


def force_map(selection: Selection) -> str:
    """The map of police forces, by the same indicator and at the same quarter."""
    return f"/map?{_indicator_at_quarter(selection)}"


def force_indicator(force: str, slug: str, selection: Selection) -> str:
    """One indicator's page for a whole force, the rest as chosen."""
    return indicator(slug, replace(selection, marac=force))


def heat_map(selection: Selection) -> str:
    """The heat map at the same quarter, which keeps the indicator for the other forms of all Maracs."""
    return f"/heat-map?{_indicator_at_quarter(selection)}"


def profile(marac: str, selection: Selection) -> str:
    """Another Marac's profile, the rest as chosen."""
    return page("/profile", replace(selection, marac=marac))


def summary(selection: Selection) -> str:
    """The summary in words, for the same Marac and quarter."""
    return page("/summary", selection)


def groups(selection: Selection) -> str:
    """The page of groups of one's own, everything chosen in its query; one in use has its Maracs ticked."""
    return f"/groups?{selection.query()}"


def peers(selection: Selection) -> str:
    """The areas most like the reader's Marac, looked at by the chosen indicator."""
    return f"/peers?{selection.query()}"


def board_pack(selection: Selection, item: str = "") -> str:
    """The board pack of the Marac at the same quarter, begun with an item."""
    return f"/board-pack?{_pack_query(selection, item)}"


def meeting(selection: Selection) -> str:
    """The opening screen of a meeting of the Marac at the same quarter, with its actions."""
    return f"/meeting?{_pack_query(selection)}"


def report(selection: Selection) -> str:
    """The overview report of the Marac's force, at the same quarter."""
    return f"/report?{_own_at_quarter(selection)}"


def report_query(selection: ReportSelection, arrangement: ReportView) -> str:
    """Query of the report's page and its files."""
    return "&".join(filter(None, (selection.query(), arrangement.query())))


def page_query(path: str, selection: Selection) -> str:
    """Query of the chart page at this path."""
    return selection.query() if path == "/" else _without_indicator(selection)


def add_release(query: str, release: str) -> str:
    """The same query with an earlier release: the page then says what has changed since."""
    return f"{query}&{write_query([('release', release)])}" if release else query


def download(name: str, selection: Selection) -> str:
    """A file made of what is shown: `chart.png`, `chart.svg` or `table.csv`."""
    return f"/export/{name}?{selection.query()}"


def _pack_query(selection: Selection, item: str = "") -> str:
    parts = {"marac": selection.marac, "quarter": str(selection.quarter), **selection.comparison_parts(), "item": item}
    return write_query([pair for pair in parts.items() if pair[1]], safe=":")


def _own_at_quarter(selection: Selection) -> str:
    """The quarter, the reader's own Marac, and what they compare with."""
    parts = {"quarter": str(selection.quarter), "own": selection.marac, **selection.comparison_parts()}
    return write_query(parts.items())


def _indicator_at_quarter(selection: Selection) -> str:
    return f"{_own_at_quarter(selection)}&{write_query([('indicator', selection.indicator)])}"


@lru_cache(maxsize=64)
def _without_indicator(selection: Selection) -> str:
    return write_query([pair for pair in selection.parts().items() if pair[0] not in IN_THE_PATH])
