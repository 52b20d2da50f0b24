"""Profile and heat map as pages, from question to what the router sends, against the bare queries of their rows."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from plotly.io.json import to_json_plotly

from benchmarks.measures import Measure, percentile
from callbacks.context import AppContext
from callbacks.pages import heat_maps, profiles
from callbacks.pages.page_record import Page, build_menu
from callbacks.pages.registry import PAGES
from callbacks.pages.router import build_page
from maracdash import catalogue, queries
from maracdash.model.areas import Area, Level
from maracdash.model.audiences import Audience
from maracdash.model.heat_maps import HeatMapSelection
from maracdash.model.quarters import Quarter, Window
from maracdash.queries.peers import list_larger_areas
from maracdash.queries.values import COVERAGE_QUERY, FIGURES_QUERY, LAST_BUT_FOR_ONE
from maracdash.reading.reader import Reader
from maracdash.settings import Settings
from maracdash.store.releases.connections import ReleaseConnection
from maracdash.store.releases.served_releases import Releases

ASKED = 60
MARACS = 30
QUARTERS_BACK = 12
CONTENTS = ("verdict", "position", "value") * 10
MILLISECONDS = 1000
BARE_QUERY = "the rows of its queries"


def measure_profiles(data: Path) -> list[Measure]:
    """Profiles of Maracs that nobody has asked for yet, then heat maps of regions of about thirty Maracs."""
    context = AppContext.of(Settings(data=data), build_menu(PAGES), outside_requests=Audience.FULL)
    db, reader = Releases(data).current(), Reader(data, Audience.FULL)
    quarter = reader.ask(queries.CHOICES).quarters[0]
    maracs = [each.area for each in islice(reader.ask(queries.DIRECTORY).at(Level.MARAC), ASKED)]
    profile = _time_pages(context, profiles.PAGE, [f"/profile?marac={each.code}&quarter={quarter}" for each in maracs])
    bare = [_time(lambda marac=marac: _query_profile(db, reader, marac, quarter)) for marac in maracs]
    within, shown = _find_region(reader, quarter)
    heat = _time_pages(context, heat_maps.PAGE, [f"/heat-map?within={within}&content={each}" for each in CONTENTS])
    rows = [_time(lambda: _query_figures(db, [each.code for each in shown], quarter, quarter)) for _ in CONTENTS]
    count = len(catalogue.INDICATORS)
    return [
        _measure(f"Profile of {count} indicators, p95", profile, 60, bare),
        _measure(f"Heat map of {len(shown)} Maracs x {count}, p95", heat, 100, rows),
    ]


def _measure(name: str, times: list[float], target: float, floor: list[float]) -> Measure:
    return Measure(
        name=name,
        median=percentile(times, 0.95) * MILLISECONDS,
        unit="ms",
        target=target,
        floor=percentile(floor, 0.95) * MILLISECONDS,
        bare=BARE_QUERY,
    )


def _time_pages(context: AppContext, page: Page, addresses: list[str]) -> list[float]:
    """Seconds for each page with everything around it, as the JSON that Dash sends; the first one warms up."""

    def write(address: str) -> None:
        to_json_plotly(build_page(context, page, address))

    write(addresses[0])
    return [_time(lambda address=address: write(address)) for address in addresses[1:]]


def _time(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _find_region(reader: Reader, quarter: Quarter) -> tuple[str, tuple[Area, ...]]:
    """The region whose number of Maracs is nearest to thirty, as an address names it, and its Maracs."""
    found = []
    for region in reader.ask(queries.REGIONS):
        chosen = HeatMapSelection(quarter=quarter, level=Level.REGION, area=region.code)
        found.append((region, reader.ask(queries.HEAT_MAP, chosen).maracs))
    region, maracs = min(found, key=lambda each: abs(len(each[1]) - MARACS))
    return f"{region.level}:{region.code}", maracs


def _query_profile(db: ReleaseConnection, reader: Reader, marac: Area, quarter: Quarter) -> None:
    place = reader.ask(queries.DIRECTORY).hierarchy(marac)
    codes = [marac.code, *(area.code for area, _ in list_larger_areas(place))]
    _query_figures(db, codes, quarter - QUARTERS_BACK, quarter, (LAST_BUT_FOR_ONE, {"own": marac.code}))


def _query_figures(
    db: ReleaseConnection,
    codes: list[str],
    first: Quarter,
    last: Quarter,
    narrower: tuple[str, dict[str, str]] = ("", {}),
) -> None:
    condition, more = narrower
    span = {"window": str(Window.YEAR), "first": first.index, "last": last.index, "codes": sorted({*codes}), **more}
    db.rows(FIGURES_QUERY + condition, {**span, "indicators": [each.slug for each in catalogue.INDICATORS]})
    db.rows(COVERAGE_QUERY + condition, span)
