"""Areas, populations and similar forces: what is held, and the same as files to change."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response

from callbacks.http.server_pages import Desk, sent
from layouts.uploads import areas as page
from maracdash import queries
from maracdash.exports import area_files
from maracdash.model.areas import Level
from maracdash.model.directory import Directory
from maracdash.model.errors import NoRelease
from maracdash.model.numbers import written
from maracdash.model.quarters import Quarter

ALWAYS = "always"
OF_AREAS = "areas file"
UNKNOWN = "not known"


def register(uploads: Blueprint, desk: Desk) -> None:
    """/upload/areas and its three files."""
    uploads.add_url_rule("/areas", "areas", partial(held, desk))
    uploads.add_url_rule("/areas/areas.csv", "areas_file", partial(areas_file, desk))
    uploads.add_url_rule("/areas/similar.csv", "similar_file", lambda: sent(area_files.similar(_directory(desk))))
    uploads.add_url_rule(
        "/areas/populations.csv", "populations_file", lambda: sent(area_files.populations(_populations(desk)))
    )


def held(desk: Desk) -> Response:
    """Three tables."""
    directory = _directory(desk)
    return desk.page(
        page.HEADING, page.layout(_maracs(directory), _similar(directory), _women(directory, _populations(desk)))
    )


def areas_file(desk: Desk) -> Response:
    """Maracs and forces."""
    return sent(area_files.areas(_directory(desk), _populations(desk)))


def _directory(desk: Desk) -> Directory:
    try:
        return desk.context.reader.ask(queries.directory)
    except NoRelease:
        return Directory()


def _populations(desk: Desk) -> tuple[area_files.Population, ...]:
    try:
        return desk.context.reader.ask(queries.populations)
    except NoRelease:
        return ()


def _maracs(directory: Directory) -> list[tuple[str, ...]]:
    return [
        (
            each.area.name,
            each.area.code,
            _name(directory, Level.FORCE, each.parent),
            each.meeting_frequency or UNKNOWN,
            f"{each.valid_from:%-d %B %Y}" if each.valid_from else ALWAYS,
            f"{each.valid_to:%-d %B %Y}" if each.valid_to else "",
            _name(directory, Level.MARAC, each.successor) if each.successor else "",
        )
        for each in directory.at(Level.MARAC)
    ]


def _similar(directory: Directory) -> list[tuple[str, str]]:
    lists: dict[str, list[str]] = {}
    for force, other in directory.similar:
        lists.setdefault(_name(directory, Level.FORCE, force), []).append(_name(directory, Level.FORCE, other))
    return [(force, ", ".join(sorted(others))) for force, others in sorted(lists.items())]


def _women(directory: Directory, found: tuple[area_files.Population, ...]) -> list[tuple[str, ...]]:
    return [
        (
            _name(directory, Level(level), code),
            level,
            written(women),
            basis or OF_AREAS,
            str(Quarter.from_index(start)) if start else ALWAYS,
        )
        for level, code, basis, start, women in found
    ]


def _name(directory: Directory, level: Level, code: str) -> str:
    listing = directory.listing(level, code)
    return listing.area.name if listing else code or UNKNOWN
