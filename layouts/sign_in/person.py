"""One person, as administrators see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from layouts.components import forms
from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.html.markup import input_tag
from layouts.sign_in import fields
from layouts.sign_in.people import choose_role
from maracdash.accounts.api_tokens import ApiToken
from maracdash.accounts.people import Account
from maracdash.model.areas import Area

NO_AREAS = "There are no areas before figures have been published."
AREA_HINT = "A force stands for all its Maracs, those of later years too."
LINK_HINT = "Send this link yourself. It works once, for three days, and is not shown again."
RESET = "second-factor"
SURE = "sure"
UNSURE = "Tick the box to say that they will set up a new second factor. Nothing was changed."
CHANGED = {
    "access": "Role and areas are saved. If they are others than before, this person was signed out everywhere.",
    "deactivated": "Deactivated, and signed out everywhere; their tokens for scripts have ended. They cannot sign "
    "in until you activate them again.",
    "activated": "They may sign in again.",
    "sessions": "They are signed out everywhere, and their tokens for scripts have ended. They may sign in again.",
    "second-factor": "Their second factor is removed, they are signed out everywhere, and their tokens for scripts "
    "have ended. They set up a new second factor at the next sign-in.",
}
"""What has just happened, by the word in the address."""


@dataclass(frozen=True, kw_only=True)
class PersonPage:
    """Somebody, the areas there are by force, their API tokens, and what has just happened.

    `link` is that of an invitation; `warnings` say what the areas let them work out of others.
    """

    account: Account
    areas: tuple[tuple[Area, tuple[Area, ...]], ...]
    tokens: tuple[ApiToken, ...] = ()
    warnings: tuple[str, ...] = ()
    problem: str = ""
    link: str = ""
    unsure: bool = False
    changed: str = ""
    invites: bool = True


def layout(shown: PersonPage, token: str) -> list[Component]:
    """The person, their role and areas, and what else can be done."""
    account = shown.account
    return [
        html.H1(account.name),
        *fields.summarise(_find_problems(shown)),
        *_say_what_happened(shown),
        html.P([account.email, "" if account.active else html.Strong(" (deactivated)")]),
        html.P(
            [html.A("Everybody", href="/people"), " · ", html.A("What they did", href=f"/audit?who={account.email}")]
        ),
        *_invitation(shown, token),
        html.H2("Role and areas"),
        *(html.P(each, className="notice") for each in shown.warnings),
        forms.post_form(f"/people/{account.id}", token, _access_fields(shown)),
        html.H2("Sign-in"),
        *_list_tokens(shown.tokens),
        *_actions(shown, token),
    ]


def _find_problems(shown: PersonPage) -> dict[str, str]:
    problems = {"role": shown.problem, f"{SURE}-yes": UNSURE if shown.unsure else ""}
    return {name: said for name, said in problems.items() if said}


def _say_what_happened(shown: PersonPage) -> list[Component]:
    said = "" if _find_problems(shown) else CHANGED.get(shown.changed, "")
    return [html.P(said, role="status", className="notice")] if said else []


def _invitation(shown: PersonPage, token: str) -> list[Component]:
    if not shown.invites or not shown.account.active:
        return []
    action = f"/people/{shown.account.id}/invite"
    link = input_tag(
        id="link",
        type="text",
        readonly=True,
        value=shown.link,
        aria_describedby="link-hint",
        **{"class": "form-control"},
    )
    held = shown.account.has_password
    word = "Make a link for a new password" if held else "Make a link to invite them"
    return [
        html.H2("Invitation"),
        *([html.Div(forms.labelled_field("link", "Link", link, LINK_HINT), role="status")] if shown.link else []),
        forms.post_form(action, token, [forms.submit_button(word, "small")]),
    ]


def _access_fields(shown: PersonPage) -> list[Component | None]:
    access = shown.account.access
    everywhere = forms.tick_box("everywhere", "yes", "All areas", ticked=access.everywhere)
    groups = [_force_fields(force, maracs, access.areas) for force, maracs in shown.areas]
    listed = {area.code for force, maracs in shown.areas for area in (force, *maracs)}
    gone = [forms.tick_box("area", code, code, ticked=True) for code in sorted(access.areas - listed)]
    return [
        choose_role(access.role.value, shown.problem),
        html.Fieldset(
            [
                html.Legend("Areas"),
                html.P(AREA_HINT if groups else NO_AREAS, className="hint"),
                everywhere,
                *groups,
                *gone,
            ],
            className="field",
        ),
        forms.submit_button("Save role and areas"),
    ]


def _force_fields(force: Area, maracs: tuple[Area, ...], ticked: frozenset[str]) -> Component:
    """A force, and its Maracs folded away unless one of them is ticked."""
    chosen = sum(each.code in ticked for each in maracs)
    inside = [forms.tick_box("area", each.code, each.name, ticked=each.code in ticked) for each in maracs]
    said = f"Maracs of {force.name} ({chosen} of {len(maracs)} ticked)"
    return html.Div(
        [
            forms.tick_box("area", force.code, force.name, ticked=force.code in ticked),
            html.Details([html.Summary(said), *inside], open=bool(chosen) or None) if maracs else None,
        ],
        className="force-areas",
    )


def _list_tokens(tokens: Sequence[ApiToken]) -> list[Component]:
    """Tokens by name and end; only their owner ends one, and whatever signs the owner out everywhere ends all."""
    if not tokens:
        return [html.P("No tokens for scripts.")]
    counted = "1 token" if len(tokens) == 1 else f"{len(tokens)} tokens"
    listed = [html.Li(f"{each.name}: ends {each.expires_at:%-d %B %Y}") for each in tokens]
    return [html.P(f"{counted} for scripts, with the rights of this person:"), html.Ul(listed)]


def _actions(shown: PersonPage, token: str) -> list[Component]:
    account = shown.account
    actions = [("deactivate", "Deactivate") if account.active else ("activate", "Activate again")]
    if account.active and shown.invites:
        actions.append(("sessions", "Sign out everywhere and end tokens"))
    if account.has_second_factor:
        actions.append((RESET, "Reset second factor"))
    return [
        forms.post_form(
            f"/people/{account.id}/{action}",
            token,
            [
                _ask_first() if action == RESET else None,
                html.Button(
                    f"{word}", type="submit", className="small", **attributes(aria_label=f"{word}: {account.name}")
                ),
            ],
        )
        for action, word in actions
    ]


def _ask_first() -> Component:
    return forms.tick_box(SURE, "yes", "Yes, they will set up a new one", ticked=False, required=True)
