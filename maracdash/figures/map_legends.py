"""Legend of the map of police forces: a key for each colour, the hatching and the frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from maracdash.figures import theme
from maracdash.figures.force_maps import VERDICT_SHAPES, TileLook, step_look, verdict_look
from maracdash.model.answers import Verdict
from maracdash.model.force_maps import ForceMap, ValueStep, find_steps

VERDICTS = (Verdict.HIGHER, Verdict.SIMILAR, Verdict.LOWER, Verdict.NOT_COMPARED)


@dataclass(frozen=True, kw_only=True)
class MapKey:
    """Key of a legend: a look and its name; `framed` for that of the reader's own force."""

    name: str
    look: TileLook
    framed: bool = False


@dataclass(frozen=True, kw_only=True)
class KeyNames:
    """Sentences that name a step, a verdict, what has no figure, and the reader's force."""

    step: Callable[[ForceMap, ValueStep], str]
    verdict: Callable[[ForceMap, Verdict], str]
    absences: str
    own: str


def build_map_legend(answer: ForceMap, names: KeyNames) -> tuple[MapKey, ...]:
    """The keys of a map: steps from the highest, or verdicts; then what has no figure, and the reader's own force."""
    keys = _verdict_keys(answer, names) if answer.by_verdict else _step_keys(answer, names)
    hatched = TileLook(colour=theme.GREY, hatched=True)
    absent = [MapKey(name=names.absences, look=hatched)] if names.absences else []
    own = [MapKey(name=names.own, look=TileLook(colour=theme.WHITE), framed=True)] if answer.own else []
    return (*keys, *absent, *own)


def _step_keys(answer: ForceMap, names: KeyNames) -> list[MapKey]:
    steps = reversed(find_steps(answer))
    return [MapKey(name=names.step(answer, each), look=step_look(each.number)) for each in steps]


def _verdict_keys(answer: ForceMap, names: KeyNames) -> list[MapKey]:
    shown = {each.verdict for each in answer.known}
    return [
        MapKey(name=f"{VERDICT_SHAPES[each]} {names.verdict(answer, each)}".strip(), look=verdict_look(each))
        for each in VERDICTS
        if each in shown
    ]
