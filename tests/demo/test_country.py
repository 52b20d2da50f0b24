"""Every rule that intake asks of a return holds in the fictional country, and its map is whole."""

import csv
import io

import pytest

from maracdash import demo
from maracdash.catalogue.demographics import ETHNICITY_FIELDS
from maracdash.catalogue.fields import FIELDS, field_names
from maracdash.catalogue.referrals import ROUTE_FIELDS
from maracdash.model.quarters import Quarter
from tests.support.demonstration_countries import LAST, read_country
from tests.support.work import count_calls

SIZES = [(80, 5), (275, 3), (12, 1)]


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]} Maracs, {size[1]} years")
def land(request):
    return read_country(*request.param)


def test_the_same_seed_gives_the_same_bytes():
    first = demo.build_country(20, 1, seed=7, last=LAST)
    assert demo.build_country(20, 1, seed=7, last=LAST) == first
    assert demo.build_country(20, 1, seed=8, last=LAST) != first


@pytest.mark.parametrize(("maracs", "years"), [(11, 5), (3_200, 5), (80, 0)])
def test_sizes_it_cannot_make_are_refused(maracs, years):
    with pytest.raises(ValueError, match="fictional country"):
        demo.build_country(maracs, years, last=LAST)


def test_columns_are_those_of_the_catalogue():
    files = {each.name: each.content.decode() for each in demo.build_country(last=LAST)}
    whole = next(csv.reader(io.StringIO(files["returns.csv"])))
    fewer = next(csv.reader(io.StringIO(files["returns-fewer-columns.csv"])))
    assert whole == ["marac", "meeting_date", *field_names()]
    assert {"lgbtq"} <= set(whole) - set(fewer) < set(whole) - {"cases", "disability"}


def test_even_the_smallest_country_leaves_no_file_without_rows():
    files = demo.build_country(demo.MIN_MARACS, 1, last=LAST)
    assert {each.name: each.content.count(b"\n") for each in files if each.content.count(b"\n") < 2} == {}


def test_routes_sum_to_cases_in_halves(land):
    assert (land.returns[list(field_names(ROUTE_FIELDS))].sum(axis=1) == land.returns.cases).all()
    assert (2 * land.returns[list(field_names(ROUTE_FIELDS))] % 1 == 0).all(axis=None)
    assert (land.returns[list(field_names(ROUTE_FIELDS))] % 1 == 0.5).any(axis=None)


def test_no_part_is_larger_than_the_cases_and_none_is_negative(land):
    for field in FIELDS:
        counts = land.returns[field.name].dropna()
        assert (counts >= 0).all(), field.name
        assert not field.whole or (counts % 1 == 0).all(), field.name
        assert not field.part_of or (counts <= land.returns[field.part_of][counts.index]).all(), field.name


def test_ethnic_groups_sum_to_at_most_the_cases(land):
    groups = land.returns[list(field_names(ETHNICITY_FIELDS))].sum(axis=1)
    assert (groups <= land.returns.cases).all()
    assert (groups < land.returns.cases).any()


def test_children_are_at_least_the_cases_with_children(land):
    assert (land.returns.children >= land.returns.cases_with_children).all()


def test_every_meeting_comes_once_and_belongs_to_a_known_marac(land):
    assert not land.returns.duplicated(["marac", "meeting_date"]).any()
    assert set(land.returns.marac) <= set(land.maracs.index)


def test_dates_lie_in_the_period_and_in_the_maracs_valid_dates(land):
    rows = land.returns.join(land.maracs, on="marac")
    assert rows.meeting_date.max() <= LAST.end.isoformat()
    assert (rows.meeting_date >= rows.valid_from.fillna("")).all()
    assert (rows.meeting_date <= rows.valid_to.fillna("9999")).all()


def test_every_area_has_a_parent_of_the_level_above(land):
    above = {"marac": "force", "force": "region", "region": "country", "country": "uk"}
    for level, parent in above.items():
        assert set(land.at(level).parent) == set(land.at(parent).index), level
    assert len(land.at("uk")) == 1
    assert land.areas.code.is_unique
    assert not land.areas.duplicated(["level", "name"]).any()


def test_every_marac_has_women_at_both_censuses(land):
    wide = land.populations.pivot(index="code", columns="basis", values="women_16_plus")
    assert set(wide.index) == set(land.maracs.index)
    assert (wide > 0).all(axis=None)
    assert (wide["Census 2021"] == land.maracs.women_16_plus[wide.index]).all()
    starts = land.populations.groupby("basis").from_quarter.unique().map(list).to_dict()
    assert starts == {"Census 2011": ["2011-Q1"], "Census 2021": ["2024-Q1"]}


def test_similar_forces_are_known_others(land):
    forces = set(land.at("force").index)
    assert set(land.similar.force) | set(land.similar.similar_force) <= forces
    assert (land.similar.force != land.similar.similar_force).all()
    assert not land.similar.duplicated().any()


def test_two_maracs_merge_into_one_of_the_same_force(land):
    closed = land.maracs[land.maracs.valid_to.notna()]
    opened = land.maracs[land.maracs.valid_from.notna()]
    assert (len(closed), len(opened)) == (2, 1)
    new = opened.iloc[0]
    assert set(closed.parent) == {new.parent}
    assert closed.women_16_plus.sum() == new.women_16_plus
    assert set(closed.valid_to) < {each.end.isoformat() for each in (Quarter.of(LAST.end) - n for n in range(12))}
    assert {*closed.index, *opened.index} <= set(land.returns.marac)


def test_maracs_open_at_the_end_are_as_many_as_asked():
    for maracs, years in SIZES:
        assert read_country(maracs, years).maracs.valid_to.isna().sum() == maracs


def test_a_large_country_is_made_without_a_step_for_each_row():
    files: dict[str, bytes] = {}
    calls = count_calls(
        lambda: files.update({each.name: each.content for each in demo.build_country(275, 10, last=LAST)})
    )
    assert calls < 80_000
    assert sum(files[name].count(b"\n") for name in files if name.startswith("returns")) > 80_000


def test_meetings_can_be_multiplied_for_load_tests():
    plain, dense = (demo.build_country(12, 1, last=LAST, meetings_factor=factor)[3].content for factor in (1, 30))
    days = [line.split(b",")[:2] for line in dense.splitlines()[1:]]
    assert dense.count(b"\n") > 5 * plain.count(b"\n")
    assert len({tuple(each) for each in days}) == len(days)
