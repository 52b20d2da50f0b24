"""Questions: warnings of one file that have one cause, asked and accepted as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from maracdash.intake.problems import Problem

MAX_NAMED_COLUMNS = 3
"""Columns that have room in the place of a problem."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One warning, or several of one file and one cause."""

    warnings: tuple[Problem, ...]

    def merged(self, column: Callable[[Problem], str], row: Callable[[Problem], int | None]) -> Problem:
        """The warnings as one, with rows and columns as their author calls them: each column is named, in the place
        or, where they are many or say several things, in the message.
        """
        first, *rest = self.warnings
        if not rest:
            return replace(first, column=column(first), row=row(first))
        places: dict[tuple[str, int | None], list[str]] = {}
        for each in self.warnings:
            places.setdefault((each.detail, row(each)), []).append(column(each))
        if len(places) == 1:
            return _merge_columns(replace(first, row=row(first), value=""), list(map(column, self.warnings)))
        told = [f"{_describe_place(at, columns)}: {detail}" for (detail, at), columns in places.items()]
        return replace(first, column="", row=None, value="", message=f"{'; '.join(told)}. {first.reason}")

    def __str__(self) -> str:
        return str(self.merged(lambda each: each.column, lambda each: each.row))


def group_questions(warnings: Iterable[Problem]) -> tuple[Question, ...]:
    """The questions that warnings ask, in the order of the first of each."""
    found: dict[object, list[Problem]] = {}
    for place, each in enumerate(warnings):
        found.setdefault((each.file, each.cause) if each.cause else place, []).append(each)
    return tuple(Question(warnings=tuple(each)) for each in found.values())


def _merge_columns(told: Problem, columns: Sequence[str]) -> Problem:
    """Warnings that say the same of several columns of a row."""
    if len(columns) <= MAX_NAMED_COLUMNS:
        return replace(told, column=_join(columns))
    message = f"{told.detail} ({_join(columns)}): {told.cause}"
    return replace(told, column=f"{len(columns)} columns", message=message)


def _describe_place(row: int | None, columns: Iterable[str]) -> str:
    return ", ".join(filter(None, (f"row {row}" if row else "", _join(columns))))


def _join(columns: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, columns)))
