"""One meeting from a form: kept while it is typed, checked field by field, then on the same way as a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, request

from callbacks.http import sessions
from callbacks.http.server_pages import SCRIPTS, ServerPages, redirect
from callbacks.identity import current_person
from callbacks.uploads import drafts
from callbacks.uploads.views import meeting as view
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
    """Keep it for later, or check it and go on to what it would change."""
    sessions.remember_name(request.form.get("who", ""))
    values = view.read_values(request.form)
    if request.form.get("do") == page.FILL:
        return _fill_form(server_pages, values)
    saved_forms.save_form(server_pages.folder, sessions.owner_id(), values)
    if request.form.get("do") == page.SAVE:
        return _form_response(server_pages, values, note=page.SAVED_NOTE)
    agreed = request.form.get(page.REPLACES_FIELD, "") == _meeting_key(values)
    problems = _find_problems(server_pages, values)
    if problems:
        return _form_response(server_pages, values, problems, replaces=_meeting_key(values) if agreed else "")
    try:
        day = read_day(values.get("meeting_date", ""))
        if not agreed and is_meeting_held(server_pages.folder, values["marac"], day, sender=current_person()):
            return _form_response(
                server_pages,
                values,
                [Problem("", None, "meeting_date", page.ALREADY_HELD)],
                replaces=_meeting_key(values),
            )
        file = build_meeting_file(server_pages.folder, values["marac"], day, values, sender=current_person())
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
    """Serve the form with the counts of the meeting that is held, in the place of what was typed."""
    missing = [Problem("", None, name, BLANK_CELL) for name in page.IDENTIFYING_FIELDS if name not in values]
    if missing:
        return _form_response(server_pages, values, missing)
    try:
        day = read_day(values["meeting_date"])
        held = read_held_counts(server_pages.folder, values["marac"], day, sender=current_person())
    except MaracdashError as error:
        return _form_response(server_pages, values, [Problem("", None, "meeting_date", str(error))])
    filled = {name: values[name] for name in page.IDENTIFYING_FIELDS} | held
    saved_forms.save_form(server_pages.folder, sessions.owner_id(), filled)
    return _form_response(server_pages, filled, note=page.FILLED_NOTE, replaces=_meeting_key(filled))


def save_form(server_pages: ServerPages) -> Response:
    """Save the form while it is being filled in."""
    saved_forms.save_form(server_pages.folder, sessions.owner_id(), view.read_values(request.form))
    return Response(status=HTTPStatus.NO_CONTENT)


def _find_problems(server_pages: ServerPages, values: dict[str, str]) -> list[Problem]:
    today = datetime.now(UTC).date()
    day = values.get("meeting_date", "")
    found = check_meeting(server_pages.folder, values.get("marac", ""), day, values, today)
    return [each for each in found if each.severity is Severity.ERROR]


def _meeting_key(values: dict[str, str]) -> str:
    """Key of the meeting that a submitter agrees to replace: this one, and no other that is typed afterwards."""
    return f"{values.get('marac', '')} {values.get('meeting_date', '')}"


def _form_response(
    server_pages: ServerPages,
    values: dict[str, str],
    problems: Iterable[Problem] = (),
    *,
    note: str = "",
    replaces: str = "",
) -> Response:
    typed = view.build_form(server_pages.directory, values, problems, note=note, replaces=replaces)
    content = page.layout(typed, sessions.form_token())
    status = HTTPStatus.UNPROCESSABLE_ENTITY if typed.problems else HTTPStatus.OK
    return server_pages.page(page.HEADING, content, status, scripts=(*SCRIPTS, "upload-form.js"))
