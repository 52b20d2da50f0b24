"""What dashboards ask: absent routes, representation, meetings, several indicators at once."""

import pytest

from maracdash import queries
from maracdash.catalogue.characteristics import ETHNIC_GROUPS
from maracdash.model.answers import AreaRole
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.model.values import Status
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import publish_release
from tests.support import folders

LAST = Quarter(2024, 4)
OWN = Selection(marac="M1", quarter=LAST, indicator="cases")


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    """M1 beside M2 of its force, M3 of a similar force, M4 of a stranger. Nobody asks M1 about housing."""
    folder = tmp_path_factory.mktemp("dashboards")
    areas = folders.build_country({"F1": ["M1", "M2"], "F2": ["M3"], "F3": ["M4"]})
    for each in areas:
        if each["level"] == "marac":
            each["meeting_frequency"] = "weekly" if each["code"] == "M3" else "monthly"
            each["minoritised_share"] = 0.2
    routes = {
        "M1": {"referred_education": 0, "referred_mash": 0},
        "M2": {"referred_education": 1, "referred_mash": 0, "referred_housing": 2},
        "M3": {"referred_education": 4, "referred_mash": 0, "referred_housing": 2},
        "M4": {"referred_education": 9, "referred_mash": 9, "referred_housing": 9},
    }
    rows = [
        folders.quarterly_return(marac, LAST - step, cases=50, minoritised=15, **counts)
        for marac, counts in routes.items()
        for step in range(4)
    ]
    women = [folders.population_row(marac, 20000) for marac in routes]
    similar = [{"force": "F1", "similar_force": "F2"}]
    folders.submit(folder, areas=areas, returns=rows, populations=women, similar=similar)
    publish_release(folder)
    return Reader(folder, Audience.FULL)


def test_a_route_is_absent_where_nobody_used_it_and_somebody_beside_did(reader):
    answer = reader.ask(queries.ABSENT_ROUTES, OWN)
    [route] = answer.routes
    assert route.indicator.slug == "education"
    assert [(each.area.code, each.role) for each in route.present] == [
        ("M3", AreaRole.GROUP_MARAC),
        ("M2", AreaRole.FORCE_MARAC),
    ]
    assert route.maracs_with_data == 2


def test_a_route_that_is_not_collected_is_unknown_and_not_absent(reader):
    answer = reader.ask(queries.ABSENT_ROUTES, OWN)
    unknown = {each.slug for each in answer.unknown}
    assert {"housing", "idva"} <= unknown
    assert not {"education", "mash"} & unknown
    assert {"education", "mash"} <= {each.slug for each in answer.known}
    assert answer.maracs_with_data == 2


def test_a_share_stands_beside_the_population_where_it_is_known(reader):
    rows = {each.indicator.slug: each for each in reader.ask(queries.REPRESENTATION, OWN).rows}
    known = rows["minoritised-cases"]
    assert (known.share.number, known.population.number, known.ratio) == (30, 20, 1.5)
    assert rows["disability"].ratio is None
    assert rows["disability"].population.status is Status.NO_POPULATION


def test_larger_areas_have_the_same_ratio_beside(reader):
    rows = {each.indicator.slug: each for each in reader.ask(queries.REPRESENTATION, OWN).rows}
    around = rows["minoritised-cases"].around
    assert [each.role for each in around] == [AreaRole.FORCE, AreaRole.GROUP, AreaRole.UK]
    for each in around:
        assert each.share.number == 30
    assert {each.ratio for each in rows["disability"].around} == {None}


def test_what_ethnic_groups_leave_of_a_hundred_is_not_recorded(demonstration):
    invented = Reader(demonstration, Audience.FULL)
    answer = invented.ask(queries.REPRESENTATION, invented.ask(queries.DEFAULT_SELECTION))
    shares = [each.share.number for each in answer.rows if each.indicator.slug in ETHNIC_GROUPS]
    assert len(shares) == 5
    assert answer.unrecorded == pytest.approx(max(100 - sum(shares), 0))


def test_a_whole_force_stands_beside_other_forces(reader):
    answer = reader.ask(queries.ABSENT_ROUTES, Selection(marac="F1", quarter=LAST, indicator="cases"))
    assert answer.hierarchy.area.code == "F1"
    [route] = [each for each in answer.routes if each.indicator.slug == "mash"]
    assert [each.area.code for each in route.present] == ["F3"]


def test_meetings_are_counted_beside(reader):
    answer = reader.ask(queries.MEETING_FREQUENCIES, OWN)
    assert answer.own == "monthly"
    assert {word: [each.code for each in areas] for word, areas in answer.others} == {
        "monthly": ["M2"],
        "weekly": ["M3"],
    }


def test_a_profile_agrees_with_the_comparison(demonstration):
    invented = Reader(demonstration, Audience.FULL)
    start = invented.ask(queries.DEFAULT_SELECTION)
    for row in invented.ask(queries.PROFILE, start, ("cases", "cases-per-10k", "police")).rows:
        beside = invented.ask(queries.COMPARISON, Selection(**{**vars(start), "indicator": row.indicator.slug}))
        assert row.own == beside.own
        assert row.points[1:] == beside.averages


def test_all_of_them_leave_marked(reader):
    answers = (
        reader.ask(queries.ABSENT_ROUTES, OWN),
        reader.ask(queries.REPRESENTATION, OWN),
        reader.ask(queries.MEETING_FREQUENCIES, OWN),
        reader.ask(queries.PROFILE, OWN, ("cases",)),
    )
    assert all(each.marking for each in answers)
