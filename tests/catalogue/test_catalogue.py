"""Every indicator, in its section and order, complete; and how its numbers are written."""

from __future__ import annotations

import pytest

from maracdash import catalogue
from maracdash.catalogue import formulas, measures
from maracdash.catalogue.breaks import SERIES_BREAKS, series_breaks
from maracdash.catalogue.fields import FIELDS, GROUPS, field_names
from maracdash.catalogue.referrals import ROUTE_FIELDS
from maracdash.model.errors import NotFoundError
from maracdash.model.indicators import IntervalMethod, Unit
from tests.support.derived_measures import list_derived_measures

PORTAL = {
    "performance": (
        "police-forces maracs entries cases recommended-cases children cases-per-10k cases-change "
        "repeat-rate cases-with-children"
    ),
    "resources": "idva-current idva-recommended admin-current admin-recommended",
    "referrals": (
        "non-police police idva childrens-social-care primary-care secondary-care education housing mental-health "
        "probation voluntary-sector substance adult-social-care mash other"
    ),
    "demographics": (
        "minoritised-population minoritised-cases lgbtq disability males victims-16-17 victims-16-17-share "
        "harming-17-or-below victims-65-plus victims-asian victims-black victims-mixed victims-white "
        "victims-other-ethnicity"
    ),
}
FIELDS_OF_A_RETURN = """
cases repeats children cases_with_children referred_police referred_idva referred_childrens_social_care
referred_primary_care referred_secondary_care referred_education referred_housing referred_mental_health
referred_probation referred_voluntary_sector referred_substance referred_adult_social_care referred_mash
referred_other minoritised ethnicity_asian ethnicity_black ethnicity_mixed ethnicity_white ethnicity_other
lgbtq disability males victims_16_17 victims_65_plus harming_17_or_below
"""


@pytest.mark.parametrize("section", PORTAL)
def test_sections_hold_the_portals_indicators_in_its_order(section):
    assert [each.slug for each in catalogue.section_indicators(section)] == PORTAL[section].split()


def test_ours_come_last_and_every_indicator_has_a_section():
    assert [each.slug for each in catalogue.SECTIONS] == [*PORTAL, "ours"]
    assert {each.section for each in catalogue.INDICATORS} == {each.slug for each in catalogue.SECTIONS}
    assert "cases-per-meeting" in {each.slug for each in catalogue.section_indicators("ours")}


def test_slugs_and_titles_come_once():
    for name in ("slug", "title"):
        every = [getattr(each, name) for each in catalogue.INDICATORS]
        assert len(set(every)) == len(every)


@pytest.mark.parametrize(
    ("called", "hint"),
    [
        ("repeats", "Did you mean “repeat-rate”?"),
        ("Repeat Rate", "Did you mean “repeat-rate”"),
        ("polise", "“police”"),
        ("joy", "The page “Indicators” lists them."),
    ],
)
def test_a_name_that_no_indicator_has_is_told_with_those_near_to_it(called, hint):
    with pytest.raises(NotFoundError) as refused:
        catalogue.indicator(called)
    assert f"There is no indicator called “{called}”. " in str(refused.value)
    assert hint in str(refused.value)


@pytest.mark.parametrize("indicator", catalogue.INDICATORS, ids=lambda each: each.slug)
def test_an_indicator_is_complete(indicator):
    for name in ("title", "definition", "formula", "source", "noun", "label"):
        text = getattr(indicator, name)
        assert text.strip(), name
        assert text == text.strip(), name
    assert all(note.strip() for note in (*indicator.notes, *indicator.considerations))
    summed = {name.removeprefix("-") for name in (*indicator.numerator, *indicator.denominator)}
    assert summed <= {*field_names(), *list_derived_measures()}
    assert indicator.numerator
    assert (
        indicator.interval_method in {IntervalMethod.PROPORTION, IntervalMethod.RATE, IntervalMethod.CHANGE}
    ) <= bool(indicator.denominator)


def test_measures_are_those_that_a_release_derives():
    named = {each for name, each in vars(measures).items() if name.isupper() and isinstance(each, str)}
    assert named == list_derived_measures()


def test_fields_are_those_of_a_return():
    assert list(field_names()) == FIELDS_OF_A_RETURN.split()
    assert not set(field_names()) & list_derived_measures()
    assert {field.part_of for field in FIELDS} == {"", "cases"}
    assert {field.name for field in FIELDS if field.required} == {"cases"}
    assert {field.group.title for field in FIELDS if not field.whole} == {"Who referred"}


def test_every_field_is_asked_in_a_group_of_the_form():
    assert [group.title for group in GROUPS] == [
        "Cases and children",
        "Who referred",
        "Ethnic groups of victims",
        "Victims and people harming",
    ]
    assert {field.group for field in FIELDS} == set(GROUPS)


def test_referrals_alone_come_to_the_cases():
    """Of fields that sum to a total a lone withheld one could be worked out: the store guards the routes."""
    assert [group for group in GROUPS if group.total and group.total.is_exact] == [ROUTE_FIELDS]


@pytest.mark.parametrize(
    ("slug", "number", "written"),
    [
        ("cases", 117_359, "117,359"),
        ("cases-per-10k", 46.4, "46"),
        ("cases-per-10k", 80.5, "81"),
        ("cases-per-10k", 81.5, "82"),
        ("cases-change", -3.25, "−3.3%"),
        ("repeat-rate", 57 / 1000 * 100 + 0.05, "5.8%"),
        ("repeat-rate", 23 / 80 * 100, "28.8%"),
        ("cases-change", 9.2, "9.2%"),
        ("cases-change", -3.14, "−3.1%"),
        ("cases-change", -0.04, "0.0%"),
        ("idva-current", 1174, "1,174.0"),
        ("admin-current", 293.4, "293.4"),
        ("repeat-rate", 31.54, "31.5%"),
        ("cases-with-children", 0, "0.0%"),
    ],
)
def test_a_number_is_written_in_one_way(slug, number, written):
    assert catalogue.indicator(slug).format(number) == written


@pytest.mark.parametrize(
    ("women", "cases"), [(0, 0), (4_999, 0), (5_000, 40), (84_999, 320), (85_000, 360), (25_490_000, 101_960)]
)
def test_forty_cases_for_every_ten_thousand_women(women, cases):
    assert formulas.recommended_cases(women) == cases


@pytest.mark.parametrize(
    ("cases", "idvas", "admins"), [(0, 0, 0), (1, 0.5, 0.2), (50, 0.5, 0.2), (80, 1, 0.2), (81, 1, 0.4), (589, 6, 1.6)]
)
def test_posts_are_rounded_up(cases, idvas, admins):
    assert formulas.idva_posts(cases) == idvas
    assert formulas.admin_posts(cases) == pytest.approx(admins)


@pytest.mark.parametrize("slug", ["cases-per-10k", "repeat-rate", "cases-change", "cases-per-meeting"])
def test_a_ratio_over_nothing_has_no_number(slug):
    assert catalogue.indicator(slug).number(5, 0) is None
    assert catalogue.indicator(slug).number(5, None) is None


def test_breaks_touch_what_stands_on_population_only():
    touched = {each.slug for each in catalogue.INDICATORS if series_breaks(each)}
    assert touched == {
        "recommended-cases",
        "cases-per-10k",
        "idva-recommended",
        "admin-recommended",
        "minoritised-population",
        *({"representation"} & {each.slug for each in catalogue.INDICATORS}),
    }
    assert len(SERIES_BREAKS) == 1


def test_unknown_names_are_said():
    for find in (catalogue.indicator, catalogue.section):
        with pytest.raises(NotFoundError, match="called “happiness”"):
            find("happiness")


def test_headlines_are_five_known_indicators():
    assert [each.slug for each in catalogue.headline_indicators()] == [
        "cases",
        "cases-per-10k",
        "cases-change",
        "cases-with-children",
        "children",
    ]
    assert {each.unit for each in catalogue.headline_indicators()} == {Unit.COUNT, Unit.RATE, Unit.PERCENT}


def test_no_name_is_ever_used_again():
    """A file of before would be read as something else."""
    names = [name for each in FIELDS for name in (each.name, *each.former_names)]
    slugs = [slug for each in catalogue.INDICATORS for slug in (each.slug, *each.former_slugs)]
    assert len(set(names)) == len(names)
    assert len(set(slugs)) == len(slugs)
