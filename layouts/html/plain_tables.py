"""The tables that assets/grid.js draws, as the plain HTML that it makes of the same description."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from layouts.html.attributes import attributes
from layouts.html.markup import Draw, render_attributes, render_html

ARROWS = {"": "↕", "descending": "↓", "ascending": "↑"}
NO_MARK = ("", "", "")
Table = Mapping[str, Any]


def write_plain_table(described: str, draw: Draw) -> str:
    """The table of a `data-grid`; `draw` writes its buttons."""
    table: Table = json.loads(described)
    bodies = "".join(_write_section(each, table, draw) for each in table["sections"])
    return f"<table><caption>{escape(table['caption'])}</caption>{_write_head(table['heads'])}{bodies}</table>"


def _write_head(heads: Sequence[Sequence[str]]) -> str:
    cells = "".join(_write_head_cell(*head) for head in heads)
    return f'<thead><tr><th scope="col">Indicator</th>{cells}</tr></thead>'


def _write_head_cell(text: str, under: str, kind: str, href: str = "", code: str = "") -> str:
    name = _write_link(text, href, f"column-{code}") if href else escape(text)
    return f"<th{_named(scope='col', className=kind)}>{name}{_write_under(under)}</th>"


def _write_section(section: Table, table: Table, draw: Draw) -> str:
    name = _write_link(section["title"], section["href"], f"section-{section['slug']}")
    header = f'<tr><th scope="rowgroup" colspan="{len(table["heads"]) + 1}">{name}</th></tr>'
    rows = "".join(_write_row(each, table, draw) for each in section["rows"])
    named = _named(className=f"section {section['slug']}")
    return f"<tbody{named}>{header}{rows}</tbody>"


def _write_row(line: Table, table: Table, draw: Draw) -> str:
    heads, marks = table["heads"], table["marks"]
    start = line.get("to", "")
    ways = [f"{start}{head[4]}" if start else "" for head in heads]
    cells = "".join(_write_cell(each, marks, way) for each, way in zip(line["cells"], ways, strict=True))
    name = _write_link(line["title"], line["href"], line["slug"])
    header = f"<th{_named(scope='row', aria_sort=line['sorted'])}>{name}{_write_sort(line, draw)}</th>"
    return f"<tr>{header}{cells}</tr>"


def _write_cell(content: Any, marks: Sequence[Sequence[str]], href: str) -> str:
    """A text, or a text with the place of its mark and, in some tables, a second line."""
    if isinstance(content, str):
        return f"<td>{escape(content)}</td>"
    text, place, *more = content
    sign, why, look = marks[place] if place < len(marks) else NO_MARK
    name = f'<a href="{escape(href)}" data-route="to" tabindex="-1">{escape(text)}</a>' if href else escape(text)
    shown = f' <span class="mark">{escape(sign)}</span>' if sign else ""
    return f"<td{_named(title=why, className=look)}>{name}{_write_under(more[0] if more else '')}{shown}</td>"


def _write_sort(line: Table, draw: Draw) -> str:
    if not line.get("next"):
        return ""
    state = attributes(
        data_set=line["next"], data_key=f"sort-{line['slug']}", aria_label=f"Sort the areas by {line['title']}"
    )
    props = {"children": ARROWS[line["sorted"]], "className": "sort", **state}
    return render_html({"type": "Button", "props": props}, draw)


def _write_link(text: str, href: str, key: str) -> str:
    return f'<a href="{escape(href)}" data-route="to" data-key="{escape(key)}">{escape(text)}</a>'


def _write_under(text: str) -> str:
    return f'<span class="under">{escape(text)}</span>' if text else ""


def _named(**given: str) -> str:
    return render_attributes({name.replace("_", "-"): value for name, value in given.items() if value})
