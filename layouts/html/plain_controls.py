"""Controls of a Dash page in plain HTML: they work before its scripts run, and where none do.

With the scripts a control sets a part of the address (assets/state.js). Without them it sends a form by GET that has
the other parts of the address, so that both lead to the same page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import orjson

from layouts import ids
from layouts.html.markup import Draw, ElementJson, render_attributes, render_element, render_html
from layouts.html.plain_fields import is_field, write_field, write_groups
from layouts.html.plain_tables import write_plain_table

INDICATOR_PATH = "/indicators/"
REPORT_PATH = "/report"
REPORT_FIELDS: Mapping[str, str] = {
    ids.FORM_CHOICE: "form",
    ids.REPORT_QUARTER: "quarter",
    ids.FORCES: "force",
}
"""Fields of the report's form, and the part of the address that each sets: of the forces all Maracs are shown."""
SUBMIT = {"type": "submit"}
SHOW = "Show"
BUTTONS, FIELD = "choose-", "fill-"
"""Beginnings of the ids of forms: a field and buttons for one part would both be sent by one form."""
PICKER = "Marac or force"


class PlainControls:
    """Writes the controls of one page; the forms that they belong to are written after them all."""

    def __init__(self, path: str, query: str) -> None:
        self._path = path
        self._parts = dict(parse_qsl(query))
        if path.startswith(INDICATOR_PATH):
            self._parts.pop("indicator", None)
        self._forms: dict[str, str] = {}
        """By their ids, the part of the address that each sets."""
        self.has_charts = False
        self._writers: Mapping[str, Callable[[ElementJson], str]] = {
            "data-set": self._write_button,
            "data-choose": self._write_choice,
            "data-choices": self._write_chooser,
            "data-grid": self._write_table,
            "data-figure": self._write_chart,
        }
        """By an attribute that scripts read."""

    def draw(self, element: ElementJson) -> str | None:
        """The element, where it is a control or holds what a script would make; None for any other."""
        if is_field(element):
            return write_field(element)
        found = self._writers.keys() & element["props"].keys()
        return self._writers[found.pop()](element) if found else None

    def write_forms(self) -> str:
        """A form for each part of the address that a control sets."""
        return "".join(self._write_form(name, key) for name, key in sorted(self._forms.items()))

    def _write_form(self, name: str, key: str) -> str:
        kept = "".join(
            f"<input{render_attributes({'type': 'hidden', 'name': part, 'value': value})}>"
            for part, value in self._parts.items()
            if part != key
        )
        named = {"id": name, "action": self._path, "method": "get", "hidden": True}
        return f"<form{render_attributes(named)}>{kept}</form>"

    def _join_form(self, key: str, start: str) -> dict[str, str]:
        name = f"{start}{key}"
        self._forms[name] = key
        return {"form": name, "name": key}

    def _write_button(self, element: ElementJson) -> str:
        key, value = parse_qsl(element["props"]["data-set"], keep_blank_values=True)[0]
        return render_element(element, self.draw, {**SUBMIT, **self._join_form(key, BUTTONS), "value": value})

    def _write_choice(self, element: ElementJson) -> str:
        """A label and its field, and a button that sends it where no script does."""
        joined = self._join_form(element["props"]["data-choose"], FIELD)

        def draw(child: ElementJson) -> str | None:
            return write_field(child, joined) if is_field(child) else self.draw(child)

        return _write_box(element["props"], draw, _without_script(_write_send(joined)))

    def _write_chooser(self, element: ElementJson) -> str:
        """The element without its choices, which are there in plain HTML."""
        props = {name: value for name, value in element["props"].items() if name != "data-choices"}
        if props.get("id") == ids.FORM:
            return self._write_report_form(props)
        joined = self._join_form(ids.MARAC, FIELD)
        now = next(str(each.value) for each in props["children"] if getattr(each, "value", None) is not None)
        plain = write_groups(element["props"]["data-choices"], now, {**joined, "aria-label": PICKER})
        return _write_box(props, self.draw, _without_script(f"{plain}{_write_send(joined)}"))

    def _write_report_form(self, props: Mapping[str, Any]) -> str:
        def draw(child: ElementJson) -> str | None:
            name = child["props"].get("id", "")
            if is_field(child):
                return write_field(child, {"name": REPORT_FIELDS.get(name)})
            return render_element(child, draw, SUBMIT) if name == ids.GENERATE else None

        named = render_attributes({**props, "action": REPORT_PATH, "method": "get"})
        return f"<form{named}>{render_html(props['children'], draw)}</form>"

    def _write_table(self, element: ElementJson) -> str:
        props = {name: value for name, value in element["props"].items() if name != "data-grid"}
        return _write_box(props, self.draw, write_plain_table(element["props"]["data-grid"], self.draw))

    def _write_chart(self, element: ElementJson) -> str:
        """The place of a chart with the room that it will take, so that nothing moves when it is drawn."""
        height = orjson.loads(element["props"]["data-figure"])["layout"].get("height")
        self.has_charts = self.has_charts or bool(height)
        return render_element(element, more={"style": {"minHeight": f"{height}px"}} if height else None)


def _write_box(props: Mapping[str, Any], draw: Draw, last: str) -> str:
    return f"<div{render_attributes(props)}>{render_html(props.get('children'), draw)}{last}</div>"


def _write_send(joined: Mapping[str, str]) -> str:
    return f"<button{render_attributes({**SUBMIT, 'form': joined['form'], 'className': 'action'})}>{SHOW}</button>"


def _without_script(written: str) -> str:
    return f"<noscript>{written}</noscript>"
