"""What is said of files before and after they are accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from maracdash import catalogue
from maracdash.catalogue.fields import field, field_title
from maracdash.model.previews import AreaChange, Change, Headline, Part, Preview, Replaced
from maracdash.model.quarters import Quarter, Window, period
from maracdash.model.revisions import HeadlineRevisions

NOTHING_KEPT = "Nothing has been kept or changed."
NOTHING_IN_COMMON = "The two releases have no quarter in common."
FEW = 3
NONE = "no figure"
NOT_SAID = "not said"


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 problem`, `2,000 problems`."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def verdict(errors: int, warnings: int, *, same: bool) -> str:
    """The heading of a check."""
    if errors:
        return f"{counted(errors, 'problem')} to mend before this can be accepted"
    if same:
        return "These very files are accepted already"
    if warnings:
        return f"Ready to accept once you have looked at {counted(warnings, 'unusual thing')}"
    return "No problems: ready to accept"


def covered(names: Sequence[str]) -> str:
    """`Ashby, Birchford and 3 more`."""
    if len(names) > FEW + 1:
        return f"{', '.join(names[:FEW])} and {len(names) - FEW:,} more"
    return ", ".join(names) or "nothing"


def span(quarters: Sequence[Quarter]) -> str:
    """`2024-Q1 to 2024-Q4`."""
    if not quarters:
        return "none"
    return str(quarters[0]) if len(quarters) == 1 else f"{quarters[0]} to {quarters[-1]}"


def later(quarters: Sequence[Quarter], today: date) -> str:
    """That a quarter which is still running is shown only when it is over; empty where all are."""
    running = [each for each in quarters if each >= Quarter.of(today)]
    if not running:
        return ""
    day = running[-1].end + timedelta(days=1)
    return f"{span(running)} is not over: its figures are kept now, and shown from {day:%-d %B %Y} on."


def difference(preview: Preview) -> str:
    """What accepting would do, in one sentence."""
    if not preview.parts:
        return _of_areas(preview)
    new = counted(preview.new, "figure")
    held = f"{new} would be new, {preview.changed:,} would change and {preview.unchanged:,} would stay as they are."
    if not preview.gone:
        return held
    gone = counted(preview.gone, "figure")
    return (
        f"{held} {gone} held now would be lost: this leaves their counts blank, in one meeting or more, and its cases "
        "or meetings are other ones. Fill them in, with 0 where there were none, to keep them."
    )


def headlines_changed(found: HeadlineRevisions) -> str:
    """How many headline figures of Maracs and forces changed, and the quarters that are new."""
    if found.quarter is None:
        return NOTHING_IN_COMMON
    number = len(found.revisions)
    many = counted(number, "headline figure") if number else "No headline figure"
    said = f"{many} of Maracs and forces changed, for {period(found.quarter, Window.YEAR)}."
    return f"{said} New since: {span(found.new[::-1])}." if found.new else said


def replaced(each: Replaced) -> str:
    """Whose figures would go."""
    return (
        f"{counted(each.figures, 'figure')} sent by {each.who} on {each.accepted_at:%-d %B %Y} (submission {each.id}) "
        "would be replaced. The earlier files stay in the record."
    )


def unread(name: str, sheets: Sequence[str]) -> str:
    """The sheets of a workbook of which nothing is taken; empty where there are none."""
    if not sheets:
        return ""
    noun = "The sheet" if len(sheets) == 1 else "The sheets"
    return (
        f"{noun} {covered([f'“{each}”' for each in sheets])} of {name} {'is' if len(sheets) == 1 else 'are'} not read."
    )


def counting_on(later: Sequence[str]) -> str:
    """What withdrawing a submission does not take out; empty where nothing was sent since."""
    if not later:
        return ""
    noun, tell = ("Submission", "tells") if len(later) == 1 else ("Submissions", "tell")
    return (
        f"{noun} {covered(later)}, sent later, {tell} of the same Maracs and quarters, and would count on with every "
        "meeting in them, those of this one too if they carry them along. To take a meeting out, send its quarter "
        "again without it, as a file."
    )


def kept(preview: Preview) -> str:
    """Figures that the files leave blank and that stay as they were sent before; empty where there are none."""
    number = sum(figures for _, figures in preview.kept)
    if not number:
        return ""
    titles = covered([field_title(name) for name, _ in preview.kept])
    return (
        f"{counted(number, 'figure')} of these Maracs and quarters would stay as sent before, because this gives none "
        f"and is of the same cases: {titles}."
    )


def part(each: Part) -> tuple[str, ...]:
    """A row: area, quarter, new, changed, unchanged, gone."""
    return (each.area.name, str(each.quarter), *(f"{n:,}" for n in (each.new, each.changed, each.unchanged, each.gone)))


def change(each: Change) -> tuple[str, ...]:
    """A row: area, quarter, figure, was, would be, replaced submission."""
    title = field_title(each.field) if field(each.field) else catalogue.indicator(each.field).label
    return (each.area.name, str(each.quarter), title, each.was or NONE, each.now or NONE, each.replaces)


def area(each: AreaChange) -> tuple[str, ...]:
    """A row: area, what of it, was, would be."""
    return (each.area.name, each.what, each.was or NOT_SAID, each.now or NOT_SAID)


def headline(each: Headline) -> tuple[str, ...]:
    """A row: Marac, quarter, headline, before, after."""
    was, now = (
        each.indicator.format(number) if number is not None else mark or NONE
        for number, mark in ((each.was, each.was_mark), (each.now, each.now_mark))
    )
    return (each.area.name, str(each.quarter), each.indicator.label, was, now)


def lines(preview: Preview) -> Iterator[str]:
    """All of it for a terminal: what would change, whose figures would go, areas, headlines, and the marking."""
    yield difference(preview)
    yield from map(replaced, preview.replaced)
    yield from filter(None, [kept(preview)])
    for name, what, was, now in map(area, preview.areas):
        yield f"{name}, {what}: was {was}, would be {now}"
    for each in preview.changes:
        name, quarter, what, was, now, _ = change(each)
        yield f"{name} {quarter}, {what}: was {was}, would be {now}"
    for name, quarter, what, was, now in map(headline, preview.headlines):
        would = "and would stay so" if was == now else f"would be {now}"
        yield f"{name} {quarter}, 12 months, {what}: is {was}, {would}"
    if preview.marking:
        yield preview.marking


def _of_areas(preview: Preview) -> str:
    if not preview.areas:
        return "Nothing would change: the areas, populations and lists in the files are held already as they are."
    facts, figures = counted(len(preview.areas), "fact"), counted(len(preview.headlines), "headline figure")
    return f"{facts} of areas would change, and {figures} of Maracs and forces with them. No return would."
