"""The first step of signing in, and the page of an invitation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from dash.development.base_component import Component

from layouts.components import forms
from layouts.html import elements as html
from layouts.html.markup import input_tag
from layouts.sign_in import fields
from maracdash.accounts.passwords import HINT

HEADING = "Sign in"
REFUSED_HEADING = "You are not signed in"
FAILED_HEADING = "That did not work"
INVITATION_HEADING = "Choose your password"
READY_HEADING = "Your password is set"
FORGOTTEN = "Forgotten your password? Ask your administrator for a new link."
LOST = (
    "Lost your telephone? Sign in with your password and one of your recovery codes. If you have none left, ask your "
    "administrator to reset your second factor: a new link does not help."
)


@dataclass(frozen=True, kw_only=True)
class SignInForm:
    """The form as typed, where to go afterwards, and what is wrong."""

    destination: str = "/"
    email: str = ""
    problem: str = ""


def layout(form: SignInForm, token: str, provider: str) -> list[Component]:
    """E-mail address and password; `provider` is the name of an account elsewhere, if one may be used."""
    return [
        html.H1(HEADING),
        *fields.summarise({"email": form.problem} if form.problem else {}, "You are not signed in"),
        forms.post_form(
            "/sign-in",
            token,
            [
                input_tag(type="hidden", name="next", value=form.destination),
                fields.email_field(form.email, form.problem),
                fields.password_field("password", "Password", "current-password"),
                forms.submit_button(HEADING),
            ],
            "sign-in",
        ),
        *_provider_link(provider, form.destination),
        html.P(FORGOTTEN, className="hint"),
        html.P(LOST, className="hint"),
    ]


def layout_invitation(token: str, email: str, action: str, problems: Mapping[str, str]) -> list[Component]:
    """A password, twice."""
    return [
        html.H1(INVITATION_HEADING),
        *fields.summarise(problems),
        html.P(["This is for the account ", html.Strong(email), ". The link works once."]),
        forms.post_form(
            action,
            token,
            [
                input_tag(
                    type="email", name="username", value=email, autocomplete="username", hidden=True, readonly=True
                ),
                fields.password_field("password", "Password", "new-password", HINT, problems.get("password", "")),
                fields.password_field(
                    "again", "The same password again", "new-password", problem=problems.get("again", "")
                ),
                forms.submit_button("Set the password"),
            ],
        ),
    ]


def layout_ready(email: str) -> list[Component]:
    """After an invitation."""
    return [
        html.H1(READY_HEADING),
        html.P(["You can sign in as ", html.Strong(email), " now. If a second factor is asked for, it comes next."]),
        html.P(html.A(HEADING, href="/sign-in")),
    ]


def _provider_link(provider: str, destination: str) -> list[Component]:
    if not provider:
        return []
    href = f"/sign-in/oidc?{urlencode({'next': destination})}"
    return [html.P(html.A(f"Sign in with {provider}", href=href, className="action"))]
