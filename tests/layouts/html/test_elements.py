"""Elements built without Dash's look at their properties: they are what Dash would build, and ours are all known."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from dash import html
from dash.development.base_component import Component

from layouts.html import elements
from layouts.html.attributes import attributes
from maracdash.program_files import ASSETS_FOLDER

KINDS = sorted(name for name in vars(elements) if name[0].isupper() and hasattr(html, name))
WILDCARDS = ("data_", "aria_")


@pytest.mark.parametrize("kind", KINDS)
def test_an_element_is_what_dash_would_build(kind: str) -> None:
    given = {"id": "box", "className": None, "title": "words", **attributes(aria_label="label", data_set="a=1")}
    for children in ((), ("text",), ([html.Br(), "text", None],), (None,)):
        ours, theirs = getattr(elements, kind)(*children, **given), getattr(html, kind)(*children, **given)
        assert type(ours) is type(theirs)
        assert ours.to_plotly_json() == theirs.to_plotly_json()


def test_elements_share_nothing_that_one_could_change() -> None:
    first, second = elements.P("one"), elements.P("two")
    first.className = "changed"
    assert second.to_plotly_json()["props"] == {"children": "two"}


def test_one_element_has_one_place_for_what_is_in_it() -> None:
    with pytest.raises(TypeError, match="positional argument"):
        elements.P("one", "two")


def test_every_property_that_is_given_is_one_that_its_element_knows() -> None:
    """Dash would have said so while the page was built."""
    unknown = [
        f"{path.name}:{call.lineno} {kind} {keyword.arg}"
        for path, kind, call in _list_built()
        for keyword in call.keywords
        if not _knows(getattr(html, kind)(), keyword)
    ]
    assert not unknown


def _list_built() -> Iterator[tuple[Path, str, ast.Call]]:
    """Every call of an element in the program, with its file and kind."""
    count = 0
    for folder in ("layouts", "callbacks"):
        for path in sorted((ASSETS_FOLDER.parent / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and (kind := _read_kind(node.func)):
                    count += 1
                    yield path, kind, node
    assert count > 500


def _read_kind(called: ast.expr) -> str:
    is_ours = isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "html"
    return called.attr if isinstance(called, ast.Attribute) and is_ours and called.attr in KINDS else ""


def _knows(element: Component, keyword: ast.keyword) -> bool:
    """By name; of `**attributes(...)` by each name in it. What else is unpacked into a call is not looked into."""
    if keyword.arg is not None:
        return keyword.arg in element._prop_names
    if isinstance(keyword.value, ast.Call) and ast.unparse(keyword.value.func) == "attributes":
        return all(each.arg is None or each.arg.startswith(WILDCARDS) for each in keyword.value.keywords)
    return True
