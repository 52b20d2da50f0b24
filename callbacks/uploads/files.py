"""Files: taken, checked, shown, accepted or cancelled."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.datastructures import FileStorage

from callbacks.http import sessions
from callbacks.http.server_pages import Desk, sent, to
from callbacks.uploads import drafts, limits
from callbacks.uploads.views import checked as view
from callbacks.uploads.views import done
from layouts.uploads import checked, grid
from layouts.uploads import files as choosing
from layouts.uploads.checked import ALL, Answered
from maracdash.exports import check_results
from maracdash.intake.accept.acceptance import known
from maracdash.intake.entry import saved_forms
from maracdash.intake.entry.grid_entry import grid_submission
from maracdash.intake.file_types import told_types
from maracdash.intake.files import Incoming
from maracdash.intake.preview.drafts import Draft, accept_draft, cancel_draft, draft_files, stage
from maracdash.model.errors import UnknownThing

MOST_FILES = 20
NONE_CHOSEN = "Choose at least one file."
TOO_MANY = f"Choose at most {MOST_FILES} files at once."
UNTICKED = "Tick each unusual thing that is right as it is, or cancel and mend the files."
NO_REASON = "Say why they are right."
CHANGED = "The figures held here have changed since you looked. This is what accepting would do now."


def register(uploads: Blueprint, desk: Desk) -> None:
    """/upload/file and what follows it."""
    uploads.add_url_rule("/file", "files", partial(choose, desk))
    uploads.add_url_rule("/file", "check_files", partial(check, desk), methods=["POST"])
    uploads.add_url_rule("/file/<draft_id>", "checked", partial(show, desk))
    uploads.add_url_rule("/file/<draft_id>/accept", "accept", partial(accept, desk), methods=["POST"])
    uploads.add_url_rule("/file/<draft_id>/cancel", "cancel", partial(cancel, desk), methods=["POST"])
    uploads.add_url_rule("/file/<draft_id>/problems.csv", "problems", partial(problems, desk))
    uploads.add_url_rule("/file/<draft_id>/marked/<int:number>", "marked", partial(marked, desk))
    uploads.add_url_rule("/done/<submission>", "done", partial(finished, desk))


def choose(desk: Desk, problem: str = "") -> Response:
    """The form."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    types = [each.told for each in told_types()]
    content = choosing.layout(sessions.token(), types, sessions.name(), problem, limits.FILES_MB)
    return desk.page(choosing.HEADING, content, status)


def check(desk: Desk) -> Response:
    """Read the files and go to what was found; where nothing may be kept of them, say it at once."""
    sessions.named(request.form.get("who", ""))
    brought = [each for each in request.files.getlist("files") if each.filename]
    if not brought:
        return choose(desk, NONE_CHOSEN)
    if len(brought) > MOST_FILES:
        return choose(desk, TOO_MANY)
    files = [_incoming(each) for each in brought]
    if grid.ROWS_SENT in request.form and len(files) == 1:
        files = [grid_submission(desk.folder, known(desk.folder), files[0].content)]
    draft = stage(desk.folder, files, sessions.browser(), who=sessions.who())
    if not draft.id:
        return _shown(desk, draft, HTTPStatus.UNPROCESSABLE_ENTITY)
    drafts.remember(desk, draft)
    return to(f"/upload/file/{draft.id}")


def show(desk: Desk, draft_id: str) -> Response:
    """What the check found."""
    return _shown(desk, drafts.found(desk, draft_id))


def problems(desk: Desk, draft_id: str) -> Response:
    """Every problem and warning, as CSV."""
    return sent(check_results.problems_csv(drafts.found(desk, draft_id).report.problems))


def marked(desk: Desk, draft_id: str, number: int) -> Response:
    """One of the files as a workbook with its bad cells marked."""
    report = drafts.found(desk, draft_id).report
    files = draft_files(desk.folder, draft_id, sessions.browser())
    if number >= len(files):
        raise UnknownThing("There is no such file in this upload.")
    return sent(check_results.marked(files[number], report.problems, datetime.now(UTC).date()))


def accept(desk: Desk, draft_id: str) -> Response:
    """Keep and publish, if every warning is ticked and explained."""
    draft = drafts.found(desk, draft_id)
    if request.form.get(checked.SEEN, view.seen(draft)) != view.seen(draft):
        given = tuple(request.form.getlist("warning"))
        said = Answered(ticked=given, reason=request.form.get("reason", ""), problems=((CHANGED, ""),))
        return _shown(desk, draft, HTTPStatus.CONFLICT, said)
    warnings = {view.key(each): str(each) for each in draft.report.questions}
    boxes = request.form.getlist("warning")
    ticked = tuple(warnings) if ALL in boxes else tuple(each for each in boxes if each in warnings)
    reason = request.form.get("reason", "").strip()
    missing = _missing(len(warnings) - len(ticked), reason, bool(warnings))
    if missing:
        return _shown(
            desk, draft, HTTPStatus.UNPROCESSABLE_ENTITY, Answered(ticked=tuple(boxes), reason=reason, problems=missing)
        )
    outcome = accept_draft(
        desk.folder, draft_id, sessions.browser(), tuple(warnings[each] for each in ticked), reason, who=sessions.who()
    )
    drafts.forget(draft_id)
    if outcome.id and view.of_form(draft):
        saved_forms.forget(desk.folder, sessions.browser())
    if outcome.id is None:
        return _shown(desk, drafts.found(desk, draft_id), HTTPStatus.CONFLICT, Answered(problems=((CHANGED, ""),)))
    return to(f"/upload/done/{outcome.id}{'?again=1' if outcome.again else ''}")


def cancel(desk: Desk, draft_id: str) -> Response:
    """Leave nothing."""
    cancel_draft(desk.folder, draft_id, sessions.browser())
    drafts.forget(draft_id)
    return desk.page("Cancelled", done.cancelled())


def finished(desk: Desk, submission: str) -> Response:
    """What was accepted and what it means."""
    note = desk.record.submission(submission)
    return desk.page("Accepted", done.accepted(desk, note, again="again" in request.args))


def _missing(unticked: int, reason: str, needed: bool) -> tuple[tuple[str, str], ...]:  # noqa: FBT001
    found = [(UNTICKED, "#warnings")] if unticked else []
    return tuple(found + ([(NO_REASON, "#reason")] if needed and not reason else []))


def _shown(desk: Desk, draft: Draft, status: HTTPStatus = HTTPStatus.OK, answered: Answered | None = None) -> Response:
    shown = view.checked(desk, draft)
    content = checked.layout(shown, sessions.token(), answered)
    return desk.page(shown.heading, content, status, marking=draft.preview.marking)


def _incoming(each: FileStorage) -> Incoming:
    with closing(each):
        name = each.filename or ""
        return Incoming(f"sent-{name}" if view.typed_name(name) else name, each.read())
