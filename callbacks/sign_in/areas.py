"""Names of the areas that people are given."""

from __future__ import annotations

from collections.abc import Mapping

from callbacks.context import AppContext
from maracdash import queries
from maracdash.model.areas import Level
from maracdash.model.errors import MaracdashError


def name_areas(context: AppContext) -> Mapping[str, str]:
    """The name of every force and Marac by its code; none before there is a release."""
    try:
        directory = context.reader.ask(queries.DIRECTORY)
    except MaracdashError:
        return {}
    return {each.area.code: each.area.name for level in (Level.FORCE, Level.MARAC) for each in directory.at(level)}
