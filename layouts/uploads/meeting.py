"""One meeting as a form: groups of counts, each with its definition and its problem beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dash.development.base_component import Component

from layouts.components import forms
from layouts.components.forms import Sender
from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.html.markup import input_tag
from maracdash.catalogue.fields import FIELDS, GROUPS, field_title
from maracdash.model.areas import Area
from maracdash.model.fields import FILLED, FieldGroup, ReturnField, Total

ACTION = "/upload/form"
HEADING = "Send one meeting"
LEDE = (
    "Write 0 where there were none. Leave a field empty where it is not collected: that is not the same. A small "
    "number that is withheld is written <5."
)
KEPT_NOTE = "What you type is kept here for two weeks, so you can close the page and go on later in this browser."
DATE_HINT = "As on the calendar, for example 2024-04-03 or 3/4/2024, day first."
ALREADY_HELD = (
    "A meeting of this Marac on this day is held already, and this one would take its place. A count that you leave "
    "empty stays as it was sent while the cases are the same, and is lost where they are others. Send it again if that "
    "is right, or correct the date. To correct only some of its counts, fill in what is held in place of what you "
    "typed."
)
FILLED_NOTE = (
    "The counts were filled in from the meeting of {} on {} that is held. Correct what is wrong and leave the rest: "
    "what is sent takes its place. With another day of the same quarter the meeting is moved. [c] is a small number "
    "that is withheld."
)
NOT_MOVED = (
    "These counts were filled in from the meeting of {} on {}, which can be moved to another day of its quarter and no "
    "further. Correct this, or empty the form to send another meeting."
)
SAVED_NOTE = "Kept. You can close this page."
FILL_HINT = "To correct a meeting that was sent before: its counts take the place of what is typed here."
REPLACES_FIELD = "replaces"
SAVE, SEND, FILL, EMPTY = "save", "send", "fill", "empty"
IDENTIFYING_FIELDS = {"marac": "Marac", "meeting_date": "Date of the meeting"}


@dataclass(frozen=True, kw_only=True)
class MeetingForm:
    """Values as typed, problems by field (`""` for the whole), and the Maracs to choose from by force.

    `filled` is the meeting whose counts were filled in, and `replaces` the one that may be replaced if the form is sent
    again, each by the code of its Marac and its day; `note` says what has just happened.
    """

    values: Mapping[str, str]
    maracs: Sequence[tuple[str, Sequence[Area]]]
    problems: Mapping[str, str] = field(default_factory=dict)
    sums: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    sender: Sender = forms.UNNAMED
    filled: str = ""
    replaces: str = ""


def layout(typed: MeetingForm, token: str) -> list[Component]:
    """The form."""
    found = [(_prefix_field_name(name, said), f"#{name or 'marac'}") for name, said in typed.problems.items()]
    return [
        html.H1(HEADING),
        *forms.error_summary("This cannot be sent yet", found),
        *([html.P(typed.note, role="status", className="notice")] if typed.note else []),
        html.P(LEDE),
        html.P(KEPT_NOTE),
        forms.post_form(
            ACTION,
            token,
            _fields(typed),
            "meeting",
            noValidate=True,
            **attributes(data_keeps="/upload/form/keep"),
        ),
        html.P(
            [
                "Many meetings? ",
                html.A("Paste them into the grid", href="/upload/grid/"),
                " or ",
                html.A("send a file", href="/upload/file"),
                ".",
            ]
        ),
    ]


def _fields(typed: MeetingForm) -> list[Component]:
    """Marac and date, the groups of counts, the name, and what to do with it."""
    problems = typed.problems
    return [
        # The first button of a form is what the Enter key presses in any of its fields.
        html.Button("Check this meeting", type="submit", name="do", value=SEND, hidden=True, tabIndex="-1"),
        forms.labelled_field("marac", "Marac (required)", _marac_select(typed), problem=problems.get("marac", "")),
        forms.text_field(
            "meeting_date",
            "Date of the meeting (required)",
            typed.values.get("meeting_date", ""),
            DATE_HINT,
            problems.get("meeting_date", ""),
            **{"class": "form-control date", "autocomplete": "off"},
        ),
        _fill_button(),
        *[_build_group(each, typed) for each in GROUPS],
        forms.sender_field(typed.sender),
        html.Div(
            [
                html.Button("Check this meeting", type="submit", name="do", value=SEND, className="primary"),
                html.Button("Keep for later", type="submit", name="do", value=SAVE, className="small"),
                html.Button("Empty this form", type="submit", name="do", value=EMPTY, className="small"),
            ],
            className="files",
        ),
        html.P(className="sending", role="status"),
        *(
            input_tag(type="hidden", name=name, value=value)
            for name, value in ((FILLED, typed.filled), (REPLACES_FIELD, typed.replaces))
            if value
        ),
    ]


def _fill_button() -> Component:
    button = html.Button(
        "Fill in what is held",
        type="submit",
        name="do",
        value=FILL,
        className="small",
        **attributes(aria_describedby="fill-hint"),
    )
    return html.Div([html.P(FILL_HINT, id="fill-hint", className="hint"), button], className="field")


def _prefix_field_name(name: str, said: str) -> str:
    """A problem with its field's name before it, unless it says so itself."""
    return said if not name or said.startswith(field_label(name)) else f"{field_label(name)}: {said}"


def field_label(name: str) -> str:
    """Label of a field."""
    return IDENTIFYING_FIELDS[name] if name in IDENTIFYING_FIELDS else field_title(name)


def _marac_select(typed: MeetingForm) -> Component:
    chosen = typed.values.get("marac", "")
    groups: list[Component] = [html.Option("Choose a Marac", value="")]
    for force, maracs in typed.maracs:
        options = [html.Option(each.name, value=each.code, selected=each.code == chosen or None) for each in maracs]
        groups.append(html.Optgroup(options, label=force))
    wrong = attributes(aria_invalid="true", aria_describedby="marac-problem") if "marac" in typed.problems else {}
    return html.Select(groups, id="marac", name="marac", className="form-select", **wrong)


def _build_group(group: FieldGroup, typed: MeetingForm) -> Component:
    fields = [each for each in FIELDS if each.group == group]
    return html.Fieldset(
        [
            html.Legend(html.H2(group.title)),
            html.P(group.hint, className="hint") if group.hint else None,
            html.Div([_count_field(each, typed) for each in fields], className="counts"),
            _sum(group.total, fields, typed) if group.total else None,
        ]
    )


def _sum(total: Total, fields: Sequence[ReturnField], typed: MeetingForm) -> Component:
    said = attributes(data_sum=total.title, data_fields=" ".join(each.name for each in fields))
    return html.P(typed.sums.get(total.title, ""), className="sum", **said)


def _count_field(each: ReturnField, typed: MeetingForm) -> Component:
    problem = typed.problems.get(each.name, "")
    required = " (required)" if each.required else ""
    return forms.text_field(
        each.name,
        f"{each.title}{required}",
        typed.values.get(each.name, ""),
        each.definition,
        problem,
        **{"class": "form-control count", "inputmode": "decimal", "autocomplete": "off", "maxlength": 12},
    )
