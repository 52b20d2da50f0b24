"""Files: taken, checked, shown, accepted or cancelled."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.datastructures import FileStorage

from callbacks.http import audit_trail, sessions
from callbacks.http.server_pages import ServerPages, download_response, redirect
from callbacks.identity import current_person
from callbacks.uploads import drafts
from callbacks.uploads.views import checked as view
from callbacks.uploads.views import done
from layouts.uploads import checked, grid
from layouts.uploads import files as choosing
from layouts.uploads.checked import ALL_WARNINGS, RefusedDecision
from maracdash.exports import check_results
from maracdash.intake.entry import saved_forms
from maracdash.intake.entry.grid_entry import build_grid_file
from maracdash.intake.file_types import list_file_types
from maracdash.intake.files import UploadedFile
from maracdash.intake.preview.drafts import Draft, accept_draft, cancel_draft, create_draft, read_draft_files
from maracdash.model.errors import NotFoundError
from maracdash.web_server.body_limits import MAX_FILES_MB

MAX_FILES = 20
NONE_CHOSEN = "Choose at least one file."
TOO_MANY = f"Choose at most {MAX_FILES} files at once."
UNTICKED = "Tick each unusual thing that is right as it is, or cancel and correct the files."
NO_REASON = "Say why they are right."
FIGURES_CHANGED = "The figures held here have changed since you looked. This is what accepting would do now."


def register(uploads: Blueprint, server_pages: ServerPages) -> None:
    """/upload/file and what follows it."""
    uploads.add_url_rule("/file", "files", partial(serve_file_form, server_pages))
    uploads.add_url_rule("/file", "check_files", partial(check_files, server_pages), methods=["POST"])
    uploads.add_url_rule("/file/<draft_id>", "checked", partial(serve_check, server_pages))
    uploads.add_url_rule("/file/<draft_id>/accept", "accept", partial(accept_files, server_pages), methods=["POST"])
    uploads.add_url_rule("/file/<draft_id>/cancel", "cancel", partial(cancel_upload, server_pages), methods=["POST"])
    uploads.add_url_rule("/file/<draft_id>/problems.csv", "problems", partial(serve_problems, server_pages))
    uploads.add_url_rule("/file/<draft_id>/marked/<int:number>", "marked", partial(serve_marked_workbook, server_pages))
    uploads.add_url_rule("/done/<submission>", "done", partial(serve_accepted, server_pages))


def serve_file_form(server_pages: ServerPages, problem: str = "") -> Response:
    """Serve the form to choose files."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    types = [each.description for each in list_file_types()]
    content = choosing.layout(sessions.form_token(), types, sessions.sender(), problem, MAX_FILES_MB)
    return server_pages.page(choosing.HEADING, content, status)


def check_files(server_pages: ServerPages) -> Response:
    """Read the files and go to the check's page; where nothing may be kept of them, show the check at once."""
    sessions.remember_name(request.form.get("who", ""))
    brought = [each for each in request.files.getlist("files") if each.filename]
    if not brought:
        return serve_file_form(server_pages, NONE_CHOSEN)
    if len(brought) > MAX_FILES:
        return serve_file_form(server_pages, TOO_MANY)
    files = [_read_upload(each) for each in brought]
    if grid.FROM_GRID_FIELD in request.form and len(files) == 1:
        files = [
            build_grid_file(server_pages.folder, server_pages.directory, files[0].content, sender=current_person())
        ]
    draft = create_draft(
        server_pages.folder,
        files,
        sessions.owner_id(),
        sender=current_person(),
        who=sessions.describe_submitter(),
    )
    if not draft.id:
        return _check_response(server_pages, draft, HTTPStatus.UNPROCESSABLE_ENTITY)
    drafts.remember_draft(server_pages, draft)
    return redirect(f"/upload/file/{draft.id}")


def serve_check(server_pages: ServerPages, draft_id: str) -> Response:
    """Serve the result of a check."""
    return _check_response(server_pages, drafts.find_draft(server_pages, draft_id))


def serve_problems(server_pages: ServerPages, draft_id: str) -> Response:
    """Serve every problem and warning as CSV."""
    return download_response(
        check_results.build_problems_file(drafts.find_draft(server_pages, draft_id).report.problems)
    )


def serve_marked_workbook(server_pages: ServerPages, draft_id: str, number: int) -> Response:
    """Serve one of the files as a workbook with its bad cells marked. Raises NotFoundError."""
    report = drafts.find_draft(server_pages, draft_id).report
    files = read_draft_files(server_pages.folder, draft_id, sessions.owner_id())
    if number >= len(files):
        raise NotFoundError("There is no such file in this upload.")
    return download_response(
        check_results.build_marked_workbook(files[number], report.problems, datetime.now(UTC).date())
    )


def accept_files(server_pages: ServerPages, draft_id: str) -> Response:
    """Keep and publish, if every warning is ticked and explained."""
    release = server_pages.record.release_id()
    draft = drafts.find_draft(server_pages, draft_id)
    if request.form.get(checked.FINGERPRINT_FIELD) != view.fingerprint_draft(draft):
        given = tuple(request.form.getlist("warning"))
        said = RefusedDecision(ticked=given, reason=request.form.get("reason", ""), problems=((FIGURES_CHANGED, ""),))
        return _check_response(server_pages, draft, HTTPStatus.CONFLICT, said)
    warnings = {view.warning_key(each): str(each) for each in draft.report.questions}
    boxes = request.form.getlist("warning")
    ticked = tuple(warnings) if ALL_WARNINGS in boxes else tuple(each for each in boxes if each in warnings)
    reason = request.form.get("reason", "").strip()
    missing = _missing_answers(len(warnings) - len(ticked), reason, bool(warnings))
    if missing:
        return _check_response(
            server_pages,
            draft,
            HTTPStatus.UNPROCESSABLE_ENTITY,
            RefusedDecision(ticked=tuple(boxes), reason=reason, problems=missing),
        )
    outcome = accept_draft(
        server_pages.folder,
        draft_id,
        sessions.owner_id(),
        tuple(warnings[each] for each in ticked),
        reason,
        sender=current_person(),
        who=sessions.describe_submitter(),
        release=release,
    )
    drafts.forget_draft(draft_id)
    if outcome.id and not outcome.again:
        audit_trail.record_submission(server_pages.context, outcome.id)
    if outcome.id and view.is_from_form(draft):
        saved_forms.delete_saved_form(server_pages.folder, sessions.owner_id())
    if outcome.id is None:
        return _check_response(
            server_pages,
            drafts.find_draft(server_pages, draft_id),
            HTTPStatus.CONFLICT,
            RefusedDecision(problems=((FIGURES_CHANGED, ""),)),
        )
    return redirect(f"/upload/done/{outcome.id}{'?again=1' if outcome.again else ''}")


def cancel_upload(server_pages: ServerPages, draft_id: str) -> Response:
    """Remove the draft and its files. Raises NotFoundError for one that is not there, or another owner's."""
    read_draft_files(server_pages.folder, draft_id, sessions.owner_id())
    cancel_draft(server_pages.folder, draft_id, sessions.owner_id())
    drafts.forget_draft(draft_id)
    return server_pages.page("Cancelled", done.build_cancelled_page())


def serve_accepted(server_pages: ServerPages, submission: str) -> Response:
    """Serve the page after an acceptance."""
    sent = server_pages.record.submissions_for(current_person())
    manifest = next((each.manifest for each in sent if each.manifest.id == submission), None)
    if manifest is None:
        raise NotFoundError(f"There is no submission {submission[:40]}.")
    return server_pages.page(
        "Accepted", done.build_accepted_page(server_pages, manifest, again="again" in request.args)
    )


def _missing_answers(unticked: int, reason: str, needed: bool) -> tuple[tuple[str, str], ...]:  # noqa: FBT001
    found = [(UNTICKED, "#warnings")] if unticked else []
    return tuple(found + ([(NO_REASON, "#reason")] if needed and not reason else []))


def _check_response(
    server_pages: ServerPages, draft: Draft, status: HTTPStatus = HTTPStatus.OK, answered: RefusedDecision | None = None
) -> Response:
    shown = view.build_check_page(server_pages, draft)
    content = checked.layout(shown, sessions.form_token(), answered)
    return server_pages.page(shown.heading, content, status, marking=draft.preview.marking)


def _read_upload(each: FileStorage) -> UploadedFile:
    with closing(each):
        name = each.filename or ""
        return UploadedFile(f"sent-{name}" if view.is_reserved_name(name) else name, each.read())
