"""Meeting dates of each Marac over the period, without quarters for which no return came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from maracdash.demo.geography import DemoMarac
from maracdash.model.quarters import Quarter

Days = NDArray[np.datetime64]
Integers = NDArray[np.int64]

DAYS_BETWEEN_WEEKLY = {"weekly": 7, "fortnightly": 14, "three-weekly": 21, "four-weekly": 28}
DAYS_BETWEEN = {"daily": 7 / 5, **DAYS_BETWEEN_WEEKLY, "monthly": 365.25 / 12}
HOLIDAYS = ((12, 25), (12, 26), (1, 1))
GAP_CHANCE = 0.02
GAP_LENGTHS = (1, 2, 3, 4)
GAP_LENGTH_SHARES = (0.65, 0.2, 0.1, 0.05)


@dataclass(frozen=True, kw_only=True)
class DemoMeetings:
    """One entry a meeting: the Marac's place in the land, the day, the quarter's place, days since the last."""

    maracs: Integers
    days: Days
    quarters: Integers
    spans: NDArray[np.float64]

    def only(self, rows: NDArray[np.bool_]) -> DemoMeetings:
        """The meetings of some rows."""
        return DemoMeetings(
            maracs=self.maracs[rows], days=self.days[rows], quarters=self.quarters[rows], spans=self.spans[rows]
        )


def schedule_meetings(
    maracs: tuple[DemoMarac, ...], first: Quarter, missed: NDArray[np.bool_], factor: int
) -> DemoMeetings:
    """Schedule all meetings from the first quarter on. `missed` is (Marac, quarter).

    A factor above 1 lets every Marac meet so many times as often, at most once a day: for load tests.
    """
    last = first + (missed.shape[1] - 1)
    closed = _list_closed_days(first, last)
    days = [_list_meeting_days(each, place, (first, last), factor) for place, each in enumerate(maracs)]
    found = DemoMeetings(
        maracs=np.repeat(np.arange(len(maracs)), [len(each) for each in days]),
        days=np.concatenate(days),
        quarters=_quarter_positions(np.concatenate(days), first),
        spans=np.concatenate(
            [np.full(len(held), _days_between(each, factor)) for each, held in zip(maracs, days, strict=True)]
        ),
    )
    return found.only(~missed[found.maracs, found.quarters] & ~np.isin(found.days, closed))


def draw_missed_quarters(maracs: tuple[DemoMarac, ...], quarters: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Draw the quarters that each Marac did not return: about 3 in 100, single or in a row, and late ones at the end.

    The first Marac, the first quarter and Maracs that close or open miss none; one or two are late with the last.
    """
    missed = np.zeros((len(maracs), quarters), dtype=bool)
    starts = np.argwhere(rng.random(missed.shape) < GAP_CHANCE)
    lengths = rng.choice(GAP_LENGTHS, len(starts), p=GAP_LENGTH_SHARES)
    for (place, quarter), length in zip(starts.tolist(), lengths.tolist(), strict=True):
        missed[place, quarter : quarter + length] = True
    missed[:, [0, -1]] = False
    steady = [place for place, each in enumerate(maracs) if each.valid_from or each.valid_to]
    missed[[0, *steady]] = False
    able = [place for place in range(1, len(maracs)) if place not in steady and not missed[place, -2]]
    missed[rng.choice(able, 1 + (len(maracs) > 40), replace=False), -1] = True
    return missed


def _list_meeting_days(marac: DemoMarac, place: int, period: tuple[Quarter, Quarter], factor: int) -> Days:
    first = np.datetime64(max(period[0].start, marac.valid_from or date.min))
    end = np.datetime64(min(period[1].end, marac.valid_to or date.max)) + np.timedelta64(1, "D")
    if factor == 1 and marac.frequency == "daily":
        days = np.arange(first, end)
        return days[np.is_busday(days)]
    if factor == 1 and marac.frequency == "monthly":
        days = _list_monthly_days(first, end, weekday=place % 5, week=place % 3 + 1)
        return days[(days >= first) & (days < end)]
    step = max(1, int(DAYS_BETWEEN[marac.frequency] / factor))
    return np.arange(_next_weekday(first, place % 5) + 7 * (place % max(1, step // 7)), end, step)


def _days_between(marac: DemoMarac, factor: int) -> float:
    between = DAYS_BETWEEN[marac.frequency]
    return between if factor == 1 else max(1, int(between / factor))


def _list_monthly_days(first: np.datetime64, end: np.datetime64, weekday: int, week: int) -> Days:
    months: Days = np.arange(first.astype("datetime64[M]"), end.astype("datetime64[M]") + 1)
    starts: Days = months.astype("datetime64[D]")
    days: Days = starts + (weekday - (starts.astype(np.int64) - 4)) % 7 + 7 * week
    return days


def _next_weekday(day: np.datetime64, weekday: int) -> np.datetime64:
    """The first such weekday (0 is Monday) from the day on; day 4 of the epoch was a Monday."""
    return day + np.timedelta64((weekday - (int(day.astype(int)) - 4)) % 7, "D")


def _quarter_positions(days: Days, first: Quarter) -> Integers:
    """Places of the days' quarters, counted from the first; the epoch's first month is January 1970."""
    months: Integers = days.astype("datetime64[M]").astype(np.int64)
    return months // 3 + 1970 * 4 - first.index


def _list_closed_days(first: Quarter, last: Quarter) -> Days:
    return np.array(list(_list_holidays(first, last)), dtype="datetime64[D]")


def _list_holidays(first: Quarter, last: Quarter) -> Iterator[date]:
    for year in range(first.year, last.year + 1):
        yield from (date(year, month, day) for month, day in HOLIDAYS)
