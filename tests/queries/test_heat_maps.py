"""The heat map: figures and verdicts of the comparison of each Marac, places counted one by one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from maracdash import catalogue, queries
from maracdash.model.answers import AreaRole, Verdict
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError
from maracdash.model.groups import GroupChoice
from maracdash.model.heat_maps import (
    EVERY_MARAC,
    CellContent,
    HeatMap,
    HeatMapSelection,
    parse_content,
    parse_heat_map_selection,
)
from maracdash.model.indicators import Unit
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import Selection
from maracdash.queries import heat_maps
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import publish_release
from tests.support import folders
from tests.support.oracle import Oracle

LAST = Quarter(2024, 4)
EVERYWHERE = HeatMapSelection(quarter=LAST)
COAST = GroupChoice(name="Coast", members=("AM001", "AM002", "AF03"))


@pytest.fixture(scope="module")
def reader(demonstration: Path) -> Reader:
    return Reader(demonstration, Audience.FULL)


@pytest.fixture(
    scope="module",
    params=[
        (AreaRole.FORCE, None),
        (AreaRole.GROUP, None),
        (AreaRole.GROUP, COAST),
        (AreaRole.REGION, COAST),
        (AreaRole.UK, None),
    ],
    ids=str,
)
def view(reader: Reader, request: pytest.FixtureRequest) -> HeatMap:
    against, group = request.param
    return reader.ask(queries.HEAT_MAP, replace(EVERYWHERE, against=against, group=group))


def test_every_open_marac_and_every_indicator_has_a_cell(view: HeatMap, reader: Reader) -> None:
    listed = [each for each in reader.ask(queries.DIRECTORY).at(Level.MARAC) if not each.valid_to]
    assert len(view.maracs) == view.total == len(listed)
    assert [row.indicator.slug for row in view.rows] == [each.slug for each in catalogue.INDICATORS]
    assert {len(row.cells) for row in view.rows} == {len(view.maracs)}
    assert view.marking


def test_each_verdict_is_that_of_the_maracs_own_comparison(view: HeatMap, reader: Reader) -> None:
    seen = set()
    for slug in ("cases-per-10k", "repeat-rate", "cases", "cases-change", "males"):
        row = next(each for each in view.rows if each.indicator.slug == slug)
        for marac, cell in zip(view.maracs, row.cells, strict=True):
            alone = reader.ask(
                queries.COMPARISON,
                Selection(marac=marac.code, quarter=LAST, indicator=slug, group=view.selection.group),
            )
            beside = [each for each in alone.averages if each.role is view.selection.against]
            assert cell.value == alone.own.value
            expected = [(each.verdict, each.strong) for each in beside] or [(Verdict.NOT_COMPARED, False)]
            assert [(cell.verdict, cell.strong)] == expected
            seen.add(cell.verdict)
    assert {Verdict.HIGHER, Verdict.SIMILAR, Verdict.NOT_COMPARED} <= seen


def test_figures_are_those_of_the_slow_twin_and_places_are_counted_one_by_one(
    reader: Reader, demonstration: Path
) -> None:
    view, twin = reader.ask(queries.HEAT_MAP, EVERYWHERE), Oracle(demonstration)
    for row in view.rows:
        numbers = [twin.value(marac, LAST, Window.YEAR, row.indicator).number for marac in view.maracs]
        known = [each for each in numbers if each is not None]
        assert row.ranked == len(known)
        for number, cell in zip(numbers, row.cells, strict=True):
            assert cell.value.number == (None if number is None else pytest.approx(number))
            if number is None or row.indicator.unit is Unit.POSTS:
                assert cell.rank is None
            else:
                assert cell.rank == 1 + sum(other > number + 1e-9 for other in known)
                assert cell.tied == sum(abs(other - number) < 1e-9 for other in known) - 1


def test_a_region_or_force_holds_its_own_maracs_and_ranks_them_alone(reader: Reader) -> None:
    force = reader.ask(queries.DIRECTORY).at(Level.FORCE)[0].area
    chosen = replace(EVERYWHERE, level=Level.FORCE, area=force.name, section="referrals")
    view = reader.ask(queries.HEAT_MAP, chosen)
    assert view.area == force
    assert set(view.forces) == {force}
    assert {row.indicator.section for row in view.rows} == {"referrals"}
    assert max(cell.rank or 0 for row in view.rows for cell in row.cells) <= len(view.maracs)


def test_a_page_holds_so_many_maracs_and_the_last_page_the_rest(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reader.ask(queries.HEAT_MAP, replace(EVERYWHERE, page=EVERY_MARAC))
    monkeypatch.setattr(heat_maps, "MAX_MARACS", 20)
    first, last = (reader.ask(queries.HEAT_MAP, replace(EVERYWHERE, page=page)) for page in (1, 9))
    assert (len(first.maracs), first.pages, last.selection.page) == (20, 2, 2)
    assert first.maracs + last.maracs == whole.maracs
    cells = [one.cells + other.cells for one, other in zip(first.rows, last.rows, strict=True)]
    assert cells == [row.cells for row in whole.rows]


def test_a_doubted_zero_has_no_verdict(tmp_path: Path) -> None:
    rows = [
        folders.quarterly_return(marac, LAST - step, cases=100, cases_with_children=with_children, children=40)
        for marac, with_children in (("M1", 0), ("M2", 30))
        for step in range(4)
    ]
    folders.submit(tmp_path, areas=folders.build_country({"F1": ["M1", "M2"]}), returns=rows)
    publish_release(tmp_path)
    view = Reader(tmp_path, Audience.FULL).ask(queries.HEAT_MAP, EVERYWHERE)
    cells = next(row.cells for row in view.rows if row.indicator.slug == "cases-with-children")
    assert [(cell.doubted, cell.verdict) for cell in cells] == [
        (True, Verdict.NOT_COMPARED),
        (False, Verdict.HIGHER),
    ]


def test_the_selection_goes_into_an_address_and_back() -> None:
    chosen = HeatMapSelection(
        quarter=LAST, level=Level.REGION, area="R1", section="referrals", against=AreaRole.FORCE, page=2
    )
    assert chosen.query() == "quarter=2024-Q4&within=region:R1&section=referrals&against=force&page=2"
    query = dict(pair.split("=") for pair in chosen.query().split("&"))
    assert parse_heat_map_selection(query, EVERYWHERE) == chosen
    assert (
        parse_heat_map_selection({"within": "all"}, replace(chosen, page=1, section="", against=AreaRole.UK))
        == EVERYWHERE
    )
    assert parse_content("") is CellContent.VERDICT


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"within": "moon"}, "names no force or region"),
        ({"against": "moon"}, "no comparator “moon”"),
        ({"page": "-1"}, "not the number of a page"),
        ({"page": "٣"}, "not the number of a page"),
        ({"quarter": "soon"}, "not a quarter"),
    ],
)
def test_words_that_mean_nothing_are_said(query: dict[str, str], said: str) -> None:
    with pytest.raises(NotFoundError, match=said):
        parse_heat_map_selection(query, EVERYWHERE)


@pytest.mark.parametrize(
    "chosen",
    [
        replace(EVERYWHERE, quarter=Quarter(1999, 1)),
        replace(EVERYWHERE, section="moon"),
        replace(EVERYWHERE, level=Level.FORCE, area="Atlantis"),
    ],
)
def test_what_is_not_there_is_said(reader: Reader, chosen: HeatMapSelection) -> None:
    with pytest.raises(NotFoundError):
        reader.ask(queries.HEAT_MAP, chosen)
    with pytest.raises(NotFoundError, match="Cells cannot show"):
        parse_content("height")
