"""The areas that people are given."""

from __future__ import annotations

from collections.abc import Mapping

from callbacks.context import AppContext
from maracdash import queries
from maracdash.model.areas import Level
from maracdash.model.directory import AreaDirectory
from maracdash.model.errors import MaracdashError


def read_directory(context: AppContext) -> AreaDirectory:
    """All areas; none before there is a release."""
    try:
        return context.reader.ask(queries.DIRECTORY)
    except MaracdashError:
        return AreaDirectory()


def name_areas(context: AppContext) -> Mapping[str, str]:
    """The name of every force and Marac by its code."""
    directory = read_directory(context)
    return {each.area.code: each.area.name for level in (Level.FORCE, Level.MARAC) for each in directory.at(level)}
