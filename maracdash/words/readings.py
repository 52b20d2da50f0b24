"""Two lines on how to read each view."""

from __future__ import annotations

from maracdash.model.answers import Comparison, Trend
from maracdash.model.indicators import Unit
from maracdash.model.quarters import Window
from maracdash.statistics.answers import ControlSeries, Distribution, FunnelPlot
from maracdash.statistics.control_chart import ControlChart
from maracdash.statistics.intervals import confidence_interval
from maracdash.statistics.refusals import Refusal
from maracdash.words.area_history import possessive

Reading = tuple[str, str]

GROWING_UNITS = (Unit.COUNT, Unit.RATE)
"""Units of what grows with the months that it is counted in."""

ROLLING = "Each point is the 12 months to the end of a quarter, so neighbours share three of their four quarters."
SINGLE = "Each point is one quarter alone: small numbers swing, and seasons differ."
PART_OF_A_YEAR = " A number or rate of one quarter is about a quarter of that of 12 months."
COMPARE_OR_FUNNEL = (
    "Compare asks whether a figure differs from an average by more than chance explains; the funnel also allows for "
    "how far areas of the same size usually differ among themselves. Both may be right: use Compare for the gap to an "
    "average, the funnel to see who stands apart."
)
CHANGE_OR_CONTROL_CHART = (
    "The change on last year compares two whole years; the control chart asks whether any single quarter stands out "
    "from the area's own past. Both may be right: use the change to say whether the year rose or fell, the control "
    "chart to find an unusual quarter."
)
FUNNEL_LIMITS = (
    "Within the limits nothing sets an area apart. Outside the 99.8% limits it is worth asking why, which says nothing "
    "of good or bad."
)
WHAT_IS_COUNTED = (
    "Pages count different things: the summary indicators that stand out from any larger area or from the year before, "
    "the profile those that stand out from the larger area chosen there, and “What changed” every such comparison."
)
WHY_VIEWS_DIFFER = (WHAT_IS_COUNTED, COMPARE_OR_FUNNEL, CHANGE_OR_CONTROL_CHART)
SIGNALS = (
    "Signals are a quarter outside the limits, seven in a row on one side of the mean or in one direction, or two of "
    "three in a row near a limit. The limits are never moved on after one."
)


def write_reading(answer: Comparison | Trend, *, intervals: bool = False) -> Reading:
    """Lines on the view of an answer: what is drawn, and what to make of it."""
    if isinstance(answer, ControlSeries):
        return _read_control_chart(answer)
    if isinstance(answer, Trend):
        return _read_trend(answer)
    noun = answer.hierarchy.area.level.noun
    if isinstance(answer, FunnelPlot):
        return (
            f"Each point is a {noun}, the larger ones further right, where limits are narrower.",
            FUNNEL_LIMITS,
        )
    if isinstance(answer, Distribution):
        ground = "" if isinstance(answer.quartiles, Refusal) else f"The grey ground holds the middle half of {noun}s. "
        return (
            f"Each point is a {noun} with a figure, read along the axis: the height only keeps points apart.",
            f"{ground}A place in the order may be chance alone.",
        )
    return _read_comparison(noun, intervals=intervals)


def explain_other_verdict(answer: Comparison | Trend) -> str:
    """Explanation of why a funnel or a control chart may say otherwise than Compare or a change; else empty."""
    if isinstance(answer, FunnelPlot) and not isinstance(answer.funnel, Refusal):
        return COMPARE_OR_FUNNEL
    if isinstance(answer, ControlSeries) and isinstance(answer.chart, ControlChart):
        return CHANGE_OR_CONTROL_CHART
    return ""


def _read_comparison(noun: str, *, intervals: bool) -> Reading:
    drawn = f"Each bar or dot is a {noun}; the lines are the averages of larger areas."
    if intervals:
        return drawn, (
            "A whisker is the 95% interval, within which chance alone may move a figure: a line outside it differs by "
            "more than that. Do not compare one whisker with another."
        )
    return (
        drawn,
        "Where numbers are small a bar or dot may be further out by chance.",
    )


def _read_trend(answer: Trend) -> Reading:
    own = answer.series[0].values if answer.series else ()
    if not any(confidence_interval(answer.indicator, value) for value in own):
        return _write_points(answer), "A gap is a quarter without a figure; the table has the reason."
    name = possessive(answer.hierarchy.area.name)
    return _write_points(answer), (
        f"The light band is {name} 95% interval, within which chance alone may move its line; other lines have none."
    )


def _read_control_chart(answer: ControlSeries) -> Reading:
    single = f"{SINGLE}{PART_OF_A_YEAR if answer.indicator.unit in GROWING_UNITS else ''}"
    left_out = "".join(f" Quarters before {each.quarter} are left out: not comparable." for each in answer.breaks)
    if isinstance(answer.chart, ControlChart):
        limits = "The limits come from how much one quarter usually differs from the next."
        return f"{single}{left_out} {limits}", SIGNALS
    return (
        f"{single}{left_out}",
        "With so few quarters no limits are drawn and nothing is flagged; half lie on each side of the median.",
    )


def _write_points(answer: Trend) -> str:
    return ROLLING if answer.window is Window.YEAR else SINGLE
