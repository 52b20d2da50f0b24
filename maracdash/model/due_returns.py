"""The rule of when returns are due, for whoever asks which quarter a day had seen or which return is overdue."""

from __future__ import annotations

from datetime import date, timedelta

from maracdash.model.quarters import Quarter

USUAL_DUE_DAYS = 42
"""Days after a quarter's end by which its returns are due, unless a deployment says otherwise."""


def find_due_quarter(day: date, due_days: int) -> Quarter:
    """Find the newest quarter whose returns were due by a day: the day on which they are due counts."""
    ended = day - min(timedelta(days=due_days), day - date.min)
    quarter = Quarter.of(ended)
    return quarter if quarter.end == ended else quarter - 1
