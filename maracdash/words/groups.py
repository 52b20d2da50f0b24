"""Sentences on a group of one's own: how large it is, and what is compared with it."""

from __future__ import annotations

from maracdash.model.areas import Area, Level
from maracdash.model.group_summaries import GroupSummary
from maracdash.model.quarters import Window, describe_period
from maracdash.words import numbers
from maracdash.words.sentences import join_words

MAX_NAMED = 5
NOT_IN_USE = "{area} is compared with its similar group: the forces most like its own."


def write_in_use(area: str, group: str) -> str:
    """Comparator of an area: `Birchford is compared with “Coast”, in the place of its similar group.`"""
    if not group:
        return NOT_IN_USE.format(area=area)
    return f"{area} is compared with “{group}”, in the place of its similar group."


def write_members(group: str, members: tuple[Area, ...]) -> str:
    """`“Coast” is made of Alderton, Birchford and the whole of Harrowshire Police.`: all of its members."""
    names = [f"the whole of {each.name}" if each.level is Level.FORCE else each.name for each in members]
    return f"“{group}” is made of {join_words(names)}."


def write_group_size(summary: GroupSummary) -> str:
    """`“Coast” has 7 Maracs, 6 of them with figures, and 1,230 cases in April 2023 to March 2024.`"""
    maracs, silent = len(summary.maracs), len(summary.silent)
    period = describe_period(summary.quarter, Window.YEAR)
    noun = "Marac" if maracs == 1 else "Maracs"
    known = "" if maracs and not silent else f", {maracs - silent or 'none'} of them with figures"
    start = f"“{summary.group.name}” has {maracs} {noun}{known}"
    if not summary.cases.known:
        return f"{start}. There are no figures for it, {period}: {summary.cases.reason}."
    return f"{start}, and {numbers.write_count(summary.cases.number or 0.0)} cases, {period}."


def write_group_notes(summary: GroupSummary) -> tuple[str, ...]:
    """Members without figures, and those that were chosen beside their own force."""
    silent, within = ([each.name for each in found] for found in (summary.silent, summary.within))
    return tuple(
        sentence
        for names, sentence in (
            (silent, f"Without figures, and so left out: {_name_some(silent)}."),
            (within, f"Counted once, as the whole force is in the group too: {_name_some(within)}."),
        )
        if names
    )


def describe_members(members: tuple[Area, ...]) -> str:
    """`Alderton, Birchford and 3 more`."""
    return _name_some([each.name for each in members])


def _name_some(names: list[str]) -> str:
    if len(names) <= MAX_NAMED:
        return join_words(names)
    return join_words([*names[:MAX_NAMED], f"{len(names) - MAX_NAMED} more"])
