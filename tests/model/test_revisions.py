"""When a figure counts as changed, and the likeliest cause."""

import pytest

from maracdash import catalogue
from maracdash.model.revisions import RevisionCause, find_cause, is_revised
from maracdash.model.values import Coverage, Origin, Status, make_absent_value
from tests.support.answers import known_value

RATE = catalogue.indicator("repeat-rate")
GONE = make_absent_value(Status.NO_RETURN)


@pytest.mark.parametrize(
    ("was", "now", "different"),
    [
        (known_value(27.31), known_value(27.34), False),
        (known_value(27.34), known_value(27.36), True),
        (known_value(27.3), GONE, True),
        (GONE, GONE, False),
        (GONE, make_absent_value(Status.NOT_COLLECTED), True),
    ],
)
def test_only_what_a_reader_would_see_is_a_change(was, now, different):
    assert is_revised(RATE, was, now) is different


def of(returned: int, *, expected: int = 29, proxied: int = 0, origin: Origin = Origin.COMPUTED):
    return known_value(27, coverage=Coverage(expected=expected, returned=returned, proxied=proxied), origin=origin)


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        (known_value(589, status=Status.PROXIED), known_value(604), RevisionCause.LATE_RETURN),
        (GONE, known_value(604), RevisionCause.LATE_RETURN),
        (of(28), of(29), RevisionCause.LATE_RETURN),
        (of(29, proxied=1), of(29), RevisionCause.LATE_RETURN),
        (known_value(604), GONE, RevisionCause.GONE),
        (known_value(604), make_absent_value(Status.WITHHELD), RevisionCause.WITHHELD),
        (make_absent_value(Status.WITHHELD), known_value(604), RevisionCause.GIVEN),
        (known_value(604), make_absent_value(Status.NOT_COLLECTED), RevisionCause.BLANK),
        (of(29), of(29), RevisionCause.CORRECTED),
        (of(29), of(30, expected=31), RevisionCause.LATE_RETURN),
        (of(29), of(28), RevisionCause.FEWER),
        (of(29), of(29, expected=30), RevisionCause.AREAS),
        (of(29), of(29, origin=Origin.PUBLISHED), RevisionCause.PUBLISHED),
        (of(29, origin=Origin.PUBLISHED), of(29), RevisionCause.COMPUTED),
        (of(29, origin=Origin.PUBLISHED), of(29, origin=Origin.PUBLISHED), RevisionCause.PUBLISHED_AGAIN),
    ],
)
def test_the_likeliest_cause(was, now, why):
    assert find_cause(was, now) is why
