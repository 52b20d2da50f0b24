"""Text of the overview report: cells, their explanations, captions, and changes since an earlier release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from maracdash.model.indicators import Indicator
from maracdash.model.overview_reports import ColumnKind, OverviewReport, ReportForm
from maracdash.model.quarters import Quarter, Window, describe_period
from maracdash.model.revisions import Revision, Revisions
from maracdash.model.values import Origin, Status, Value
from maracdash.words import numbers
from maracdash.words.sources import DEMONSTRATION, write_day

REVISED_MARK = "[r]"
PLURALS = {
    ColumnKind.COUNTRY: "Countries",
    ColumnKind.REGION: "Regions",
    ColumnKind.FORCE: "Police Forces",
    ColumnKind.MARAC: "Maracs",
}
COUNTED_KINDS = {
    ReportForm.COUNTRIES_REGIONS: (ColumnKind.COUNTRY, ColumnKind.REGION),
    ReportForm.COUNTRIES_FORCES: (ColumnKind.COUNTRY, ColumnKind.FORCE),
    ReportForm.FORCE_MARAC: (ColumnKind.FORCE, ColumnKind.MARAC),
}
MAX_CHANGES = 3
LIST_SEPARATOR = "; "
"""Titles have commas in them."""
MAX_NAMED = 2
WITHDRAWN_CAUSE = "submission withdrawn"


def write_cell(indicator: Indicator, value: Value) -> str:
    """A number as the indicator writes it, or the words for why there is none. Never blank."""
    return value.status.words if value.number is None else indicator.format_value(value)


def find_mark(value: Value, revision: Revision | None = None) -> str:
    """The shorthand beside a cell: `[e]` estimated, `[r]` revised, both, or an empty string."""
    if revision is None:
        return value.status.shorthand
    return f"{value.status.shorthand} {REVISED_MARK}".strip() if value.known else REVISED_MARK


def explain_cell(indicator: Indicator, value: Value, revision: Revision | None = None) -> str:
    """Explanation of a cell, in one or two sentences."""
    said = _sentence(value.absence or _explain_number(indicator, value))
    return f"{said} {_sentence(write_revision(revision))}" if revision else said


def write_revision(revision: Revision) -> str:
    """`now 604, was 589: late return`."""
    _, _, was, now, cause = revision_row(revision)
    return f"now {now}, was {was}: {cause}"


def revision_row(revision: Revision) -> tuple[str, str, str, str, str]:
    """Area, indicator, what it was, what it is, and the likeliest cause."""
    was, now = (
        f"{write_cell(revision.indicator, each)}{numbers.write_marker_in_sentence(each)}"
        for each in (revision.was, revision.now)
    )
    return revision.area.name, revision.indicator.label, was, now, str(revision.cause)


def revision_rows(revisions: Iterable[Revision], *, withdrawn: bool) -> Iterator[tuple[str, str, str, str, str]]:
    """The same of several; where submissions were only taken out, that is the cause of each."""
    for revision in revisions:
        area, indicator, was, now, why = revision_row(revision)
        yield area, indicator, was, now, WITHDRAWN_CAUSE if withdrawn else why


def write_changes_since(answer: Revisions) -> str:
    """Sentence on what has changed since the release that a link was made from."""
    then = f"the release of {write_day(answer.then.published_at.date())}"
    if not answer.revisions:
        return f"Nothing on this page has changed since {then}."
    count = len(answer.revisions)
    first = "; ".join(
        f"{each.area.name}, {each.indicator.label}: {write_revision(each)}" for each in answer.revisions[:3]
    )
    more = f"; and {count - MAX_CHANGES} more" if count > MAX_CHANGES else ""
    verb = "figure has" if count == 1 else "figures have"
    return f"Since {then}, {count} {verb} changed: {first}{more}."


def write_report_title(answer: OverviewReport) -> str:
    """`Overview report, by police force / Marac, April 2023 to March 2024`."""
    words = answer.form.words
    return f"Overview report, {words[0].lower()}{words[1:]}, {describe_period(answer.quarter, Window.YEAR)}"


def write_report_caption(answer: OverviewReport) -> str:
    """Caption of the table, for a reader who does not see it."""
    rows = sum(1 for _ in answer.rows)
    areas = len([each for each in answer.columns if each.area])
    return f"{write_report_title(answer)}: {rows} indicators in {len(answer.sections)} sections, for {areas} areas."


def write_report_filters(answer: OverviewReport) -> tuple[str, ...]:
    """The filters as the portal prints them: `Police Forces: 1 selected`, `Maracs: 29 selected`, the quarter."""
    counts = (f"{PLURALS[kind]}: {len(answer.of_kind(kind))} selected" for kind in COUNTED_KINDS[answer.form])
    return (*counts, f"Quarter: {write_portal_quarter(answer.quarter)}")


def selected(answer: OverviewReport) -> str:
    """The filters in one line: `By police force / Marac · Harrowshire Police · 29 Maracs · 2024-Q1: …`."""
    parts = [answer.form.words]
    if answer.form is not ReportForm.COUNTRIES_REGIONS:
        parts.append(_few(answer, ColumnKind.FORCE, "police forces"))
    if answer.form is ReportForm.FORCE_MARAC:
        parts.append(_few(answer, ColumnKind.MARAC, "Maracs"))
    when = f"{answer.quarter}: {describe_period(answer.quarter, Window.YEAR)}"
    return " · ".join((*parts, when))


def _few(answer: OverviewReport, kind: ColumnKind, many: str) -> str:
    """The names of one or two columns of a kind, else how many there are."""
    names = [column.area.name for column in answer.of_kind(kind) if column.area]
    if len(names) > MAX_NAMED:
        return f"{len(names)} {many}"
    return " and ".join(names) or f"no {many}"


def write_portal_quarter(quarter: Quarter) -> str:
    """A quarter as the portal writes it: `2024 - Q1`."""
    return f"{quarter.year} - Q{quarter.number}"


def list_estimates(answer: OverviewReport) -> Iterator[str]:
    """List each area with estimated figures, and which: `Birchford: every figure but Recommended number of cases`."""
    for place, column in enumerate(answer.columns):
        known = [row for row in answer.rows if row.values[place].known]
        filled = [row.indicator.title for row in known if row.values[place].status is Status.PROXIED]
        others = [row.indicator.title for row in known if row.values[place].status is not Status.PROXIED]
        if len(filled) > len(others):
            yield f"{column.label}: every figure{f' but {LIST_SEPARATOR.join(others)}' if others else ''}"
        elif filled:
            yield f"{column.label}: {LIST_SEPARATOR.join(filled)}"


def write_report_lines(answer: OverviewReport) -> tuple[str, ...]:
    """The lines under the table: period, data-as-at, coverage of the larger areas, marking."""
    release = answer.release
    lines = (
        f"Period: {describe_period(answer.quarter, Window.YEAR)}",
        f"Figures as at {write_day(release.data_as_at)}, {release.id}",
        _coverage_line(answer),
        _closed_line(answer),
        answer.marking,
        DEMONSTRATION if release.demonstration else "",
    )
    return tuple(line for line in lines if line)


def _closed_line(answer: OverviewReport) -> str:
    names = ", ".join(each.name for each in answer.closed)
    return f"Without a column, because not open in {answer.quarter}: {names}" if names else ""


def _coverage_line(answer: OverviewReport) -> str:
    told = (ColumnKind.UK, ColumnKind.GROUP, ColumnKind.FORCE, ColumnKind.COUNTRY)
    found = [
        (column.label, write_column_coverage(answer, place))
        for place, column in enumerate(answer.columns)
        if column.kind in told
    ]
    said = [f"{label} {coverage}" for label, coverage in found if coverage]
    return f"Coverage: {'; '.join(said)}" if said else ""


def write_column_coverage(answer: OverviewReport, place: int) -> str:
    """Numbers of Maracs behind the figures of a column: `16 to 18 of 18 Maracs, by indicator`, or nothing."""
    return numbers.write_coverage_range(row.values[place] for row in answer.rows)


def _explain_number(indicator: Indicator, value: Value) -> str:
    if value.origin is Origin.PUBLISHED:
        return "published figure, as printed"
    parts = [
        f"computed from returns: {_write_sums(indicator, value)}"
        if _write_sums(indicator, value)
        else "computed from returns"
    ]
    if value.coverage.expected:
        parts.append(numbers.write_coverage(value))
    if value.status is not Status.OK:
        parts.append(value.status.words)
    return "; ".join(parts)


def _write_sums(indicator: Indicator, value: Value) -> str:
    if value.numerator is None:
        return ""
    if value.denominator is None or not indicator.denominator:
        return numbers.write_count(value.numerator) if indicator.numerator != ("women_16_plus",) else ""
    return f"{numbers.write_count(value.numerator)} ÷ {numbers.write_count(value.denominator)}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
