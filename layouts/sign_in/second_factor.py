"""The second step of signing in: entering a code, setting up what makes them, and recovery codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import segno
from dash.development.base_component import Component

from layouts.components import forms
from layouts.html import elements as html
from layouts.html.markup import svg
from layouts.sign_in import fields

CODE_HEADING = "Enter your code"
SET_UP_HEADING = "Set up your second factor"
RECOVERY_HEADING = "Keep your recovery codes"
CODE_HINT = "The six digits that your authenticator app shows now."
APPS = "Microsoft Authenticator, Google Authenticator, or the one in your password manager"
STEPS = (
    f"Open an authenticator app on your telephone or computer: {APPS}.",
    "Scan this picture with it, or type the key below it.",
    "Enter the six digits that it shows.",
)
QR_SCALE = 4


def layout_code(token: str, problems: Mapping[str, str]) -> list[Component]:
    """A code of the app, or a recovery code."""
    return [
        html.H1(CODE_HEADING),
        *fields.summarise(problems, "You are not signed in yet"),
        forms.post_form(
            "/sign-in/code",
            token,
            [
                fields.code_field("code", "Code", hint=CODE_HINT, problem=problems.get("code", "")),
                forms.submit_button("Sign in"),
            ],
        ),
        html.H2("Without your telephone"),
        forms.post_form(
            "/sign-in/code",
            token,
            [
                fields.code_field("recovery", "Recovery code", "off", problem=problems.get("recovery", "")),
                forms.submit_button("Sign in with a recovery code", "small"),
            ],
        ),
        html.P("No recovery codes left? Ask your administrator to reset your second factor.", className="hint"),
    ]


def layout_set_up(token: str, address: str, secret: str, action: str, problem: str) -> list[Component]:
    """The secret as a picture and as letters, and the first code."""
    key = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return [
        html.H1(SET_UP_HEADING),
        *fields.summarise({"code": problem} if problem else {}),
        html.P("A password alone can be guessed or stolen. A code that changes every half minute cannot."),
        html.Ol([html.Li(each) for each in STEPS]),
        _draw_code(address),
        html.P(["Key: ", html.Code(key)]),
        forms.post_form(
            action,
            token,
            [
                fields.code_field("code", "Code", hint=CODE_HINT, problem=problem),
                forms.submit_button("Turn on"),
            ],
        ),
    ]


def layout_recovery_codes(codes: Sequence[str], destination: str) -> list[Component]:
    """The codes, which are never shown again."""
    return [
        html.H1(RECOVERY_HEADING),
        html.P("Your second factor is set up, and you are signed in.", role="status", className="notice"),
        html.P("If you lose your telephone, one of these codes signs you in instead, each once."),
        html.P(html.Strong("They are shown only now. Print them or keep them in your password manager.")),
        html.Ul([html.Li(html.Code(each)) for each in codes], className="codes"),
        html.P(html.A("I have kept them: go on", href=destination, className="action")),
    ]


def _draw_code(address: str) -> Component:
    drawn = segno.make(address, error="m").svg_inline(scale=QR_SCALE, border=4, light="#fff", omitsize=False)
    return svg(drawn, "QR code with the key below it")
