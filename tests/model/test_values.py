"""A value is a number or a coded absence, never both."""

import pytest

from maracdash.model.values import (
    STATUS_SHORTHANDS,
    STATUS_WORDS,
    STATUSES_WITH_NUMBER,
    Status,
    Value,
    make_absent_value,
)


@pytest.mark.parametrize("status", Status)
def test_a_number_goes_with_some_statuses_only(status):
    number = 1.0 if status in STATUSES_WITH_NUMBER else None
    assert Value(number=number, status=status).known is (status in STATUSES_WITH_NUMBER)
    with pytest.raises(ValueError, match="cannot have the status"):
        Value(number=None if number else 1.0, status=status)


@pytest.mark.parametrize("status", [each for each in Status if each not in STATUSES_WITH_NUMBER])
def test_an_absence_always_has_a_reason_and_a_shorthand(status):
    assert make_absent_value(status).reason == STATUS_WORDS[status] != ""
    assert STATUS_SHORTHANDS[status].startswith("[")
