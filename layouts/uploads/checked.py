"""Result of a check, and what accepting would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from layouts.components import forms, html_components
from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.html.markup import input_tag
from layouts.uploads.tables import table

FILE_COLUMNS = ("File", "Taken for", "Rows", "Covers", "Quarters")
UNUSUAL_CAPTION = "Also unusual"
AFTERWARDS = "Correct it too, or accept it once the problems above are corrected."
PROBLEM_COLUMNS = ("Row", "Column", "What is wrong and what to do", "Value", "File")
PART_COLUMNS = ("Area", "Quarter", "New", "Changed", "Unchanged", "Gone")
CHANGE_COLUMNS = ("Area", "Quarter", "Figure", "Was", "Would be", "Sent before in")
AREA_COLUMNS = ("Area", "What", "Was", "Would be")
HEADLINE_COLUMNS = ("Area", "Quarter", "Headline", "Now", "After accepting")
QUARTER_NOTE = "Counts of a return are those of the single quarter, all its meetings together."
LARGER_AREAS_NOTE = "Figures of the force, the similar group, the region and the UK change with those of their Maracs."
ALL_WARNINGS = "all"
FINGERPRINT_FIELD = "seen"

TextRow = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CheckPage:
    """A check in words. Without `address` nothing was kept of the files, and there is nothing to accept.
    `change` leads back to the form or grid that it came from; `seen` stands for what the page tells.

    `notices` leave nothing to decide; `unusual` are warnings beside problems, which cannot be accepted yet. `warnings`
    are pairs of what a tick sends and what it says; `more` says where a table was cut.
    """

    heading: str
    lines: tuple[str, ...]
    files: tuple[TextRow, ...]
    notices: tuple[str, ...] = ()
    problems: tuple[TextRow, ...] = ()
    unusual: tuple[TextRow, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    difference: str = ""
    replaced: tuple[str, ...] = ()
    kept: str = ""
    parts: tuple[TextRow, ...] = ()
    changes: tuple[TextRow, ...] = ()
    headlines: tuple[TextRow, ...] = ()
    areas: tuple[TextRow, ...] = ()
    more: tuple[str, ...] = ()
    downloads: tuple[tuple[str, str], ...] = ()
    address: str = ""
    change: str = ""
    fingerprint: str = ""
    is_acceptable: bool = False


@dataclass(frozen=True, kw_only=True)
class RefusedDecision:
    """Ticks and reason that the reader sent and that could not be accepted, with the problems in them."""

    ticked: tuple[str, ...] = ()
    reason: str = ""
    problems: tuple[tuple[str, str], ...] = ()


def layout(shown: CheckPage, token: str, answered: RefusedDecision | None = None) -> list[Component]:
    """The verdict, what the files are, what is wrong, what would change, and the decision."""
    said = answered or RefusedDecision()
    return [
        html.H1(shown.heading, tabIndex=-1, **attributes(data_focus="true")),
        *forms.error_summary("This could not be accepted yet", said.problems),
        *html_components.paragraphs(shown.lines),
        table("The files", FILE_COLUMNS, shown.files, words=(1, 3, 4)),
        *([html_components.bullets(shown.notices)] if shown.notices else []),
        *_problems(shown),
        *_downloads(shown.downloads),
        *_difference(shown),
        *html_components.paragraphs(shown.more, "hint"),
        *_decision(shown, token, said),
    ]


def _problems(shown: CheckPage) -> list[Component]:
    if not shown.problems:
        return []
    return [
        html.H2("What is wrong"),
        _problem_table("Problems", shown.problems),
        *([_problem_table(UNUSUAL_CAPTION, shown.unusual), html.P(AFTERWARDS)] if shown.unusual else []),
    ]


def _problem_table(caption: str, rows: Sequence[TextRow]) -> Component:
    """Table of problems. The remedy stands near the row: on a telephone it is read without scrolling sideways."""
    return html.Div(table(caption, PROBLEM_COLUMNS, rows, words=(1, 2, 3, 4)), className="problems")


def _downloads(files: Sequence[tuple[str, str]]) -> list[Component]:
    if not files:
        return []
    links = [html.A(said, href=href, className="action", download="") for said, href in files]
    return [html.P(links, className="files")]


def _difference(shown: CheckPage) -> list[Component]:
    if not shown.difference:
        return []
    return [
        html.H2("What accepting would change"),
        html.P(shown.difference),
        *([html.Div(html_components.paragraphs(shown.replaced), className="notice")] if shown.replaced else []),
        *html_components.paragraphs([shown.kept] if shown.kept else []),
        *([table("Areas", AREA_COLUMNS, shown.areas, words=(1, 2, 3))] if shown.areas else []),
        *_headlines(shown),
        *_changes(shown),
        *([table("By area and quarter", PART_COLUMNS, shown.parts)] if shown.parts else []),
    ]


def _changes(shown: CheckPage) -> list[Component]:
    if not shown.changes:
        return []
    return [
        table("Figures that would differ", CHANGE_COLUMNS, shown.changes, words=(2,)),
        html.P(QUARTER_NOTE, className="hint"),
    ]


def _headlines(shown: CheckPage) -> list[Component]:
    if not shown.headlines:
        return []
    return [
        table("Headlines, 12 months", HEADLINE_COLUMNS, shown.headlines, words=(2,)),
        html.P(LARGER_AREAS_NOTE, className="hint"),
    ]


def _decision(shown: CheckPage, token: str, said: RefusedDecision) -> list[Component]:
    if not shown.address:
        return [html.P(html.A("Choose files again", href="/upload/file", className="action"))]
    cancel = forms.post_form(
        f"{shown.address}/cancel", token, [forms.submit_button("Cancel and delete the files", "small")]
    )
    if not shown.is_acceptable:
        again = ("Change what you typed", shown.change) if shown.change else ("Send corrected files", "/upload/file")
        return [html.P(html.A(again[0], href=again[1], className="action")), cancel]
    return [
        html.H2("Decide"),
        forms.post_form(
            f"{shown.address}/accept",
            token,
            [
                input_tag(type="hidden", name=FINGERPRINT_FIELD, value=shown.fingerprint),
                *_warnings(shown, said),
                forms.submit_button("Accept and publish"),
            ],
            "accepts",
        ),
        *([html.P(html.A("Change what you typed", href=shown.change))] if shown.change else []),
        cancel,
    ]


def _warnings(shown: CheckPage, said: RefusedDecision) -> list[Component | None]:
    if not shown.warnings:
        return []
    problem = next((text for text, href in said.problems if href == "#reason"), "")
    together = f"All {len(shown.warnings):,} of them" if len(shown.warnings) > 1 else ""
    boxes = [_warning_checkbox(number, *each, said.ticked) for number, each in enumerate(shown.warnings)]
    return [
        html.Fieldset(
            [
                html.Legend("These are unusual. Tick each one that is right as it is."),
                _warning_checkbox(ALL_WARNINGS, ALL_WARNINGS, together, said.ticked) if together else None,
                html.Div(boxes, className="warnings"),
            ],
            id="warnings",
            tabIndex=-1,
        ),
        forms.reason_field(
            "Why they are right", "Kept with the submission, for whoever asks later.", problem, said.reason
        ),
    ]


def _warning_checkbox(number: int | str, value: str, text: str, ticked: Sequence[str]) -> Component:
    name = f"warning-{number}"
    box = input_tag(
        id=name, name="warning", type="checkbox", value=value, checked=value in ticked, **{"class": "form-check-input"}
    )
    return html.Div([box, html.Label(text, htmlFor=name, className="form-check-label")], className="form-check")
