"""Signals for tests: checks of an indicator at a quarter, and changes made of them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from maracdash import catalogue
from maracdash.model.answers import AreaRole, Point, ReleaseNote, Verdict
from maracdash.model.areas import Area, Level
from maracdash.model.quarters import Quarter
from maracdash.model.signals import ChangesSince, SignalCheck, SignalKind, SignalScan, SinceSelection, sort_changes
from maracdash.model.values import Status, Value, make_absent_value

NOW = Quarter(2024, 4)
OTHERS = {
    SignalKind.FORCE: (AreaRole.FORCE, Area(level=Level.FORCE, code="F1", name="Alderland Police")),
    SignalKind.GROUP: (AreaRole.GROUP, Area(level=Level.GROUP, code="F1", name="Most similar forces")),
    SignalKind.UK: (AreaRole.UK, Area(level=Level.UK, code="UK", name="UK")),
}
BIRCHFORD = Area(level=Level.MARAC, code="M1", name="Birchford")


def make_note(day: date = date(2025, 2, 12), name: str = "release-2") -> ReleaseNote:
    """A release of a day."""
    return ReleaseNote(
        id=name, published_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC), data_as_at=day, demonstration=True
    )


def make_check(
    outcome: Verdict,
    quarter: Quarter = NOW,
    kind: SignalKind = SignalKind.FORCE,
    figures: tuple[float | None, float | None] = (35.9, 26.9),
    indicator: str = "repeat-rate",
    likely: Verdict | None = None,
) -> SignalCheck:
    """A comparison of two figures; None for one that was not returned. At 95% as at 99.8% unless `likely` is given."""
    value, beside = (make_absent_value(Status.NO_RETURN) if each is None else Value(number=each) for each in figures)
    return SignalCheck(
        indicator=catalogue.indicator(indicator),
        kind=kind,
        quarter=quarter,
        value=value,
        beside=beside,
        outcome=outcome,
        likely=likely or outcome,
        other=None if kind is SignalKind.YEAR else make_other(kind, beside),
    )


def make_other(kind: SignalKind, value: Value, compared: Value | None = None) -> Point:
    """The larger area of a comparison; `compared` is what is left of it without the area itself."""
    role, area = OTHERS[kind]
    return Point(area=area, role=role, value=value, compared=compared, excludes_own=compared is not None)


def make_scan(*checks: SignalCheck, quarter: Quarter = NOW) -> SignalScan:
    """All comparisons of Birchford at a quarter."""
    return SignalScan(area=BIRCHFORD, quarter=quarter, checks=checks, release=make_note(), marking="Marked")


def make_changes(then: SignalScan | None, now: SignalScan, **more) -> ChangesSince:
    """Changes between two scans."""
    new, gone, lasting = sort_changes(then, now) if then else ((), (), ())
    given = {
        "selection": SinceSelection(marac="M1", quarter=now.quarter),
        "then_quarter": then.quarter if then else now.quarter - 1,
        "day": date(2024, 12, 31),
        "marking": "Marked",
    }
    return ChangesSince(
        now=now, then=then, new=tuple(new), gone=tuple(gone), lasting=tuple(lasting), **{**given, **more}
    )
