"""History of submissions: listed, downloaded, withdrawn and brought back; releases compared."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, request

from callbacks.http import audit_trail, sessions
from callbacks.http.server_pages import ServerPages, download_response, redirect
from callbacks.identity import current_person
from callbacks.uploads.views import history as view
from layouts.uploads import history as page
from maracdash.exports.files import File
from maracdash.intake.accept.acceptance import withdraw_submission
from maracdash.model.areas import Level
from maracdash.model.errors import NotFoundError
from maracdash.record import SubmissionRecord, SubmissionState

MAX_SUBMISSIONS = 300
NO_REASON = "Say why, in a few words."
CHANGED_MEANWHILE = "Somebody else has changed this submission meanwhile. This is how it stands now."
BINARY_TYPE = "application/octet-stream"


def register(uploads: Blueprint, server_pages: ServerPages) -> None:
    """/upload/history, one submission of it, its files; /upload/releases."""
    uploads.add_url_rule("/history", "history", partial(serve_history, server_pages))
    uploads.add_url_rule("/history/<submission>", "submission", partial(serve_submission, server_pages))
    uploads.add_url_rule("/history/<submission>", "decide", partial(decide_submission, server_pages), methods=["POST"])
    uploads.add_url_rule(
        "/history/<submission>/original/<int:number>", "original", partial(serve_original, server_pages)
    )
    uploads.add_url_rule("/releases", "releases", partial(serve_comparison, server_pages))


def serve_history(server_pages: ServerPages) -> Response:
    """Serve submissions and releases, newest first."""
    found = server_pages.record.submissions_for(current_person())
    more = f"The newest {MAX_SUBMISSIONS} of {len(found):,} are shown." if len(found) > MAX_SUBMISSIONS else ""
    names = server_pages.directory.names
    lines = [view.build_submission_row(each, names) for each in found[:MAX_SUBMISSIONS]]
    return server_pages.page(
        page.HEADING,
        page.layout(
            lines, view.build_release_rows(server_pages.record.release_diffs(), _visible_ids(server_pages)), more
        ),
    )


def serve_submission(server_pages: ServerPages, submission: str, problem: str = "") -> Response:
    """Serve one submission in full. Raises NotFoundError."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    reason = request.form.get("reason", "") if problem else ""
    found = _find_submission(server_pages, submission)
    later = server_pages.record.later_overlapping(found.manifest)
    shown = view.build_submission_page(
        found,
        server_pages.directory.names,
        server_pages.record.release_diffs(),
        later,
        problem,
        reason,
        sessions.sender(),
    )
    return server_pages.page(
        f"Submission {submission}", page.build_submission_page(shown, sessions.form_token()), status
    )


def decide_submission(server_pages: ServerPages, submission: str) -> Response:
    """Withdraw it, or bring it back, as the form said; not if that is done already, unless it was never published."""
    sessions.remember_name(request.form.get("who", ""))
    found, why = _find_submission(server_pages, submission), request.form.get("reason", "").strip()
    if request.form.get("does") != view.available_action(found):
        if server_pages.record.publish_ended_quarter():
            return redirect(f"/upload/history/{submission}")
        return serve_submission(server_pages, submission, CHANGED_MEANWHILE)
    if not why:
        return serve_submission(server_pages, submission, NO_REASON)
    withdraw_submission(
        server_pages.folder,
        found.withdrawn_by.id if found.withdrawn_by else submission,
        why,
        sessions.describe_submitter(),
        sender=current_person(),
    )
    audit_trail.record_decision(server_pages.context, submission, request.form.get("does", ""))
    return redirect(f"/upload/history/{submission}")


def serve_original(server_pages: ServerPages, submission: str, number: int) -> Response:
    """Serve an original file as it was received. Raises NotFoundError."""
    files = _find_submission(server_pages, submission).manifest.files
    if number >= len(files):
        raise NotFoundError("There is no such file in this submission.")
    name = files[number].name
    return download_response(
        File(
            name=name, content=server_pages.record.original(submission, name, current_person()), media_type=BINARY_TYPE
        )
    )


def serve_comparison(server_pages: ServerPages) -> Response:
    """Serve a comparison of two releases, the older first however they were named. Raises NotFoundError."""
    known = {each.entry.release.id: each for each in server_pages.record.release_diffs()}
    asked = [request.args.get(name, "") for name in ("then", "now")]
    if any(each not in known for each in asked):
        raise NotFoundError("Choose two releases of the list to compare them.")
    then, now = sorted(asked, key=lambda each: known[each].entry.release.published_at)
    visible = _visible_ids(server_pages)
    differing = view.compare_releases(
        server_pages.record.diff_releases(then, now),
        server_pages.context.reader,
        visible,
        server_pages.directory.names,
        then,
        now,
    )
    first, second = view.build_release_rows((known[then], known[now]), visible)
    changed = known[now].added or known[now].removed
    own = next((code for each in changed if each.id in visible for code in each.areas), "")
    content = page.build_comparison_page(first, second, differing, _find_own(server_pages, own))
    return server_pages.page("What changed", content)


def _find_own(server_pages: ServerPages, code: str) -> str:
    """The code, if it is that of a Marac: its force's report is the one that changed."""
    return code if server_pages.directory.listing(Level.MARAC, code) else ""


def _visible_ids(server_pages: ServerPages) -> frozenset[str]:
    return server_pages.record.visible_ids(current_person())


def _find_submission(server_pages: ServerPages, submission: str) -> SubmissionRecord:
    found = next(
        (each for each in server_pages.record.submissions_for(current_person()) if each.manifest.id == submission), None
    )
    if found is None or found.state is SubmissionState.UNDONE:
        raise NotFoundError(f"There is no submission {submission[:40]}.")
    return found
