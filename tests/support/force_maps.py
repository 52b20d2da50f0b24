"""Maps of police forces for tests: those of the UK in their places, or a fictional country by region."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from maracdash import catalogue
from maracdash.model.answers import AreaRole, Point, ReleaseNote, Verdict
from maracdash.model.areas import Area, Level
from maracdash.model.force_maps import ForceMap, ForceTile
from maracdash.model.force_tiles import lay_tiles
from maracdash.model.quarters import Quarter
from maracdash.model.values import Status, Value, make_absent_value
from maracdash.reference import load_directory, load_force_tiles

RELEASE = ReleaseNote(
    id="release-1", published_at=datetime(2024, 5, 13, tzinfo=UTC), data_as_at=date(2024, 5, 12), demonstration=True
)
UK = Point(
    area=Area(level=Level.UK, code="K02000001", name="United Kingdom"), role=AreaRole.UK, value=Value(number=46.0)
)


def make_map(numbers: list[float | Status | None], indicator: str = "cases-per-10k", own: int = 0, **more) -> ForceMap:
    """The first forces of the UK by name with these values; `by_verdict` and other parts may be given."""
    forces = [each.area for each in load_directory().at(Level.FORCE)][: len(numbers)]
    layout = lay_tiles([("All", forces)], load_force_tiles())
    tiles = tuple(
        ForceTile(
            force=force,
            place=layout.places[force.code],
            value=_value(number),
            verdict=_verdict(number),
            compared=replace(UK, verdict=_verdict(number)),
            own=place == own,
        )
        for place, (force, number) in enumerate(zip(forces, numbers, strict=True))
    )
    given = {"captions": layout.captions, "uk": UK, "by_verdict": False, "marking": "Marked"} | more
    return ForceMap(
        indicator=catalogue.indicator(indicator), quarter=Quarter(2024, 1), tiles=tiles, release=RELEASE, **given
    )


def make_forces(number: int, prefix: str = "F") -> list[Area]:
    """Forces that are on no map."""
    return [Area(level=Level.FORCE, code=f"{prefix}{each}", name=f"Force {prefix}{each}") for each in range(number)]


def _value(number: float | Status | None) -> Value:
    return make_absent_value(number) if isinstance(number, Status) else Value(number=number)


def _verdict(number: float | Status | None) -> Verdict:
    if number is None or isinstance(number, Status):
        return Verdict.NOT_COMPARED
    return Verdict.HIGHER if number > 50 else Verdict.LOWER if number < 40 else Verdict.SIMILAR
