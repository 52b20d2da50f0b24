"""People: everybody who may sign in, and a form for one more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from layouts.components import forms
from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.sign_in import fields
from layouts.sign_in.roles import ROLE_WORDS, describe_access
from maracdash.accounts.people import Account

HEADING = "People"
COLUMNS = ("Name", "E-mail address", "Role and areas", "Sign-in")


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """Somebody new, as typed."""

    email: str = ""
    name: str = ""
    role: str = ""


def layout(
    people: Sequence[Account], typed: NewPerson, token: str, problems: Mapping[str, str], names: Mapping[str, str]
) -> list[Component]:
    """The form comes after the list. `names` are those of areas by their codes."""
    return [
        html.H1(HEADING),
        *fields.summarise(problems),
        html.P(html.A("Audit", href="/audit")),
        _list_people(people, names),
        html.H2("Add somebody"),
        forms.post_form(
            "/people",
            token,
            [
                forms.text_field("name", "Name", typed.name, problem=problems.get("name", ""), autocomplete="off"),
                fields.email_field(typed.email, problems.get("email", ""), "off"),
                choose_role(typed.role, problems.get("role", "")),
                forms.submit_button("Add"),
            ],
        ),
    ]


def choose_role(chosen: str, problem: str = "") -> Component:
    """The roles, each with what it may do."""
    options = [
        forms.tick_box("role", role.value, f"{word}: {may}", ticked=role.value == chosen, kind="radio")
        for role, (word, may) in ROLE_WORDS.items()
    ]
    said = html.P(problem, id="role-problem", className="problem") if problem else None
    return html.Fieldset(
        [html.Legend("Role"), said, *options], id="role", className="field wrong" if problem else "field"
    )


def _list_people(people: Sequence[Account], names: Mapping[str, str]) -> Component:
    rows = [
        html.Tr(
            [
                html.Th(html.A(each.name, href=f"/people/{each.id}"), scope="row"),
                *(
                    html.Td(text, className="words")
                    for text in (each.email, describe_access(each.access, names), _state(each))
                ),
            ]
        )
        for each in people
    ]
    heads = html.Tr([html.Th(each, scope="col", className="words") for each in COLUMNS])
    table = html.Table([html.Caption("Everybody who may sign in"), html.Thead(heads), html.Tbody(rows)])
    named = attributes(aria_label="Everybody who may sign in")
    return html.Div(table, className="scroll", role="region", tabIndex=0, **named)


def _state(account: Account) -> str:
    if not account.active:
        return "Deactivated"
    if not account.has_password:
        return "No password here"
    return "Password and second factor" if account.has_second_factor else "Password"
