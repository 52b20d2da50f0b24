"""Shares of 1: published percentages of at most 1 are asked about, as 0.224 may be meant as 22.4%."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from maracdash.catalogue import indicator
from maracdash.intake.parse.published_figures import PublishedFigure
from maracdash.intake.problems import Problem, Severity, quote_value
from maracdash.model.indicators import Indicator, Unit

AS_THEY_STAND = (
    "taken as percentages as they stand, so that 0.2 is 0.2% and not 20%. Multiply them by 100 if they are shares of "
    "1; else accept the warning."
)


def find_shares_of_one(figures: Sequence[PublishedFigure], *, formatted: bool) -> Iterator[Problem]:
    """A question for each percentage of one file of which no value is above 1 and not all are 0, or where a share of 1
    may stand among percentages.

    With a sign, 0.2% is what the portal prints of a rare route: such values are asked about only where none is above 1
    and one has more decimals than are printed. The cells of a workbook are `formatted`: their sign was worked out with
    the number.
    """
    found: dict[str, list[PublishedFigure]] = defaultdict(list)
    for figure in figures:
        if figure.value and float(figure.value):
            found[figure.indicator].append(figure)
    for slug, values in found.items():
        of = indicator(slug)
        if of.unit is not Unit.PERCENT:
            continue
        larger = [each for each in values if _size(each) > 1]
        if larger:
            yield from _ask_about_mixture(of, values, larger[0])
        elif first := next((each for each in values if _is_doubtful(each, of, formatted=formatted)), None):
            many = f"no value is above 1, such as {quote_value(first.written)}"
            yield _build_question(
                first, f"“{of.title}”: {many}" if len(values) > 1 else f"“{of.title}”: {first.written}"
            )


def _ask_about_mixture(of: Indicator, values: Sequence[PublishedFigure], larger: PublishedFigure) -> Iterator[Problem]:
    """Ask about values without a sign that are below 1, or 1 beside values with a sign, where others are larger."""
    is_signed = any(map(_has_sign, values))
    doubtful = [
        each for each in values if not _has_sign(each) and (_size(each) < 1 or (is_signed and _size(each) == 1))
    ]
    if not doubtful:
        return
    first, beside = quote_value(doubtful[0].written), quote_value(larger.written)
    many = f"{len(doubtful):,} values are at most 1, such as {first}, beside others such as {beside}"
    yield _build_question(
        doubtful[0], f"“{of.title}”: {many if len(doubtful) > 1 else f'{first} stands beside {beside}'}"
    )


def _is_doubtful(figure: PublishedFigure, of: Indicator, *, formatted: bool) -> bool:
    if not _has_sign(figure):
        return True
    return not formatted and len(figure.value.partition(".")[2]) > of.decimals


def _has_sign(figure: PublishedFigure) -> bool:
    return figure.written.endswith("%")


def _size(figure: PublishedFigure) -> float:
    return abs(float(figure.value))


def _build_question(figure: PublishedFigure, detail: str) -> Problem:
    origin, message = figure.origin, f"{detail}: {AS_THEY_STAND}"
    return Problem(
        origin.file, origin.row, origin.column, message, Severity.WARNING, figure.written, cause=AS_THEY_STAND
    )
