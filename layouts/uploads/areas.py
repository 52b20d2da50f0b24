"""Page of the areas held here, and of how to change them by sending files."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from layouts.components import html_components
from layouts.html import elements as html
from layouts.uploads.tables import table

HEADING = "Areas"
LEDE = (
    "Who belongs to whom, how often a Marac meets, populations, and which forces are alike. To change something, get "
    "the file, change its rows in a spreadsheet, and send it back: you see what it would change before it counts."
)
HOW_TO = (
    "A new Marac: add a row with its code, its name, level marac and its force's code as parent.",
    "A Marac that closes: give valid_to, the last day on which it met. Its history stays.",
    "Maracs that merge: give valid_to to each of them, and the code of the new Marac as successor.",
    "A new name: keep the code and change the name. Figures follow the code.",
    "A population of a new census: add a row with its basis and the first quarter that it holds for.",
    "Similar forces: all the rows of a force together are its list.",
)
MARAC_COLUMNS = ("Marac", "Code", "Force", "Meets", "From", "Until", "Part of since")
SIMILAR_COLUMNS = ("Force", "Most similar forces")
POPULATION_COLUMNS = ("Area", "Level", "Women aged 16 and over", "Basis", "From")
FILE_LINKS = (
    ("/upload/areas/areas.csv", "Areas (CSV)"),
    ("/upload/areas/populations.csv", "Populations (CSV)"),
    ("/upload/areas/similar.csv", "Similar forces (CSV)"),
)
TableRows = Sequence[Sequence[str]]


def layout(maracs: TableRows, similar: TableRows, populations: TableRows) -> list[Component]:
    """Instructions first, then the tables of what is held."""
    return [
        html.H1(HEADING),
        html.P(LEDE),
        html.P(
            [html.A(said, href=href, className="action", download="") for href, said in FILE_LINKS], className="files"
        ),
        html.P(html.A("Send changed files", href="/upload/file")),
        html.H2("How to"),
        html_components.bullets(HOW_TO),
        html.H2("Maracs"),
        table(f"{len(maracs):,} Maracs", MARAC_COLUMNS, maracs, words=(1, 2, 3, 4, 5, 6))
        if maracs
        else html.P("No Marac is known here yet."),
        html.H2("Similar forces"),
        table("Lists of similar forces", SIMILAR_COLUMNS, similar, words=(1,))
        if similar
        else html.P("No list has been sent."),
        html.H2("Populations"),
        html.Details(
            [
                html.Summary(f"Show {len(populations):,} populations"),
                table("Women aged 16 and over", POPULATION_COLUMNS, populations, words=(1, 3, 4)),
            ]
        )
        if populations
        else html.P("No population has been sent."),
    ]
