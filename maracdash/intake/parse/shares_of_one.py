"""Shares of 1: a published percentage whose values are all at most 1 is asked about, as 0.224 may be meant as 22.4%."""

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
    """A question for each percentage of one file of which no value is above 1 and not all are 0.

    With a sign, 0.2% is what the portal prints of a rare route: such values are asked about only where one has more
    decimals than are printed. The cells of a workbook are `formatted`: their sign was worked out with the number.
    """
    found: dict[str, list[PublishedFigure]] = defaultdict(list)
    for figure in figures:
        if figure.value and float(figure.value):
            found[figure.indicator].append(figure)
    for slug, values in found.items():
        of = indicator(slug)
        if of.unit is not Unit.PERCENT or any(abs(float(each.value)) > 1 for each in values):
            continue
        if first := next((each for each in values if _is_doubtful(each, of, formatted=formatted)), None):
            many = f"no value is above 1, such as {quote_value(first.written)}"
            yield _build_question(
                first, f"“{of.title}”: {many}" if len(values) > 1 else f"“{of.title}”: {first.written}"
            )


def _is_doubtful(figure: PublishedFigure, of: Indicator, *, formatted: bool) -> bool:
    if not figure.written.endswith("%"):
        return True
    return not formatted and len(figure.value.partition(".")[2]) > of.decimals


def _build_question(figure: PublishedFigure, detail: str) -> Problem:
    origin, message = figure.origin, f"{detail}: {AS_THEY_STAND}"
    return Problem(
        origin.file, origin.row, origin.column, message, Severity.WARNING, figure.written, cause=AS_THEY_STAND
    )
