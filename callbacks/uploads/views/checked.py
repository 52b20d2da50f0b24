"""A check as its page shows it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from callbacks.http.server_pages import Desk
from layouts.uploads.checked import Checked
from layouts.uploads.meeting import label
from maracdash import queries
from maracdash.intake.accept.check_results import FileSummary
from maracdash.intake.accept.questions import Question
from maracdash.intake.entry.grid_entry import NAME
from maracdash.intake.preview.drafts import OLDEST, Draft
from maracdash.intake.problems import Problem, place
from maracdash.model.errors import NoRelease
from maracdash.words import uploads as words

MEETING = re.compile(r"meeting-(\d{4}-\d\d-\d\d)\.csv")
MOST_PROBLEMS = 300
MOST_PARTS = 120
MOST_CHANGES = 200
MOST_HEADLINES = 200
MOST_AREAS = 200
WHOLE = "all"
FORM, GRID = "/upload/form", "/upload/grid/"
JOINED = "Any meetings held of the same quarter stay: they are among the rows, as a quarter is kept as a whole."
SENT_SINCE = (
    "Something sent later may have replaced their figures. To count these again, withdraw what was sent later, under "
    "What has been sent."
)
NOT_RECOGNISED = "not recognised"
CASE_LEVEL = (
    "A file looks like details of people. Nothing of it was kept, and nothing was written down but that a file was "
    "refused. Remove it from where it does not belong; send counts only."
)


def checked(desk: Desk, draft: Draft) -> Checked:
    """Everything on the page of a draft."""
    report, preview = draft.report, draft.preview
    errors, asked = report.errors, report.questions
    names = _names(desk, draft)
    return Checked(
        heading=words.verdict(len(errors), len(asked), same=bool(draft.same)),
        lines=_lines(draft),
        files=tuple(_file(each, names) for each in report.files),
        notices=tuple(_said(draft, _placed(draft, each)) for each in report.notices[:MOST_PROBLEMS]),
        problems=tuple(_listed(_placed(draft, each)) for each in sorted(errors, key=place)[:MOST_PROBLEMS]),
        unusual=tuple(_listed(_asked(draft, each)) for each in asked[:MOST_PROBLEMS]) if errors else (),
        warnings=tuple((key(each), _said(draft, _asked(draft, each))) for each in asked),
        difference="" if errors or draft.same else words.difference(preview),
        replaced=tuple(map(words.replaced, preview.replaced)),
        kept="" if errors or draft.same else words.kept(preview),
        parts=tuple(map(words.part, preview.parts[:MOST_PARTS])),
        changes=tuple(map(words.change, preview.changes[:MOST_CHANGES])),
        headlines=tuple(map(words.headline, preview.headlines[:MOST_HEADLINES])),
        areas=tuple(map(words.area, preview.areas[:MOST_AREAS])),
        more=tuple(_more(draft)),
        downloads=tuple(_downloads(draft)),
        address=f"/upload/file/{draft.id}" if draft.id else "",
        change=FORM if of_form(draft) else GRID if _of_grid(draft) else "",
        seen=seen(draft),
        acceptable=not errors and not draft.same,
    )


def of_form(draft: Draft) -> bool:
    """Whether the draft came from the form."""
    return len(draft.report.files) == 1 and bool(MEETING.fullmatch(draft.report.files[0].name))


def seen(draft: Draft) -> str:
    """A fingerprint of what the page told: accepting is refused where it would tell something else by now."""
    return hashlib.sha256(repr((draft.preview, draft.same)).encode()).hexdigest()[:16]


def typed_name(name: str) -> bool:
    """Whether a name is kept for what is typed here, so that no file that is brought may bear it."""
    return name == NAME or bool(MEETING.fullmatch(name))


def _of_grid(draft: Draft) -> bool:
    return [each.name for each in draft.report.files] == [NAME]


def key(question: Question) -> str:
    """What the tick of a question sends."""
    return hashlib.sha256(str(question).encode()).hexdigest()[:16]


def _lines(draft: Draft) -> tuple[str, ...]:
    if draft.report.case_level:
        return (CASE_LEVEL,)
    if draft.same:
        return (f"They are submission {draft.same}. {words.NOTHING_KEPT} {SENT_SINCE}",)
    if draft.report.errors:
        where = "in the grid, where your rows still are" if _of_grid(draft) else "in your own file"
        return (f"{words.NOTHING_KEPT} Mend what is named below {where}, then send it again.",)
    hours = OLDEST // timedelta(hours=1)
    waits = f"{words.NOTHING_KEPT} What you sent waits here for {hours} hours for you to decide."
    quarters = sorted({quarter for each in draft.report.files for quarter in each.quarters})
    later = words.later(quarters, datetime.now(UTC).date())
    joined = JOINED if of_form(draft) or _of_grid(draft) else ""
    unread = (words.unread(each.name, each.unread) for each in draft.report.files)
    return tuple(filter(None, (waits, joined, later, *unread)))


def _file(each: FileSummary, names: Mapping[str, str]) -> tuple[str, ...]:
    covers = words.covered([names.get(code, code) for code in each.areas])
    return (each.name, each.kind or NOT_RECOGNISED, f"{each.rows:,}", covers, words.span(each.quarters))


def _placed(draft: Draft, each: Problem) -> Problem:
    """A problem with its place as its author calls it."""
    return replace(each, row=_row(draft, each), column=_column(draft, each))


def _asked(draft: Draft, each: Question) -> Problem:
    """A question as one problem, so placed."""
    return each.merged(partial(_column, draft), partial(_row, draft))


def _listed(placed: Problem) -> tuple[str, ...]:
    row = WHOLE if placed.row is None else f"{placed.row:,}"
    return (row, placed.column, placed.message, placed.value, placed.file)


def _said(draft: Draft, each: Problem) -> str:
    places = ("" if _typed(draft) else each.file, f"row {each.row}" if each.row else "", each.column)
    return f"{', '.join(part for part in places if part)}: {each.message}"


def _row(draft: Draft, each: Problem) -> int | None:
    """The row as its author numbers it: the form has none, the grid no header row."""
    if of_form(draft):
        return None
    return each.row - 1 if each.row and _of_grid(draft) else each.row


def _column(draft: Draft, each: Problem) -> str:
    """What the column is called where it was typed."""
    return (label(each.column) or each.column) if _typed(draft) else each.column


def _typed(draft: Draft) -> bool:
    return of_form(draft) or _of_grid(draft)


def _names(desk: Desk, draft: Draft) -> dict[str, str]:
    """Names of areas by code: those of the release, those of the files."""
    found = {part.area.code: part.area.name for part in draft.preview.parts}
    found |= {area.code: area.name for area in draft.report.new_areas}
    try:
        forces = desk.context.reader.ask(queries.choices).forces
    except NoRelease:
        return found
    known = {area.code: area.name for force, maracs in forces for area in (force, *maracs) if area}
    return {**known, **found}


def _more(draft: Draft) -> Sequence[str]:
    preview, errors = draft.preview, draft.report.errors
    cut = (
        (len(draft.report.notices), MOST_PROBLEMS, "names that were taken for others"),
        (len(errors), MOST_PROBLEMS, "problems"),
        (len(draft.report.questions) if errors else 0, MOST_PROBLEMS, "unusual things"),
        (preview.changed + preview.gone, len(preview.changes[:MOST_CHANGES]), "changes"),
        (len(preview.parts), MOST_PARTS, "areas and quarters"),
        (len(preview.headlines), MOST_HEADLINES, "headline figures"),
        (len(preview.areas), MOST_AREAS, "facts of areas"),
    )
    return [f"The first {most:,} of {number:,} {what} are shown." for number, most, what in cut if number > most]


def _downloads(draft: Draft) -> Sequence[tuple[str, str]]:
    if not draft.id or not draft.report.problems:
        return []
    wrong = {each.file for each in draft.report.problems}
    marked = [
        (f"{each.name} with the cells marked (Excel)", f"/upload/file/{draft.id}/marked/{number}")
        for number, each in enumerate(draft.report.files)
        if each.name in wrong
    ]
    return [("All that was found (CSV)", f"/upload/file/{draft.id}/problems.csv"), *marked]
