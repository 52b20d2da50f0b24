"""The map of police forces as a picture, and its numbers as a tidy table."""

from __future__ import annotations

from typing import cast

from maracdash import figures
from maracdash.exports.chart_images import PictureFormat, render
from maracdash.exports.charts import MEDIA_TYPES
from maracdash.exports.files import File, make_file_name
from maracdash.exports.tables import WRITERS
from maracdash.figures import KeyNames, MapKey
from maracdash.model.answers import TidyCell, TidyTable
from maracdash.model.errors import NotFoundError
from maracdash.model.force_maps import ForceMap
from maracdash.model.quarters import Window
from maracdash.words import force_maps as said

MAP_NAME = "police forces"
CSV = "csv"


def build_map_file(answer: ForceMap, form: str) -> File:
    """A picture, or the numbers as CSV. Raises DrawingError and NotFoundError."""
    if form == CSV:
        writer = WRITERS[0]
        return File(name=_name(answer, CSV), content=writer.write(tabulate_map(answer)), media_type=writer.media_type)
    if form not in MEDIA_TYPES:
        raise NotFoundError(
            f"The map is not available as “{form[:20]}”. Choose one of: {', '.join((*MEDIA_TYPES, CSV))}."
        )
    figure = figures.draw_map_for_print(
        answer, said.write_map_summary(answer), said.write_map_lines(answer), build_keys(answer)
    )
    return File(
        name=_name(answer, form),
        content=render(figure, cast("PictureFormat", form)),
        media_type=MEDIA_TYPES[form],
    )


def build_keys(answer: ForceMap) -> tuple[MapKey, ...]:
    """The legend of the map, in words."""
    names = KeyNames(
        step=said.write_step,
        verdict=said.write_verdict_key,
        absences=said.write_absences(answer),
        own=said.write_frame_key(answer),
    )
    return figures.build_map_legend(answer, names)


def tabulate_map(answer: ForceMap) -> TidyTable:
    """Every force by name, then the UK."""
    values = [(each.force, each.value) for each in answer.tiles]
    if answer.uk:
        values.append((answer.uk.area, answer.uk.value))
    cells = (
        TidyCell(area=area, quarter=answer.quarter, window=Window.YEAR, indicator=answer.indicator, value=value)
        for area, value in values
    )
    return TidyTable(cells=tuple(cells), release=answer.release, marking=answer.marking)


def _name(answer: ForceMap, extension: str) -> str:
    shading = "verdict" if answer.by_verdict and extension != CSV else ""
    return make_file_name(MAP_NAME, answer.indicator.slug, str(answer.quarter), shading, extension=extension)
