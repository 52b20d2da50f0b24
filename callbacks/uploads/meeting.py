"""One meeting from a form: kept while it is typed, checked field by field, then on the same way as a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, request

from callbacks.http import sessions
from callbacks.http.server_pages import SCRIPTS, Desk, to
from callbacks.uploads import drafts
from callbacks.uploads.views import meeting as view
from layouts.uploads import meeting as page
from maracdash.intake.accept.acceptance import known
from maracdash.intake.entry import saved_forms
from maracdash.intake.entry.meeting_entry import meeting_problems, meeting_submission, read_day, replaces
from maracdash.intake.preview.drafts import stage
from maracdash.intake.problems import Problem, Severity
from maracdash.model.errors import MaracdashError


def register(uploads: Blueprint, desk: Desk) -> None:
    """/upload/form, and where its script keeps what is typed."""
    uploads.add_url_rule("/form", "form", partial(show, desk))
    uploads.add_url_rule("/form", "send_form", partial(take, desk), methods=["POST"])
    uploads.add_url_rule("/form/keep", "keep_form", partial(keep, desk), methods=["POST"])


def show(desk: Desk) -> Response:
    """The form as it was left, or for the Marac and date of the address."""
    values = view.values(request.args) or saved_forms.unsent(desk.folder, sessions.browser())
    return _page(desk, values)


def take(desk: Desk) -> Response:
    """Keep it for later, or check it and go on to what it would change."""
    sessions.named(request.form.get("who", ""))
    values = view.values(request.form)
    saved_forms.save(desk.folder, sessions.browser(), values)
    if request.form.get("do") == page.SAVE:
        return _page(desk, values, saved=True)
    problems = _problems(desk, values)
    if problems:
        return _page(desk, values, problems)
    try:
        day = read_day(values.get("meeting_date", ""))
        if replaces(desk.folder, values["marac"], day) and request.form.get(page.REPLACES) != _meeting(values):
            return _page(desk, values, [Problem("", None, "meeting_date", page.HELD)], again=_meeting(values))
        file = meeting_submission(desk.folder, values["marac"], day, values)
    except MaracdashError as error:
        return _page(desk, values, [Problem("", None, "meeting_date", str(error))])
    draft = stage(desk.folder, [file], sessions.browser(), who=sessions.who())
    drafts.remember(desk, draft)
    return to(f"/upload/file/{draft.id}")


def keep(desk: Desk) -> Response:
    """What is typed, while it is typed."""
    saved_forms.save(desk.folder, sessions.browser(), view.values(request.form))
    return Response(status=HTTPStatus.NO_CONTENT)


def _problems(desk: Desk, values: dict[str, str]) -> list[Problem]:
    today = datetime.now(UTC).date()
    day = values.get("meeting_date", "")
    found = meeting_problems(known(desk.folder), values.get("marac", ""), day, values, today)
    return [each for each in found if each.severity is Severity.ERROR]


def _meeting(values: dict[str, str]) -> str:
    """What a submitter agrees to replace: this meeting, and no other that is typed afterwards."""
    return f"{values['marac']} {values['meeting_date']}"


def _page(
    desk: Desk, values: dict[str, str], problems: Iterable[Problem] = (), *, saved: bool = False, again: str = ""
) -> Response:
    typed = view.typed(known(desk.folder).directory, values, problems, saved=saved)
    content = page.layout(replace(typed, replaces=again), sessions.token())
    status = HTTPStatus.UNPROCESSABLE_ENTITY if typed.problems else HTTPStatus.OK
    return desk.page(page.HEADING, content, status, scripts=(*SCRIPTS, "upload-form.js"))
