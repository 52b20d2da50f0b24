"""A comparison small enough to stand among others: dots in two strips, the Marac and the averages labelled."""

from __future__ import annotations

from collections.abc import Iterable

from maracdash.figures import value_axis
from maracdash.figures.bars import Room
from maracdash.figures.reference_labels import Scale
from maracdash.figures.strip_plots import Dot, strips
from maracdash.figures.theme import Figure
from maracdash.model.answers import Comparison
from maracdash.model.indicators import Unit

ROOM = Room(width=300)
SMALL = Dot(size=10, steps=4)
FOOT = 34
LARGE = 40.0
"""A share with a value above this, in per cent, is on the scale of the large ones."""
WHOLE = ("cases",)


def compact(answer: Comparison, scale: Scale | None = None) -> Figure:
    """Without a legend, which stands once above all charts; `scale` is given where several must be comparable."""
    figure = strips(answer, ROOM, scale, SMALL)
    layout = figure["layout"]
    layout["xaxis"].pop("title", None)
    return {
        "data": figure["data"],
        "layout": {
            **layout,
            "height": round(layout["yaxis"]["range"][0]) + layout["margin"]["t"] + FOOT,
            "margin": {**layout["margin"], "b": FOOT},
        },
    }


def shared_scales(answers: Iterable[Comparison]) -> dict[str, Scale]:
    """By slug, one scale for the large shares of cases and one for the rest; empty where fewer than two are shares."""
    extents = {each.indicator.slug: value_axis.extent(each) for each in answers if is_share(each)}
    large = {slug for slug, (_, high) in extents.items() if high > LARGE}
    scales: dict[str, Scale] = {}
    for kin in (large, extents.keys() - large):
        if len(kin) > 1:
            whole = min(extents[slug][0] for slug in kin), max(extents[slug][1] for slug in kin)
            scales |= dict.fromkeys(kin, whole)
    return scales


def is_share(answer: Comparison) -> bool:
    """Whether the indicator is a share of cases."""
    return answer.indicator.unit is Unit.PERCENT and answer.indicator.denominator == WHOLE
