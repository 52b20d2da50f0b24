"""One Marac among all: a dot for each, what each is to the reader by colour and shape, and the middle half behind."""

from __future__ import annotations

from maracdash.figures import theme
from maracdash.figures.bars import SCREEN_SPACING, RowSpacing
from maracdash.figures.strip_plots import Strip, draw_strips
from maracdash.figures.text_traces import turn_notes_into_trace
from maracdash.figures.theme import Figure
from maracdash.model.answers import Role
from maracdash.statistics.answers import Distribution
from maracdash.statistics.refusals import Refusal

ROLES = (Role.OTHER_MARAC, Role.GROUP_MARAC, Role.FORCE_MARAC, Role.OWN)


def draw_distribution(answer: Distribution) -> Figure:
    """The figure of a distribution, for the screen. Averages are lines, and a grey ground is the middle half."""
    return turn_notes_into_trace(build_distribution(answer))


def build_distribution(answer: Distribution, room: RowSpacing = SCREEN_SPACING) -> Figure:
    """The same with its words as notes, which a printed figure adds to."""
    figure = draw_strips(answer, room, strips=(Strip(title=name_strip(answer), roles=ROLES, symbols=theme.SYMBOLS),))
    return {**figure, "layout": {**figure["layout"], "shapes": _middle_half(answer)}}


def name_strip(answer: Distribution) -> str:
    """The title over the dots."""
    noun = answer.hierarchy.marac.level.noun
    return f"{answer.ranked} {noun if answer.ranked == 1 else f'{noun}s'} with figures"


def name_middle_half(answer: Distribution) -> str:
    """Name of the grey ground in a legend."""
    return f"Middle half of {answer.hierarchy.marac.level.noun}s"


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
