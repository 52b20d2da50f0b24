"""One's own account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dash.development.base_component import Component

from layouts.components import forms
from layouts.html import elements as html
from layouts.sign_in import fields
from layouts.sign_in.api_tokens import build_tokens, show_new_token
from layouts.sign_in.roles import describe_access
from maracdash.accounts.api_tokens import ApiToken
from maracdash.accounts.passwords import HINT
from maracdash.accounts.people import Account
from maracdash.accounts.session_lists import ListedSession

HEADING = "Your account"
ALL_OTHERS, CONFIRM = "others", "confirm"
PASSWORD, OTHERS, ONE = "password", "others", "session"
CHANGED = {
    PASSWORD: "Your password is changed, you are signed out everywhere else, and your tokens for scripts have ended.",
    OTHERS: "You are signed out everywhere else, and your tokens for scripts have ended.",
    ONE: "That session is ended.",
}
"""What has just happened, by the word in the address."""
NOT_YOURS = (
    "Is one of these not you? End it, and change your password: that signs you out everywhere else, "
    "and ends your tokens for scripts. Then tell your administrator."
)


@dataclass(frozen=True, kw_only=True)
class AccountPage:
    """Somebody, where they are signed in, their API tokens with a new one if just `made`, and what has just happened.

    `names` are those of areas by their codes.
    """

    account: Account
    sessions: tuple[ListedSession, ...]
    names: Mapping[str, str]
    problems: Mapping[str, str]
    tokens: tuple[ApiToken, ...] = ()
    made: str = ""
    changed: str = ""


def layout(shown: AccountPage, token: str) -> list[Component]:
    """The person, and everything that can be changed."""
    account, problems = shown.account, shown.problems
    said = CHANGED.get(shown.changed, "")
    return [
        html.H1(HEADING),
        *([html.P(said, role="status", className="notice")] if said and not problems else []),
        *fields.summarise(problems),
        *show_new_token(shown.made),
        html.P([html.Strong(account.name), f", {account.email}"]),
        html.P(describe_access(account.access, shown.names)),
        *_administration(account),
        forms.post_form("/sign-out", token, [forms.submit_button("Sign out")]),
        *(_password(token, problems) if account.has_password else []),
        *(_second_factor(account, token, problems) if account.has_password else []),
        *build_tokens(shown.tokens, token, problems, asks_password=account.has_password),
        *_sessions(shown, token),
    ]


def _sessions(shown: AccountPage, token: str) -> list[Component]:
    listed = [html.Li(_describe(each)) for each in shown.sessions]
    return [
        html.H2("Where you are signed in"),
        html.Ul(listed),
        *_end_others(shown, token),
        forms.post_form(
            "/account/sessions",
            token,
            [forms.submit_button("Sign out everywhere, here too, and end all tokens", "small")],
        ),
    ]


def _describe(listed: ListedSession) -> list[Component | str]:
    here = " (this browser)" if listed.here else ""
    began, seen = (f"{each:%-d %B %Y, %H:%M} UTC" for each in (listed.began_at, listed.seen_at))
    return [html.Strong(listed.browser or "A browser"), f"{here}: since {began}, last used {seen}"]


def _end_others(shown: AccountPage, token: str) -> list[Component]:
    """A form to end one or all others; whoever has a password proves once more that it is them."""
    others = [each for each in shown.sessions if not each.here]
    if not others:
        return []
    known = shown.account.has_password
    choices = [(each.id, f"{each.browser}, since {each.began_at:%-d %B, %H:%M} UTC") for each in others]
    boxes = [
        forms.tick_box("session", value, said, ticked=value == ALL_OTHERS, kind="radio", required=True)
        for value, said in ((ALL_OTHERS, "Everywhere but in this browser, and end all tokens for scripts"), *choices)
    ]
    problem = shown.problems.get(CONFIRM, "")
    confirmed = fields.password_field(CONFIRM, "Your password", "current-password", problem=problem)
    return [
        html.P(NOT_YOURS, className="hint"),
        forms.post_form(
            "/account/sessions/end",
            token,
            [
                html.Fieldset([html.Legend("Sign out"), *boxes], className="field"),
                confirmed if known else None,
                forms.submit_button("Sign out there", "small"),
            ],
        ),
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
        html.P(f"{said} A new one takes the place of the old, with new recovery codes, and your tokens end."),
        forms.post_form(
            "/account/second-factor",
            token,
            [
                fields.password_field("password", "Password", "current-password", problem=problems.get("password", "")),
                forms.submit_button("Set up a new second factor", "small"),
            ],
        ),
    ]
