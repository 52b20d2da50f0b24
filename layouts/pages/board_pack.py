"""The page of a board pack: a form that works without a script, and the outline of what would be in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from layouts.components import forms
from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.html.markup import input_tag
from layouts.pages.meeting import PATH as MEETING
from layouts.pages.pack_items import NOTHING, list_chosen, offer_dashboards, offer_indicators
from layouts.pages.pack_run import PATH as RUNS
from layouts.pages.saved_packs import SavedPacks, build_problem, build_saved
from maracdash.model.answers import Choices
from maracdash.model.areas import Area
from maracdash.model.board_packs import MAX_TITLE_LENGTH, BoardPack, PackRequest
from maracdash.model.quarters import Quarter, Window, describe_period

PATH = "/board-pack"
HEADING = "Board pack"
LEDE = (
    "Choose what the board should see, put it in order, and take it away as slides that can be edited. Each chart "
    "comes with its finding as title, its source, notes for the speaker and its numbers as a table."
)
NO_FORCE = "Maracs of no known force"
EVERYONE_HINT = "As PowerPoint, in one zip. A page shows how many are written; they can be stopped at any time."
SINCE = "Changes since this pack was made"
OUTLINE, ITEMS, KEEP = "pack-outline", "pack-items", "pack-keep"


@dataclass(frozen=True, kw_only=True)
class BoardPackPage:
    """Content of the page.

    `pack` is the outline, None where nothing is chosen; `formats` are files with their words. `changes` say what is
    different since the release that the pack of the link was made with. `compared` tells of a group of one's own, which
    takes the place of the similar group. `everyone` is the region whose packs can be
    written together, with its number of Maracs; `last_run` the key of those that were asked for last.
    """

    request: PackRequest
    choices: Choices
    pack: BoardPack | None
    chosen: str
    formats: tuple[tuple[str, str], ...]
    saved: SavedPacks
    changes: tuple[str, ...] = ()
    compared: str = ""
    everyone: tuple[str, int] | None = None
    last_run: str = ""


def layout(shown: BoardPackPage, token: str = "") -> list[Component]:
    """The whole page; `token` is that of its forms, empty where nobody is signed in."""
    return [
        *build_problem(shown.saved),
        html.H1(HEADING),
        html.P(LEDE),
        *_build_changes(shown.changes),
        html.Form(
            [
                input_tag(type="hidden", name=shown.chosen, value="yes"),
                *_hidden_fields(shown.request),
                _first_button(),
                html.Div(_about_fields(shown), className="pair"),
                *([html.P(shown.compared)] if shown.compared else []),
                html.Fieldset([html.Legend("In the pack, in this order"), *list_chosen(shown.request)], id=ITEMS),
                html.Fieldset([html.Legend("Add dashboards"), *offer_dashboards(shown.request)]),
                *offer_indicators(shown.request),
                html.P(forms.submit_button("Show the outline", "small")),
                _build_outline(shown),
            ],
            id="pack-form",
            action=PATH,
            method="get",
        ),
        html.Div(
            [
                build_saved(shown.saved, PATH, shown.request.query(), token),
                *_build_everyone(shown, token),
            ],
            id=KEEP,
        ),
    ]


def _build_everyone(shown: BoardPackPage, token: str) -> list[Component]:
    """A way to the packs of a whole region, and to those that were asked for last."""
    if shown.everyone is None or not shown.request.items:
        return []
    scope, count = shown.everyone
    button = forms.submit_button(f"Write the packs of all {count} Maracs", "small")
    last = (
        [html.P(html.A("The packs that you asked for last", href=f"{RUNS}/{shown.last_run}"))] if shown.last_run else []
    )
    return [
        html.Section(
            [
                html.H2(f"The same for every Marac of {scope}"),
                html.P(EVERYONE_HINT),
                forms.post_form(f"{RUNS}?{shown.request.query()}", token, [button]),
                *last,
            ]
        )
    ]


def _build_changes(changes: tuple[str, ...]) -> list[Component]:
    if not changes:
        return []
    first, *rest = changes
    listed = [html.Ul([html.Li(each) for each in rest])] if rest else []
    return [html.Section([html.P(first), *listed], className="notice", **attributes(aria_label=SINCE))]


def _first_button() -> Component:
    """Enter in a field presses a form's first button, which must not be one that moves an item."""
    return html.Button("Show the outline", type="submit", className="visually-hidden", tabIndex=-1)


def _hidden_fields(request: PackRequest) -> Iterable[Component]:
    kept = {"group": request.group.packed if request.group else "", "including": "yes" if request.including else ""}
    return [input_tag(type="hidden", name=name, value=value) for name, value in kept.items() if value]


def _about_fields(shown: BoardPackPage) -> list[Component]:
    request = shown.request
    day = request.held_on.isoformat() if request.held_on else ""
    return [
        _labelled("pack-marac", "Marac or force", _area_select(shown.choices, request.marac)),
        _labelled("pack-quarter", "Quarter", _quarter_select(shown.choices, request.quarter)),
        _labelled("pack-title", "Title (optional)", _input("pack-title", "title", request.title, MAX_TITLE_LENGTH)),
        _labelled("pack-date", "Day of the board (optional)", _input("pack-date", "date", day)),
    ]


def _labelled(of: str, label: str, control: Component) -> Component:
    return html.Div([html.Label(label, htmlFor=of), control], className="field")


def _input(of: str, name: str, value: str, longest: int | None = None) -> Component:
    kind = "date" if name == "date" else "text"
    more = {"class": "form-control", "autocomplete": "off", "maxlength": longest}
    return input_tag(id=of, name=name, type=kind, value=value, **more)


def _area_select(choices: Choices, chosen: str) -> Component:
    groups = [
        html.Optgroup(list(_area_options(force, maracs, chosen)), label=force.name if force else NO_FORCE)
        for force, maracs in choices.forces
    ]
    return html.Select(groups, id="pack-marac", name="marac", className="form-select")


def _area_options(force: Area | None, maracs: Sequence[Area], chosen: str) -> Iterable[Component]:
    for each in (*([force] if force else []), *maracs):
        yield html.Option(each.choice_name, value=each.code, selected=each.code == chosen or None)


def _quarter_select(choices: Choices, chosen: Quarter) -> Component:
    offered = sorted({*choices.quarters, chosen}, reverse=True)
    options = [
        html.Option(f"{each}: {describe_period(each, Window.YEAR)}", value=str(each), selected=each == chosen or None)
        for each in offered
    ]
    return html.Select(options, id="pack-quarter", name="quarter", className="form-select")


def _build_outline(shown: BoardPackPage) -> Component:
    pack = shown.pack
    content: list[Component] = [html.H2("Outline")]
    if pack is None:
        content.append(html.P(f"{NOTHING} Tick a dashboard or an indicator.", role="status"))
        return html.Div(content, id=OUTLINE)
    charts = sum(slide.answer is not None for slide in pack.slides)
    noun = "chart" if charts == 1 else "charts"
    content += [
        html.P(f"{pack.title}: {charts} {noun}, {len(pack.slides)} parts. {pack.marking}.", role="status"),
        html.P([_download_button(form, words) for form, words in shown.formats], className="files"),
        html.P(html.A("Show it in the meeting, a finding a screen", href=f"{MEETING}?{shown.request.query()}")),
        html.Ol([html.Li(slide.title) for slide in pack.slides]),
    ]
    return html.Div(content, id=OUTLINE)


def _download_button(form: str, words: str) -> Component:
    return html.Button(
        f"Download as {words}",
        type="submit",
        className="primary" if form == "pptx" else "small",
        formAction=f"/export/pack.{form}",
    )
