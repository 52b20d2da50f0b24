"""Fields that forms for figures do not have: passwords, codes, boxes to tick."""

from __future__ import annotations

from collections.abc import Mapping

from dash.development.base_component import Component

from layouts.components import forms
from layouts.html.markup import input_tag

NOT_THE_SAME = "The two passwords are not the same. Type the new one twice."
WRONG_HEADING = "This could not be done"


def summarise(problems: Mapping[str, str], heading: str = WRONG_HEADING) -> list[Component]:
    """The error summary: each problem as a link to its field."""
    return forms.error_summary(heading, [(said, f"#{name}") for name, said in problems.items()])


def password_field(name: str, label: str, complete: str, hint: str = "", problem: str = "") -> Component:
    """A password; `complete` tells password managers which one is asked for."""
    return _field(name, label, hint, problem, type="password", autocomplete=complete, maxlength=256)


def code_field(name: str, label: str, complete: str = "one-time-code", hint: str = "", problem: str = "") -> Component:
    """A code of an app, or a recovery code."""
    digits: dict[str, str | int] = (
        {"inputmode": "numeric", "maxlength": 7} if complete == "one-time-code" else {"maxlength": 20}
    )
    return _field(name, label, hint, problem, type="text", autocomplete=complete, spellcheck="false", **digits)


def email_field(value: str, problem: str = "", complete: str = "username") -> Component:
    """An e-mail address."""
    more: dict[str, str | int] = {"value": value, "autocapitalize": "none", "spellcheck": "false", "maxlength": 254}
    return _field("email", "E-mail address", "", problem, type="email", autocomplete=complete, **more)


def date_field(name: str, label: str, value: str, problem: str = "") -> Component:
    """A day."""
    return _field(name, label, "", problem, type="date", value=value, autocomplete="off")


def _field(name: str, label: str, hint: str, problem: str, **more: str | int) -> Component:
    control = input_tag(
        id=name,
        name=name,
        aria_describedby=forms.described_by(name, hint, problem),
        aria_invalid="true" if problem else None,
        **{"class": "form-control", **more},
    )
    return forms.labelled_field(name, label, control, hint, problem)
