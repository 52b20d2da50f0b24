"""A check as its page shows it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta

from callbacks.desks import Desk
from layouts.uploads.checked import Checked
from maracdash import ask
from maracdash.intake.problems import Problem
from maracdash.intake.reports import FileSummary
from maracdash.intake.staging import OLDEST, Draft
from maracdash.model.errors import NoRelease
from maracdash.words import uploads as words

MEETING = re.compile(r"meeting-(\d{4}-\d\d-\d\d)\.csv")
MOST_PROBLEMS = 300
MOST_WARNINGS = 300
MOST_PARTS = 120
MOST_CHANGES = 200
MOST_HEADLINES = 200
MOST_AREAS = 200
WHOLE = "all"
NOT_RECOGNISED = "not recognised"
REFUSED = "Refused"
CASE_LEVEL = (
    "A file looks like details of people. Nothing of it was kept, and nothing was written down but that a file was "
    "refused. Remove it from where it does not belong; send counts only."
)


def checked(desk: Desk, draft: Draft) -> Checked:
    """Everything on the page of a draft."""
    report, preview = draft.report, draft.preview
    errors, warnings = report.errors, report.warnings
    names = _names(desk, draft)
    return Checked(
        heading=words.verdict(len(errors), len(warnings), same=bool(draft.same)),
        lines=_lines(draft),
        files=tuple(_file(each, names) for each in report.files),
        problems=tuple(_problem(each) for each in sorted(errors, key=_place)[:MOST_PROBLEMS]),
        unusual=tuple(_problem(each) for each in sorted(warnings, key=_place)[:MOST_PROBLEMS]) if errors else (),
        warnings=tuple((key(each), _said(each)) for each in warnings),
        difference="" if errors or draft.same else words.difference(preview),
        replaced=tuple(map(words.replaced, preview.replaced)),
        parts=tuple(map(words.part, preview.parts[:MOST_PARTS])),
        changes=tuple(map(words.change, preview.changes[:MOST_CHANGES])),
        headlines=tuple(map(words.headline, preview.headlines[:MOST_HEADLINES])),
        areas=tuple(map(words.area, preview.areas[:MOST_AREAS])),
        more=tuple(_more(draft)),
        downloads=tuple(_downloads(draft)),
        address=f"/upload/file/{draft.id}" if draft.id else "",
        change="/upload/form" if of_form(draft) else "",
        acceptable=not errors and not draft.same,
    )


def of_form(draft: Draft) -> bool:
    """Whether the draft came from the form."""
    return len(draft.report.files) == 1 and bool(MEETING.fullmatch(draft.report.files[0].name))


def key(problem: Problem) -> str:
    """What the tick of a warning sends."""
    return hashlib.sha256(str(problem).encode()).hexdigest()[:16]


def _lines(draft: Draft) -> tuple[str, ...]:
    if draft.report.case_level:
        return (CASE_LEVEL,)
    if draft.same:
        return (f"They are submission {draft.same}. {words.NOTHING_KEPT}",)
    if draft.report.errors:
        return (f"{words.NOTHING_KEPT} Mend what is named below in your own file, then send it again.",)
    hours = OLDEST // timedelta(hours=1)
    return (f"{words.NOTHING_KEPT} The files wait here for {hours} hours for you to decide.",)


def _file(each: FileSummary, names: Mapping[str, str]) -> tuple[str, ...]:
    covers = words.covered([names.get(code, code) for code in each.areas])
    return (each.name, each.kind or NOT_RECOGNISED, f"{each.rows:,}", covers, words.span(each.quarters))


def _problem(each: Problem) -> tuple[str, ...]:
    return (WHOLE if each.row is None else f"{each.row:,}", each.column, each.message, each.value, each.file)


def _place(each: Problem) -> tuple[str, int]:
    return each.file, each.row or 0


def _said(each: Problem) -> str:
    place = ", ".join(part for part in (each.file, f"row {each.row}" if each.row else "", each.column) if part)
    return f"{place}: {each.message}"


def _names(desk: Desk, draft: Draft) -> dict[str, str]:
    """Names of areas by code: those of the release, those of the files."""
    found = {part.area.code: part.area.name for part in draft.preview.parts}
    found |= {area.code: area.name for area in draft.report.new_areas}
    try:
        forces = ask.choices(desk.context.releases).forces
    except NoRelease:
        return found
    known = {area.code: area.name for force, maracs in forces for area in (force, *maracs) if area}
    return {**known, **found}


def _more(draft: Draft) -> Sequence[str]:
    preview, errors = draft.preview, draft.report.errors
    cut = (
        (len(errors), MOST_PROBLEMS, "problems"),
        (len(draft.report.warnings) if errors else 0, MOST_PROBLEMS, "unusual things"),
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
