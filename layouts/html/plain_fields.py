"""Fields of Bootstrap as plain HTML: what their components make of themselves in a browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from html import escape
from types import MappingProxyType
from typing import Any

from layouts.html.markup import ElementJson, render_attributes

NAMESPACE = "dash_bootstrap_components"
MAX_LISTS = 16
Props = Mapping[str, Any]


def is_field(element: ElementJson) -> bool:
    """Tell whether this is one of them."""
    return element.get("namespace") == NAMESPACE


def write_field(element: ElementJson, more: Props = MappingProxyType({})) -> str:
    """The field with `more` attributes."""
    return WRITERS[element["type"]]({**element["props"], **more})


def write_groups(described: str, now: str, named: Props) -> str:
    """A select of named groups of values and their words, the one of the words `now` chosen.

    `described` is a list of names with lists of values and words, as JSON.
    """
    end = f">{escape(now)}</option>"
    options = _write_groups(described).replace(end, f" selected{end}")
    return f"<select{render_attributes({**named, 'className': 'form-select'})}>{options}</select>"


@lru_cache(maxsize=MAX_LISTS)
def _write_groups(described: str) -> str:
    """None of them chosen; remembered, as each page lists every Marac."""
    return "".join(
        f"<optgroup{render_attributes({'label': name})}>{_write_options(options)}</optgroup>"
        for name, options in json.loads(described)
    )


def _write_options(options: Iterable[tuple[str, str]]) -> str:
    return "".join(_write_option(value, words, chosen=False) for value, words in options)


def _write_select(props: Props) -> str:
    rest = {name: value for name, value in props.items() if name not in ("options", "value")}
    options = "".join(
        _write_option(each["value"], each["label"], chosen=each["value"] == props["value"]) for each in props["options"]
    )
    return f"<select{render_attributes({**rest, 'className': 'form-select'})}>{options}</select>"


def _write_option(value: str, words: str, *, chosen: bool) -> str:
    return f"<option{render_attributes({'value': value, 'selected': chosen})}>{escape(words)}</option>"


def _write_input(props: Props) -> str:
    return f"<input{render_attributes({**props, 'className': 'form-control'})}>"


def _write_checklist(props: Props) -> str:
    boxes = "".join(_write_box(props, each) for each in props["options"])
    return f"<div{render_attributes({'id': props.get('id'), 'className': props.get('className')})}>{boxes}</div>"


def _write_box(props: Props, option: Mapping[str, str]) -> str:
    name = f"_dbcprivate_checklist_{props.get('id')}_input_{option['value']}"
    box = {
        "id": name,
        "className": "form-check-input",
        "type": "checkbox",
        "value": option["value"],
        "checked": option["value"] in props["value"],
        "name": props.get("name"),
    }
    label = render_attributes({"className": "form-check-label", "htmlFor": name})
    words = escape(option["label"])
    return f'<div class="form-check"><input{render_attributes(box)}><label{label}>{words}</label></div>'


WRITERS: Mapping[str, Callable[[Props], str]] = {
    "Select": _write_select,
    "Input": _write_input,
    "Checklist": _write_checklist,
}
