"""The peer finder's page as the server writes it, against the bare query of the rows that it is made of."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from app import create_app
from benchmarks.measures import Measure, percentile
from maracdash import queries
from maracdash.catalogue.peer_features import PEER_FEATURES
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter, Window
from maracdash.queries.values import ALL_COVERAGE_QUERY, ALL_FIGURES_QUERY
from maracdash.reading.reader import Reader
from maracdash.settings import Settings
from maracdash.store.releases.connections import ReleaseConnection
from maracdash.store.releases.served_releases import Releases

ASKED = 60
TARGET = 60
MILLISECONDS = 1000
INDICATOR = "mental-health"


def measure_peers(data: Path) -> list[Measure]:
    """Pages of Maracs that nobody has asked for yet; the first one reads the features of all of them."""
    client = create_app(Settings(data=data)).server.test_client()
    reader, db = Reader(data, Audience.FULL), Releases(data).current()
    quarter = reader.ask(queries.CHOICES).quarters[0]
    maracs = [each.area.code for each in islice(reader.ask(queries.DIRECTORY).at(Level.MARAC), ASKED + 1)]
    times = [_time(lambda code=code: client.get(f"/peers?marac={code}&indicator={INDICATOR}")) for code in maracs]
    bare = [_time(lambda: _query_features(db, quarter)) for _ in maracs]
    count = len(reader.ask(queries.DIRECTORY).at(Level.MARAC))
    return [
        Measure(
            name=f"Peers among {count} Maracs, whole page, p95",
            median=percentile(times[1:], 0.95) * MILLISECONDS,
            unit="ms",
            target=TARGET,
            floor=percentile(bare, 0.95) * MILLISECONDS,
            bare="the rows of its queries",
        )
    ]


def _time(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _query_features(db: ReleaseConnection, quarter: Quarter) -> None:
    span = {"window": str(Window.YEAR), "quarter": quarter.index}
    for slug in (*(each.indicator for each in PEER_FEATURES), INDICATOR):
        db.rows(ALL_FIGURES_QUERY, {**span, "indicator": slug})
    db.rows(ALL_COVERAGE_QUERY, span)
