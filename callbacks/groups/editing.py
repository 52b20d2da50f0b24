"""The page of groups: a form whose answer is an address, as the address is all there is of a group."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from flask import Response, request

from callbacks.context import AppContext
from callbacks.groups.saved import read_saved_groups
from callbacks.http import sessions
from callbacks.http.server_pages import ServerPages, redirect
from callbacks.pages import revisions
from callbacks.pages.selections import resolve_selection
from layouts import links
from layouts.pages import groups as page
from layouts.pages.groups import MEMBER, GroupForm, GroupInUse, GroupsPage
from layouts.pages.saved_groups import NAME, SavedGroups
from maracdash import queries
from maracdash.model.errors import NotFoundError, StorageError
from maracdash.model.groups import MAX_MEMBERS, GroupChoice, find_name_problem, tidy_name
from maracdash.model.selection import Selection
from maracdash.settings import SignIn
from maracdash.words import groups as said

MAX_TYPED_LENGTH = 200
NOTHING_TICKED = "No Marac and no force is ticked. Tick those that belong to the group."
TOO_MANY = (
    "{ticked} Maracs and forces are ticked; a group has at most {most}. Untick some, or tick a whole force in the "
    "place of its Maracs."
)
NOBODY_SIGNS_IN = "Nobody signs in here, so a group lives in its address alone: keep the link, or it is gone."
SIGN_IN_FIRST = "A group lives in its address. Sign in, and you can also keep it with your account."


def serve_groups(server_pages: ServerPages) -> Response:
    """Serve the page, or the address of the group that the form makes. Raises NotFoundError and NoReleaseError."""
    context = server_pages.context
    revisions.check_release(context, request.full_path)
    selection = resolve_selection(context, request.full_path)
    if NAME not in request.args and MEMBER not in request.args:
        return show_groups(server_pages, selection, begin_form(selection))
    group, form = read_form(context)
    if group:
        return redirect(links.groups(replace(selection, group=group)))
    return show_groups(server_pages, selection, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def begin_form(selection: Selection) -> GroupForm:
    """The form with the group that is in use, or empty."""
    group = selection.group
    return GroupForm(name=group.name, ticked=frozenset(group.members)) if group else GroupForm()


def read_form(context: AppContext) -> tuple[GroupChoice | None, GroupForm]:
    """The group that the form makes; None where it makes none, and the form with what is wrong."""
    name = tidy_name(request.args.get(NAME, "")[:MAX_TYPED_LENGTH])
    ticked = tuple(dict.fromkeys(request.args.getlist(MEMBER)))
    problems = {NAME: problem} if (problem := find_name_problem(name)) else {}
    group = None
    try:
        group = _resolve(context, name, ticked)
    except NotFoundError as error:
        problems[MEMBER] = str(error)
    return None if problems else group, GroupForm(name=name, ticked=frozenset(ticked), problems=problems)


def show_groups(
    server_pages: ServerPages,
    selection: Selection,
    form: GroupForm,
    saved: SavedGroups | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    """The page; `saved` takes the place of what is read from the account, where something of it went wrong."""
    context = server_pages.context
    kept, without = (saved, "") if saved else _read_saved(context)
    known = context.reader.ask(queries.DIRECTORY)
    area = known.own(selection.marac)
    shown = GroupsPage(
        selection=selection,
        area=area,
        comparison=said.write_in_use(area.name, selection.group.name if selection.group else ""),
        in_use=_describe_group(context, selection, kept) if selection.group else None,
        offered=context.reader.ask(queries.MEMBER_CHOICES, selection.quarter, tuple(sorted(form.ticked))),
        form=form,
        saved=kept,
        without_saved=without,
        notice=revisions.write_older_link_note(context, request.full_path),
        changed=request.args.get("changed", ""),
    )
    token = sessions.form_token() if sessions.is_signed_in() else ""
    title = page.HEADING if status is HTTPStatus.OK else f"Error: {page.HEADING}"
    return server_pages.group_page(title, page.layout(shown, token), selection, status, "groups")


def _resolve(context: AppContext, name: str, ticked: tuple[str, ...]) -> GroupChoice:
    """The group with each member once. Raises NotFoundError for strangers, for none and for too many."""
    if not ticked:
        raise NotFoundError(NOTHING_TICKED)
    group = context.reader.ask(queries.RESOLVED_GROUP, GroupChoice(name=name, members=ticked))
    if len(group.members) > MAX_MEMBERS:
        raise NotFoundError(TOO_MANY.format(ticked=len(group.members), most=MAX_MEMBERS))
    return group


def _describe_group(context: AppContext, selection: Selection, saved: SavedGroups | None) -> GroupInUse:
    assert selection.group  # noqa: S101 - for the type checker: asked only where there is one
    summary = context.reader.ask(queries.GROUP_SUMMARY, selection.group, selection.quarter)
    return GroupInUse(
        size=said.write_group_size(summary),
        notes=said.write_group_notes(summary),
        members=f"{said.describe_members(summary.group.members)}.",
        share=f"{request.url_root.rstrip('/')}{links.overview(selection)}",
        saved=any(each.saved.group == selection.group for each in (saved.listed if saved else ())),
    )


def _read_saved(context: AppContext) -> tuple[SavedGroups | None, str]:
    """Groups of whoever is signed in; else the sentence that says why there are none."""
    if not sessions.is_signed_in():
        mode = context.settings.sign_in_mode
        return None, NOBODY_SIGNS_IN if mode in (SignIn.NONE, SignIn.PUBLIC) else SIGN_IN_FIRST
    try:
        return SavedGroups(listed=read_saved_groups(context), problems={}), ""
    except StorageError as error:
        return None, f"Your saved groups cannot be shown: {error}"
