"""Components as plain HTML, for pages that the server writes whole and that work without a script.

Dash has no input that a form sends by itself with its name, so `entry` makes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, cast

from dash.development.base_component import Component

VOID = ("br", "hr", "img", "input")
TAGS = {"Link": "a", "ObjectEl": "object"}
NAMES = {"className": "class", "htmlFor": "for"}


@dataclass(frozen=True)
class Entry:
    """An `<input>`, which Dash's html does not have."""

    attributes: Mapping[str, Any]


def entry(**named: str | int | bool | None) -> Component:
    """An `<input>` with these attributes; `aria_label` is `aria-label`. Only for `markup`, never for a Dash page."""
    return cast("Component", Entry({name.replace("_", "-"): value for name, value in named.items()}))


def markup(node: Any) -> str:
    """A tree of components as HTML; every text in it is escaped."""
    if node is None:
        return ""
    if isinstance(node, Entry):
        return f"<input{_attributes(node.attributes)}>"
    if isinstance(node, Component):
        return _element(node)
    if isinstance(node, (str, int, float)):
        return escape(str(node))
    return "".join(markup(each) for each in node)


def _element(component: Component) -> str:
    record = component.to_plotly_json()
    props = dict(record["props"])
    children = props.pop("children", None)
    name = TAGS.get(record["type"], record["type"].lower())
    opened = f"<{name}{_attributes(props)}>"
    return opened if name in VOID else f"{opened}{markup(children)}</{name}>"


def _attributes(given: Mapping[str, Any]) -> str:
    return "".join(_attribute(NAMES.get(name, name.lower()), value) for name, value in _set(given))


def _set(given: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    return ((name, value) for name, value in given.items() if value is not None and value is not False)


def _attribute(name: str, value: Any) -> str:
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
