"""Meeting mode: the findings of a pack one by one, and the actions that are noted beside them."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, request

from callbacks.context import AppContext
from callbacks.http import audit_trail, sessions
from callbacks.http.server_pages import ServerPages, redirect
from callbacks.identity import current_person
from callbacks.pages.board_packs import read_actions, resolve_pack
from layouts import links
from layouts.pages import board_pack, meeting
from layouts.pages.meeting import AT, DUE, WHAT, WHO, MeetingPage
from maracdash import meeting_actions
from maracdash.exports.chart_images import explain_unavailable
from maracdash.exports.charts import BARE_SIZE
from maracdash.model.board_packs import BoardPack, PackAnswers, PackItem, PackRequest, Slide, SlideKind, parse_day
from maracdash.model.errors import NotAllowedError, NotFoundError
from maracdash.model.meeting_actions import MAX_WHAT_LENGTH, MAX_WHO_LENGTH, Action, ActionList
from maracdash.model.people import PUBLIC
from maracdash.reading.board_packs import ask_pack
from maracdash.words import explain_refusal
from maracdash.words.board_packs import list_tables, write_pack

SCRIPTS = ("form-focus.js", "form-meeting.js", "notices.js", "session.js")
NO_SCREEN = "There is no finding {} in this meeting. Go back to the first."
NOT_YOURS = "Actions are noted by those who see the full figures of the Marac."
NO_WHAT = "Say what is to be done."
TOO_LONG = "Use at most {} letters that can be seen."
CHANGES: dict[str, Callable[..., None]] = {
    "done": meeting_actions.finish_action,
    "reopen": meeting_actions.reopen_action,
    "remove": meeting_actions.remove_action,
}


def register(routes: Blueprint, server_pages: ServerPages) -> None:
    """/meeting, and under it what notes and changes actions."""
    path = meeting.PATH
    routes.add_url_rule(path, "meeting", partial(serve_screen, server_pages))
    routes.add_url_rule(f"{path}/actions", "note", partial(note_action, server_pages), methods=["POST"])
    routes.add_url_rule(
        f"{path}/actions/<key>/<change>", "change", partial(change_action, server_pages), methods=["POST"]
    )


def serve_screen(server_pages: ServerPages) -> Response:
    """One screen of a meeting. Raises NotFoundError, NoReleaseError, and MissingChoiceError for an empty pack."""
    return _show(server_pages, *_ask(server_pages.context))


def note_action(server_pages: ServerPages) -> Response:
    """Keep an action beside the finding of the address. Raises NotAllowedError."""
    context = server_pages.context
    _check_sender()
    asked, answers = _ask(context)
    at = _read_place(answers)
    _require_actions(context, answers)
    typed = {name: " ".join(request.form.get(name, "").split()) for name in (WHAT, WHO, DUE)}
    problems = _find_problems(typed)
    if problems or not at:
        return _show(server_pages, asked, answers, typed, problems, HTTPStatus.UNPROCESSABLE_ENTITY)
    pack = write_pack(answers)
    marac, today = answers.hierarchy.area.code, datetime.now(UTC).date()
    action = Action(
        id=secrets.token_hex(8),
        what=typed[WHAT],
        who=typed[WHO],
        due=parse_day(typed[DUE]),
        indicator=answers.charts[at - 1].answer.indicator.slug,
        finding=_list_findings(pack)[at - 1].title,
        noted_on=today,
        noted_by=sessions.sender().name,
    )
    meeting_actions.note_action(context.settings.data, marac, action)
    audit_trail.record_action(context, marac, "noted")
    return _redirect(asked, at)


def change_action(server_pages: ServerPages, key: str, change: str) -> Response:
    """Keep what became of an action. Raises NotAllowedError and NotFoundError."""
    context = server_pages.context
    _check_sender()
    if change not in CHANGES:
        raise NotFoundError(meeting_actions.NONE_SUCH)
    asked, answers = _ask(context)
    _require_actions(context, answers)
    marac, today = answers.hierarchy.area.code, datetime.now(UTC).date()
    CHANGES[change](context.settings.data, marac, key, today, sessions.sender().name)
    audit_trail.record_action(context, marac, change)
    return _redirect(asked, _read_place(answers))


def _check_sender() -> None:
    """Refuse the public with a sentence, and a form of another site."""
    if current_person() == PUBLIC:
        raise NotFoundError(NOT_YOURS)
    sessions.check_token()


def _ask(context: AppContext) -> tuple[PackRequest, PackAnswers]:
    asked = resolve_pack(context, request.full_path)
    return asked, ask_pack(context.reader, asked)


def _require_actions(context: AppContext, answers: PackAnswers) -> ActionList:
    found = read_actions(context, answers.hierarchy)
    if found is None:
        raise NotAllowedError(NOT_YOURS)
    return found


def _read_place(answers: PackAnswers) -> int:
    text = request.args.get(AT, "0")
    if text not in map(str, range(len(answers.charts) + 1)):
        raise NotFoundError(NO_SCREEN.format(text[:20]))
    return int(text)


def _find_problems(typed: dict[str, str]) -> dict[str, str]:
    found = {} if typed[WHAT] else {WHAT: NO_WHAT}
    for name, most in ((WHAT, MAX_WHAT_LENGTH), (WHO, MAX_WHO_LENGTH)):
        if len(typed[name]) > most or not typed[name].isprintable():
            found[name] = TOO_LONG.format(most)
    try:
        parse_day(typed[DUE])
    except NotFoundError as error:
        found[DUE] = str(error)
    return found


def _show(
    server_pages: ServerPages,
    asked: PackRequest,
    answers: PackAnswers,
    typed: dict[str, str] | None = None,
    problems: dict[str, str] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    context = server_pages.context
    at, pack = _read_place(answers), write_pack(answers)
    actions = read_actions(context, answers.hierarchy)
    build = _build_finding if at else _build_opening
    shown = replace(build(asked, answers, pack, actions, at), typed=typed or {}, problems=problems or {})
    token = sessions.form_token() if current_person() != PUBLIC else ""
    title = meeting.HEADING.format(shown.heading)
    return server_pages.pack_page(
        f"Error: {title}" if problems else title,
        meeting.layout(shown, token),
        asked.select(context.start.indicator),
        status,
        SCRIPTS,
    )


def _build_opening(
    asked: PackRequest, answers: PackAnswers, pack: BoardPack, actions: ActionList | None, at: int
) -> MeetingPage:
    return MeetingPage(
        at=at,
        of=len(answers.charts),
        query=asked.query(),
        heading=pack.title,
        subtitle=pack.subtitle,
        actions=actions,
        noted=actions.current if actions else (),
        back=f"{board_pack.PATH}?{asked.query()}",
    )


def _build_finding(
    asked: PackRequest, answers: PackAnswers, pack: BoardPack, actions: ActionList | None, at: int
) -> MeetingPage:
    chart, slide = answers.charts[at - 1], _list_findings(pack)[at - 1]
    item = PackItem(part=chart.part, slug=chart.answer.indicator.slug)
    missing = explain_refusal(chart.answer) or explain_unavailable() or ""
    noted = actions.current if actions else ()
    return MeetingPage(
        at=at,
        of=len(answers.charts),
        query=asked.query(),
        heading=slide.title,
        subtitle=slide.subtitle,
        size=BARE_SIZE,
        picture="" if missing else links.download("bare-chart.svg", asked.select_view(item)),
        alt=slide.alt,
        without=missing,
        caveats=chart.answer.indicator.notes,
        tables=tuple(each.table for each in list_tables(chart) if each.table),
        footer=slide.footer,
        actions=actions,
        noted=tuple(each for each in noted if each.indicator == item.slug),
        back=f"{board_pack.PATH}?{asked.query()}",
    )


def _list_findings(pack: BoardPack) -> list[Slide]:
    return [slide for slide in pack.slides if slide.kind is SlideKind.CHART]


def _redirect(asked: PackRequest, at: int) -> Response:
    return redirect(f"{meeting.PATH}?{asked.query()}&{AT}={at}")
