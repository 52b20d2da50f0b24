"""The fictional country has the shape of the published table: levels, mixes, gaps, and an uneven map."""

import pytest

from tests.support.demonstration_countries import LAST, read_country

# Share of cases in the UK column, year to March 2024, in percentage points
PUBLISHED = {
    "repeats": 31.5,
    "cases_with_children": 26.9,
    "referred_police": 63.8,
    "referred_idva": 12.5,
    "referred_childrens_social_care": 2.9,
    "referred_primary_care": 2.4,
    "referred_secondary_care": 2.7,
    "referred_housing": 1.9,
    "referred_mental_health": 1.5,
    "referred_probation": 2.5,
    "referred_voluntary_sector": 3.1,
    "referred_other": 4.4,
    "minoritised": 14.9,
    "disability": 9.4,
    "males": 6.4,
    "victims_16_17": 1.3,
    "victims_65_plus": 1.1,
    "ethnicity_asian": 2.8,
}


@pytest.fixture(scope="module", params=[(80, 5), (275, 3)], ids=["80 Maracs", "275 Maracs"])
def land(request):
    return read_country(*request.param)


@pytest.fixture(scope="module")
def by_marac(land):
    """Sums of the last year for each Marac that was there all year."""
    year = land.last_year
    whole = year.groupby("marac").quarter.nunique() == 4
    return year[year.marac.isin(whole[whole].index)].groupby("marac").sum(numeric_only=True)


@pytest.mark.parametrize("field", PUBLISHED)
def test_shares_of_cases_are_near_the_published(land, field):
    year = land.last_year
    share = 100 * year[field].sum() / year.cases.sum()
    assert share == pytest.approx(PUBLISHED[field], rel=0.2, abs=0.6)


def test_children_for_each_case(land):
    assert land.last_year.children.sum() / land.last_year.cases.sum() == pytest.approx(1.25, abs=0.06)


def test_levels_and_how_much_more_than_chance_they_differ(land, by_marac):
    women = land.maracs.women_16_plus[by_marac.index]
    rate = by_marac.cases.sum() / women.sum()
    expected = women * rate
    dispersion = ((by_marac.cases - expected) ** 2 / expected).sum() / (len(women) - 1)
    assert 40 < 10_000 * rate < 52
    assert 13 < dispersion < 29
    assert (10_000 * by_marac.cases / women).between(18, 90).all()


def test_the_police_share_differs_between_maracs(by_marac):
    police = by_marac.referred_police / by_marac.cases
    assert 0.25 < police.min() < 0.5
    assert 0.7 < police.max() < 0.82


def test_some_maracs_have_no_referral_by_primary_care_or_the_mash(by_marac):
    assert 0.05 < (by_marac.referred_primary_care == 0).mean() < 0.4
    assert 0.2 < (by_marac.referred_mash == 0).mean() < 0.8


def test_cases_follow_who_lives_there(land, by_marac):
    local = land.maracs.minoritised_share[by_marac.index]
    assert (by_marac.minoritised / by_marac.cases).corr(local) > 0.9


def test_one_marac_counts_children_but_no_case_with_children(land):
    year = land.last_year.groupby("marac")[["children", "cases_with_children"]].sum()
    silent = year[year.cases_with_children == 0]
    assert len(silent) == 1
    assert silent.children.iloc[0] > 100


def test_busy_maracs_meet_more_often_in_londons_proportions(land):
    kinds = land.maracs.meeting_frequency.value_counts(normalize=True)
    london = {"daily": 1, "weekly": 6, "fortnightly": 11, "monthly": 7, "three-weekly": 3, "four-weekly": 3}
    assert kinds.to_dict() == pytest.approx({kind: number / 31 for kind, number in london.items()}, abs=0.02)
    assert 11 < land.returns.cases.mean() < 18


def test_about_three_in_a_hundred_quarters_are_missing_single_and_in_a_row(land):
    gaps = [gap for code in settled(land) for gap in missing_runs(land, code)]
    missing = sum(gaps) / (len(settled(land)) * land.returns.quarter.nunique())
    assert 0.015 < missing < 0.045
    assert 1 in gaps
    assert max(gaps) >= 2


def test_the_last_quarter_lacks_only_two_late_maracs(land):
    returned = set(land.returns.marac[land.returns.quarter == LAST.index])
    assert len(set(land.maracs[land.maracs.valid_to.isna()].index) - returned) == 2


def test_forces_are_uneven_and_one_has_a_single_marac_and_no_similar_force(land):
    sizes = land.maracs[land.maracs.valid_to.isna()].groupby("parent").size()
    assert sizes.min() == 1
    assert 15 < sizes.max() <= 29
    groups = land.similar.groupby("force").size()
    (alone,) = set(land.at("force").index) - set(groups.index)
    assert sizes[alone] == 1
    assert groups.between(3, 7).all()
    pairs = set(land.similar.itertuples(index=False, name=None))
    assert any((other, force) not in pairs for force, other in pairs)


def test_forces_and_regions_of_the_default_and_of_a_whole_country():
    small, large = read_country(80, 5), read_country(275, 3)
    assert (len(small.at("force")), len(small.at("region")), len(small.at("country"))) == (12, 6, 2)
    assert (len(large.at("force")), len(large.at("region")), len(large.at("country"))) == (45, 12, 2)


def settled(land):
    maracs = land.maracs
    return maracs[maracs.valid_from.isna() & maracs.valid_to.isna()].index


def missing_runs(land, code):
    """Lengths of the runs of missing quarters of a Marac."""
    returned = set(land.returns.quarter[land.returns.marac == code])
    marks = "".join(
        "." if quarter in returned else "x" for quarter in range(land.returns.quarter.min(), LAST.index + 1)
    )
    return [len(run) for run in marks.split(".") if run]
