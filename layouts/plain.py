"""A page of one sentence in plain HTML, for answers that are no success: it needs no script and no data."""

from __future__ import annotations

from html import escape

PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{heading} – {deployment}</title>
<link rel="stylesheet" href="{stylesheet}">
</head>
<body>
<header><div class="column"><span class="deployment">{deployment}</span></div></header>
<main class="column">
<h1>{heading}</h1>
<p>{sentence}</p>
<p><a href="/">Overview</a> · <a href="/indicators">Indicators</a></p>
</main>
</body>
</html>
"""


def page(heading: str, sentence: str, deployment: str, stylesheet: str) -> str:
    """The whole document; every text in it is escaped."""
    texts = {"heading": heading, "sentence": sentence, "deployment": deployment, "stylesheet": stylesheet}
    return PAGE.format(**{name: escape(text) for name, text in texts.items()})
