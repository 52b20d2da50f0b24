"""A page of one sentence in plain HTML, for answers that are no success: it needs no script and no data."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from layouts.html.menus import ToolLink

ONWARD_LINKS = (("Overview", "/"), ("Indicators", "/indicators"))
TEMPLATE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{heading} – {deployment}</title>
<link rel="icon" href="/assets/favicon.ico">
<link rel="stylesheet" href="{stylesheet}">
</head>
<body>
<header><div class="column"><span class="deployment">{deployment}</span></div></header>
<main class="column">
<h1>{heading}</h1>
<p>{sentence}</p>
<p>{ways}</p>
</main>
</body>
</html>
"""


def build_error_page(
    heading: str, sentence: str, deployment: str, stylesheet: str, tools: Sequence[ToolLink] = ()
) -> str:
    """The whole document, with ways on to the overview and to some tools; every text in it is escaped."""
    ways = [*ONWARD_LINKS, *((each.word, each.href) for each in tools)]
    links = " · ".join(f'<a href="{escape(path)}">{escape(title)}</a>' for title, path in ways)
    texts = {"heading": heading, "sentence": sentence, "deployment": deployment, "stylesheet": stylesheet}
    return TEMPLATE.format(ways=links, **{name: escape(text) for name, text in texts.items()})
