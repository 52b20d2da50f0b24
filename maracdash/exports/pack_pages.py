"""A board pack as one accessible HTML page, which prints to PDF."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from pathlib import Path

from maracdash.exports.pack_pictures import draw_slide
from maracdash.exports.slide_parts import split_address
from maracdash.figures import theme
from maracdash.model.answers import AreaRole
from maracdash.model.board_packs import BoardPack, Slide
from maracdash.model.figure_tables import FigureTable
from maracdash.words.board_packs import NOTES_HEADING

STYLE = f"""
body {{ color: {theme.INK}; font: 16px/1.5 {theme.FONT_FAMILY}; overflow-wrap: anywhere; }}
body {{ margin: 0 auto; max-width: 60rem; padding: 16px; }}
figure {{ margin: 16px 0; }}
h1, h2 {{ color: {theme.COLOURS[AreaRole.OWN]}; line-height: 1.25; }}
img {{ height: auto; max-width: 100%; }}
.scroll {{ overflow-x: auto; }}
.scroll:focus-visible {{ outline: 3px solid {theme.INK}; }}
table {{ border-collapse: collapse; font-variant-numeric: tabular-nums; }}
caption {{ font-weight: 700; padding: 4px 0; text-align: left; }}
th, td {{ border: 1px solid {theme.GREY}; padding: 4px 8px; text-align: left; vertical-align: top; }}
th, td {{ min-width: 5rem; overflow-wrap: break-word; }}
.own td {{ font-weight: 700; }}
.number {{ text-align: right; }}
.source {{ font-size: 0.875rem; }}
@page {{ margin: 18mm; size: A4; }}
@media print {{
    body {{ font-size: 14px; max-width: none; padding: 0; }}
    .part {{ break-before: page; }}
    .part:first-child {{ break-before: auto; }}
    thead {{ display: table-header-group; }}
    tr, figure {{ break-inside: avoid; }}
    .scroll {{ overflow: visible; }}
}}
"""
OWN = ' class="own"'
TEMPLATE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{about}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{sections}
</main>
<footer><p class="source">{about}</p></footer>
</body>
</html>
"""


def write_page(pack: BoardPack, _template: Path | None = None) -> bytes:
    """The bytes of the page; it needs nothing but itself."""
    about = f"{pack.marking} · {pack.release.id} · audience: {pack.audience}"
    sections = "\n".join(_write_section(place, slide) for place, slide in enumerate(pack.slides, start=1))
    page = TEMPLATE.format(about=escape(about), title=escape(pack.title), style=STYLE, sections=sections)
    return page.encode()


def _write_section(place: int, slide: Slide) -> str:
    level = "h1" if place == 1 else "h2"
    heading = f"<{level}>{escape(slide.title)}</{level}>"
    content = "\n".join(_write_content(place, slide))
    return f'<div class="part">\n{heading}\n{content}\n</div>'


def _write_content(place: int, slide: Slide) -> Iterator[str]:
    if slide.subtitle:
        yield f"<p>{escape(slide.subtitle)}</p>"
    picture, reason = draw_slide(slide)
    if picture:
        address = f"data:image/png;base64,{b64encode(picture).decode()}"
        yield f'<figure><img src="{address}" alt="{escape(slide.alt)}"></figure>'
    if reason:
        yield f"<p>{escape(f'{slide.alt} {reason}')}</p>"
    if slide.bullets:
        yield f"<ul>{''.join(f'<li>{_write_line(line)}</li>' for line in slide.bullets)}</ul>"
    if slide.table:
        yield _write_table(place, slide.table)
    if slide.footer:
        yield f'<p class="source">{escape(" · ".join(slide.footer))}</p>'
    if notes := [line for line in slide.notes if line not in slide.footer]:
        said = "".join(f"<li>{escape(line)}</li>" for line in notes)
        yield f"<h3>{NOTES_HEADING}</h3><ul>{said}</ul>"


def _write_line(line: str) -> str:
    parts = split_address(line)
    return "".join(f'<a href="{escape(to)}">{escape(text)}</a>' if to else escape(text) for text, to in parts)


def _write_table(place: int, table: FigureTable) -> str:
    heads = "".join(f'<th scope="col"{_number(at, table)}>{escape(name)}</th>' for at, name in enumerate(table.columns))
    rows = "".join(f"<tr{OWN if table.is_own(row) else ''}>{_write_row(row, table)}</tr>" for row in table.rows)
    caption = f'<caption id="table-{place}">{escape(table.caption)}</caption>'
    whole = f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<div class="scroll" role="region" tabindex="0" aria-labelledby="table-{place}">{whole}</div>'


def _write_row(row: tuple[str, ...], table: FigureTable) -> str:
    first, *rest = row
    cells = "".join(f"<td{_number(at, table)}>{escape(cell)}</td>" for at, cell in enumerate(rest, start=1))
    return f'<th scope="row">{escape(first)}</th>{cells}'


def _number(at: int, table: FigureTable) -> str:
    return ' class="number"' if at in table.numbers else ""
