"""Pages of submissions and releases, and of one submission with the way to withdraw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from layouts.components import forms, html_components
from layouts.components.forms import Sender
from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.html.markup import input_tag
from layouts.uploads.tables import TableCell, table

HEADING = "What has been sent"
LEDE = "Every submission stays in the record. One that is withdrawn no longer counts, and can be brought back."
SUBMISSION_COLUMNS = ("Submission", "State", "Sent", "By", "Files", "Covers")
RELEASE_COLUMNS = ("Release", "Published", "Submissions added", "Submissions removed")
DIFFERENCE_COLUMNS = ("Submission", "What became of it")
FIGURE_COLUMNS = ("Area", "Headline", "Was", "Is", "Why")
NOTHING_SENT = "Nothing has been sent yet."
NOTHING_OF_YOURS = "Nothing has been sent for your areas alone yet. What concerns other areas too is counted below."
WITHDRAW_EFFECT = (
    "Its figures no longer count: what was sent before for the same Maracs and quarters counts again. The files stay "
    "in the record, and you can undo this."
)
UNDO_EFFECT = "Its figures count again, in the order in which they were sent."


@dataclass(frozen=True, kw_only=True)
class SubmissionRow:
    """A submission or withdrawal in words. `files` are pairs of name and address."""

    id: str
    state: str
    sent: str
    who: str
    files: tuple[tuple[str, str], ...]
    covers: str


@dataclass(frozen=True, kw_only=True)
class ReleaseRow:
    """A release: its id, when, and the submissions that it brought and took."""

    id: str
    when: str
    added: str
    removed: str


@dataclass(frozen=True, kw_only=True)
class ReleaseComparison:
    """Differences between two releases: submissions and what became of each, a sentence, and rows of FIGURE_COLUMNS."""

    submissions: tuple[tuple[str, str], ...]
    said: str
    figures: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class SubmissionPage:
    """A submission in full. `action` is what its form would do: `Withdraw`, `Bring back`, or nothing; `release_changes`
    are the releases that it entered or left, each with the address that says what changed; `later` names later
    submissions for the same Maracs and quarters.
    """

    line: SubmissionRow
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    release_changes: tuple[tuple[str, str], ...] = ()
    later: str = ""
    action: str = ""
    problem: str = ""
    reason: str = ""
    sender: Sender = forms.UNNAMED


def layout(lines: Sequence[SubmissionRow], releases: Sequence[ReleaseRow], more: str = "") -> list[Component]:
    """Submissions newest first, then releases and the way to compare two."""
    if not releases and not lines:
        return [html.H1(HEADING), html.P(NOTHING_SENT), _upload_link()]
    return [
        html.H1(HEADING),
        *(_submissions(lines, more) if lines else [html.P(NOTHING_OF_YOURS), _upload_link()]),
        html.H2("Releases", id="releases"),
        *_comparison_form(releases),
        table(
            "Releases, newest first",
            RELEASE_COLUMNS,
            [(each.id, each.when, each.added, each.removed) for each in releases],
            words=(1, 2, 3),
        ),
    ]


def _submissions(lines: Sequence[SubmissionRow], more: str) -> list[Component]:
    return [
        html.P(LEDE),
        table(
            "Submissions, newest first",
            SUBMISSION_COLUMNS,
            [_submission_cells(each) for each in lines],
            words=(1, 2, 3, 4, 5),
        ),
        *([html.P(more, className="hint")] if more else []),
    ]


def _upload_link() -> Component:
    return html.P(html.A("Send figures", href="/upload"))


def build_submission_page(shown: SubmissionPage, token: str) -> list[Component]:
    """Facts on a submission, its files, and the decision."""
    line = shown.line
    return [
        html.H1(f"Submission {line.id}"),
        *forms.error_summary("That was not done", [(shown.problem, "#reason")] if shown.problem else []),
        html_components.definition_list([("State", line.state), ("Sent", line.sent), ("By", line.who), *shown.facts]),
        *([html.H2("Original files"), _file_list(line.files)] if line.files else []),
        *([html.H2("What it changed"), _release_changes(shown.release_changes)] if shown.release_changes else []),
        *([html.H2("Accepted although unusual"), html_components.bullets(shown.warnings)] if shown.warnings else []),
        *_decision(shown, token),
        html.P(html.A(HEADING, href="/upload/history")),
    ]


def build_comparison_page(
    then: ReleaseRow, now: ReleaseRow, differing: ReleaseComparison, marac: str
) -> list[Component]:
    """Two releases beside each other: submissions that only one of them counts, and headline figures.

    `marac` is the code of one whose figures differ, where that is known.
    """
    title = f"From {then.when} to {now.when}"
    body: list[Component] = [html.P("The two releases hold the same submissions.")]
    if differing.submissions:
        body = [table("Submissions that differ", DIFFERENCE_COLUMNS, differing.submissions, words=(1,))]
    own = f"&own={marac}" if marac else ""
    report = html.A("See every figure that changed since then in the report", href=f"/report?release={then.id}{own}")
    return [
        html.H1(title),
        *body,
        html.H2("Headline figures"),
        html.P(differing.said),
        *(
            [table("Figures of 12 months", FIGURE_COLUMNS, differing.figures, words=(1, 4))]
            if differing.figures
            else []
        ),
        html.P(report),
        html.P(html.A(HEADING, href="/upload/history#releases")),
    ]


def _submission_cells(line: SubmissionRow) -> list[TableCell]:
    name = html.A(line.id, href=f"/upload/history/{line.id}")
    return [name, line.state, line.sent, line.who, [_file_link(*each) for each in line.files], line.covers]


def _file_list(files: Sequence[tuple[str, str]]) -> Component:
    return html.Ul([html.Li(_file_link(*each)) for each in files])


def _release_changes(turns: Sequence[tuple[str, str]]) -> Component:
    return html.Ul([html.Li(html.A(said, href=href)) for said, href in turns])


def _file_link(name: str, href: str) -> Component:
    return html.Span([html.A(name, href=href, download=""), " "])


def _comparison_form(releases: Sequence[ReleaseRow]) -> list[Component]:
    if len(releases) < 2:
        return []
    return [
        html.Form(
            [
                _release_select("then", "What changed from", releases, chosen=1),
                _release_select("now", "to", releases, chosen=0),
                forms.submit_button("Compare", "small"),
            ],
            action="/upload/releases",
            method="get",
            className="pair",
        )
    ]


def _release_select(name: str, label: str, releases: Sequence[ReleaseRow], chosen: int) -> Component:
    options = [
        html.Option(each.when, value=each.id, selected=place == chosen or None) for place, each in enumerate(releases)
    ]
    return html.Div(
        [html.Label(label, htmlFor=name), html.Select(options, id=name, name=name, className="form-select")]
    )


def _decision(shown: SubmissionPage, token: str) -> list[Component]:
    if not shown.action:
        return []
    said = WITHDRAW_EFFECT if shown.action == "Withdraw" else UNDO_EFFECT
    return [
        html.H2(shown.action),
        html.P(said),
        *([html.P(shown.later, className="notice")] if shown.later and shown.action == "Withdraw" else []),
        forms.post_form(
            f"/upload/history/{shown.line.id}",
            token,
            [
                forms.reason_field("Why", "Kept permanently, for anyone who asks.", shown.problem, shown.reason),
                forms.sender_field(shown.sender),
                input_tag(type="hidden", name="does", value=shown.action),
                forms.submit_button(shown.action),
            ],
            **attributes(data_once="true"),
        ),
    ]
