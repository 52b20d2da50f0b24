"""People, for administrators: add, invite by link, role and areas, shut out, forget a second factor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, request, url_for

from callbacks.http import sessions
from callbacks.http.server_pages import ServerPages, redirect
from callbacks.identity import accounts_database, current_actor
from callbacks.sign_in.administrators import check_administrator
from callbacks.sign_in.areas import name_areas, read_directory
from layouts.sign_in import people as page
from layouts.sign_in import person as person_page
from maracdash.accounts import invitations, people
from maracdash.accounts.api_tokens import list_api_tokens
from maracdash.accounts.errors import FieldError
from maracdash.accounts.people import GIVEN_ROLES, Access
from maracdash.accounts.sessions import end_all_sessions
from maracdash.model.areas import Area, Level
from maracdash.model.differencing import find_partly_seen_forces
from maracdash.model.directory import AreaDirectory
from maracdash.model.errors import MaracdashError
from maracdash.model.people import Role
from maracdash.settings import SignIn
from maracdash.words.differencing import write_differencing

ALL_AREAS = "everywhere"


def register(routes: Blueprint, server_pages: ServerPages) -> None:
    """/people, and a page for each of them."""
    for path, name, answer, method in (
        ("/people", "people", show_people, "GET"),
        ("/people", "add_person", add_person, "POST"),
        ("/people/<account>", "person", show_person, "GET"),
        ("/people/<account>", "change_access", change_access, "POST"),
        ("/people/<account>/invite", "invite", invite, "POST"),
        (
            "/people/<account>/deactivate",
            "deactivate",
            partial(_change, change=people.deactivate, said="deactivated"),
            "POST",
        ),
        ("/people/<account>/activate", "activate", partial(_change, change=people.activate, said="activated"), "POST"),
        (
            "/people/<account>/sessions",
            "end_all_sessions",
            partial(_change, change=end_all_sessions, said="sessions"),
            "POST",
        ),
        ("/people/<account>/second-factor", "forget", reset_second_factor, "POST"),
    ):
        routes.add_url_rule(path, name, partial(_answer_administrator, answer, server_pages), methods=[method])


def show_people(server_pages: ServerPages) -> Response:
    """Everybody, and a form for one more."""
    return _people_page(server_pages, page.NewPerson())


def add_person(server_pages: ServerPages) -> Response:
    """Add somebody; areas and the link come on their own page."""
    form = request.form
    typed = page.NewPerson(email=form.get("email", ""), name=form.get("name", ""), role=form.get("role", ""))
    try:
        access = Access(role=_read_role(typed.role), everywhere=_read_role(typed.role) is Role.ADMINISTRATOR)
        added = people.add_person(accounts_database(), current_actor(), typed.email, typed.name, access)
    except FieldError as error:
        return _people_page(server_pages, typed, {error.field: str(error)})
    return redirect(f"/people/{added.id}")


def show_person(server_pages: ServerPages, account: str) -> Response:
    """One of them."""
    return _person_page(server_pages, account)


def change_access(server_pages: ServerPages, account: str) -> Response:
    """Give another role and other areas."""
    try:
        wanted = Access(
            role=_read_role(request.form.get("role", "")),
            areas=frozenset(request.form.getlist("area")),
            everywhere=ALL_AREAS in request.form,
        )
        people.change_access(accounts_database(), current_actor(), account, wanted)
    except FieldError as error:
        return _person_page(server_pages, account, problem=str(error), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except MaracdashError as error:
        return _person_page(server_pages, account, problem=str(error), status=HTTPStatus.CONFLICT)
    return redirect(f"/people/{account}?changed=access")


def invite(server_pages: ServerPages, account: str) -> Response:
    """Make a link and show it once: it is for the administrator to send."""
    try:
        token = invitations.invite(accounts_database(), current_actor(), account, datetime.now(UTC))
    except MaracdashError as error:
        return _person_page(server_pages, account, problem=str(error), status=HTTPStatus.CONFLICT)
    return _person_page(server_pages, account, link=url_for("sign_in.invitation", token=token, _external=True))


def reset_second_factor(server_pages: ServerPages, account: str) -> Response:
    """Forget a second factor, once the administrator has said that they mean it."""
    if person_page.SURE not in request.form:
        return _person_page(server_pages, account, unsure=True, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _change(server_pages, account, people.reset_second_factor, "second-factor")


def _change(server_pages: ServerPages, account: str, change: Callable[..., None], said: str) -> Response:
    try:
        change(accounts_database(), current_actor(), account)
    except MaracdashError as error:
        return _person_page(server_pages, account, problem=str(error), status=HTTPStatus.CONFLICT)
    return redirect(f"/people/{account}?changed={said}")


def _answer_administrator(answer: Callable[..., Response], server_pages: ServerPages, **named: str) -> Response:
    check_administrator(server_pages)
    return answer(server_pages, **named)


def _read_role(text: str) -> Role:
    if text not in [each.value for each in GIVEN_ROLES]:
        raise FieldError("role", "Choose a role.")
    return Role(text)


def _people_page(server_pages: ServerPages, typed: page.NewPerson, problems: dict[str, str] | None = None) -> Response:
    content = page.layout(
        people.list_people(accounts_database()),
        typed,
        sessions.form_token(),
        problems or {},
        name_areas(server_pages.context),
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    title = f"Error: {page.HEADING}" if problems else page.HEADING
    return server_pages.account_page(title, content, status)


def _person_page(
    server_pages: ServerPages,
    account: str,
    *,
    problem: str = "",
    unsure: bool = False,
    link: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    found = people.find_account(accounts_database(), account)
    directory = read_directory(server_pages.context)
    shown = person_page.PersonPage(
        account=found,
        areas=_list_areas(directory),
        warnings=tuple(map(write_differencing, find_partly_seen_forces(found.access.areas, directory))),
        tokens=list_api_tokens(accounts_database(), found, datetime.now(UTC)),
        problem=problem,
        unsure=unsure,
        link=link,
        changed=request.args.get("changed", ""),
        invites=server_pages.context.settings.sign_in_mode is SignIn.ACCOUNTS,
    )
    title = f"Error: {found.name}" if problem or unsure else found.name
    content = person_page.layout(shown, sessions.form_token())
    return server_pages.account_page(title, content, status)


def _list_areas(directory: AreaDirectory) -> tuple[tuple[Area, tuple[Area, ...]], ...]:
    """Every force with its Maracs."""
    return tuple(
        (force.area, tuple(each.area for each in directory.children(Level.MARAC, force.area.code)))
        for force in directory.at(Level.FORCE)
    )
