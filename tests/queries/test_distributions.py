"""One Marac among all of the release: every value as the slow twin has it, ranks and quartiles as numpy has them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from maracdash import queries
from maracdash.model.answers import AreaRole, Comparison
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import Selection
from maracdash.queries.areas import get_directory
from maracdash.reading.reader import Reader
from maracdash.statistics.funnel import Funnel, FunnelPoint
from maracdash.statistics.quartiles import Quartiles
from maracdash.statistics.refusals import Refusal, RefusalReason
from maracdash.store.releases.publish import publish_release
from maracdash.store.releases.served_releases import Releases
from tests.support import folders
from tests.support.oracle import Oracle
from tests.support.ranked_maracs import CASES, FORCES, NOW, SIMILAR
from tests.support.statistics_oracles import funnel_by_numpy

LAST = Quarter(2024, 4)
SHARE, RATE = "repeat-rate", "cases-per-10k"


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Eight Maracs of four forces, ties among them."""
    folder = tmp_path_factory.mktemp("few")
    areas = folders.build_country(FORCES)
    for row in areas:
        if row["code"] == "A4":
            row["valid_to"] = (NOW - 5).end
    returns = [
        folders.quarterly_return(code, NOW - back, cases=number) for code, number in CASES.items() for back in range(8)
    ]
    similar = [{"force": one, "similar_force": other} for one, other in SIMILAR]
    folders.submit(folder, areas=areas, similar=similar, returns=returns)
    publish_release(folder)
    return Reader(folder, Audience.FULL)


@pytest.fixture(scope="module")
def country(demonstration: Path) -> Reader:
    """Thirty Maracs."""
    return Reader(demonstration, Audience.FULL)


def choose(marac: str, indicator: str = "cases", window: Window = Window.YEAR, quarter: Quarter = NOW) -> Selection:
    return Selection(marac=marac, quarter=quarter, indicator=indicator, window=window)


def find_roles(answer: Comparison) -> dict[str, AreaRole]:
    return {point.area.code: point.role for point in answer.maracs}


@pytest.mark.parametrize("window", Window)
@pytest.mark.parametrize("slug", [SHARE, RATE, "cases"])
def test_every_marac_has_the_value_of_the_slow_twin(
    country: Reader, demonstration: Path, slug: str, window: Window
) -> None:
    twin, own = Oracle(demonstration), get_directory(Releases(demonstration).current()).at(Level.MARAC)[4].area
    answer = country.ask(queries.DISTRIBUTION, choose(own.code, slug, window, LAST))
    assert len(answer.maracs) == 30
    for point in answer.maracs:
        number = twin.value(point.area, LAST, window, answer.indicator).number
        assert point.value.number == (None if number is None else pytest.approx(number))
    known = np.array([point.value.number for point in answer.maracs if point.value.known])
    assert answer.ranked == len(known)
    assert answer.rank == 1 + (known > answer.own.value.number).sum()
    assert isinstance(answer.quartiles, Quartiles)
    found = (answer.quartiles.lower, answer.quartiles.median, answer.quartiles.upper)
    assert found == pytest.approx(np.quantile(known, [0.25, 0.5, 0.75]))


def test_each_area_is_what_it_is_to_the_reader_and_the_closed_one_is_not_there(few: Reader) -> None:
    answer = few.ask(queries.DISTRIBUTION, choose("A1"))
    assert find_roles(answer) == {
        "B1": AreaRole.GROUP_MARAC,
        "A2": AreaRole.FORCE_MARAC,
        "C1": AreaRole.GROUP_MARAC,
        "A1": AreaRole.OWN,
        "A3": AreaRole.FORCE_MARAC,
        "D1": AreaRole.OTHER_MARAC,
        "B2": AreaRole.GROUP_MARAC,
    }
    assert [point.area.code for point in answer.maracs] == ["B1", "A2", "C1", "A1", "A3", "D1", "B2"]
    assert (answer.rank, answer.ranked, answer.tied) == (4, 7, 1)
    assert answer.quartiles == Refusal(reason=RefusalReason.FEW_AREAS, found=7, needed=8)


def test_a_closed_marac_stands_beside_those_that_are_open(few: Reader) -> None:
    answer = few.ask(queries.DISTRIBUTION, choose("A4"))
    assert answer.maracs[-1] == answer.own
    assert answer.rank is None
    assert answer.ranked == 7


def test_a_force_stands_among_forces(few: Reader) -> None:
    answer = few.ask(queries.DISTRIBUTION, choose("A"))
    assert {point.area.level for point in answer.maracs} == {Level.FORCE}
    assert find_roles(answer).keys() == FORCES.keys()
    assert (answer.own.area.code, answer.own.role) == ("A", AreaRole.OWN)


@pytest.mark.parametrize("slug", [SHARE, RATE])
def test_a_funnel_holds_every_marac_with_its_sums(country: Reader, slug: str) -> None:
    own = country.ask(queries.CHOICES).forces[0][1][0]
    answer = country.ask(queries.FUNNEL, choose(own.code, slug, quarter=LAST))
    assert isinstance(answer.funnel, Funnel)
    sums = np.array([(each.value.numerator, each.value.denominator) for each in answer.funnel.points])
    centre, phi, *_ = funnel_by_numpy(sums[:, 0], sums[:, 1], sums[:, 1], 0.95, is_share=slug == SHARE)
    assert (answer.funnel.centre / answer.funnel.unit, answer.funnel.phi) == pytest.approx((centre, phi))
    assert isinstance(answer.own_place, FunnelPoint)
    assert answer.own_place.value == answer.own.value
    assert len(answer.funnel.points) + len(answer.funnel.left_out) == len(answer.maracs)


def test_few_maracs_have_no_funnel_and_counts_never_have_one(few: Reader, country: Reader) -> None:
    few_areas = few.ask(queries.FUNNEL, choose("A1", "repeat-rate"))
    assert isinstance(few_areas.funnel, Refusal)
    assert few_areas.own_place is None
    own = country.ask(queries.CHOICES).forces[0][1][0]
    answer = country.ask(queries.FUNNEL, choose(own.code, "cases", quarter=LAST))
    assert answer.funnel == Refusal(reason=RefusalReason.NO_METHOD)
