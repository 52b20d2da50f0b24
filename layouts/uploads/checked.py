"""What a check found and what accepting would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from layouts.components import html_components
from layouts.html.attributes import attributes
from layouts.html.markup import entry
from layouts.uploads import forms
from layouts.uploads.tables import table

FILES = ("File", "Taken for", "Rows", "Covers", "Quarters")
UNUSUAL = "Unusual too"
AFTERWARDS = "Mend it, or accept it when nothing is wrong any more."
PROBLEMS = ("Row", "Column", "What is wrong and what to do", "Value", "File")
PARTS = ("Area", "Quarter", "New", "Changed", "Unchanged", "Gone")
CHANGES = ("Area", "Quarter", "Figure", "Was", "Would be", "Sent before in")
AREAS = ("Area", "What", "Was", "Would be")
HEADLINES = ("Area", "Quarter", "Headline", "Now", "After accepting")
LARGER = "Figures of the force, the similar group, the region and the UK change with those of their Maracs."
ALL = "all"
SEEN = "seen"

Row = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A check in words. Without `address` nothing was kept of the files, and there is nothing to accept.
    `change` leads back to the form or grid that it came from; `seen` stands for what the page tells.

    `notices` leave nothing to decide; `unusual` are warnings beside problems, which cannot be accepted yet. `warnings`
    are pairs of what a tick sends and what it says; `more` says where a table was cut.
    """

    heading: str
    lines: tuple[str, ...]
    files: tuple[Row, ...]
    notices: tuple[str, ...] = ()
    problems: tuple[Row, ...] = ()
    unusual: tuple[Row, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    difference: str = ""
    replaced: tuple[str, ...] = ()
    kept: str = ""
    parts: tuple[Row, ...] = ()
    changes: tuple[Row, ...] = ()
    headlines: tuple[Row, ...] = ()
    areas: tuple[Row, ...] = ()
    more: tuple[str, ...] = ()
    downloads: tuple[tuple[str, str], ...] = ()
    address: str = ""
    change: str = ""
    seen: str = ""
    acceptable: bool = False


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What the reader sent with the form that could not be taken: ticks, reason, and what is wrong with them."""

    ticked: tuple[str, ...] = ()
    reason: str = ""
    problems: tuple[tuple[str, str], ...] = ()


def layout(shown: Checked, token: str, answered: Answered | None = None) -> list[Component]:
    """The verdict, what the files are, what is wrong, what would change, and the decision."""
    said = answered or Answered()
    return [
        html.H1(shown.heading, tabIndex=-1, **attributes(data_focus="true")),
        *forms.summary("This could not be accepted yet", said.problems),
        *html_components.paragraphs(shown.lines),
        table("The files", FILES, shown.files, words=(1, 3, 4)),
        *([html_components.bullets(shown.notices)] if shown.notices else []),
        *_problems(shown),
        *_downloads(shown.downloads),
        *_difference(shown),
        *html_components.paragraphs(shown.more, "hint"),
        *_decision(shown, token, said),
    ]


def _problems(shown: Checked) -> list[Component]:
    if not shown.problems:
        return []
    return [
        html.H2("What is wrong"),
        _listed("Problems", shown.problems),
        *([_listed(UNUSUAL, shown.unusual), html.P(AFTERWARDS)] if shown.unusual else []),
    ]


def _listed(caption: str, rows: Sequence[Row]) -> Component:
    """What to do stands near the row: on a telephone it is read without scrolling sideways to the end."""
    return html.Div(table(caption, PROBLEMS, rows, words=(1, 2, 3, 4)), className="problems")


def _downloads(files: Sequence[tuple[str, str]]) -> list[Component]:
    if not files:
        return []
    links = [html.A(said, href=href, className="action", download="") for said, href in files]
    return [html.P(links, className="files")]


def _difference(shown: Checked) -> list[Component]:
    if not shown.difference:
        return []
    return [
        html.H2("What accepting would change"),
        html.P(shown.difference),
        *([html.Div(html_components.paragraphs(shown.replaced), className="notice")] if shown.replaced else []),
        *html_components.paragraphs([shown.kept] if shown.kept else []),
        *([table("Areas", AREAS, shown.areas, words=(1, 2, 3))] if shown.areas else []),
        *_headlines(shown),
        *([table("Figures that would differ", CHANGES, shown.changes, words=(2,))] if shown.changes else []),
        *([table("By area and quarter", PARTS, shown.parts)] if shown.parts else []),
    ]


def _headlines(shown: Checked) -> list[Component]:
    if not shown.headlines:
        return []
    return [table("Headlines, 12 months", HEADLINES, shown.headlines, words=(2,)), html.P(LARGER, className="hint")]


def _decision(shown: Checked, token: str, said: Answered) -> list[Component]:
    if not shown.address:
        return [html.P(html.A("Choose files again", href="/upload/file", className="action"))]
    cancel = forms.form(f"{shown.address}/cancel", token, [forms.button("Cancel: leave nothing behind", "small")])
    if not shown.acceptable:
        again = ("Change what you typed", shown.change) if shown.change else ("Send mended files", "/upload/file")
        return [html.P(html.A(again[0], href=again[1], className="action")), cancel]
    return [
        html.H2("Decide"),
        forms.form(
            f"{shown.address}/accept",
            token,
            [
                entry(type="hidden", name=SEEN, value=shown.seen),
                *_warnings(shown, said),
                forms.button("Accept and publish"),
            ],
            "accepts",
        ),
        *([html.P(html.A("Change what you typed", href=shown.change))] if shown.change else []),
        cancel,
    ]


def _warnings(shown: Checked, said: Answered) -> list[Component | None]:
    if not shown.warnings:
        return []
    problem = next((text for text, href in said.problems if href == "#reason"), "")
    together = f"All {len(shown.warnings):,} of them" if len(shown.warnings) > 1 else ""
    boxes = [_box(number, *each, said.ticked) for number, each in enumerate(shown.warnings)]
    return [
        html.Fieldset(
            [
                html.Legend("These are unusual. Tick each one that is right as it is."),
                _box(ALL, ALL, together, said.ticked) if together else None,
                html.Div(boxes, className="warnings"),
            ],
            id="warnings",
            tabIndex=-1,
        ),
        forms.reason("Why they are right", "Kept with the submission, for whoever asks later.", problem, said.reason),
    ]


def _box(number: int | str, value: str, text: str, ticked: Sequence[str]) -> Component:
    name = f"warning-{number}"
    box = entry(
        id=name, name="warning", type="checkbox", value=value, checked=value in ticked, **{"class": "form-check-input"}
    )
    return html.Div([box, html.Label(text, htmlFor=name, className="form-check-label")], className="form-check")
