"""What has been sent and published, and one submission with the way to withdraw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from layouts.components import html_components
from layouts.html.attributes import attributes
from layouts.html.markup import entry
from layouts.uploads import forms
from layouts.uploads.tables import Cell, table

HEADING = "What has been sent"
LEDE = "Every submission stays in the record. One that is withdrawn no longer counts, and can be brought back."
COLUMNS = ("Submission", "State", "Sent", "By", "Files", "Covers")
RELEASES = ("Release", "Published", "Submissions that came", "Submissions that went")
SUBMISSIONS = ("Submission", "What became of it")
FIGURES = ("Area", "Headline", "Was", "Is", "Why")
NOTHING = "Nothing has been sent yet."
WITHDRAW = (
    "Its figures no longer count: what was sent before for the same Maracs and quarters counts again. The files stay "
    "in the record, and you can undo this."
)
UNDO = "Its figures count again, in the order in which they were sent."


@dataclass(frozen=True, kw_only=True)
class Line:
    """A submission or withdrawal in words. `files` are pairs of name and address."""

    id: str
    state: str
    sent: str
    who: str
    files: tuple[tuple[str, str], ...]
    covers: str


@dataclass(frozen=True, kw_only=True)
class Published:
    """A release: its id, when, and the submissions that it brought and took."""

    id: str
    when: str
    added: str
    removed: str


@dataclass(frozen=True, kw_only=True)
class Differing:
    """How two releases differ: a submission and what became of it; what is said of the figures, and rows of FIGURES."""

    submissions: tuple[tuple[str, str], ...]
    said: str
    figures: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class One:
    """A submission in full. `does` is what its form would do: `Withdraw`, `Bring back`, or nothing; `turns` are the
    releases that it entered or left, in words, each with the address that says what changed; `later` says what else
    counts on.
    """

    line: Line
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    turns: tuple[tuple[str, str], ...] = ()
    later: str = ""
    does: str = ""
    problem: str = ""
    reason: str = ""
    name: str = ""


def layout(lines: Sequence[Line], releases: Sequence[Published], more: str = "") -> list[Component]:
    """Submissions newest first, then releases and the way to compare two."""
    if not lines:
        return [html.H1(HEADING), html.P(NOTHING), html.P(html.A("Send figures", href="/upload"))]
    return [
        html.H1(HEADING),
        html.P(LEDE),
        table("Submissions, newest first", COLUMNS, [_row(each) for each in lines], words=(1, 2, 3, 4, 5)),
        *([html.P(more, className="hint")] if more else []),
        html.H2("Releases", id="releases"),
        *_compare(releases),
        table(
            "Releases, newest first",
            RELEASES,
            [(each.id, each.when, each.added, each.removed) for each in releases],
            words=(1, 2, 3),
        ),
    ]


def one(shown: One, token: str) -> list[Component]:
    """What it is, its files, and the decision."""
    line = shown.line
    return [
        html.H1(f"Submission {line.id}"),
        *forms.summary("That was not done", [(shown.problem, "#reason")] if shown.problem else []),
        html_components.facts([("State", line.state), ("Sent", line.sent), ("By", line.who), *shown.facts]),
        *([html.H2("Original files"), _files(line.files)] if line.files else []),
        *([html.H2("What it changed"), _turns(shown.turns)] if shown.turns else []),
        *([html.H2("Accepted although unusual"), html_components.bullets(shown.warnings)] if shown.warnings else []),
        *_decision(shown, token),
        html.P(html.A(HEADING, href="/upload/history")),
    ]


def difference(then: Published, now: Published, differing: Differing) -> list[Component]:
    """Two releases beside each other: submissions that only one of them counts, and headline figures."""
    title = f"From {then.when} to {now.when}"
    body: list[Component] = [html.P("The two releases hold the same submissions.")]
    if differing.submissions:
        body = [table("Submissions that differ", SUBMISSIONS, differing.submissions, words=(1,))]
    report = html.A("See every figure that changed since then in the report", href=f"/report?release={then.id}")
    return [
        html.H1(title),
        *body,
        html.H2("Headline figures"),
        html.P(differing.said),
        *([table("Figures of 12 months", FIGURES, differing.figures, words=(1, 4))] if differing.figures else []),
        html.P(report),
        html.P(html.A(HEADING, href="/upload/history#releases")),
    ]


def _row(line: Line) -> list[Cell]:
    name = html.A(line.id, href=f"/upload/history/{line.id}")
    return [name, line.state, line.sent, line.who, [_file(*each) for each in line.files], line.covers]


def _files(files: Sequence[tuple[str, str]]) -> Component:
    return html.Ul([html.Li(_file(*each)) for each in files])


def _turns(turns: Sequence[tuple[str, str]]) -> Component:
    return html.Ul([html.Li(html.A(said, href=href)) for said, href in turns])


def _file(name: str, href: str) -> Component:
    return html.Span([html.A(name, href=href, download=""), " "])


def _compare(releases: Sequence[Published]) -> list[Component]:
    if len(releases) < 2:
        return []
    return [
        html.Form(
            [
                _choice("then", "What changed from", releases, chosen=1),
                _choice("now", "to", releases, chosen=0),
                forms.button("Compare", "small"),
            ],
            action="/upload/releases",
            method="get",
            className="pair",
        )
    ]


def _choice(name: str, label: str, releases: Sequence[Published], chosen: int) -> Component:
    options = [
        html.Option(each.when, value=each.id, selected=place == chosen or None) for place, each in enumerate(releases)
    ]
    return html.Div(
        [html.Label(label, htmlFor=name), html.Select(options, id=name, name=name, className="form-select")]
    )


def _decision(shown: One, token: str) -> list[Component]:
    if not shown.does:
        return []
    said = WITHDRAW if shown.does == "Withdraw" else UNDO
    return [
        html.H2(shown.does),
        html.P(said),
        *([html.P(shown.later, className="notice")] if shown.later and shown.does == "Withdraw" else []),
        forms.form(
            f"/upload/history/{shown.line.id}",
            token,
            [
                forms.reason("Why", "Kept for ever, for whoever asks.", shown.problem, shown.reason),
                forms.text("who", "Your name", shown.name, forms.NAME_HINT, maxlength=60, autocomplete="name"),
                entry(type="hidden", name="does", value=shown.does),
                forms.button(shown.does),
            ],
            **attributes(data_once="true"),
        ),
    ]
