"""Shares that make a whole, stacked: the Marac above the larger areas, each part named or numbered on the bar."""

from __future__ import annotations

from typing import Any

from maracdash.figures import reference_lines, text_metrics, theme
from maracdash.figures.theme import Figure
from maracdash.model.answers import AreaRole, Point
from maracdash.model.dashboards import Profile, ProfileRow

MIN_SHARE = 4.0
"""Parts below this many per cent in every area are drawn as one."""
SHADES = ("#12436D", "#DCE3EA")
"""Neighbours differ in shade and are parted by white; what a part is says its name or number, not its colour."""
INKS = (theme.WHITE, theme.INK)
BAR_HEIGHT, BAR_GAP = 60, 26
ROLES = (AreaRole.OWN, AreaRole.FORCE, AreaRole.GROUP, AreaRole.UK)
MIN_NAMED_SHARE = 8.0
"""A part of so many per cent has room for its name; a narrower one has its number, which stands in the table beside."""
OTHER_SLUG = "other"
REST_NAME = "All other routes"

SharePart = tuple[str, tuple[ProfileRow, ...]]


def draw_shares(answer: Profile) -> Figure:
    """One bar an area of the rows' shares, largest first by the Marac's own; the small ones together at the end."""
    points = [point for point in answer.rows[0].points if point.role in ROLES] if answer.rows else []
    height = len(points) * (BAR_HEIGHT + BAR_GAP)
    return {
        "data": [_part_trace(name, rows, points, place) for place, (name, rows) in enumerate(split_parts(answer))],
        "layout": theme.build_layout(
            height=height + theme.AXIS_HEIGHT,
            margin={"l": 16, "r": 16, "t": 8, "b": theme.AXIS_HEIGHT - 20},
            barmode="stack",
            uniformtext={"mode": "hide", "minsize": theme.TEXT_SIZE - 2},
            xaxis=theme.build_axis(range=[0, 100], ticksuffix="%", **theme.VALUE_AXIS),
            yaxis=theme.build_axis(range=[height, 0], visible=False),
            annotations=[_bar_name(answer, point, place) for place, point in enumerate(points)],
        ),
    }


def split_parts(answer: Profile) -> tuple[SharePart, ...]:
    """Names and rows in the order of the bars; small routes, and those recorded as other, are one part at the end."""
    rows = sorted(answer.rows, key=lambda row: -_own_number(row))
    large = [
        row
        for row in rows
        if row.indicator.slug != OTHER_SLUG and any(_number_of(row, role) >= MIN_SHARE for role in ROLES)
    ]
    small = tuple(row for row in rows if row not in large)
    named = tuple((row.indicator.title.removesuffix(" %"), (row,)) for row in large)
    return (*named, (REST_NAME, small)) if small else named


def _own_number(row: ProfileRow) -> float:
    return row.own.value.number or 0.0


def _number_of(row: ProfileRow, role: AreaRole) -> float:
    return next((point.value.number or 0.0 for point in row.points if point.role is role), 0.0)


def _part_trace(name: str, rows: tuple[ProfileRow, ...], points: list[Point], place: int) -> dict[str, Any]:
    sums = [sum(_number_of(row, point.role) for row in rows) for point in points]
    shares = [_write_share(rows, point.role, number) for point, number in zip(points, sums, strict=True)]
    safe, number = text_metrics.escape_text(name), str(place + 1)
    labels = [f"{number} {safe}<br>{share}" for share in shares]
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": [theme.round_for_screen(number) for number in sums],
        "y": [_bar_middle(at) for at in range(len(points))],
        "width": BAR_HEIGHT * 0.8,
        "text": [label if share >= MIN_NAMED_SHARE else number for label, share in zip(labels, sums, strict=True)],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": INKS[place % 2], "size": theme.TEXT_SIZE},
        "hovertext": [
            f"{text_metrics.escape_text(reference_lines.short_name(each.area, each.role))}: {safe} {share}"
            for each, share in zip(points, shares, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": SHADES[place % 2], "line": {"color": theme.WHITE, "width": 2}},
    }


def _write_share(rows: tuple[ProfileRow, ...], role: AreaRole, number: float) -> str:
    values = [point.value for row in rows for point in row.points if point.role is role]
    known = any(value.known for value in values) or not values
    return rows[0].indicator.fitting(*values).format(number) if known else values[0].status.words


def _bar_middle(place: int) -> int:
    return place * (BAR_HEIGHT + BAR_GAP) + BAR_GAP + BAR_HEIGHT // 2 - 4


def _bar_name(answer: Profile, point: Point, place: int) -> dict[str, Any]:
    own = point.role is AreaRole.OWN
    text = (
        text_metrics.make_bold(text_metrics.escape_text(answer.hierarchy.area.name))
        if own
        else text_metrics.escape_text(reference_lines.legend_name(point.area, point.role))
    )
    return theme.build_note(
        text,
        xref="paper",
        x=0,
        xanchor="left",
        y=place * (BAR_HEIGHT + BAR_GAP) + BAR_GAP // 2,
        font={"color": theme.COLOURS[point.role]},
    )
