"""A small profile of referral routes built by hand."""

from __future__ import annotations

from maracdash import catalogue
from maracdash.model.answers import AreaRole, Point
from maracdash.model.dashboards import Profile, ProfileRow
from maracdash.model.quarters import Window
from tests.support.answers import LARGER, OWN, QUARTER, RELEASE, known_value, make_place

SHARES = {"police": (60.0, 55.0), "idva": (30.0, 40.0), "mash": (7.0, 1.0), "housing": (3.0, 3.5), "other": (0.0, 0.5)}


def profile() -> Profile:
    """Five routes of a Marac and the UK."""
    return Profile(
        quarter=QUARTER,
        window=Window.YEAR,
        hierarchy=make_place(),
        rows=tuple(
            ProfileRow(
                indicator=catalogue.indicator(slug),
                points=(
                    Point(area=OWN, role=AreaRole.OWN, value=known_value(own)),
                    Point(area=LARGER[AreaRole.UK], role=AreaRole.UK, value=known_value(uk)),
                ),
            )
            for slug, (own, uk) in SHARES.items()
        ),
        release=RELEASE,
    )
