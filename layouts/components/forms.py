"""Parts of forms: tokens, fields with their hints and problems, error summaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash.development.base_component import Component

from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.html.markup import input_tag

NAME_HINT = "Optional. It is kept with what you send, so that others can ask you about it."


def post_form(action: str, token: str, children: Sequence[Component | None], name: str = "", **more: Any) -> Component:
    """A form that posts, with the token that proves it is ours."""
    fields = [input_tag(type="hidden", name="csrf_token", value=token), *children]
    return html.Form(fields, action=action, method="post", className=name or None, **more)


def labelled_field(name: str, label: str, control: Component, hint: str = "", problem: str = "") -> Component:
    """A labelled control with its hint and its problem, if any; `control` names them in aria-describedby."""
    return html.Div(
        [
            html.Label(label, htmlFor=name),
            html.P(hint, id=f"{name}-hint", className="hint") if hint else None,
            html.P(problem, id=f"{name}-problem", className="problem") if problem else None,
            control,
        ],
        className="field wrong" if problem else "field",
    )


def described_by(name: str, hint: str = "", problem: str = "") -> str | None:
    """The aria-describedby of a control."""
    found = [f"{name}-{part}" for part, text in (("hint", hint), ("problem", problem)) if text]
    return " ".join(found) or None


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Whoever fills in a form: by the name they signed in with, or by one that they may give."""

    name: str = ""
    signed_in: bool = False


UNNAMED = Sender()


def sender_field(sender: Sender) -> Component:
    """The name that is kept with what is sent: said where somebody signed in, asked for elsewhere."""
    if sender.signed_in:
        return html.P(f"What you send is kept with your name, {sender.name}.")
    return text_field("who", "Your name", sender.name, NAME_HINT, maxlength=60, autocomplete="name")


def text_field(name: str, label: str, value: str = "", hint: str = "", problem: str = "", **more: Any) -> Component:
    """One line of text."""
    control = input_tag(
        id=name,
        name=name,
        type="text",
        value=value,
        aria_describedby=described_by(name, hint, problem),
        aria_invalid="true" if problem else None,
        **{"class": "form-control", **more},
    )
    return labelled_field(name, label, control, hint, problem)


def tick_box(
    name: str, value: str, label: str, *, ticked: bool, kind: str = "checkbox", required: bool = False
) -> Component:
    """A box to tick with its label, or a radio button; browsers send no form without one that is required."""
    mark = f"{name}-{value}"
    box = input_tag(
        type=kind,
        id=mark,
        name=name,
        value=value,
        checked=ticked or None,
        required=required or None,
        **{"class": "form-check-input"},
    )
    return html.Div([box, html.Label(label, htmlFor=mark, className="form-check-label")], className="form-check")


def reason_field(label: str, hint: str = "", problem: str = "", value: str = "", name: str = "reason") -> Component:
    """A field of a few lines, for a reason."""
    more = {"aria_describedby": described_by(name, hint, problem) or ""}
    control = html.Textarea(
        value,
        id=name,
        name=name,
        rows=3,
        maxLength=500,
        className="form-control",
        **(attributes(**more) if more["aria_describedby"] else {}),
    )
    return labelled_field(name, label, control, hint, problem)


def submit_button(text: str, name: str = "primary") -> Component:
    """The button that sends a form."""
    return html.Button(text, type="submit", className=name)


def error_summary(heading: str, problems: Sequence[tuple[str, str]]) -> list[Component]:
    """Error summary: each problem as a link to its field; it gets the focus. Pairs of sentence and address."""
    if not problems:
        return []
    found = html.Div(
        [
            html.H2(heading),
            html.Ul([html.Li(html.A(said, href=href) if href else said) for said, href in problems]),
        ],
        className="summary",
        role="alert",
        tabIndex=-1,
        **attributes(data_focus="true"),
    )
    return [found]
