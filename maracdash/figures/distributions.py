"""One Marac among all: a dot for each, what each is to the reader by colour and shape, and the middle half behind."""

from __future__ import annotations

from maracdash.figures import reference_lines, theme, value_axis
from maracdash.figures.bars import SCREEN_SPACING, RowSpacing
from maracdash.figures.reference_labels import Scale
from maracdash.figures.strip_plots import DotLayout, Strip, draw_strips
from maracdash.figures.text_traces import turn_notes_into_trace
from maracdash.figures.theme import Figure
from maracdash.model.answers import AreaRole
from maracdash.statistics.answers import Distribution
from maracdash.statistics.refusals import Refusal

DOT = DotLayout(size=12, steps=16, width=420)
SMALL_DOT = DotLayout(size=8, steps=45, width=420)
MANY = 120
"""Areas from which dots are small: many may be equal, such as none."""
ROLES = (AreaRole.OTHER_MARAC, AreaRole.GROUP_MARAC, AreaRole.FORCE_MARAC, AreaRole.OWN)


def draw_distribution(answer: Distribution) -> Figure:
    """The figure of a distribution, for the screen. Averages are lines, and a grey ground is the middle half."""
    return turn_notes_into_trace(build_distribution(answer))


def build_distribution(answer: Distribution, room: RowSpacing = SCREEN_SPACING) -> Figure:
    """The same with its words as notes, which a printed figure adds to."""
    strip = Strip(title=name_strip(answer), roles=ROLES, symbols=theme.SYMBOLS)
    figure = draw_strips(answer, room, _find_scale(answer), SMALL_DOT if answer.ranked > MANY else DOT, (strip,))
    return {**figure, "layout": {**figure["layout"], "shapes": _middle_half(answer)}}


def _find_scale(answer: Distribution) -> Scale:
    """All points and averages. It need not begin at 0: dots are read by their place, not by a length."""
    points = (*answer.maracs, *reference_lines.select_averages(answer))
    numbers = [point.value.number for point in points if point.value.number is not None]
    low, high = min(numbers, default=0), max(numbers, default=0)
    if low == high:
        return value_axis.find_extent(answer)
    spare = (high - low) * 0.05
    return (max(low - spare, -spare / 2) if low >= 0 else low - spare, high + spare)


def name_strip(answer: Distribution) -> str:
    """The title over the dots."""
    noun = answer.hierarchy.area.level.noun
    return f"{answer.ranked} {noun if answer.ranked == 1 else f'{noun}s'} with figures"


def name_middle_half(answer: Distribution) -> str:
    """Name of the grey ground in a legend."""
    return f"Middle half of {answer.hierarchy.area.level.noun}s"


def _middle_half(answer: Distribution) -> list[dict[str, object]]:
    if isinstance(answer.quartiles, Refusal):
        return []
    return [
        {
            "type": "rect",
            "layer": "below",
            "x0": theme.round_for_screen(answer.quartiles.lower),
            "x1": theme.round_for_screen(answer.quartiles.upper),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "fillcolor": theme.GREY_TINT,
            "line": {"width": 0},
        }
    ]
