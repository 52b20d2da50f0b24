"""What has been sent: looked at, its files taken back, withdrawn and brought back; releases compared."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, request

from callbacks.http import sessions
from callbacks.http.server_pages import Desk, sent, to
from callbacks.uploads.views import history as view
from layouts.uploads import history as page
from maracdash.exports.files import File
from maracdash.intake.accept.acceptance import withdraw
from maracdash.model.errors import UnknownThing
from maracdash.record import Sent, State

MOST = 300
NO_REASON = "Say why, in a few words."
OVERTAKEN = "Somebody else has changed this submission meanwhile. This is how it stands now."
BYTES = "application/octet-stream"


def register(uploads: Blueprint, desk: Desk) -> None:
    """/upload/history, one submission of it, its files; /upload/releases."""
    uploads.add_url_rule("/history", "history", partial(everything, desk))
    uploads.add_url_rule("/history/<submission>", "submission", partial(one, desk))
    uploads.add_url_rule("/history/<submission>", "decide", partial(decide, desk), methods=["POST"])
    uploads.add_url_rule("/history/<submission>/original/<int:number>", "original", partial(given, desk))
    uploads.add_url_rule("/releases", "releases", partial(compared, desk))


def everything(desk: Desk) -> Response:
    """Submissions and releases, newest first."""
    found = desk.record.history()
    more = f"The newest {MOST} of {len(found):,} are shown." if len(found) > MOST else ""
    lines = [view.line(each) for each in found[:MOST]]
    return desk.page(page.HEADING, page.layout(lines, [view.release(each) for each in desk.record.editions()], more))


def one(desk: Desk, submission: str, problem: str = "") -> Response:
    """A submission in full."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    reason = request.form.get("reason", "") if problem else ""
    found = _found(desk, submission)
    later = desk.record.later_overlapping(found.note)
    shown = view.one(found, desk.record.editions(), later, problem, reason, sessions.name())
    return desk.page(f"Submission {submission}", page.one(shown, sessions.token()), status)


def decide(desk: Desk, submission: str) -> Response:
    """Withdraw it, or bring it back, as the form said; not if that is done already."""
    sessions.named(request.form.get("who", ""))
    found, why = _found(desk, submission), request.form.get("reason", "").strip()
    if request.form.get("does") != view.does(found):
        return one(desk, submission, OVERTAKEN)
    if not why:
        return one(desk, submission, NO_REASON)
    withdraw(desk.folder, found.withdrawn_by.id if found.withdrawn_by else submission, why, sessions.who())
    return to(f"/upload/history/{submission}")


def given(desk: Desk, submission: str, number: int) -> Response:
    """An original file, as it was received."""
    files = _found(desk, submission).note.files
    if number >= len(files):
        raise UnknownThing("There is no such file in this submission.")
    name = files[number].name
    return sent(File(name=name, content=desk.record.original(submission, name), media_type=BYTES))


def compared(desk: Desk) -> Response:
    """Two releases, the older first whatever the order they were named in."""
    known = {each.entry.release.id: each for each in desk.record.editions()}
    asked = [request.args.get(name, "") for name in ("then", "now")]
    if any(each not in known for each in asked):
        raise UnknownThing("Choose two releases of the list to compare them.")
    then, now = sorted(asked, key=lambda each: known[each].entry.release.published_at)
    differing = view.difference(desk.record.between(then, now), desk.context.reader, then, now)
    content = page.difference(view.release(known[then]), view.release(known[now]), differing)
    return desk.page("What changed", content)


def _found(desk: Desk, submission: str) -> Sent:
    found = next((each for each in desk.record.history() if each.note.id == submission), None)
    if found is None or found.state is State.UNDONE:
        raise UnknownThing(f"There is no submission {submission[:40]}.")
    return found
