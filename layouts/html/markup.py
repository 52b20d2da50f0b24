"""Components as plain HTML, for pages that the server writes whole and that work without a script.

Dash has no input that a form sends by itself with its name, so `input_tag` makes one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, TypeAlias, cast

from dash.development.base_component import Component

VOID_TAGS = ("br", "hr", "img", "input")
TAGS = {"Link": "a", "ObjectEl": "object"}
ATTRIBUTE_NAMES = {"className": "class", "htmlFor": "for"}
FOR_DASH_ALONE = frozenset({"children", "key", "n_clicks", "disable_n_clicks"})
"""Properties that are no attributes."""
ABOUT_ITSELF = frozenset(
    {"_prop_names", "_valid_wildcard_attributes", "available_properties", "available_wildcard_properties"}
)
"""Names that a component holds beside the properties that it was given."""
ElementJson: TypeAlias = dict[str, Any]
"""A component as Dash writes it: its `type`, `namespace` and `props`."""
MAX_REMEMBERED, MAX_REMEMBERED_LENGTH = 8192, 80
"""Texts and attributes, by their letters: the short ones of all pages are mostly the same."""
ELEMENTS = (dict, Component)
"""Most are dictionaries, which Python tells apart sooner."""
Draw: TypeAlias = Callable[[ElementJson], str | None]
"""Another way to write some elements; None for all others."""


@dataclass(frozen=True)
class InputTag:
    """An `<input>`, which Dash's html does not have."""

    attributes: Mapping[str, Any]


@dataclass(frozen=True)
class Svg:
    """A drawing, as a library of ours drew it."""

    drawn: str
    label: str


@dataclass(frozen=True)
class WithoutScript:
    """Content of a page of plain HTML where no script runs; for Dash, which is a script, it is nothing."""

    build: Callable[[], Iterable[Component]]

    def to_plotly_json(self) -> None:
        """Nothing at all, where Dash asks for its components."""


def svg(drawn: str, label: str) -> Component:
    """A drawing with its words. `drawn` stands in the page as it is: only for `<svg>` that no reader can write into."""
    return cast("Component", Svg(drawn, label))


def input_tag(**named: str | int | bool | None) -> Component:
    """An `<input>` with these attributes; `aria_label` is `aria-label`. Only for `markup`, never for a Dash page."""
    return cast("Component", InputTag({name.replace("_", "-"): value for name, value in named.items()}))


def without_script(build: Callable[[], Iterable[Component]]) -> Component:
    """Components for readers without JavaScript, built only where a page of plain HTML is written."""
    return cast("Component", WithoutScript(build))


def draw_nothing(_: ElementJson) -> str | None:
    """Write every element as it is."""
    return None


def render_html(node: Any, draw: Draw = draw_nothing) -> str:
    """A tree of components as HTML; every text in it is escaped. `draw` is asked first for each element."""
    if isinstance(node, str):
        return _escape_short(node) if len(node) <= MAX_REMEMBERED_LENGTH else escape(node)
    if isinstance(node, ELEMENTS):
        element = node if isinstance(node, dict) else read_element(node)
        written = draw(element)
        return render_element(element, draw) if written is None else written
    if isinstance(node, Iterable):
        return "".join([render_html(each, draw) for each in node])
    if isinstance(node, InputTag | Svg | WithoutScript):
        return _render_own(node, draw)
    return "" if node is None else escape(str(node))


def _render_own(node: InputTag | Svg | WithoutScript, draw: Draw) -> str:
    if isinstance(node, InputTag):
        return f"<input{render_attributes(node.attributes)}>"
    if isinstance(node, Svg):
        return f'<span role="img" aria-label="{escape(node.label)}">{node.drawn}</span>'
    return f"<noscript>{render_html(node.build(), draw)}</noscript>"


def read_element(node: Component) -> ElementJson:
    """A component as `to_plotly_json` tells it, in a fifth of its time.

    Properties stand in the order of their names: Dash gives them in another one in each process.
    """
    props = {name: value for name, value in sorted(vars(node).items()) if name not in ABOUT_ITSELF}
    return {"type": node._type, "namespace": node._namespace, "props": props}  # noqa: SLF001


def render_element(element: ElementJson, draw: Draw = draw_nothing, more: Mapping[str, Any] | None = None) -> str:
    """An element as it is, with `more` attributes in place of its own."""
    props = {**element["props"], **more} if more else element["props"]
    name = TAGS.get(element["type"]) or element["type"].lower()
    opened = f"<{name}{render_attributes(props)}>"
    return opened if name in VOID_TAGS else f"{opened}{render_html(props.get('children'), draw)}</{name}>"


def render_attributes(given: Mapping[str, Any]) -> str:
    """Attributes by the names that Dash has for them, each with a space before it."""
    return "".join(
        [
            _render_short(name, value)
            if isinstance(value, str) and len(value) <= MAX_REMEMBERED_LENGTH
            else _render_attribute(name, value)
            for name, value in given.items()
            if value is not None and value is not False and name not in FOR_DASH_ALONE
        ]
    )


def _render_attribute(name: str, value: Any) -> str:
    name = ATTRIBUTE_NAMES.get(name) or name.lower()
    if value is True:
        return f" {name}"
    text = _write_style(value) if isinstance(value, Mapping) else str(value)
    return f' {name}="{escape(text)}"'


_escape_short = lru_cache(maxsize=MAX_REMEMBERED)(escape)
_render_short = lru_cache(maxsize=MAX_REMEMBERED)(_render_attribute)


def _write_style(style: Mapping[str, Any]) -> str:
    """`{"minWidth": 0}` as `min-width:0`; a variable keeps its name."""
    return ";".join(f"{_write_style_name(name)}:{value}" for name, value in style.items())


def _write_style_name(name: str) -> str:
    return name if name.startswith("--") else "".join(f"-{each.lower()}" if each.isupper() else each for each in name)
