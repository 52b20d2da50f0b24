"""The rules a set of returns must pass: each one function over whole columns, each reports everything it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from maracdash.intake.parse.returns import Returns
from maracdash.intake.problems import Problem
from maracdash.intake.rules.blanks import blank_cells
from maracdash.intake.rules.context import Context
from maracdash.intake.rules.duplicates import duplicate_meetings, duplicate_quarters, meetings_and_quarter
from maracdash.intake.rules.history import far_from_history, replaced_meetings
from maracdash.intake.rules.plausibility import many_children, many_entries
from maracdash.intake.rules.times import not_in_the_future, within_valid_dates
from maracdash.intake.rules.totals import (
    children_of_cases,
    entries_of_cases,
    groups_within_totals,
    minoritised_groups,
    parts_within_cases,
)

Rule = Callable[[Returns, Context], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    not_in_the_future,
    within_valid_dates,
    duplicate_meetings,
    duplicate_quarters,
    meetings_and_quarter,
    parts_within_cases,
    groups_within_totals,
    minoritised_groups,
    children_of_cases,
    entries_of_cases,
    many_children,
    many_entries,
    blank_cells,
    far_from_history,
    replaced_meetings,
)
