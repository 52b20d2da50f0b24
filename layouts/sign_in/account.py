"""One's own account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from layouts.components import forms
from layouts.sign_in import fields
from layouts.sign_in.api_tokens import build_tokens, show_new_token
from layouts.sign_in.roles import describe_access
from maracdash.accounts.api_tokens import ApiToken
from maracdash.accounts.passwords import HINT
from maracdash.accounts.people import Account

HEADING = "Your account"
CHANGED = "Your password is changed, and you are signed out everywhere else."


def layout(  # noqa: PLR0913 - everything that the page shows
    account: Account,
    token: str,
    problems: Mapping[str, str],
    names: Mapping[str, str],
    tokens: Sequence[ApiToken],
    *,
    made: str = "",
    changed: bool,
) -> list[Component]:
    """The person, and everything that can be changed. `names` are those of areas by their codes.

    `tokens` are their API tokens, `made` a new one.
    """
    return [
        html.H1(HEADING),
        *([html.P(CHANGED, role="status", className="notice")] if changed else []),
        *fields.summarise(problems),
        *show_new_token(made),
        html.P([html.Strong(account.name), f", {account.email}"]),
        html.P(describe_access(account.access, names)),
        *_administration(account),
        forms.post_form("/sign-out", token, [forms.submit_button("Sign out")]),
        *(_password(token, problems) if account.has_password else []),
        *(_second_factor(account, token, problems) if account.has_password else []),
        *build_tokens(tokens, token, problems, asks_password=account.has_password),
        html.H2("Where you are signed in"),
        html.P("This signs you out here and in every other browser."),
        forms.post_form("/account/sessions", token, [forms.submit_button("Sign out everywhere", "small")]),
    ]


def _administration(account: Account) -> list[Component]:
    if not account.person.administers:
        return []
    links = [html.Li(html.A(word, href=href)) for word, href in (("People", "/people"), ("Audit", "/audit"))]
    return [html.H2("Administration"), html.Ul(links)]


def _password(token: str, problems: Mapping[str, str]) -> list[Component]:
    found = {name: problems.get(name, "") for name in ("current", "new", "again")}
    return [
        html.H2("Change your password"),
        forms.post_form(
            "/account/password",
            token,
            [
                fields.password_field("current", "Present password", "current-password", problem=found["current"]),
                fields.password_field("new", "New password", "new-password", HINT, found["new"]),
                fields.password_field("again", "The new password again", "new-password", problem=found["again"]),
                forms.submit_button("Change the password", "small"),
            ],
        ),
    ]


def _second_factor(account: Account, token: str, problems: Mapping[str, str]) -> list[Component]:
    held = account.has_second_factor
    said = "Codes of an authenticator app are asked for." if held else "You have none yet."
    return [
        html.H2("Second factor"),
        html.P(f"{said} A new one takes the place of the old, with new recovery codes."),
        forms.post_form(
            "/account/second-factor",
            token,
            [
                fields.password_field("password", "Password", "current-password", problem=problems.get("password", "")),
                forms.submit_button("Set up a new second factor", "small"),
            ],
        ),
    ]
