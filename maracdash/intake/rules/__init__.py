"""Rules for a set of returns: each one function over whole columns that yields every problem it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from maracdash.intake.parse.returns import ParsedReturns
from maracdash.intake.problems import Problem
from maracdash.intake.rules.blanks import warn_blank_cells
from maracdash.intake.rules.completeness import warn_few_meetings
from maracdash.intake.rules.context import RuleContext
from maracdash.intake.rules.duplicates import (
    find_duplicate_meetings,
    find_duplicate_quarters,
    find_meetings_beside_quarter,
)
from maracdash.intake.rules.history import warn_far_from_history, warn_replaced_meetings
from maracdash.intake.rules.plausibility import warn_many_children, warn_many_entries
from maracdash.intake.rules.times import check_not_in_future, check_within_valid_dates
from maracdash.intake.rules.totals import (
    check_cases_have_entries,
    check_children_cover_cases,
    check_group_totals,
    check_minoritised_groups,
    check_parts_within_cases,
)

ReturnRule = Callable[[ParsedReturns, RuleContext], Iterator[Problem]]

RULES: tuple[ReturnRule, ...] = (
    check_not_in_future,
    check_within_valid_dates,
    find_duplicate_meetings,
    find_duplicate_quarters,
    find_meetings_beside_quarter,
    check_parts_within_cases,
    check_group_totals,
    check_minoritised_groups,
    check_children_cover_cases,
    check_cases_have_entries,
    warn_many_children,
    warn_many_entries,
    warn_blank_cells,
    warn_far_from_history,
    warn_replaced_meetings,
    warn_few_meetings,
)
