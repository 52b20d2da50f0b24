"""Groups of one's own: the one in use, those kept with the account, and a form to make one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dash.development.base_component import Component

from layouts import links
from layouts.components import forms, html_components
from layouts.components.selection_fields import build_hidden_fields
from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.html.markup import input_tag
from layouts.pages import saved_groups
from layouts.pages.saved_groups import NAME
from maracdash import catalogue
from maracdash.model.areas import Area
from maracdash.model.groups import MAX_MEMBERS, MAX_NAME_LENGTH
from maracdash.model.selection import Selection

HEADING = "Groups of your own"
MEMBER = "m"
PICK_HINT = (
    f"Tick Maracs or whole forces, at most {MAX_MEMBERS}. To be compared, a group needs three Maracs with figures, "
    "or as many as the rule of what is safe to share asks for."
)
NAME_HINT = f"At most {MAX_NAME_LENGTH} letters. It stands on charts, in tables and in files."
NO_FORCE = "Maracs of no known force"
CHANGED = {
    "saved": "The group is saved with your account.",
    "renamed": "The group has its new name.",
    "deleted": "The group is deleted. Links to it go on working, as they hold its Maracs.",
}
"""What has just happened, by the word in the address."""
PROBLEM_HEADING = "This could not be done"


@dataclass(frozen=True, kw_only=True)
class GroupForm:
    """The form as it was sent, or as it begins: nothing that was typed or ticked is lost by an error."""

    name: str = ""
    ticked: frozenset[str] = frozenset()
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class GroupInUse:
    """The group of the address: how large it is, what to know of it, and the link to share."""

    size: str
    notes: tuple[str, ...]
    members: str
    share: str
    saved: bool


@dataclass(frozen=True, kw_only=True)
class GroupsPage:
    """Content of the page. `saved` is None where nobody is signed in, and `without_saved` says what that means."""

    selection: Selection
    area: Area
    comparison: str
    in_use: GroupInUse | None
    offered: tuple[tuple[Area | None, tuple[Area, ...]], ...]
    form: GroupForm
    saved: saved_groups.SavedGroups | None
    without_saved: str
    notice: str = ""
    changed: str = ""


def layout(shown: GroupsPage, token: str) -> list[Component]:
    """The group in use, the form, and the saved groups."""
    said = CHANGED.get(shown.changed, "")
    return [
        html.H1(HEADING),
        *([html.P(said, role="status", className="notice")] if said else []),
        *filter(None, [html_components.alert(shown.notice)]),
        *forms.error_summary(PROBLEM_HEADING, _list_problems(shown)),
        html.P(shown.comparison, className="finding"),
        html.P(
            html.A(
                f"{shown.area.level.noun.capitalize()}s most like {shown.area.name}", href=links.peers(shown.selection)
            )
        ),
        *(_build_in_use(shown, shown.in_use, token) if shown.in_use else []),
        *_build_form(shown),
        *saved_groups.build_saved(shown.selection, shown.saved, shown.without_saved, token),
    ]


def _list_problems(shown: GroupsPage) -> list[tuple[str, str]]:
    found = [(sentence, f"#{name}") for name, sentence in shown.form.problems.items()]
    if shown.saved:
        found += [(sentence, f"#{saved_groups.name_field(key)}") for key, sentence in shown.saved.problems.items()]
    return found


def _build_in_use(shown: GroupsPage, group: GroupInUse, token: str) -> list[Component]:
    chosen = shown.selection
    name = chosen.group.name if chosen.group else ""
    title = catalogue.indicator(chosen.indicator).title
    ways = [
        html.A(f"Compare {shown.area.name} with “{name}”", href=links.overview(chosen), className="action"),
        html.A(f"{title} beside “{name}”", href=links.indicator(chosen.indicator, chosen), className="action"),
        html.A("Stop using it", href=links.groups(replace(chosen, group=None)), className="action"),
    ]
    return [
        html.Section(
            [
                html.H2(f"In use: {name}", id="in-use"),
                html.P(group.size),
                html.P(group.members, className="hint"),
                *html_components.paragraphs(group.notes, "hint"),
                html.P(ways, className="ways-on"),
                _build_share(group),
                *_build_save(shown, group, token),
            ],
            className="in-use",
            **attributes(aria_labelledby="in-use"),
        )
    ]


def _build_share(group: GroupInUse) -> Component:
    link = input_tag(
        id="share",
        type="text",
        value=group.share,
        readonly=True,
        aria_describedby="share-hint",
        **{"class": "form-control"},
    )
    copy = html.Button("Copy", type="button", className="small", hidden=True, **attributes(data_copies="share"))
    return html.Div(
        [
            html.Label("Link to share", htmlFor="share"),
            html.P(
                "It holds the whole group: whoever opens it compares with the same Maracs.",
                id="share-hint",
                className="hint",
            ),
            html.Div([link, copy, html.Span(role="status")], className="share-link"),
        ],
        className="field",
    )


def _build_save(shown: GroupsPage, group: GroupInUse, token: str) -> list[Component]:
    if shown.saved is None or group.saved:
        return []
    problem = shown.saved.problems.get("", "")
    address = f"/account/groups?{shown.selection.query()}"
    said = html.P(problem, id=saved_groups.name_field(""), className="problem") if problem else None
    return [forms.post_form(address, token, [said, forms.submit_button("Save it with your account", "small")])]


def _build_form(shown: GroupsPage) -> list[Component]:
    form, in_use = shown.form, shown.in_use is not None
    heading, button = ("Change the group", "Use the group as ticked") if in_use else ("Make a group", "Make the group")
    problem = form.problems.get(MEMBER, "")
    return [
        html.H2(heading, id="make"),
        html.Form(
            [
                *build_hidden_fields(shown.selection),
                html.P(PICK_HINT, id=f"{MEMBER}-hint", className="hint"),
                html.P(problem, id=MEMBER, className="problem", tabIndex=-1) if problem else None,
                _build_filter(),
                html.Div([_build_force(*each, form) for each in shown.offered], className="member-boxes"),
                forms.text_field(
                    NAME, "Name of the group", form.name, NAME_HINT, form.problems.get(NAME, ""), autocomplete="off"
                ),
                forms.submit_button(button),
                html.Span(className="ticked-now", role="status", **attributes(data_ticked="")),
            ],
            action="/groups",
            method="get",
            className="make-group",
            **attributes(aria_labelledby="make"),
        ),
    ]


def _build_filter() -> Component:
    """The filter takes a script, so without one it is not there: the browser's own search finds names too."""
    box = input_tag(
        id="find-member",
        type="search",
        autocomplete="off",
        aria_describedby="found-members",
        **{"class": "form-control"},
    )
    found = html.Span(id="found-members", role="status", className="hint")
    return html.Div(
        [html.Label("Find a Marac or force", htmlFor="find-member"), box, found],
        className="field find-member",
        hidden=True,
        **attributes(data_filter=""),
    )


def _build_force(force: Area | None, maracs: tuple[Area, ...], form: GroupForm) -> Component:
    name = force.name if force else NO_FORCE
    ticked = sum(each.code in form.ticked for each in (*maracs, *([force] if force else [])))
    whole = [] if force is None else [_build_box(force, f"All of {force.choice_name}", form)]
    return html.Details(
        [
            html.Summary([name, html.Span(f" ({ticked} ticked)" if ticked else "", **attributes(data_count=""))]),
            html.Fieldset(
                [html.Legend(f"{name}: Maracs"), *whole, *(_build_box(each, each.name, form) for each in maracs)]
            ),
        ],
        open=bool(ticked),
    )


def _build_box(area: Area, label: str, form: GroupForm) -> Component:
    return forms.tick_box(MEMBER, area.code, label, ticked=area.code in form.ticked)
