"""Places for labels and dots so that none covers another. Pixels in, pixels out; knows no figure."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[float, float]
"""Start and end."""


def assign_rows(choices: Sequence[Sequence[Span]]) -> list[tuple[int, int]]:
    """The first row, from 0, with room for each label, and which of its possible spans was taken."""
    taken: list[list[Span]] = [[] for _ in choices]
    chosen = []
    for spans in choices:
        row, which = next(
            (row, which)
            for row, others in enumerate(taken)
            for which, span in enumerate(spans)
            if _is_free(span, others)
        )
        taken[row].append(spans[which])
        chosen.append((row, which))
    return chosen


def _is_free(span: Span, others: list[Span]) -> bool:
    return all(span[1] <= left or span[0] >= right for left, right in others)


def space_apart(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The places moved apart to at least `gap`, in the same order, and between `low` and `high` if they fit."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    moved = [places[i] for i in order]
    for i in range(len(moved)):
        moved[i] = max(moved[i], low if i == 0 else moved[i - 1] + gap)
    for i in reversed(range(len(moved))):
        moved[i] = min(moved[i], high if i == len(moved) - 1 else moved[i + 1] - gap)
    result = [0.0] * len(places)
    for i, place in zip(order, moved, strict=True):
        result[i] = place
    return result


def arrange_swarm(places: Sequence[float], size: float, steps: int) -> list[int]:
    """Steps up (+) or down (−) by which each dot leaves the middle line so that none of `size` covers another.

    A dot that finds no room within `steps` stays in the emptiest one.
    """
    taken: dict[int, float] = {}
    chosen = [0] * len(places)
    options = [0, *(sign * step for step in range(1, steps + 1) for sign in (1, -1))]
    for i in sorted(range(len(places)), key=lambda each: (places[each], each)):
        free = next((step for step in options if step not in taken or places[i] - taken[step] >= size), None)
        chosen[i] = min(options, key=taken.__getitem__) if free is None else free
        taken[chosen[i]] = places[i]
    return chosen
