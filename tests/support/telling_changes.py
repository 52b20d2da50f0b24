"""Totals that would tell a small number beside those of the release before: a slow twin, one sum at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maracdash.model.quarters import Window
from maracdash.model.safe_rules import SafeRule
from maracdash.model.values import Origin
from tests.support.random_countries import Country
from tests.support.safe_oracle import Figure, Figures, find_reason_by_base_first, withhold
from tests.support.shown_ranges import UNKNOWN, Range, add_ranges, bin_ends, find_gains, read_range, step_of

ROOM = 4
NOWHERE = Range(0, 0, hides=False)


@dataclass(frozen=True)
class Change:
    """A Marac's count in the release before, what was shown of it then, and how far it has come since.

    Both are None where there is none.
    """

    marac: str
    count: float
    then: Range | None
    rise: Range | None
    gains: tuple[float, float]


def compare_states(
    country: Country, figure: Figure, now: Range, before: Figures, side: str, rule: SafeRule, *, unseen: bool
) -> Change:
    """A Marac's count beside that of the release before; what was not sent again is shown as it is now."""
    count, earlier = getattr(figure, side) or 0, before.get(figure.key)
    then, counted = None, 0.0
    if earlier is not None and getattr(earlier, side) is not None and earlier.origin is Origin.COMPUTED:
        reason = find_reason_by_base_first(earlier, rule)
        counted = getattr(earlier, side)
        then = read_range(earlier, withhold(earlier, reason) if reason else earlier, side, rule)
        then = Range(0, UNKNOWN, hides=True) if unseen else then
        then = then if is_sent_again(country, figure.code, figure) else now
    rise = None
    gains = find_gains(count, now.low, now.high)
    if then is None or counted != count:
        then_or_none = then or NOWHERE
        come = count - counted
        if then and not (now.hides or then.hides):
            rise = Range(come, come, hides=False)
        else:
            rise = Range(now.low - then_or_none.high, now.high - then_or_none.low, now.hides or then_or_none.hides)
        since = find_gains(come, rise.low, rise.high)
        gains = (max(gains[0], since[0]), max(gains[1], since[1]))
    return Change(figure.code, counted, then, rise, gains)


def tells_beside_before(
    figure: Figure, side: str, now: Range | None, changes: Sequence[Change], country: Country, rule: SafeRule
) -> bool:
    """Tell whether a total, beside the one of the release before, would say much of a small count of now or then.

    Of what came since, as the difference of the two; of what was there, as the new total less what came; of what is
    there, as the old one with what came. `now` is what is shown of the parts of a total that is summed of them.
    """
    present = [each for each in changes if each.then]
    came = [each for each in changes if each.rise]
    if not present or not came:
        return False
    step = step_of(figure, side)
    low, high = bin_ends(getattr(figure, side) or 0, step, rule)
    then_low, then_high = bin_ends(sum(each.count for each in present), step, rule)
    rise = add_ranges([each.rise for each in came if each.rise])
    several = len(came) > 1
    touched = [each for each in changes if each.then is None or is_sent_again(country, each.marac, figure)]
    gain_low, gain_high = (max(each.gains[end] for each in touched) if several else 0 for end in (0, 1))
    if rise.hides and (high - then_low - rise.low - gain_low < ROOM or rise.high - gain_high - low + then_high < ROOM):
        return True
    then = add_ranges([each.then for each in present if each.then])
    if then.hides and (low - rise.high > then_low or high - rise.low < then_high):
        least, most = max(then_low, low - rise.high), min(then_high, high - rise.low)
        gains = [find_gains(each.count, each.then.low, each.then.high) for each in present if each.then]
        gain_low, gain_high = (max(each[end] for each in gains) for end in (0, 1))
        if most - then.low - gain_low < ROOM or then.high - gain_high - least < ROOM:
            return True
    if now and now.hides and (then_low + rise.low > low or then_high + rise.high < high):
        least, most = max(low, then_low + rise.low), min(high, then_high + rise.high)
        return most - now.known_low < ROOM or now.known_high - least < ROOM
    return False


def is_sent_again(country: Country, marac: str, figure: Figure) -> bool:
    """Tell whether a return that a Marac's figure counts was corrected."""
    newest = figure.quarter.index
    first = newest - figure.window.quarters + 1 if figure.window is Window.YEAR else newest
    return any((marac, country.sent_for(marac, at)) in country.corrections for at in range(first, newest + 1))
