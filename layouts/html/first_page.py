"""The first page: the page that was asked for in plain HTML, and all that Dash needs to take it over.

It is readable before any script runs. Dash puts its own page in place of it, from the same components, with the same
charts: assets/first-page.js.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dash.development.base_component import Component

from layouts.html.markup import render_html
from layouts.html.plain_controls import PlainControls

TEMPLATE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
{metas}
<title>{title}</title>
{favicon}
{styles}
<noscript><link rel="stylesheet" href="{plain_styles}"></noscript>
{first_scripts}
</head>
<body>
<div id="first-page">{body}</div>
<div id="react-entry-point" hidden></div>
{config}
<script id="first-answer" type="application/json">{answer}</script>
{later_scripts}
{inline_scripts}
{renderer}
</body>
</html>
"""


@dataclass(frozen=True, kw_only=True)
class FirstPage:
    """Components of a page, the path and query that were asked for, and the title of the tab.

    `answer` is what Dash would ask for, as JSON in which nothing can end a script. The script `plotly` draws charts and
    `first` is run at once; `later_scripts` are run when the first chart is drawn.
    """

    content: Sequence[Component]
    path: str
    query: str
    title: str
    answer: str
    styles: Sequence[str]
    plain_styles: str
    plotly: str
    first: str
    later_scripts: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class DashParts:
    """Parts of the page that Dash writes, as HTML."""

    metas: str
    favicon: str
    config: str
    inline_scripts: str
    renderer: str


def write_first_page(page: FirstPage, parts: DashParts) -> str:
    """The whole document."""
    controls = PlainControls(page.path, page.query)
    body = f"{render_html(page.content, controls.draw)}{controls.write_forms()}"
    at_once = (page.plotly, page.first) if controls.has_charts else (page.first,)
    later = page.later_scripts if controls.has_charts else (*page.later_scripts, page.plotly)
    return TEMPLATE.format(
        title=escape(page.title),
        body=body,
        answer=page.answer,
        styles="\n".join(f'<link rel="stylesheet" href="{escape(each)}">' for each in page.styles),
        plain_styles=escape(page.plain_styles),
        first_scripts="\n".join(f'<script src="{escape(each)}" defer></script>' for each in at_once),
        later_scripts="\n".join(f'<script type="text/plain" src="{escape(each)}"></script>' for each in later),
        **vars(parts),
    )
