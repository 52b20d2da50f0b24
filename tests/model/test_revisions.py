"""When a figure counts as changed, and the likeliest cause."""

import pytest

from maracdash import catalogue
from maracdash.model.revisions import Cause, cause, changed
from maracdash.model.values import Coverage, Origin, Status, absent
from tests.support.answers import known

RATE = catalogue.indicator("repeat-rate")
GONE = absent(Status.NO_RETURN)


@pytest.mark.parametrize(
    ("was", "now", "different"),
    [
        (known(27.31), known(27.34), False),
        (known(27.34), known(27.36), True),
        (known(27.3), GONE, True),
        (GONE, GONE, False),
        (GONE, absent(Status.NOT_COLLECTED), True),
    ],
)
def test_only_what_a_reader_would_see_is_a_change(was, now, different):
    assert changed(RATE, was, now) is different


def of(returned: int, *, expected: int = 29, proxied: int = 0, origin: Origin = Origin.COMPUTED):
    return known(27, coverage=Coverage(expected=expected, returned=returned, proxied=proxied), origin=origin)


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        (known(589, status=Status.PROXIED), known(604), Cause.LATE_RETURN),
        (GONE, known(604), Cause.LATE_RETURN),
        (of(28), of(29), Cause.LATE_RETURN),
        (of(29, proxied=1), of(29), Cause.LATE_RETURN),
        (known(604), GONE, Cause.WITHDRAWN),
        (known(604), absent(Status.NOT_COLLECTED), Cause.BLANK),
        (of(29), of(29), Cause.CORRECTED),
        (of(29), of(30, expected=31), Cause.LATE_RETURN),
        (of(29), of(28), Cause.FEWER),
        (of(29), of(29, expected=30), Cause.AREAS),
        (of(29), of(29, origin=Origin.PUBLISHED), Cause.PUBLISHED),
        (of(29, origin=Origin.PUBLISHED), of(29), Cause.COMPUTED),
        (of(29, origin=Origin.PUBLISHED), of(29, origin=Origin.PUBLISHED), Cause.PUBLISHED_AGAIN),
    ],
)
def test_the_likeliest_cause(was, now, why):
    assert cause(was, now) is why
