"""Areas most like one: distances against scipy, what is not known, why each is near, and ties."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.distance import pdist, squareform

from maracdash.model.areas import Area, Level
from maracdash.model.values import Status, Value, make_absent_value
from maracdash.statistics.refusals import Refusal, RefusalReason
from maracdash.statistics.similarity import Feature, Profile, Scale, find_neighbours
from tests.support.answers import make_marac

CASES, RATE, SHARE = (Feature(name=name) for name in ("cases", "cases-per-10k", "repeat-rate"))
FEATURES = (CASES, RATE, SHARE)


def profile(number, *numbers, name=""):
    values = [make_absent_value(Status.NO_RETURN) if each is None else Value(number=float(each)) for each in numbers]
    names = [feature.name for feature in FEATURES]
    return Profile(area=make_marac(number, name), values=dict(zip(names, values, strict=True)))


def test_distances_agree_with_scipys_weighted_euclidean():
    random = np.random.default_rng(13)
    for _ in range(50):
        table = random.normal([900, 50, 30], [300, 20, 8], (40, 3))
        weights = random.uniform(0.1, 3, 3)
        features = [Feature(name=each.name, weight=weight) for each, weight in zip(FEATURES, weights, strict=True)]
        profiles = [profile(number, *row) for number, row in enumerate(table.tolist())]
        expected = squareform(pdist(table / table.std(axis=0), "euclidean", w=weights / weights.sum()))[0]
        found = find_neighbours(profiles[0], profiles[1:], features)
        assert [each.area for each in found.nearest] == [make_marac(i) for i in np.argsort(expected).tolist()[1:]]
        assert [each.distance for each in found.nearest] == pytest.approx(sorted(expected)[1:])
        assert found.left_out == ()


def test_sizes_are_compared_by_their_ratio():
    by_ratio = (Feature(name="cases", scale=Scale.LOGARITHM), Feature(name="repeat-rate"))
    own, larger, smaller = profile(1, 1000, 1, 30), profile(2, 2000, 1, 30), profile(3, 500, 1, 30)
    near = find_neighbours(own, [larger, smaller, profile(4, 700, 1, 20)], by_ratio).nearest
    found = {each.area.code: each for each in near}
    apart = {code: next(each.apart for each in found[code].contributions if each.own == 1000) for code in found}
    assert found["M02"].distance == found["M03"].distance
    assert apart["M02"] == pytest.approx(-apart["M03"])


def test_a_size_of_none_has_no_logarithm_and_is_not_compared():
    features = (Feature(name="cases", scale=Scale.LOGARITHM), RATE, SHARE)
    found = find_neighbours(profile(1, 100, 40, 30), [profile(2, 0, 40, 30), profile(3, 90, 50, 20)], features)
    assert [each.feature.name for each in found.nearest[0].contributions] == ["cases-per-10k", "repeat-rate"]


def test_what_is_not_known_makes_an_area_neither_near_nor_far():
    own = profile(1, 100, 50, 30)
    whole, partly = profile(2, 120, 60, 36), profile(3, 120, 60, None)
    rest = [profile(4, 80, 40, 24), profile(5, 100, 50, 36), profile(6, 120, 60, 24)]
    found = {each.area.code: each for each in find_neighbours(own, [whole, partly, *rest], FEATURES).nearest}
    scores = [abs(each.apart) for each in found["M03"].contributions]
    assert len(scores) == 2
    assert found["M03"].distance == pytest.approx((sum(score**2 for score in scores) / 2) ** 0.5)


def test_areas_with_too_little_in_common_are_left_out_and_named():
    own = profile(1, 100, 50, None)
    found = find_neighbours(
        own, [profile(2, 90, None, 30), profile(3, 90, 40, None), profile(4, *[None] * 3)], FEATURES
    )
    assert [each.area for each in found.nearest] == [make_marac(3)]
    assert found.left_out == (make_marac(2), make_marac(4))
    assert find_neighbours(own, [profile(2, 90, None, 30)], FEATURES, fewest_shared=1).left_out == ()


def test_why_an_area_is_near_begins_with_what_is_most_alike():
    others = [profile(2, 130, 50, 33), profile(3, 70, 70, 40), profile(4, 100, 30, 20)]
    nearest = find_neighbours(profile(1, 100, 50, 30), others, FEATURES).nearest[0]
    assert nearest.area == make_marac(2)
    assert [each.feature for each in nearest.contributions] == [RATE, SHARE, CASES]
    assert [(each.own, each.other) for each in nearest.contributions] == [(50, 50), (30, 33), (100, 130)]
    assert nearest.contributions[0].part == 0
    assert sum(each.part for each in nearest.contributions) == pytest.approx(1)
    assert all(each.apart >= 0 for each in nearest.contributions)


def test_an_area_is_no_neighbour_of_its_own():
    own, other = profile(1, 100, 50, 30), profile(2, 130, 50, 33)
    assert find_neighbours(own, [own, other], FEATURES) == find_neighbours(own, [other], FEATURES)


def test_a_weight_counts():
    own, near_in_size, near_in_rate = profile(1, 100, 50, 30), profile(2, 105, 90, 30), profile(3, 190, 52, 30)

    def nearest(cases, rate):
        features = (Feature(name="cases", weight=cases), Feature(name="cases-per-10k", weight=rate), SHARE)
        return find_neighbours(own, [near_in_size, near_in_rate], features).nearest[0].area

    assert nearest(9, 1) == near_in_size.area
    assert nearest(1, 9) == near_in_rate.area


def test_a_feature_of_weight_0_is_no_feature():
    own, other = profile(1, 100, None, 30), profile(2, 500, 90, 30)
    found = find_neighbours(own, [other, profile(3, 100, 5, 20)], (Feature(name="cases", weight=0), RATE, SHARE), 1)
    assert found.nearest[0].area == other.area
    assert [each.feature for each in found.nearest[0].contributions] == [SHARE]


def test_equals_come_by_name_and_the_order_of_what_is_given_does_not_matter():
    own = profile(1, 100, 50, 30)
    others = [profile(number, 100, 50, 30, name=name) for number, name in ((2, "Zed"), (3, "ash"), (4, "Birch"))]
    others.append(profile(5, 40, 20, 10, name="Aaa"))
    there, back = find_neighbours(own, others, FEATURES), find_neighbours(own, others[::-1], FEATURES)
    assert [each.area.name for each in there.nearest] == ["ash", "Birch", "Zed", "Aaa"]
    assert there == back
    assert there.nearest[0].distance == 0


def test_namesakes_are_sorted_by_code():
    others = [
        Profile(area=Area(level=Level.MARAC, code=code, name="Ash"), values=profile(2, 1, 2, 3).values)
        for code in ("B", "A")
    ]
    assert [each.area.code for each in find_neighbours(profile(1, 4, 5, 6), others, FEATURES).nearest] == ["A", "B"]


def test_a_feature_that_all_have_alike_tells_nothing():
    found = find_neighbours(profile(1, 100, 50, 30), [profile(2, 100, 60, 30), profile(3, 100, 40, 30)], FEATURES)
    assert [each.distance for each in found.nearest] == [found.nearest[0].distance] * 2


def test_no_weight_at_all_is_refused():
    refusal = find_neighbours(profile(1, 1, 2, 3), [profile(2, 1, 2, 3)], [Feature(name="cases", weight=0)])
    assert refusal == Refusal(reason=RefusalReason.NO_WEIGHTS)


def test_an_area_of_which_too_little_is_known_is_refused():
    refusal = find_neighbours(profile(1, 1, None, None), [profile(2, 1, 2, 3)], FEATURES)
    assert refusal == Refusal(reason=RefusalReason.FEW_FEATURES, found=1, needed=2)
    assert refusal.words == "Of this area 1 of the features are known, and it takes at least 2."


@pytest.mark.parametrize("weight", [-1, float("nan"), float("inf")])
def test_no_such_weight(weight):
    with pytest.raises(ValueError, match="must be 0 or more"):
        Feature(name="cases", weight=weight)
