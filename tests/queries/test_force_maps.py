"""The map of police forces against the table of the same figures, in the UK and in a country of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from maracdash import queries
from maracdash.model.answers import AreaRole, Verdict
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError
from maracdash.model.force_maps import ForceMapSelection, Shading
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader
from maracdash.reference import load_force_tiles
from maracdash.store.releases.publish import publish_release
from tests.support import folders

NOW = Quarter(2024, 4)


@pytest.mark.parametrize("audience", [Audience.FULL, Audience.SAFE], ids=str)
@pytest.mark.parametrize("slug", ["cases", "cases-per-10k", "repeat-rate", "mental-health", "idva-current"])
def test_it_has_the_forces_and_figures_of_the_table_and_the_verdict_on_each(demonstration: Path, audience, slug):
    reader = Reader(demonstration, audience)
    table = reader.ask(queries.TIDY_TABLE, NOW, levels=(Level.FORCE, Level.UK), slugs=(slug,))
    held = {cell.area: cell.value for cell in table.cells}
    uk = next(value for area, value in held.items() if area.level is Level.UK)
    answer = reader.ask(queries.FORCE_MAP, ForceMapSelection(indicator=slug, quarter=NOW))
    assert {each.force: each.value for each in answer.tiles} == {
        area: value for area, value in held.items() if area.level is Level.FORCE
    }
    assert answer.uk.value == uk
    for each in answer.tiles:
        beside = reader.ask(queries.COMPARISON, Selection(marac=each.force.code, quarter=NOW, indicator=slug))
        alike = next(point for point in beside.averages if point.role is AreaRole.UK)
        assert (each.verdict, each.strong, each.compared.against) == (alike.verdict, alike.strong, alike.against)
    assert answer.marking == reader.marking


def test_a_country_of_its_own_stands_by_region(demonstration: Path):
    reader = Reader(demonstration, Audience.FULL)
    answer = reader.ask(queries.FORCE_MAP, ForceMapSelection(indicator="cases", quarter=NOW, own="AF02"))
    regions = [each.area.name for each in reader.ask(queries.DIRECTORY).at(Level.REGION)]
    assert [each.name for each in answer.captions] == regions
    assert [each.force.code for each in answer.tiles if each.own] == ["AF02"]


def test_in_the_uk_every_force_is_there_with_its_place_and_why_it_has_no_figure(tmp_path: Path):
    published = [folders.published_row("force", "E23000001", NOW, "repeat-rate", 26.9)]
    folders.submit(tmp_path, published=published)
    publish_release(tmp_path)
    answer = Reader(tmp_path, Audience.FULL).ask(
        queries.FORCE_MAP, ForceMapSelection(indicator="repeat-rate", quarter=NOW)
    )
    assert {each.force.code: each.place for each in answer.tiles} == dict(load_force_tiles())
    assert [(each.force.name, each.value.number) for each in answer.known] == [("Metropolitan Police", 26.9)]
    assert all(each.value.reason for each in answer.tiles if not each.value.known)
    assert (answer.captions, answer.own) == ((), None)


def test_a_total_has_no_verdict_and_so_no_colours_of_one(demonstration: Path):
    reader = Reader(demonstration, Audience.FULL)
    chosen = ForceMapSelection(indicator="cases", quarter=NOW, shading=Shading.VERDICT)
    answer = reader.ask(queries.FORCE_MAP, chosen)
    assert not answer.by_verdict
    assert {each.verdict for each in answer.tiles} == {Verdict.NOT_COMPARED}
    rate = ForceMapSelection(indicator="cases-per-10k", quarter=NOW, shading=Shading.VERDICT)
    assert reader.ask(queries.FORCE_MAP, rate).by_verdict


@pytest.mark.parametrize(("indicator", "quarter"), [("height", NOW), ("cases", Quarter(1999, 1))])
def test_what_is_not_there_is_said(demonstration: Path, indicator, quarter):
    with pytest.raises(NotFoundError):
        Reader(demonstration, Audience.FULL).ask(
            queries.FORCE_MAP, ForceMapSelection(indicator=indicator, quarter=quarter)
        )
