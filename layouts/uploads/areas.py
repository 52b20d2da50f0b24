"""The areas that are known here, and how to change them: by files, as everything else."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from layouts.components import html_components
from layouts.uploads.tables import table

HEADING = "Areas"
LEDE = (
    "Who belongs to whom, how often a Marac meets, populations, and which forces are alike. To change something, get "
    "the file, change its rows in a spreadsheet, and send it back: you see what it would change before it counts."
)
HOW = (
    "A new Marac: add a row with its code, its name, level marac and its force's code as parent.",
    "A Marac that closes: give valid_to, the last day on which it met. Its history stays.",
    "Maracs that merge: give valid_to to each of them, and the code of the new Marac as successor.",
    "A new name: keep the code and change the name. Figures follow the code.",
    "A population of a new census: add a row with its basis and the first quarter that it holds for.",
    "Similar forces: all the rows of a force together are its list.",
)
MARACS = ("Marac", "Code", "Force", "Meets", "From", "Until", "Part of since")
SIMILAR = ("Force", "Most similar forces")
POPULATIONS = ("Area", "Level", "Women aged 16 and over", "Basis", "From")
FILES = (
    ("/upload/areas/areas.csv", "Areas (CSV)"),
    ("/upload/areas/populations.csv", "Populations (CSV)"),
    ("/upload/areas/similar.csv", "Similar forces (CSV)"),
)
Rows = Sequence[Sequence[str]]


def layout(maracs: Rows, similar: Rows, populations: Rows) -> list[Component]:
    """What can be done, then what is held."""
    return [
        html.H1(HEADING),
        html.P(LEDE),
        html.P([html.A(said, href=href, className="action", download="") for href, said in FILES], className="files"),
        html.P(html.A("Send changed files", href="/upload/file")),
        html.H2("How to"),
        html_components.bullets(HOW),
        html.H2("Maracs"),
        table(f"{len(maracs):,} Maracs", MARACS, maracs, words=(1, 2, 3, 4, 5, 6))
        if maracs
        else html.P("No Marac is known here yet."),
        html.H2("Similar forces"),
        table("Lists of similar forces", SIMILAR, similar, words=(1,)) if similar else html.P("No list has been sent."),
        html.H2("Populations"),
        html.Details(
            [
                html.Summary(f"Show {len(populations):,} populations"),
                table("Women aged 16 and over", POPULATIONS, populations, words=(1, 3, 4)),
            ]
        )
        if populations
        else html.P("No population has been sent."),
    ]
