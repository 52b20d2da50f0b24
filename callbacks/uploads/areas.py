"""Areas, populations and similar forces: what is held, and the same as files to change."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response

from callbacks.http.server_pages import ServerPages, download_response
from layouts.uploads import areas as page
from maracdash import queries
from maracdash.exports import area_files
from maracdash.model.areas import Level
from maracdash.model.directory import AreaDirectory
from maracdash.model.errors import NoReleaseError
from maracdash.model.numbers import format_number
from maracdash.model.quarters import Quarter

ALWAYS = "always"
AREAS_FILE = "areas file"
UNKNOWN = "not known"


def register(uploads: Blueprint, server_pages: ServerPages) -> None:
    """/upload/areas and its three files."""
    uploads.add_url_rule("/areas", "areas", partial(serve_areas, server_pages))
    uploads.add_url_rule("/areas/areas.csv", "areas_file", partial(serve_areas_file, server_pages))
    uploads.add_url_rule(
        "/areas/similar.csv",
        "similar_file",
        lambda: download_response(area_files.build_similar_file(_read_directory(server_pages))),
    )
    uploads.add_url_rule(
        "/areas/populations.csv",
        "populations_file",
        lambda: download_response(area_files.build_populations_file(_read_populations(server_pages))),
    )


def serve_areas(server_pages: ServerPages) -> Response:
    """Serve the page of areas: three tables."""
    directory = _read_directory(server_pages)
    return server_pages.page(
        page.HEADING,
        page.layout(
            _marac_rows(directory),
            _similar_rows(directory),
            _population_rows(directory, _read_populations(server_pages)),
        ),
    )


def serve_areas_file(server_pages: ServerPages) -> Response:
    """Serve the file of Maracs and forces."""
    return download_response(
        area_files.build_areas_file(_read_directory(server_pages), _read_populations(server_pages))
    )


def _read_directory(server_pages: ServerPages) -> AreaDirectory:
    try:
        return server_pages.context.reader.ask(queries.DIRECTORY)
    except NoReleaseError:
        return AreaDirectory()


def _read_populations(server_pages: ServerPages) -> tuple[area_files.PopulationRow, ...]:
    try:
        return server_pages.context.reader.ask(queries.POPULATIONS)
    except NoReleaseError:
        return ()


def _marac_rows(directory: AreaDirectory) -> list[tuple[str, ...]]:
    return [
        (
            each.area.name,
            each.area.code,
            _area_name(directory, Level.FORCE, each.parent),
            each.meeting_frequency or UNKNOWN,
            f"{each.valid_from:%-d %B %Y}" if each.valid_from else ALWAYS,
            f"{each.valid_to:%-d %B %Y}" if each.valid_to else "",
            _area_name(directory, Level.MARAC, each.successor) if each.successor else "",
        )
        for each in directory.at(Level.MARAC)
    ]


def _similar_rows(directory: AreaDirectory) -> list[tuple[str, str]]:
    lists: dict[str, list[str]] = {}
    for force, other in directory.similar:
        lists.setdefault(_area_name(directory, Level.FORCE, force), []).append(
            _area_name(directory, Level.FORCE, other)
        )
    return [(force, ", ".join(sorted(others))) for force, others in sorted(lists.items())]


def _population_rows(directory: AreaDirectory, found: tuple[area_files.PopulationRow, ...]) -> list[tuple[str, ...]]:
    return [
        (
            _area_name(directory, Level(level), code),
            level,
            format_number(women),
            basis or AREAS_FILE,
            str(Quarter.from_index(start)) if start else ALWAYS,
        )
        for level, code, basis, start, women in found
    ]


def _area_name(directory: AreaDirectory, level: Level, code: str) -> str:
    listing = directory.listing(level, code)
    return listing.area.name if listing else code or UNKNOWN
