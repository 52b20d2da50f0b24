"""API tokens on one's own account: the list, a form for one more, and a new one, shown once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from layouts.components import forms
from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.html.markup import input_tag
from layouts.sign_in import fields
from maracdash.accounts.api_tokens import LIFETIMES, MAX_NAME_LENGTH, USUAL_LIFETIME, ApiToken

MAKE = "/account/tokens"
END = "/account/tokens/end"
HEADING = "Tokens for scripts"
EXPLANATION = (
    "A token lets a script of yours read figures from /api/v1/ with your rights, and change nothing. Keep it as you "
    "keep a password: whoever has it sees what you see. End it when you no longer need it. All your tokens end when "
    "your password or second factor changes, and when you sign out everywhere."
)
SHOWN_ONCE = "Your new token. Copy it now: it is shown this once, and kept nowhere."


def build_tokens(
    tokens: Sequence[ApiToken], token: str, problems: Mapping[str, str], *, asks_password: bool
) -> list[Component]:
    """The section of tokens; `token` is that of the form."""
    return [
        html.H2(HEADING, id="tokens"),
        html.P(EXPLANATION),
        *([_list_tokens(tokens, token)] if tokens else [html.P("You have none.")]),
        forms.post_form(
            MAKE,
            token,
            [
                forms.text_field(
                    "token_name",
                    "Name of the token",
                    hint="Its purpose, such as “quarterly report”.",
                    problem=problems.get("token_name", ""),
                    maxlength=MAX_NAME_LENGTH,
                    autocomplete="off",
                ),
                _choose_lifetime(problems.get("days", "")),
                *(_ask_password(problems) if asks_password else []),
                forms.submit_button("Make a token", "small"),
            ],
        ),
    ]


def show_new_token(made: str) -> list[Component]:
    """A new token, to be copied; nothing where there is none."""
    if not made:
        return []
    shown = input_tag(
        id="new-token", type="text", value=made, readonly=True, spellcheck="false", **{"class": "form-control"}
    )
    return [html.Div(forms.labelled_field("new-token", SHOWN_ONCE, shown), className="notice", role="status")]


def _list_tokens(tokens: Sequence[ApiToken], token: str) -> Component:
    rows = [
        html.Tr(
            [
                html.Th(each.name, scope="row", className="words"),
                html.Td(f"{each.created_at:%-d %B %Y}", className="words"),
                html.Td(f"{each.expires_at:%-d %B %Y}", className="words"),
                html.Td(_end_form(each, token), className="words"),
            ]
        )
        for each in tokens
    ]
    heads = html.Tr([html.Th(each, scope="col", className="words") for each in ("Name", "Made", "Ends", "End now")])
    table = html.Table([html.Caption("Your tokens"), html.Thead(heads), html.Tbody(rows)])
    return html.Div(table, className="scroll", role="region", tabIndex=0, **attributes(aria_label="Your tokens"))


def _end_form(each: ApiToken, token: str) -> Component:
    button = html.Button(
        "End", type="submit", className="small", **attributes(aria_label=f"End the token “{each.name}”")
    )
    return forms.post_form(END, token, [input_tag(type="hidden", name="token", value=each.id), button])


def _choose_lifetime(problem: str) -> Component:
    options = [
        forms.tick_box("days", str(days), f"{days} days", ticked=days == USUAL_LIFETIME, kind="radio")
        for days in LIFETIMES
    ]
    said = html.P(problem, className="problem") if problem else None
    return html.Fieldset(
        [html.Legend("It ends after"), said, *options], id="days", className="field wrong" if problem else "field"
    )


def _ask_password(problems: Mapping[str, str]) -> list[Component]:
    problem = problems.get("token_password", "")
    return [fields.password_field("token_password", "Your password", "current-password", problem=problem)]
