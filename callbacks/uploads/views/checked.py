"""A check as its page shows it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from callbacks.http.server_pages import ServerPages
from layouts.uploads.checked import CheckPage
from layouts.uploads.meeting import field_label
from maracdash import queries
from maracdash.intake.accept.check_results import FileSummary
from maracdash.intake.accept.questions import Question
from maracdash.intake.entry.grid_entry import GRID_FILE_NAME
from maracdash.intake.preview.drafts import MAX_DRAFT_AGE, Draft
from maracdash.intake.problems import Problem, sort_key
from maracdash.model.errors import NoReleaseError
from maracdash.words import uploads as words

MEETING_FILE = re.compile(r"meeting-(\d{4}-\d\d-\d\d)\.csv")
MAX_PROBLEMS = 300
MAX_PARTS = 120
MAX_CHANGES = 200
MAX_HEADLINES = 200
MAX_AREAS = 200
WHOLE_FILE = "all"
FORM_PATH, GRID_PATH = "/upload/form", "/upload/grid/"
HELD_MEETINGS_STAY = (
    "Meetings already held for the same quarter stay: they are among the rows, as a quarter is kept whole."
)
SENT_SINCE = (
    "Something sent later may have replaced their figures. To count these again, withdraw what was sent later, under "
    "What has been sent."
)
NOT_RECOGNISED = "not recognised"
CASE_LEVEL = (
    "A file looks like details of people. None of it was kept; only the fact that a file was refused is recorded. "
    "Delete the file from any place where it should not be, and send counts only."
)


def build_check_page(server_pages: ServerPages, draft: Draft) -> CheckPage:
    """Everything on the page of a draft."""
    report, preview = draft.report, draft.preview
    errors, asked = report.errors, report.questions
    names = _area_names(server_pages, draft)
    return CheckPage(
        heading=words.write_verdict(len(errors), len(asked), same=bool(draft.same)),
        lines=_intro_lines(draft),
        files=tuple(_file_row(each, names) for each in report.files),
        notices=tuple(_warning_text(draft, _describe_place(draft, each)) for each in report.notices[:MAX_PROBLEMS]),
        problems=tuple(_listed(_describe_place(draft, each)) for each in sorted(errors, key=sort_key)[:MAX_PROBLEMS]),
        unusual=tuple(_listed(_question_row(draft, each)) for each in asked[:MAX_PROBLEMS]) if errors else (),
        warnings=tuple((warning_key(each), _warning_text(draft, _question_row(draft, each))) for each in asked),
        difference="" if errors or draft.same else words.write_difference(preview),
        replaced=tuple(map(words.write_replaced, preview.replaced)),
        kept="" if errors or draft.same else words.write_kept(preview),
        parts=tuple(map(words.part_row, preview.parts[:MAX_PARTS])),
        changes=tuple(map(words.change_row, preview.changes[:MAX_CHANGES])),
        headlines=tuple(map(words.headline_row, preview.headlines[:MAX_HEADLINES])),
        areas=tuple(map(words.area_row, preview.areas[:MAX_AREAS])),
        more=tuple(_cut_notes(draft)),
        downloads=tuple(_downloads(draft)),
        address=f"/upload/file/{draft.id}" if draft.id else "",
        change=FORM_PATH if is_from_form(draft) else GRID_PATH if _is_from_grid(draft) else "",
        fingerprint=fingerprint_draft(draft),
        is_acceptable=not errors and not draft.same,
    )


def is_from_form(draft: Draft) -> bool:
    """True where the draft came from the form."""
    return len(draft.report.files) == 1 and bool(MEETING_FILE.fullmatch(draft.report.files[0].name))


def fingerprint_draft(draft: Draft) -> str:
    """Fingerprint of what the page shows: accepting is refused where the page would show something else by now."""
    return hashlib.sha256(repr((draft.preview, draft.same)).encode()).hexdigest()[:16]


def is_reserved_name(name: str) -> bool:
    """True for names reserved for what is typed here, so that no uploaded file may bear one."""
    return name == GRID_FILE_NAME or bool(MEETING_FILE.fullmatch(name))


def _is_from_grid(draft: Draft) -> bool:
    return [each.name for each in draft.report.files] == [GRID_FILE_NAME]


def _joins_held_meetings(draft: Draft) -> bool:
    """True where held meetings are among the rows: the form sends one of its own, the grid as many as are typed."""
    if is_from_form(draft):
        return draft.report.files[0].rows > 1
    return _is_from_grid(draft) and any(each.changed or each.unchanged or each.lost for each in draft.preview.parts)


def warning_key(question: Question) -> str:
    """Value that the tick of a warning sends."""
    return hashlib.sha256(str(question).encode()).hexdigest()[:16]


def _intro_lines(draft: Draft) -> tuple[str, ...]:
    if draft.report.is_case_level:
        return (CASE_LEVEL,)
    if draft.same:
        return (f"They are submission {draft.same}. {words.NOTHING_KEPT} {SENT_SINCE}",)
    if draft.report.errors:
        where = "in the grid, where your rows still are" if _is_from_grid(draft) else "in your own file"
        return (f"{words.NOTHING_KEPT} Correct what is listed below {where}, then send it again.",)
    hours = MAX_DRAFT_AGE // timedelta(hours=1)
    waits = f"{words.NOTHING_KEPT} What you sent is held here for {hours} hours while you decide."
    quarters = sorted({quarter for each in draft.report.files for quarter in each.quarters})
    later = words.write_running_quarters(quarters, datetime.now(UTC).date())
    joined = HELD_MEETINGS_STAY if _joins_held_meetings(draft) else ""
    unread = (words.write_unread_sheets(each.name, each.unread) for each in draft.report.files)
    return tuple(filter(None, (waits, joined, later, *unread)))


def _file_row(each: FileSummary, names: Mapping[str, str]) -> tuple[str, ...]:
    covers = words.list_names([names.get(code, code) for code in each.areas])
    return (each.name, each.kind or NOT_RECOGNISED, f"{each.rows:,}", covers, words.write_quarters(each.quarters))


def _describe_place(draft: Draft, each: Problem) -> Problem:
    """A problem with its place as its author calls it."""
    return replace(each, row=_row_number(draft, each), column=_column_name(draft, each))


def _question_row(draft: Draft, each: Question) -> Problem:
    """A question as one problem, so placed."""
    return each.merged(partial(_column_name, draft), partial(_row_number, draft))


def _listed(placed: Problem) -> tuple[str, ...]:
    row = WHOLE_FILE if placed.row is None else f"{placed.row:,}"
    return (row, placed.column, placed.message, placed.value, placed.file)


def _warning_text(draft: Draft, each: Problem) -> str:
    places = ("" if _is_typed(draft) else each.file, f"row {each.row}" if each.row else "", each.column)
    return ": ".join(filter(None, (", ".join(filter(None, places)), each.message)))


def _row_number(draft: Draft, each: Problem) -> int | None:
    """The row as its author numbers it: the form has none, the grid no header row."""
    if is_from_form(draft):
        return None
    return each.row - 1 if each.row and _is_from_grid(draft) else each.row


def _column_name(draft: Draft, each: Problem) -> str:
    """Name of the column where it was typed."""
    return (field_label(each.column) or each.column) if _is_typed(draft) else each.column


def _is_typed(draft: Draft) -> bool:
    return is_from_form(draft) or _is_from_grid(draft)


def _area_names(server_pages: ServerPages, draft: Draft) -> dict[str, str]:
    """Names of areas by code: those of the release, those of the files."""
    found = {part.area.code: part.area.name for part in draft.preview.parts}
    found |= {area.code: area.name for area in draft.report.new_areas}
    try:
        forces = server_pages.context.reader.ask(queries.CHOICES).forces
    except NoReleaseError:
        return found
    known = {area.code: area.name for force, maracs in forces for area in (force, *maracs) if area}
    return {**known, **found}


def _cut_notes(draft: Draft) -> Sequence[str]:
    preview, errors = draft.preview, draft.report.errors
    cut = (
        (len(draft.report.notices), MAX_PROBLEMS, "names that were taken for others"),
        (len(errors), MAX_PROBLEMS, "problems"),
        (len(draft.report.questions) if errors else 0, MAX_PROBLEMS, "unusual things"),
        (preview.changed + preview.lost, len(preview.changes[:MAX_CHANGES]), "changes"),
        (len(preview.parts), MAX_PARTS, "areas and quarters"),
        (len(preview.headlines), MAX_HEADLINES, "headline figures"),
        (len(preview.areas), MAX_AREAS, "facts of areas"),
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
