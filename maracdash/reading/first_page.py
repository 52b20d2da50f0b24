"""The first page of a deployment: whether it can be shown says whether figures can be read at all."""

from __future__ import annotations

from maracdash import queries
from maracdash.model.answers import Headlines
from maracdash.reading.reader import Reader


def first_headlines(reader: Reader, marac: str = "", force: str = "") -> Headlines:
    """The five cards where readers start. Raises NoRelease, or UnknownThing for a wrong Marac or force."""
    return reader.ask(queries.headlines, reader.ask(queries.first_selection, marac, force))
