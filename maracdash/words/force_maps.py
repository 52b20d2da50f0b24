"""Sentences of the map of police forces: what it shows, each tile in words, and what the colours mean."""

from __future__ import annotations

from collections.abc import Iterator

from maracdash.model.answers import Verdict
from maracdash.model.force_maps import MAX_STEPS, ForceMap, ForceTile, ValueStep, find_steps
from maracdash.model.quarters import Window, describe_period
from maracdash.model.values import Value
from maracdash.words import numbers, verdicts
from maracdash.words.comparators import name_in_sentence
from maracdash.words.indicator_phrases import subject
from maracdash.words.sources import DEMONSTRATION, write_day, write_source
from maracdash.words.verdicts import VERDICT_LINKS

STEP_NAMES = ("Lowest fifth", "Second fifth", "Middle fifth", "Fourth fifth", "Highest fifth")
HOW_TO_READ = "Every force has a tile of the same size, roughly where it lies: the size of a tile says nothing."
HOW_TO_READ_BLOCKS = "Every force has a tile of the same size, by region: the place and size of a tile say nothing."
WHAT_STEPS_MEAN = (
    "A darker blue is a higher figure, neither better nor worse. Forces with the same figure share a step."
)
WHAT_VERDICTS_MEAN = (
    "Higher, lower and similar compare each force's 95% interval with the figure of the UK without it, wherever the "
    "counts are known."
)
TOTALS_GROW = "A total grows with the size of the force, and is not compared with the UK's."


def write_map_summary(answer: ForceMap) -> str:
    """`Cases, April 2023 to March 2024: 45 of 45 forces have a figure, from 28 to 62; the UK has 46.`"""
    period = describe_period(answer.quarter, Window.YEAR)
    said = f"{answer.indicator.title}, {period}: {_write_range(answer)}"
    uk = f"; the UK has {answer.indicator.format_value(answer.uk.value)}" if answer.uk and answer.uk.value.known else ""
    own = f" {answer.own.force.name}: {write_tile_words(answer, answer.own)}." if answer.own else ""
    return f"{said}{uk}.{own}"


def write_map_alt(answer: ForceMap) -> str:
    """Kind of the picture, and its sentence, for `role="img"`."""
    start = f"Map of {len(answer.tiles)} police forces, a tile each, {subject(answer.indicator)}."
    return f"{start} {write_map_summary(answer)}"


def write_tile_words(answer: ForceMap, tile: ForceTile) -> str:
    """`48, higher than the rest of the UK`, or why there is no figure."""
    if not tile.value.known:
        return numbers.write_value(answer.indicator, tile.value)
    link = verdicts.link_verdict(tile.compared) if tile.compared else ""
    beside = f", {link} {name_in_sentence(tile.compared)}" if tile.compared and link else ""
    return f"{numbers.write_value(answer.indicator, tile.value)}{beside}"


def has_verdicts(answer: ForceMap) -> bool:
    """Tell whether any force is compared with the UK."""
    return any(each.verdict is not Verdict.NOT_COMPARED for each in answer.tiles)


def write_step(answer: ForceMap, step: ValueStep) -> str:
    """`Lowest fifth: 28 to 37 (9 forces)`; with fewer than five steps, as where many are alike, there are no fifths."""
    span = f"{_write_span(answer, step.lowest, step.highest)} ({_count(len(step.forces))})"
    return span if len(find_steps(answer)) < MAX_STEPS else f"{STEP_NAMES[step.number]}: {span}"


def write_verdict_key(answer: ForceMap, verdict: Verdict) -> str:
    """`▲ higher than the rest of the UK (9 forces)`."""
    link = VERDICT_LINKS.get(verdict)
    alike = [each for each in answer.known if each.verdict is verdict]
    names = dict.fromkeys(name_in_sentence(each.compared) for each in alike if each.compared)
    said = f"{link} {next(iter(names), 'the UK')}" if link else verdict
    return f"{said} ({_count(len(alike))})"


def write_absences(answer: ForceMap) -> str:
    """`[x] no return (2 forces), [c] withheld (1 force)`; empty where every force has a figure."""
    absent = [each.value.status for each in answer.tiles if not each.value.known]
    return ", ".join(f"{each.shorthand} {each.words} ({_count(absent.count(each))})" for each in dict.fromkeys(absent))


def write_frame_key(answer: ForceMap) -> str:
    """`In a frame: Avon and Somerset`; empty without a force of the reader's own."""
    return f"In a frame: {answer.own.force.name}" if answer.own else ""


def write_map_lines(answer: ForceMap) -> tuple[str, ...]:
    """Reading of the map, then source, date, marking."""
    release = answer.release
    lines = (
        HOW_TO_READ_BLOCKS if answer.captions else HOW_TO_READ,
        TOTALS_GROW if answer.indicator.is_total else "",
        WHAT_VERDICTS_MEAN if answer.by_verdict else WHAT_STEPS_MEAN,
        write_source(answer.indicator.source, list_figures(answer)),
        f"Period: {describe_period(answer.quarter, Window.YEAR)}",
        f"Figures as at {write_day(release.data_as_at)}, {release.id}",
        answer.marking,
        DEMONSTRATION if release.demonstration else "",
    )
    return tuple(line for line in lines if line)


def list_figures(answer: ForceMap) -> Iterator[tuple[str, Value]]:
    """Every value of the map, with a name for whose it is."""
    yield from (("some forces", each.value) for each in answer.tiles)
    if answer.uk:
        yield "UK", answer.uk.value


def _write_range(answer: ForceMap) -> str:
    known = [each.value.number for each in answer.known if each.value.number is not None]
    total = len(answer.tiles)
    if not known:
        return f"none of {_count(total)} has a figure"
    have = "has a figure" if len(known) == 1 else "have a figure"
    return f"{len(known)} of {_count(total)} {have}, {_write_range_of(answer, min(known), max(known))}"


def _write_range_of(answer: ForceMap, low: float, high: float) -> str:
    span = _write_span(answer, low, high)
    return f"from {span}" if " to " in span else span


def _write_span(answer: ForceMap, low: float, high: float) -> str:
    first, last = answer.fitted_indicator.format(low), answer.fitted_indicator.format(high)
    return first if first == last else f"{first} to {last}"


def _count(forces: int) -> str:
    return f"{forces} {'force' if forces == 1 else 'forces'}"
