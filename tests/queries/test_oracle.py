"""Every figure equals the slow, obvious twin's: for the demonstration's country, and for random small ones.

MARACDASH_THOROUGH=1 draws twice as many countries.
"""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from maracdash import catalogue, demo
from maracdash.catalogue.fields import field_names
from maracdash.catalogue.referrals import ROUTE_FIELDS
from maracdash.model.answers import Point
from maracdash.model.areas import Level
from maracdash.model.dashboards import ProfileRow
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import Selection
from maracdash.model.values import Origin, Value
from maracdash.queries.areas import get_directory, list_quarters
from maracdash.queries.dashboards import get_profile
from maracdash.queries.tables import build_tidy_table
from maracdash.statistics.excess import take_as_known
from maracdash.statistics.verdict import decide_verdict
from maracdash.store.releases.connections import ReleaseConnection
from maracdash.store.releases.publish import publish_release
from maracdash.store.releases.served_releases import Releases
from tests.support import folders
from tests.support.oracle import Expected, Oracle
from tests.support.thoroughness import choose_number

LAST = Quarter(2025, 3)
GAPS_OF_ONE_TWO_AND_THREE = 35
SOMETIMES = ("lgbtq", "referred_police", "children", "repeats")


def equal(db: ReleaseConnection, twin: Oracle) -> int:
    """Compare every figure; how many there were."""
    compared = 0
    for quarter in list_quarters(db):
        for window in Window:
            for cell in build_tidy_table(db, quarter, window).cells:
                wanted = twin.value(cell.area, quarter, window, cell.indicator)
                where = f"{cell.area.level} {cell.area.code} {quarter} {window} {cell.indicator.slug}"
                assert shown(cell.value) == rounded(wanted), where
                compared += 1
    return compared


def equal_without_own(db: ReleaseConnection, twin: Oracle, last: int) -> int:
    """Compare what every verdict was made against: each larger area without the Marac or force itself."""
    compared = 0
    areas = [each.area for level in (Level.MARAC, Level.FORCE) for each in get_directory(db).at(level)]
    for quarter, own, window in product(list_quarters(db)[-last:], areas, Window):
        chosen = Selection(marac=own.code, quarter=quarter, indicator="cases", window=window)
        for row in get_profile(db, chosen, tuple(each.slug for each in catalogue.INDICATORS)).rows:
            for point in row.points[1:]:
                compared += _judged_without_own(twin, chosen, row, point)
    return compared


def _judged_without_own(twin: Oracle, chosen: Selection, row: ProfileRow, point: Point) -> bool:
    where = f"{row.own.area.code} {point.area.level} {chosen.quarter} {chosen.window} {row.indicator.slug}"
    judged = point.against if point.excludes_own else take_as_known(point.against)
    assert (point.verdict, point.strong) == decide_verdict(row.indicator, row.own.value, judged), where
    if not point.excludes_own:
        assert point.against == point.value, where
        is_part = row.own.area.code in {*twin.members(point.area), *twin.forces}
        told = is_part and row.own.value.origin == point.value.origin == Origin.COMPUTED
        assert row.indicator.is_total or not told, where
        return False
    if point.value.origin is not Origin.COMPUTED:
        assert not point.against.known or point.against == point.value, where
        return False
    number, counted = twin.without(point.area, row.own.area, chosen.quarter, chosen.window, row.indicator)
    assert point.against.number == (None if number is None else pytest.approx(number)), where
    assert point.against.coverage.returned == counted, where
    return True


def shown(value: Value) -> Expected:
    return rounded(
        Expected(
            value.number,
            value.numerator,
            value.denominator,
            f"{value.origin} {value.status}" if value.known else str(value.status),
            value.coverage.expected,
            value.coverage.returned,
            value.coverage.proxied,
        )
    )


def rounded(value: Expected) -> Expected:
    """Sums taken in another order differ in the last bits."""
    sides = {name: getattr(value, name) for name in ("number", "numerator", "denominator")}
    return replace(value, **{name: side if side is None else round(side, 6) for name, side in sides.items()})


@pytest.mark.slow
def test_the_demonstration(tmp_path):
    files = {
        each.name: list(csv.DictReader(io.StringIO(each.content.decode())))
        for each in demo.build_country(12, 3, GAPS_OF_ONE_TWO_AND_THREE, last=LAST)
    }
    areas = [{**row, "women_16_plus": None} for row in files["areas.csv"]]
    kept = {name for row in areas if row["level"] == "force" for name in [row["code"]]}
    assert len(kept) >= 4
    populations = [
        {"level": "marac", **row, "from_quarter": Quarter.parse(row["from_quarter"]).index}
        for row in files["populations.csv"]
    ]
    rows = [*files["returns.csv"], *files.get("returns-fewer-columns.csv", [])]
    returns = [
        {**row, "entries": 1, "quarter": Quarter.of(date.fromisoformat(row["meeting_date"])).index} for row in rows
    ]
    folders.submit(
        tmp_path,
        areas=areas,
        populations=populations,
        similar=files["similar.csv"],
        successors=[{"marac": row["code"], "successor": row["successor"]} for row in areas if row["successor"]],
        returns=returns,
        demonstration=True,
    )
    publish_release(tmp_path)
    assert equal(Releases(tmp_path).current(), Oracle(tmp_path)) > 20_000
    assert equal_without_own(Releases(tmp_path).current(), Oracle(tmp_path), 2) > 5_000


@st.composite
def worlds(draw: st.DrawFn) -> list[dict[str, list[dict[str, object]]] | int]:
    """Submissions in order; a number withdraws the submission of that place."""
    forces = [f"F{place}" for place in range(draw(st.integers(1, 3)))]
    maracs = [f"M{place}" for place in range(draw(st.integers(1, 5)))]
    first = Quarter(2022, 4)
    homes = {marac: draw(st.sampled_from([*forces, "F9"])) for marac in maracs}
    areas = folders.build_country(dict.fromkeys(forces, ()))
    successors = []
    for marac in maracs:
        opened, closed = draw(st.tuples(st.booleans(), st.booleans()))
        areas.append(
            {
                "level": "marac",
                "code": marac,
                "name": f"Marac {marac}",
                "parent": homes[marac],
                "minoritised_share": draw(st.sampled_from([None, 0.25, 0.5])),
                "valid_from": (first + draw(st.integers(0, 4))).start if opened else None,
                "valid_to": (first + draw(st.integers(3, 9))).end if closed else None,
            }
        )
        if closed and draw(st.booleans()):
            successors.append({"marac": marac, "successor": draw(st.sampled_from(maracs))})
    submissions: list[dict[str, list[dict[str, object]]] | int] = [{"areas": areas, "successors": successors}]
    submissions.append(
        {
            "populations": [
                folders.population_row(marac, women, start)
                for marac in maracs
                for women, start in draw(st.lists(st.tuples(WOMEN, STARTS), max_size=2))
            ],
            "similar": [
                {"force": one, "similar_force": other}
                for one, other in draw(st.sets(st.tuples(st.sampled_from(forces), st.sampled_from([*forces, "F9"]))))
                if one != other
            ],
        }
    )
    for _ in range(draw(st.integers(1, 3))):
        rows = []
        for marac in maracs:
            for back in range(9):
                if draw(st.integers(0, 6)):
                    rows += draw(st.lists(returns(marac, first + back), min_size=1, max_size=2))
        submissions.append({"returns": rows, "withheld": [each for row in rows for each in draw(withheld(row))]})
    submissions.append({"published": draw(st.lists(PUBLISHED, max_size=12))})
    submissions += draw(st.lists(st.integers(2, len(submissions) - 1), max_size=2))
    return submissions


WOMEN = st.sampled_from([9_000, 25_000, 84_321])
STARTS = st.sampled_from([None, Quarter(2023, 4), Quarter(2024, 1)])
CLOCKS = st.sampled_from(
    [datetime(2024, 12, 30, 12, tzinfo=UTC), datetime(2024, 12, 31, 12, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)]
)
SLUGS = (
    "maracs",
    "cases",
    "cases-per-10k",
    "cases-change",
    "repeat-rate",
    "idva-current",
    "police",
    "lgbtq",
    "children",
)
PUBLISHED = st.builds(
    lambda at, quarter, slug, value: folders.published_row(
        *at, quarter, slug, value if value != "-" else None, "-" if value == "-" else ""
    ),
    st.sampled_from([("marac", "M0"), ("force", "F0"), ("uk", "U1"), ("group", "F0")]),
    st.sampled_from([Quarter(2023, 4), Quarter(2024, 1), Quarter(2025, 1)]),
    st.sampled_from(SLUGS),
    st.sampled_from([1.0, 3.0, 40.5, 600.0, None, "-"]),
)


def returns(marac: str, quarter: Quarter) -> st.SearchStrategy[dict[str, object]]:
    """A return with some fields absent; of one in three, at most one of all referral routes."""
    counts = {name: st.sampled_from([None, 0, 3, 17]) for name in SOMETIMES}
    counts["cases"] = st.sampled_from([0, 20, 20, 31, 31, None])
    routes = st.fixed_dictionaries({name: st.sampled_from([0, 1, 4]) for name in field_names(ROUTE_FIELDS)})
    whole = st.tuples(routes, st.sampled_from([*field_names(ROUTE_FIELDS), ""])).map(
        lambda drawn: drawn[0] | {drawn[1]: None}
    )
    none: st.SearchStrategy[dict[str, object]] = st.just({})
    return st.tuples(st.fixed_dictionaries(counts), none | none | whole).map(
        lambda given: folders.quarterly_return(marac, quarter, **given[0] | given[1])
    )


def withheld(row: dict[str, object]) -> st.SearchStrategy[list[dict[str, object]]]:
    """Some of its absent counts, and its cases always: without them, there is no return."""
    absent = [name for name in (*SOMETIMES, *field_names(ROUTE_FIELDS)) if name in row and row[name] is None]
    certain = ["cases"] if row["cases"] is None else []
    chosen = st.lists(st.sampled_from(absent), unique=True) if absent else st.just([])
    return chosen.map(
        lambda names: [{"marac": row["marac"], "quarter": row["quarter"], "field": name} for name in names + certain]
    )


@pytest.mark.slow
@given(worlds(), CLOCKS)
@settings(
    max_examples=choose_number(usual=8, thorough=16),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
def test_random_countries(world, at):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = []
        for each in world:
            kept.append(
                folders.withdraw(folder, kept[each]) if isinstance(each, int) else folders.submit(folder, **each)
            )
        publish_release(folder, at)
        equal(Releases(folder).current(), Oracle(folder, at.date()))
        equal_without_own(Releases(folder).current(), Oracle(folder, at.date()), 3)
