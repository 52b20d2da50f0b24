"""One meeting from a form: kept while it is typed, checked field by field, then on the same way as a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, request

from callbacks.http import sessions
from callbacks.http.server_pages import SCRIPTS, ServerPages, redirect
from callbacks.identity import current_person
from callbacks.uploads import drafts
from callbacks.uploads.views import meeting as view
from callbacks.uploads.views.checked import FORM_PATH
from layouts.uploads import meeting as page
from maracdash.intake.entry import saved_forms
from maracdash.intake.entry.meeting_entry import (
    build_meeting_file,
    check_meeting,
    is_meeting_held,
    read_day,
    read_held_counts,
)
from maracdash.intake.preview.drafts import create_draft
from maracdash.intake.problems import BLANK_CELL, Problem, Severity
from maracdash.model.errors import MaracdashError
from maracdash.model.fields import FILLED
from maracdash.model.quarters import Quarter


def register(uploads: Blueprint, server_pages: ServerPages) -> None:
    """/upload/form, and where its script keeps what is typed."""
    uploads.add_url_rule("/form", "form", partial(serve_form, server_pages))
    uploads.add_url_rule("/form", "send_form", partial(receive_form, server_pages), methods=["POST"])
    uploads.add_url_rule("/form/keep", "keep_form", partial(save_form, server_pages), methods=["POST"])


def serve_form(server_pages: ServerPages) -> Response:
    """Serve the form as it was left, or for the Marac and date of the address."""
    values = view.read_values(request.args) or saved_forms.read_saved_form(server_pages.folder, sessions.owner_id())
    return _form_response(server_pages, values)


def receive_form(server_pages: ServerPages) -> Response:
    """Keep it for later, fill or empty it, or check it and go on to what it would change."""
    sessions.remember_name(request.form.get("who", ""))
    values, do = view.read_values(request.form), request.form.get("do")
    if do == page.FILL:
        return _fill_form(server_pages, values)
    if do == page.EMPTY:
        saved_forms.delete_saved_form(server_pages.folder, sessions.owner_id())
        return redirect(FORM_PATH)
    saved_forms.save_form(server_pages.folder, sessions.owner_id(), values)
    if do == page.SAVE:
        return _form_response(server_pages, values, note=page.SAVED_NOTE)
    return _check_form(server_pages, values)


def _check_form(server_pages: ServerPages, values: dict[str, str]) -> Response:
    """Go on to what it would change; where it cannot be sent, or would replace another meeting unasked, say so."""
    key = _name_meeting(values)
    agreed = key if key in (request.form.get(page.REPLACES_FIELD), values.get(FILLED)) else ""
    problems = _find_problems(server_pages, values)
    if problems:
        return _form_response(server_pages, values, problems, replaces=agreed)
    try:
        day = read_day(values["meeting_date"])
        moved_from = _find_moved_day(server_pages, values)
        if not agreed and is_meeting_held(server_pages.folder, values["marac"], day, sender=current_person()):
            held = Problem("", None, "meeting_date", page.ALREADY_HELD)
            return _form_response(server_pages, values, [held], replaces=key)
        file = build_meeting_file(
            server_pages.folder, values["marac"], day, values, sender=current_person(), moved_from=moved_from
        )
    except MaracdashError as error:
        return _form_response(server_pages, values, [Problem("", None, "meeting_date", str(error))])
    draft = create_draft(
        server_pages.folder,
        [file],
        sessions.owner_id(),
        sender=current_person(),
        who=sessions.describe_submitter(),
    )
    drafts.remember_draft(server_pages, draft)
    return redirect(f"/upload/file/{draft.id}")


def _fill_form(server_pages: ServerPages, values: dict[str, str]) -> Response:
    """Put the counts of the meeting that is held in the place of what was typed, and go to the form."""
    missing = [Problem("", None, name, BLANK_CELL) for name in page.IDENTIFYING_FIELDS if name not in values]
    if missing:
        return _form_response(server_pages, values, missing)
    try:
        day = read_day(values["meeting_date"])
        held = read_held_counts(server_pages.folder, values["marac"], day, sender=current_person())
    except MaracdashError as error:
        return _form_response(server_pages, values, [Problem("", None, "meeting_date", str(error))])
    meeting = {name: values[name] for name in page.IDENTIFYING_FIELDS}
    saved_forms.save_form(server_pages.folder, sessions.owner_id(), meeting | held | {FILLED: _name_meeting(values)})
    return redirect(FORM_PATH)


def save_form(server_pages: ServerPages) -> Response:
    """Save the form while it is being filled in."""
    saved_forms.save_form(server_pages.folder, sessions.owner_id(), view.read_values(request.form))
    return Response(status=HTTPStatus.NO_CONTENT)


def _find_problems(server_pages: ServerPages, values: dict[str, str]) -> list[Problem]:
    today = datetime.now(UTC).date()
    day = values.get("meeting_date", "")
    found = check_meeting(server_pages.folder, values.get("marac", ""), day, values, today)
    return [each for each in found if each.severity is Severity.ERROR]


def _name_meeting(values: dict[str, str]) -> str:
    """Name of the meeting that is typed, by its Marac and day however that is written; empty where it has none yet."""
    try:
        return f"{values.get('marac', '')} {read_day(values.get('meeting_date', '')).isoformat()}"
    except MaracdashError:
        return ""


def _find_moved_day(server_pages: ServerPages, values: dict[str, str]) -> date | None:
    """Find the day of the held meeting that takes the day that is typed now; None where none is moved.

    Raises MaracdashError for one that would go to another Marac or quarter.
    """
    filled, now = values.get(FILLED, ""), _name_meeting(values)
    if filled in ("", now):
        return None
    marac, _, text = filled.rpartition(" ")
    day = read_day(text)
    if marac != values["marac"] or Quarter.of(day) != Quarter.of(read_day(values["meeting_date"])):
        raise MaracdashError(view.write_meeting(page.NOT_MOVED, server_pages.directory, filled))
    return day


def _form_response(
    server_pages: ServerPages,
    values: dict[str, str],
    problems: Iterable[Problem] = (),
    *,
    note: str = "",
    replaces: str = "",
) -> Response:
    if not note and values.get(FILLED):
        note = view.write_meeting(page.FILLED_NOTE, server_pages.directory, values[FILLED])
    typed = view.build_form(
        server_pages.directory, values, problems, note=note, replaces=replaces, sender=current_person()
    )
    content = page.layout(typed, sessions.form_token())
    status = HTTPStatus.UNPROCESSABLE_ENTITY if typed.problems else HTTPStatus.OK
    return server_pages.page(page.HEADING, content, status, scripts=(*SCRIPTS, "upload-form.js"))
