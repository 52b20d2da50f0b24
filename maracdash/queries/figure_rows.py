"""One row of stored sums as a value: the number by the indicator's own rule, or the absence and its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from maracdash.catalogue import measures
from maracdash.model.areas import Area, Level
from maracdash.model.indicators import Indicator
from maracdash.model.numbers import round_half_up
from maracdash.model.values import Coverage, Origin, Status, Value, make_absent_value
from maracdash.model.withheld_reasons import PROTECTED_MARK, WHOLE_MARK, WithheldReason
from maracdash.queries.missing_reasons import explain_no_denominator

WITHHELD_REASONS: Mapping[str, str] = {each.value: each.words for each in WithheldReason}
StoredFigure = tuple[float | None, float | None, float | None, str, str, int, int | None]
"""Numerator, denominator, published number, origin, mark, returns that were filled, Maracs counted."""


def make_value(row: StoredFigure, area: Area, indicator: Indicator, behind: Coverage) -> Value:
    """The value of a row; `behind` says how many Maracs its area should have, and of which period it is."""
    if row[3] == Origin.PUBLISHED:
        return _published_value(row, indicator)
    return _computed_value(row, area, indicator, behind)


def _computed_value(row: StoredFigure, area: Area, indicator: Indicator, behind: Coverage) -> Value:
    numerator, denominator, _, _, mark, filled, counted = row
    proxied = 0 if _is_population_only(indicator) else filled
    coverage = replace(behind, returned=counted or 0, proxied=proxied)
    if numerator is None and (withheld := _withheld_value(mark, coverage)):
        return withheld
    number = _work_out(indicator, numerator, denominator, mark)
    if number is None:
        return make_absent_value(*explain_no_denominator(indicator), coverage)
    return Value(
        number=number,
        status=Status.PROXIED if proxied and area.level is Level.MARAC else Status.OK,
        origin=Origin.COMPUTED,
        numerator=numerator,
        denominator=denominator,
        coverage=coverage,
        whole=mark == WHOLE_MARK,
    )


def _is_population_only(indicator: Indicator) -> bool:
    """Tell if a figure is made of populations only: a return that was filled does not make it an estimate."""
    return {*indicator.numerator, *indicator.denominator} <= {*measures.POPULATION_MEASURES}


def _withheld_value(mark: str, coverage: Coverage) -> Value | None:
    reason = WITHHELD_REASONS.get(mark)
    return make_absent_value(Status.WITHHELD, reason, coverage) if reason else None


def _work_out(indicator: Indicator, numerator: float | None, denominator: float | None, mark: str) -> float | None:
    """The indicator's number; a percentage of protected counts as a whole number, since they tell no more."""
    number = indicator.number(numerator, denominator) if numerator is not None else None
    return round_half_up(number) if number is not None and mark == WHOLE_MARK else number


def _published_value(row: StoredFigure, indicator: Indicator) -> Value:
    numerator, denominator, number, _, mark, _, counted = row
    coverage, whole = Coverage(expected=counted or 0, returned=counted or 0), mark == WHOLE_MARK
    if number is None and mark != Status.WITHHELD and (withheld := _withheld_value(mark, coverage)):
        return withheld
    if mark in (WHOLE_MARK, PROTECTED_MARK):
        number = _work_out(indicator, numerator, denominator, mark)
        mark = ""
    if number is None and mark == "-":
        return make_absent_value(Status.NOT_APPLICABLE, "printed as “-” in the published table", coverage)
    if number is None and mark:
        return make_absent_value(Status(mark), f"printed as “{Status(mark).printed}” in the published table", coverage)
    if number is None:
        return make_absent_value(Status.NOT_PUBLISHED, "left empty in the published table", coverage)
    return Value(
        number=number,
        origin=Origin.PUBLISHED,
        numerator=numerator,
        denominator=denominator,
        coverage=coverage,
        whole=whole,
    )
