"""A whole page as the server writes it, in the same shell as the pages of the router."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dash.development.base_component import Component

from layouts.html import page_frame
from layouts.html.markup import render_html
from layouts.html.page_frame import PageFrame

TEMPLATE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="/assets/favicon.ico">
{links}
</head>
<body>
{body}
</body>
</html>
"""


def build_html_page(
    frame: PageFrame, content: list[Component], styles: Sequence[str], scripts: Sequence[str] = ()
) -> str:
    """The page with everything around it; `styles` and `scripts` are addresses."""
    links = [f'<link rel="stylesheet" href="{escape(each)}">' for each in styles]
    links += [f'<script src="{escape(each)}" defer></script>' for each in scripts]
    body = render_html(page_frame.frame_page(frame, content))
    return TEMPLATE.format(title=escape(page_frame.browser_title(frame)), links="\n".join(links), body=body)
