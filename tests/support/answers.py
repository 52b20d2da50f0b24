"""Small answers built by hand, for tests of whatever renders an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from maracdash import catalogue
from maracdash.model.answers import (
    AreaRole,
    Comparison,
    HeadlineCards,
    Point,
    ReleaseNote,
    Series,
    SeriesBreak,
    Trend,
    Verdict,
)
from maracdash.model.areas import Area, AreaHierarchy, Level
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Coverage, Origin, Status, Value, make_absent_value
from maracdash.statistics.answers import ControlSeries, Distribution, FunnelPlot
from maracdash.statistics.control_chart import build_control_chart
from maracdash.statistics.funnel import build_funnel
from maracdash.statistics.quartiles import find_quartiles

QUARTER = Quarter(2024, 1)
MARKING = "Full figures. Official-sensitive: not for publication"
RELEASE = ReleaseNote(
    id="release-20240512-0123abcd",
    published_at=datetime(2024, 5, 12, 9, 30, tzinfo=UTC),
    data_as_at=date(2024, 5, 12),
)
DEMONSTRATION = ReleaseNote(
    id="release-20240512-0123abcd",
    published_at=datetime(2024, 5, 12, 9, 30, tzinfo=UTC),
    data_as_at=date(2024, 5, 12),
    demonstration=True,
)
OWN = Area(level=Level.MARAC, code="M01", name="Birchford")
FORCE = Area(level=Level.FORCE, code="F01", name="Harrowshire Police")
LARGER = {
    AreaRole.FORCE: FORCE,
    AreaRole.GROUP: Area(level=Level.GROUP, code="F01", name="Most similar group of Harrowshire Police"),
    AreaRole.REGION: Area(level=Level.REGION, code="R01", name="Midmarch"),
    AreaRole.COUNTRY: Area(level=Level.COUNTRY, code="C01", name="Albany"),
    AreaRole.UK: Area(level=Level.UK, code="U01", name="United Realm"),
}
AVERAGES = {
    AreaRole.FORCE: 48.2,
    AreaRole.GROUP: 59.4,
    AreaRole.REGION: 47.5,
    AreaRole.COUNTRY: 45.6,
    AreaRole.UK: 46.1,
}
EXPECTED = {AreaRole.FORCE: 29, AreaRole.GROUP: 46, AreaRole.REGION: 60, AreaRole.COUNTRY: 250, AreaRole.UK: 275}
WHOLE = Coverage(expected=1, returned=1)


def make_place(own: Area = OWN) -> AreaHierarchy:
    """A Marac with every larger area known."""
    return AreaHierarchy(
        area=own,
        force=FORCE,
        group=LARGER[AreaRole.GROUP],
        region=LARGER[AreaRole.REGION],
        country=LARGER[AreaRole.COUNTRY],
        uk=LARGER[AreaRole.UK],
        group_forces=(FORCE, Area(level=Level.FORCE, code="F02", name="Oxmoor Police")),
    )


def make_marac(number: int, name: str = "") -> Area:
    """The Marac with this number."""
    return Area(level=Level.MARAC, code=f"M{number:02}", name=name or f"Marac {number}")


def known_value(
    number: float,
    *,
    numerator: float | None = None,
    denominator: float | None = None,
    status: Status = Status.OK,
    origin: Origin = Origin.COMPUTED,
    coverage: Coverage = WHOLE,
) -> Value:
    """A value that is there."""
    return Value(
        number=number,
        status=status,
        origin=origin,
        numerator=numerator,
        denominator=denominator,
        coverage=coverage,
    )


def missing_value() -> Value:
    """A value that is not there."""
    return make_absent_value(Status.NO_RETURN, coverage=Coverage(expected=1))


def make_averages(
    numbers: dict[AreaRole, float] | None = None, verdicts: dict[AreaRole, Verdict] | None = None
) -> tuple[Point, ...]:
    """The larger areas, force to UK; the UK as published."""
    points = []
    for role, number in (AVERAGES if numbers is None else numbers).items():
        coverage = Coverage(expected=EXPECTED[role], returned=EXPECTED[role], proxied=1)
        origin = Origin.PUBLISHED if role is AreaRole.UK else Origin.COMPUTED
        points.append(
            Point(
                area=LARGER[role],
                role=role,
                value=known_value(number, origin=origin, coverage=coverage),
                verdict=(verdicts or {}).get(role, Verdict.NOT_COMPARED),
            )
        )
    return tuple(points)


def make_rest(role: AreaRole, number: float, verdict: Verdict, *, strong: bool = False) -> Point:
    """A larger area that was compared without the Marac, whose number is then this one."""
    [whole] = make_averages({role: AVERAGES[role]}, {role: verdict})
    return replace(whole, compared=known_value(number), excludes_own=True, strong=strong)


def make_alone(role: AreaRole, reason: str) -> Point:
    """A larger area of which nothing is left without the Marac."""
    [whole] = make_averages({role: AVERAGES[role]})
    return replace(whole, compared=make_absent_value(Status.NOT_APPLICABLE, reason), excludes_own=True)


def make_comparison(
    count: int = 8,
    *,
    indicator: str = "cases-per-10k",
    own: Value | None = None,
    own_area: Area = OWN,
    others: dict[int, Value] | None = None,
    names: dict[int, str] | None = None,
    around: tuple[Point, ...] | None = None,
    window: Window = Window.YEAR,
    release: ReleaseNote = RELEASE,
    marking: str = MARKING,
) -> Comparison:
    """`count` Maracs: the own one, half of the others in the force, half in the similar group."""
    mine = Point(area=own_area, role=AreaRole.OWN, value=own or known_value(70.4))
    points = [mine]
    for number in range(2, count + 1):
        value = (others or {}).get(number) or known_value(10.0 + (number * 37) % 53 + number / 10)
        role = AreaRole.FORCE_MARAC if number <= count // 2 + 1 else AreaRole.GROUP_MARAC
        points.append(Point(area=make_marac(number, (names or {}).get(number, "")), role=role, value=value))
    points.sort(key=lambda point: -point.value.number if point.value.number is not None else float("inf"))
    force = [point for point in points if point.role is not AreaRole.GROUP_MARAC and point.value.known]
    return Comparison(
        indicator=catalogue.indicator(indicator),
        quarter=QUARTER,
        window=window,
        hierarchy=make_place(own_area),
        own=mine,
        maracs=tuple(points),
        averages=make_averages() if around is None else around,
        rank=force.index(mine) + 1 if mine in force else None,
        ranked=len(force),
        release=release,
        marking=marking,
    )


def make_trend(
    numbers: tuple[float | Value, ...] = (58.0, 60.2, 63.0, 66.0, 70.4),
    *,
    indicator: str = "cases-per-10k",
    around: dict[AreaRole, tuple[float | Value, ...]] | None = None,
    breaks: tuple[SeriesBreak, ...] = (),
    release: ReleaseNote = RELEASE,
    marking: str = MARKING,
) -> Trend:
    """The own Marac's numbers up to 2024-Q1, and those of larger areas."""
    first = QUARTER - (len(numbers) - 1)
    lines = {AreaRole.OWN: numbers, **(around or {})}
    return Trend(
        indicator=catalogue.indicator(indicator),
        quarter=QUARTER,
        window=Window.YEAR,
        hierarchy=make_place(),
        quarters=tuple(first + step for step in range(len(numbers))),
        series=tuple(
            Series(
                area=LARGER.get(role, OWN),
                role=role,
                values=tuple(each if isinstance(each, Value) else known_value(each) for each in values),
            )
            for role, values in lines.items()
        ),
        breaks=breaks,
        release=release,
        marking=marking,
    )


def make_headlines(**cards: Comparison) -> HeadlineCards:
    """The five cards of 2024-Q1; a keyword (slug with underscores) replaces one."""
    counts = {AreaRole.FORCE: 15683.0, AreaRole.UK: 117359.0}
    changes = {AreaRole.FORCE: 2.6, AreaRole.UK: 9.2}
    standard = {
        "cases": make_comparison(indicator="cases", own=known_value(589, numerator=589), around=make_averages(counts)),
        "cases-per-10k": make_comparison(),
        "cases-change": make_comparison(
            indicator="cases-change",
            own=known_value(20.4, numerator=589, denominator=489),
            around=make_averages(changes),
        ),
        "cases-with-children": make_comparison(indicator="cases-with-children", own=known_value(29.9)),
        "children": make_comparison(indicator="children", own=known_value(725), around=make_averages(counts)),
    }
    given = {slug.replace("_", "-"): card for slug, card in cards.items()}
    return HeadlineCards(cards=tuple({**standard, **given}.values()), marking=MARKING)


def make_distribution(count: int = 30, *, indicator: str = "repeat-rate", **parts: Any) -> Distribution:
    """`count` Maracs of one release, a third of them the force's and a third the group's."""
    made = make_comparison(count, indicator=indicator, **parts)
    roles = (AreaRole.FORCE_MARAC, AreaRole.GROUP_MARAC, AreaRole.OTHER_MARAC)
    points = tuple(
        point if point.role is AreaRole.OWN else replace(point, role=roles[place % 3])
        for place, point in enumerate(made.maracs)
    )
    known = [point.value.number for point in points if point.value.number is not None]
    own = made.own.value.number
    fields = {**vars(made), "maracs": points, "ranked": len(known)}
    fields["rank"] = None if own is None else 1 + sum(number > own for number in known)
    fields["tied"] = max(0, known.count(own) - 1) if own is not None else 0
    return Distribution(**fields, quartiles=find_quartiles(known))


def make_funnel_plot(count: int = 30, *, indicator: str = "repeat-rate", **parts: Any) -> FunnelPlot:
    """The same with the funnel of all; a value that is not given has a share of 100 to 690 cases."""
    sums = {number: (100 + number * 97 % 590, 20 + number * 37 % 23) for number in range(2, count + 1)}
    others = {
        number: known_value(share, numerator=share * base / 100, denominator=base)
        for number, (base, share) in sums.items()
    }
    own = parts.pop("own", None) or known_value(35.0, numerator=140, denominator=400)
    made = make_distribution(count, indicator=indicator, own=own, others={**others, **parts.pop("others", {})}, **parts)
    fields = {name: value for name, value in vars(made).items() if name != "quartiles"}
    figures = [(point.area, point.value) for point in made.maracs]
    return FunnelPlot(**fields, funnel=build_funnel(made.indicator, figures))


def make_control_series(numbers: tuple[float | Value, ...], *, indicator: str = "cases") -> ControlSeries:
    """Single quarters of the own Marac up to 2024-Q1."""
    made = replace(make_trend(numbers, indicator=indicator), window=Window.QUARTER)
    chart = build_control_chart(made.indicator, made.window, made.series[0].values)
    return ControlSeries(**vars(made), chart=chart)
