"""The first page of a deployment: whether it can be shown says whether figures can be read at all."""

from __future__ import annotations

from maracdash import queries
from maracdash.model.answers import HeadlineCards
from maracdash.reading.reader import Reader


def ask_first_headlines(reader: Reader, marac: str = "", force: str = "") -> HeadlineCards:
    """The five cards where readers start. Raises NoReleaseError, or NotFoundError for a wrong Marac or force."""
    return reader.ask(queries.HEADLINES, reader.ask(queries.DEFAULT_SELECTION, marac, force))
