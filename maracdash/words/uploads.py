"""Sentences on files before and after they are accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from maracdash import catalogue
from maracdash.catalogue.fields import field, field_title
from maracdash.model.previews import (
    AreaChange,
    ChangeCount,
    FigureChange,
    HeadlineChange,
    LostFigures,
    Preview,
    ReplacedSubmission,
)
from maracdash.model.quarters import Quarter, Window, describe_period
from maracdash.model.revisions import HeadlineRevisions

NOTHING_KEPT = "Nothing has been kept or changed."
NOTHING_IN_COMMON = "The two releases have no quarter in common."
MAX_NAMED = 3
MAX_LOSSES = 5
NO_FIGURE = "no figure"
NOT_STATED = "not said"


def count_noun(number: int, noun: str, plural: str = "") -> str:
    """`1 problem`, `2,000 problems`."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def write_verdict(errors: int, warnings: int, *, same: bool) -> str:
    """The heading of a check."""
    if errors:
        return f"{count_noun(errors, 'problem')} to correct before this can be accepted"
    if same:
        return "These files have been accepted already"
    if warnings:
        return f"Ready to accept once you have looked at {count_noun(warnings, 'unusual thing')}"
    return "No problems: ready to accept"


def list_names(names: Sequence[str]) -> str:
    """`Ashby, Birchford and 3 more`."""
    if len(names) > MAX_NAMED + 1:
        return f"{', '.join(names[:MAX_NAMED])} and {len(names) - MAX_NAMED:,} more"
    return ", ".join(names) or "nothing"


def write_quarters(quarters: Sequence[Quarter]) -> str:
    """`2024-Q1 to 2024-Q4`."""
    if not quarters:
        return "none"
    return str(quarters[0]) if len(quarters) == 1 else f"{quarters[0]} to {quarters[-1]}"


def write_running_quarters(quarters: Sequence[Quarter], today: date) -> str:
    """Note that a quarter which is still running is shown only when it is over; empty where all are over."""
    running = [each for each in quarters if each >= Quarter.of(today)]
    if not running:
        return ""
    day = running[-1].end + timedelta(days=1)
    return f"{write_quarters(running)} has not ended: its figures are kept now and shown from {day:%-d %B %Y}."


def write_difference(preview: Preview) -> str:
    """Effect of accepting, in a few sentences: what would be lost stands first."""
    if not preview.parts:
        return _area_changes_sentence(preview)
    new = count_noun(preview.new, "figure")
    held = f"{new} would be new, {preview.changed:,} would change and {preview.unchanged:,} would stay as they are."
    return " ".join([*_loss_sentences(preview), held])


def _loss_sentences(preview: Preview) -> Iterator[str]:
    for each in preview.losses[:MAX_LOSSES]:
        titles = list_names([indicator.label for indicator in each.indicators])
        yield (
            f"{count_noun(len(each.indicators), 'indicator')} of {each.area.name} for {_describe_periods(each)} would "
            f"have no figure any more: {titles}."
        )
    if (more := len(preview.losses) - MAX_LOSSES) > 0:
        yield f"{count_noun(more, 'more Marac')} would lose figures too."
    if preview.lost:
        gone = f"{count_noun(preview.lost, 'count')} that {'is' if preview.lost == 1 else 'are'} held now would be lost"
        yield (
            f"{gone}: these files leave something out that the returns before them gave, and do not have the same "
            "numbers of cases and meetings. To keep them, send those counts too, with 0 where there were none."
        )


def _describe_periods(each: LostFigures) -> str:
    """`2024-Q4 and the 12 months to December 2024 and March 2025`."""
    ends = [f"{quarter.end:%B %Y}" for quarter in each.years]
    if len(ends) > MAX_NAMED + 1:
        years = f"the 12 months that end from {ends[0]} to {ends[-1]}"
    else:
        years = f"the 12 months to {' and '.join(filter(None, (', '.join(ends[:-1]), *ends[-1:])))}" if ends else ""
    return " and ".join(filter(None, (write_quarters(each.quarters) if each.quarters else "", years)))


def write_headline_changes(found: HeadlineRevisions) -> str:
    """Number of headline figures of Maracs and forces that changed, and the quarters that are new."""
    if found.quarter is None:
        return NOTHING_IN_COMMON
    number = len(found.revisions)
    many = count_noun(number, "headline figure") if number else "No headline figure"
    said = f"{many} of Maracs and forces changed, for {describe_period(found.quarter, Window.YEAR)}."
    return f"{said} New since: {write_quarters(found.new[::-1])}." if found.new else said


def write_replaced(each: ReplacedSubmission) -> str:
    """Write whose figures would be replaced."""
    return (
        f"{count_noun(each.figures, 'figure')} sent by {each.who} on {each.accepted_at:%-d %B %Y} (submission "
        f"{each.id}) would be replaced. The earlier files stay in the record."
    )


def write_unread_sheets(name: str, sheets: Sequence[str]) -> str:
    """The sheets of a workbook of which nothing is taken; empty where there are none."""
    if not sheets:
        return ""
    noun, verb = ("The sheet", "is") if len(sheets) == 1 else ("The sheets", "are")
    return f"{noun} {list_names([f'“{each}”' for each in sheets])} of {name} {verb} not read."


def write_still_counting(later: Sequence[str]) -> str:
    """Warning on later submissions, which withdrawing this one leaves in force; empty where there are none."""
    if not later:
        return ""
    noun, tell = ("Submission", "covers") if len(later) == 1 else ("Submissions", "cover")
    return (
        f"{noun} {list_names(later)}, sent later, {tell} the same Maracs and quarters and will still count in full, "
        "with any meetings repeated from this one. To remove a meeting, send its quarter "
        "again without it, as a file."
    )


def write_kept(preview: Preview) -> str:
    """Figures that the files leave blank and that stay as they were sent before; empty where there are none."""
    number = sum(figures for _, figures in preview.kept)
    if not number:
        return ""
    titles = list_names([field_title(name) for name, _ in preview.kept])
    return (
        f"{count_noun(number, 'figure')} of these Maracs and quarters would stay as sent before, because the files "
        f"leave them blank and give the same numbers of cases: {titles}."
    )


def part_row(each: ChangeCount) -> tuple[str, ...]:
    """A row: area, quarter, new, changed, unchanged, gone."""
    return (each.area.name, str(each.quarter), *(f"{n:,}" for n in (each.new, each.changed, each.unchanged, each.lost)))


def change_row(each: FigureChange) -> tuple[str, ...]:
    """A row: area, quarter, figure, was, would be, replaced submission."""
    title = field_title(each.field) if field(each.field) else catalogue.indicator(each.field).label
    return (each.area.name, str(each.quarter), title, each.was or NO_FIGURE, each.now or NO_FIGURE, each.replaces)


def area_row(each: AreaChange) -> tuple[str, ...]:
    """A row: area, what of it, was, would be."""
    return (each.area.name, each.what, each.was or NOT_STATED, each.now or NOT_STATED)


def headline_row(each: HeadlineChange) -> tuple[str, ...]:
    """A row: Marac, quarter, headline, before, after."""
    was, now = (
        each.indicator.format(number) if number is not None else mark or NO_FIGURE
        for number, mark in ((each.was, each.was_mark), (each.now, each.now_mark))
    )
    return (each.area.name, str(each.quarter), each.indicator.label, was, now)


def write_preview_lines(preview: Preview) -> Iterator[str]:
    """All of it for a terminal: what would change, whose figures would go, areas, headlines, and the marking."""
    yield write_difference(preview)
    yield from map(write_replaced, preview.replaced)
    yield from filter(None, [write_kept(preview)])
    for name, what, was, now in map(area_row, preview.areas):
        yield f"{name}, {what}: was {was}, would be {now}"
    for each in preview.changes:
        name, quarter, what, was, now, _ = change_row(each)
        yield f"{name} {quarter}, {what}: was {was}, would be {now}"
    for name, quarter, what, was, now in map(headline_row, preview.headlines):
        would = "and would not change" if was == now else f"would be {now}"
        yield f"{name} {quarter}, 12 months, {what}: is {was}, {would}"
    if preview.marking:
        yield preview.marking


def _area_changes_sentence(preview: Preview) -> str:
    if not preview.areas:
        return "Nothing would change: the areas, populations and lists in the files are the same as those held."
    facts, figures = count_noun(len(preview.areas), "fact"), count_noun(len(preview.headlines), "headline figure")
    return f"{facts} about areas would change, and with them {figures} of Maracs and forces. No return would."
