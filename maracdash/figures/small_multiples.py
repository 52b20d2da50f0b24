"""A comparison small enough to stand among others: dots in two strips, the Marac and the averages labelled."""

from __future__ import annotations

from collections.abc import Iterable

from maracdash.figures import value_axis
from maracdash.figures.bars import RowSpacing
from maracdash.figures.reference_labels import Scale
from maracdash.figures.strip_plots import DotLayout, draw_strips
from maracdash.figures.theme import Figure
from maracdash.model.answers import Comparison
from maracdash.model.indicators import Unit

COMPACT_SPACING = RowSpacing(width=300)
SMALL_DOT = DotLayout(size=10, steps=4)
AXIS_HEIGHT = 34
LARGE_SHARE = 40.0
"""A share with a value above this, in per cent, is on the scale of the large ones."""
CASES_ONLY = ("cases",)


def draw_small_multiple(answer: Comparison, scale: Scale | None = None) -> Figure:
    """Without a legend, which stands once above all charts; `scale` is given where several must be comparable."""
    figure = draw_strips(answer, COMPACT_SPACING, scale, SMALL_DOT)
    layout = figure["layout"]
    layout["xaxis"].pop("title", None)
    return {
        "data": figure["data"],
        "layout": {
            **layout,
            "height": round(layout["yaxis"]["range"][0]) + layout["margin"]["t"] + AXIS_HEIGHT,
            "margin": {**layout["margin"], "b": AXIS_HEIGHT},
        },
    }


def find_shared_scales(answers: Iterable[Comparison]) -> dict[str, Scale]:
    """By slug, one scale for the large shares of cases and one for the rest; empty where fewer than two are shares."""
    extents = {each.indicator.slug: value_axis.find_extent(each) for each in answers if is_share_of_cases(each)}
    large = {slug for slug, (_, high) in extents.items() if high > LARGE_SHARE}
    scales: dict[str, Scale] = {}
    for kin in (large, extents.keys() - large):
        if len(kin) > 1:
            whole = min(extents[slug][0] for slug in kin), max(extents[slug][1] for slug in kin)
            scales |= dict.fromkeys(kin, whole)
    return scales


def is_share_of_cases(answer: Comparison) -> bool:
    """True where the indicator is a share of cases."""
    return answer.indicator.unit is Unit.PERCENT and answer.indicator.denominator == CASES_ONLY
