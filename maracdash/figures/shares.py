"""Shares that make a whole, stacked: the Marac above the larger areas, each part labelled where there is room."""

from __future__ import annotations

from typing import Any

from maracdash.figures import averages, lettering, theme
from maracdash.figures.theme import Figure
from maracdash.model.answers import Point, Role
from maracdash.model.dashboards import Profile, ProfileRow

LEAST = 4.0
"""Parts below this many per cent in every area are drawn as one."""
SHADES = ("#12436D", "#DCE3EA")
"""Neighbours differ in shade and are parted by white; what a part is says its label, not its colour. A label that does
not fit is hidden: the table has every share."""
INKS = (theme.WHITE, theme.INK)
BAR, GAP = 60, 26
ROLES = (Role.OWN, Role.FORCE, Role.GROUP, Role.UK)
REST = "Other routes"


def shares(answer: Profile) -> Figure:
    """One bar an area of the rows' shares, largest first by the Marac's own; the small ones together at the end."""
    points = [point for point in answer.rows[0].points if point.role in ROLES] if answer.rows else []
    large, small = _parted(answer)
    parts = [(lettering.safe(each.indicator.title.removesuffix(" %")), [each]) for each in large]
    parts += [(REST, small)] if small else []
    height = len(points) * (BAR + GAP)
    return {
        "data": [_part(name, rows, points, place) for place, (name, rows) in enumerate(parts)],
        "layout": theme.layout(
            height=height + theme.FOOT,
            margin={"l": 16, "r": 16, "t": 8, "b": theme.FOOT - 20},
            barmode="stack",
            uniformtext={"mode": "hide", "minsize": theme.TEXT - 2},
            xaxis=theme.axis(range=[0, 100], ticksuffix="%", **theme.SCALE),
            yaxis=theme.axis(range=[height, 0], visible=False),
            annotations=[_name(answer, point, place) for place, point in enumerate(points)],
        ),
    }


def _parted(answer: Profile) -> tuple[list[ProfileRow], list[ProfileRow]]:
    rows = sorted(answer.rows, key=lambda row: -_own(row))
    large = [row for row in rows if any(_number(row, role) >= LEAST for role in ROLES)]
    return large, [row for row in rows if row not in large]


def _own(row: ProfileRow) -> float:
    return row.own.value.number or 0.0


def _number(row: ProfileRow, role: Role) -> float:
    return next((point.value.number or 0.0 for point in row.points if point.role is role), 0.0)


def _part(name: str, rows: list[ProfileRow], points: list[Point], place: int) -> dict[str, Any]:
    sums = [sum(_number(row, point.role) for row in rows) for point in points]
    texts = [f"{name} {rows[0].indicator.format(number)}" for number in sums]
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": [theme.rounded(number) for number in sums],
        "y": [_middle(at) for at in range(len(points))],
        "width": BAR * 0.8,
        "text": ["<br>".join(text.rsplit(" ", 1)) for text in texts],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": INKS[place % 2], "size": theme.TEXT},
        "hovertext": [f"{averages.SHORT[point.role]}: {text}" for point, text in zip(points, texts, strict=True)],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": SHADES[place % 2], "line": {"color": theme.WHITE, "width": 2}},
    }


def _middle(place: int) -> int:
    return place * (BAR + GAP) + GAP + BAR // 2 - 4


def _name(answer: Profile, point: Point, place: int) -> dict[str, Any]:
    own = point.role is Role.OWN
    text = (
        lettering.bold(lettering.safe(answer.place.marac.name))
        if own
        else lettering.safe(averages.named(point.role, point.area.name))
    )
    return theme.note(
        text,
        xref="paper",
        x=0,
        xanchor="left",
        y=place * (BAR + GAP) + GAP // 2,
        font={"color": theme.COLOURS[point.role]},
    )
