"""History of submissions: listed, downloaded, withdrawn and brought back; releases compared."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, request

from callbacks.http import sessions
from callbacks.http.server_pages import ServerPages, download_response, redirect
from callbacks.uploads.views import history as view
from layouts.uploads import history as page
from maracdash.exports.files import File
from maracdash.intake.accept.acceptance import withdraw_submission
from maracdash.model.errors import NotFoundError
from maracdash.record import SubmissionRecord, SubmissionState

MOST_SUBMISSIONS = 300
NO_REASON = "Say why, in a few words."
CHANGED_MEANWHILE = "Somebody else has changed this submission meanwhile. This is how it stands now."
BINARY_TYPE = "application/octet-stream"


def register(uploads: Blueprint, desk: ServerPages) -> None:
    """/upload/history, one submission of it, its files; /upload/releases."""
    uploads.add_url_rule("/history", "history", partial(serve_history, desk))
    uploads.add_url_rule("/history/<submission>", "submission", partial(serve_submission, desk))
    uploads.add_url_rule("/history/<submission>", "decide", partial(decide_submission, desk), methods=["POST"])
    uploads.add_url_rule("/history/<submission>/original/<int:number>", "original", partial(serve_original, desk))
    uploads.add_url_rule("/releases", "releases", partial(serve_comparison, desk))


def serve_history(desk: ServerPages) -> Response:
    """Serve submissions and releases, newest first."""
    found = desk.record.submissions()
    more = f"The newest {MOST_SUBMISSIONS} of {len(found):,} are shown." if len(found) > MOST_SUBMISSIONS else ""
    lines = [view.build_submission_row(each) for each in found[:MOST_SUBMISSIONS]]
    return desk.page(
        page.HEADING, page.layout(lines, [view.build_release_row(each) for each in desk.record.release_diffs()], more)
    )


def serve_submission(desk: ServerPages, submission: str, problem: str = "") -> Response:
    """Serve one submission in full. Raises NotFoundError."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    reason = request.form.get("reason", "") if problem else ""
    found = _find_submission(desk, submission)
    later = desk.record.later_overlapping(found.note)
    shown = view.build_submission_page(
        found, desk.record.release_diffs(), later, problem, reason, sessions.submitter_name()
    )
    return desk.page(f"Submission {submission}", page.build_submission_page(shown, sessions.form_token()), status)


def decide_submission(desk: ServerPages, submission: str) -> Response:
    """Withdraw it, or bring it back, as the form said; not if that is done already."""
    sessions.remember_name(request.form.get("who", ""))
    found, why = _find_submission(desk, submission), request.form.get("reason", "").strip()
    if request.form.get("does") != view.available_action(found):
        return serve_submission(desk, submission, CHANGED_MEANWHILE)
    if not why:
        return serve_submission(desk, submission, NO_REASON)
    withdraw_submission(
        desk.folder, found.withdrawn_by.id if found.withdrawn_by else submission, why, sessions.describe_submitter()
    )
    return redirect(f"/upload/history/{submission}")


def serve_original(desk: ServerPages, submission: str, number: int) -> Response:
    """Serve an original file as it was received. Raises NotFoundError."""
    files = _find_submission(desk, submission).note.files
    if number >= len(files):
        raise NotFoundError("There is no such file in this submission.")
    name = files[number].name
    return download_response(File(name=name, content=desk.record.original(submission, name), media_type=BINARY_TYPE))


def serve_comparison(desk: ServerPages) -> Response:
    """Serve a comparison of two releases, the older first however they were named. Raises NotFoundError."""
    known = {each.entry.release.id: each for each in desk.record.release_diffs()}
    asked = [request.args.get(name, "") for name in ("then", "now")]
    if any(each not in known for each in asked):
        raise NotFoundError("Choose two releases of the list to compare them.")
    then, now = sorted(asked, key=lambda each: known[each].entry.release.published_at)
    differing = view.compare_releases(desk.record.diff_releases(then, now), desk.context.reader, then, now)
    content = page.build_comparison_page(
        view.build_release_row(known[then]), view.build_release_row(known[now]), differing
    )
    return desk.page("What changed", content)


def _find_submission(desk: ServerPages, submission: str) -> SubmissionRecord:
    found = next((each for each in desk.record.submissions() if each.note.id == submission), None)
    if found is None or found.state is SubmissionState.UNDONE:
        raise NotFoundError(f"There is no submission {submission[:40]}.")
    return found
