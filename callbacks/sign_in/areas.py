"""The areas that people are given."""

from __future__ import annotations

from collections.abc import Mapping

from callbacks.context import AppContext
from maracdash import queries
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
    return read_directory(context).names
