"""Components as plain HTML, for pages that the server writes whole and that work without a script.

Dash has no input that a form sends by itself with its name, so `input_tag` makes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, cast

from dash.development.base_component import Component

VOID_TAGS = ("br", "hr", "img", "input")
TAGS = {"Link": "a", "ObjectEl": "object"}
ATTRIBUTE_NAMES = {"className": "class", "htmlFor": "for"}


@dataclass(frozen=True)
class InputTag:
    """An `<input>`, which Dash's html does not have."""

    attributes: Mapping[str, Any]


@dataclass(frozen=True)
class Svg:
    """A drawing, as a library of ours drew it."""

    drawn: str
    label: str


def svg(drawn: str, label: str) -> Component:
    """A drawing with its words. `drawn` stands in the page as it is: only for `<svg>` that no reader can write into."""
    return cast("Component", Svg(drawn, label))


def input_tag(**named: str | int | bool | None) -> Component:
    """An `<input>` with these attributes; `aria_label` is `aria-label`. Only for `markup`, never for a Dash page."""
    return cast("Component", InputTag({name.replace("_", "-"): value for name, value in named.items()}))


def render_html(node: Any) -> str:
    """A tree of components as HTML; every text in it is escaped."""
    if node is None:
        return ""
    if isinstance(node, InputTag):
        return f"<input{_render_attributes(node.attributes)}>"
    if isinstance(node, Svg):
        return f'<span role="img" aria-label="{escape(node.label)}">{node.drawn}</span>'
    if isinstance(node, Component):
        return _render_element(node)
    if isinstance(node, (str, int, float)):
        return escape(str(node))
    return "".join(render_html(each) for each in node)


def _render_element(component: Component) -> str:
    record = component.to_plotly_json()
    props = dict(record["props"])
    children = props.pop("children", None)
    name = TAGS.get(record["type"], record["type"].lower())
    opened = f"<{name}{_render_attributes(props)}>"
    return opened if name in VOID_TAGS else f"{opened}{render_html(children)}</{name}>"


def _render_attributes(given: Mapping[str, Any]) -> str:
    return "".join(
        _render_attribute(ATTRIBUTE_NAMES.get(name, name.lower()), value) for name, value in _present_attributes(given)
    )


def _present_attributes(given: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    return ((name, value) for name, value in given.items() if value is not None and value is not False)


def _render_attribute(name: str, value: Any) -> str:
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
