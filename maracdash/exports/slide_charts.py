"""Native, editable charts of a slide: bars of a comparison with its averages as lines, and lines of a trend.

The workbook within a chart holds what is drawn, as finely as it is written, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from maracdash.exports.plain_tables import guard_formula
from maracdash.exports.slide_geometry import MIN_FONT_SIZE
from maracdash.exports.slide_plans import ChartPlan, label_bar, list_lines, measure_text, name_series
from maracdash.exports.workbooks import number_format
from maracdash.figures import theme, trend_series
from maracdash.figures.bars import MARAC_ROLES
from maracdash.model.answers import AreaRole, Comparison, Point, Trend
from maracdash.model.indicators import Indicator
from maracdash.model.numbers import round_half_up
from maracdash.model.quarters import Quarter
from maracdash.model.values import Value

THICKEST_BAR = 26.0
DASHES = {
    AreaRole.OWN: MSO_LINE.SOLID,
    AreaRole.FORCE: MSO_LINE.DASH,
    AreaRole.GROUP: MSO_LINE.ROUND_DOT,
    AreaRole.REGION: MSO_LINE.DASH_DOT,
    AreaRole.COUNTRY: MSO_LINE.LONG_DASH_DOT,
    AreaRole.UK: MSO_LINE.LONG_DASH,
}
BREAK = "//"
"""Place of a quarter that is not comparable with those before it, in which no line is drawn."""
QUARTER_NAMES = ("Q{}", "{}", "·")


def add_bars(slide: Any, answer: Comparison, points: Sequence[Point], plan: ChartPlan) -> Any:
    """Add the bars of a comparison and return their frame. Each has its number, so there is no axis of values."""
    data = CategoryChartData(number_format=_format_code(answer.indicator, [point.value for point in points]))
    data.categories = [guard_formula(label_bar(point)) for point in points]
    roles = [role for role in MARAC_ROLES if any(point.role is role and point.value.known for point in points)]
    for role in roles or [AreaRole.OWN]:
        values = [_round(answer.indicator, point.value) if point.role is role else None for point in points]
        data.add_series(guard_formula(name_series(answer, role)), values)
    frame = _add_chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, plan, data)
    chart = frame.chart
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = _find_gap(plan.plot.height / len(points)), 100
    for role, series in zip(roles, plot.series, strict=False):
        series.invert_if_negative = False
        _fill(series.format, theme.COLOURS[role])
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = data.number_format, False
    labels.font.size = Pt(MIN_FONT_SIZE)
    _whiten(labels)
    chart.category_axis.reverse_order = True
    _set_axes(chart, plan, data.number_format)
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    _name_every(chart)
    return frame


def add_lines(slide: Any, answer: Trend, plan: ChartPlan) -> Any:
    """Add the lines of a trend and return their frame. No line runs through a break or a missing value."""
    series = list_lines(answer)
    values = [value for each in series for value in each.values]
    broken = _list_breaks(answer)
    data = CategoryChartData(number_format=_format_code(answer.indicator, values))
    _add_quarters(data, answer, plan.plot.width)
    for each in series:
        numbers: list[float | None] = []
        for quarter, value in zip(answer.quarters, each.values, strict=True):
            numbers += [None] if quarter in broken else []
            numbers.append(_round(answer.indicator, value))
        data.add_series(guard_formula(trend_series.legend_name(each)), numbers)
    frame = _add_chart(slide, XL_CHART_TYPE.LINE_MARKERS, plan, data)
    for each, drawn in zip(series, frame.chart.plots[0].series, strict=True):
        own, colour = each.role is AreaRole.OWN, _rgb(theme.COLOURS[each.role])
        drawn.smooth = False
        drawn.format.line.width = Pt(3.5 if own else 1.75)
        drawn.format.line.color.rgb = colour
        drawn.format.line.dash_style = DASHES[each.role]
        drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 8 if own else 5
        _fill(drawn.marker.format, theme.COLOURS[each.role])
        drawn.marker.format.line.color.rgb = colour
    _set_axes(frame.chart, plan, data.number_format)
    return frame


def _list_breaks(answer: Trend) -> set[Quarter]:
    """Quarters that a line does not run into."""
    return {each.quarter for each in answer.breaks} - set(answer.quarters[:1])


def _find_gap(row: float) -> int:
    """The gap between bars in percent of a bar, which is no thicker than it takes where there are few."""
    return max(35, round(100 * (row - THICKEST_BAR) / THICKEST_BAR))


def _add_quarters(data: CategoryChartData, answer: Trend, width: float) -> None:
    """Quarters under their years, each named as far as there is room; a break is a place of its own."""
    broken = _list_breaks(answer)
    room = width / (len(answer.quarters) + len(broken))
    name = next((each for each in QUARTER_NAMES if measure_text(each.format(4)) + 2 <= room), QUARTER_NAMES[-1])
    for year, quarters in groupby(answer.quarters, key=lambda quarter: quarter.year):
        parent = data.add_category(str(year))
        for quarter in quarters:
            if quarter in broken:
                parent.add_sub_category(BREAK)
            parent.add_sub_category(name.format(quarter.number))


def _round(indicator: Indicator, value: Value) -> float | None:
    return None if value.number is None else round_half_up(value.number, indicator.fitting(value).decimals)


def _format_code(indicator: Indicator, values: Sequence[Value]) -> str:
    """The format of a workbook, the sign of a percentage as text: numbers are percentage points here."""
    code = number_format(indicator.fitting(*values)).replace("%", '"%"')
    return f"{code};−{code}"


def _add_chart(slide: Any, kind: Any, plan: ChartPlan, data: CategoryChartData) -> Any:
    box = plan.frame
    frame = slide.shapes.add_chart(kind, Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height), data)
    chart = frame.chart
    chart.has_title = False
    chart.font.size, chart.font.name = Pt(MIN_FONT_SIZE), "Arial"
    chart.font.color.rgb = _rgb(theme.INK)
    chart.has_legend = plan.legend
    if plan.legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.legend.font.size = Pt(MIN_FONT_SIZE)
    _place_plot(chart, plan)
    return frame


def _place_plot(chart: Any, plan: ChartPlan) -> None:
    """Put the plot where the plan says, and let lines behind the chart be seen."""
    area = chart._chartSpace.chart.plotArea  # noqa: SLF001 - the library has no layout
    found = area.find(qn("c:layout"))
    if found is not None:
        area.remove(found)
    shares = {
        "x": (plan.plot.x - plan.frame.x) / plan.frame.width,
        "y": (plan.plot.y - plan.frame.y) / plan.frame.height,
        "w": plan.plot.width / plan.frame.width,
        "h": plan.plot.height / plan.frame.height,
    }
    modes = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    edges = "".join(f'<c:{name} val="{share:.5f}"/>' for name, share in shares.items())
    manual = f'<c:manualLayout><c:layoutTarget val="inner"/>{modes}{edges}</c:manualLayout>'
    area.insert(0, parse_xml(f"<c:layout {nsdecls('c')}>{manual}</c:layout>"))
    area.append(parse_xml(f"<c:spPr {nsdecls('c', 'a')}><a:noFill/></c:spPr>"))
    space = chart._chartSpace  # noqa: SLF001
    clear = parse_xml(f"<c:spPr {nsdecls('c', 'a')}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>")
    space.chart.addnext(clear)


def _whiten(labels: Any) -> None:
    """Put numbers on white, so that the line of an average does not run through them."""
    white = f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></c:spPr>'
    labels._element.find(qn("c:numFmt")).addnext(parse_xml(white))  # noqa: SLF001 - the library has no fill of labels


def _set_axes(chart: Any, plan: ChartPlan, code: str) -> None:
    values, names = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = *plan.scale, plan.step
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = _rgb(theme.GRIDLINE)
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = code, False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb = _rgb(theme.GREY)
    names.has_major_gridlines = False
    for axis in (values, names):
        axis.tick_labels.font.size = Pt(MIN_FONT_SIZE)


def _name_every(chart: Any) -> None:
    """Name each category: left to itself PowerPoint leaves out those that it thinks too close."""
    axis = chart.category_axis._element  # noqa: SLF001 - the library has no interval of labels
    found = {each.tag: each for each in axis}
    after = next(found[tag] for tag in map(qn, ("c:lblOffset", "c:lblAlgn", "c:auto")) if tag in found)
    after.addnext(parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>'))


def _fill(drawn: Any, colour: str) -> None:
    drawn.fill.solid()
    drawn.fill.fore_color.rgb = _rgb(colour)


def _rgb(colour: str) -> Any:
    return RGBColor.from_string(colour.removeprefix("#"))
