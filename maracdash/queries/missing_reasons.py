"""Why there is no figure: the status and its reason, in the order in which they would have to be mended."""

from __future__ import annotations

from maracdash.catalogue import measures
from maracdash.model.areas import Area, Level
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Coverage, Status
from maracdash.queries.areas import directory, published_areas, whole
from maracdash.store.releases.connections import Opened

RETURNED = """
select 'marac', marac, quarter from return_state where state <> 'dropped'
union
select level, code, quarter from coverage where "window" = 'quarter' and returned > 0
union
select level, code, quarter from figure where "window" = 'quarter' and mark = 'withheld'
"""
YEAR = 4
Absence = tuple[Status, str]


def missing(
    db: Opened, window: Window, area: Area, quarter: Quarter, indicator: Indicator, coverage: Coverage
) -> Absence:
    """Why the release holds no row for a value."""
    if coverage.returned == 0:
        return _no_return(db, window, area, quarter, coverage)
    if not whole(db, area):
        reason = f"not every Marac of {area.name} is in this data, and no published figure is loaded"
        return Status.NOT_PUBLISHED, reason
    return _no_quantity(indicator)


def of_another_window() -> Absence:
    """Why a figure for 12 months has none for a single quarter."""
    return Status.NOT_APPLICABLE, "planning figures are for 12 months"


def no_denominator(indicator: Indicator) -> Absence:
    """Why there are sums but no number."""
    if measures.ALL_CASES_YEAR_BEFORE in indicator.denominator:
        return Status.NO_EARLIER_YEAR, "no data for the same months one year earlier"
    return Status.NOT_APPLICABLE, "there were no cases to take a share of"


def _no_return(db: Opened, window: Window, area: Area, quarter: Quarter, coverage: Coverage) -> Absence:
    if (area.level.value, area.code, quarter.index) in published_areas(db):
        return _not_published(window)
    begun = window is Window.YEAR and _begun(db, area, quarter)
    if area.level is not Level.MARAC:
        return _no_members(known_whole=whole(db, area), begun=begun and coverage.expected > 0)
    return _of_marac(db, window, area, quarter, begun=begun)


def _of_marac(db: Opened, window: Window, marac: Area, quarter: Quarter, *, begun: bool) -> Absence:
    """A Marac that closed will never have the rest of its year, so it has no return rather than no full year yet."""
    listing = directory(db).listing(marac.level, marac.code)
    opened, closed = (listing.valid_from, listing.valid_to) if listing else (None, None)
    if closed and closed < quarter.start:
        return Status.NO_RETURN, f"this Marac closed on {closed:%-d %B %Y}"
    status = Status.NO_FULL_YEAR if begun else Status.NO_RETURN
    if opened and opened > ((quarter - (YEAR - 1)).start if begun else quarter.end):
        return status, f"this Marac opened on {opened:%-d %B %Y}"
    if begun:
        return status, "fewer than four quarters of this year were returned"
    return status, f"nothing was returned for this {window}"


def _begun(db: Opened, area: Area, quarter: Quarter) -> bool:
    """Whether any of the four quarters up to this one is returned or estimated."""
    returned = db.remembered(_returned)
    return any((area.level.value, area.code, quarter.index - back) in returned for back in range(YEAR))


def _returned(db: Opened) -> frozenset[tuple[str, str, int]]:
    return frozenset((level, code, quarter) for level, code, quarter in db.rows(RETURNED))


def _no_members(*, known_whole: bool, begun: bool) -> Absence:
    if known_whole and begun:
        return Status.NO_FULL_YEAR, "no Marac of this area has all four quarters of this year"
    if known_whole:
        return Status.NO_RETURN, "no Marac of this area has data for the whole period, and none was published"
    return Status.NOT_PUBLISHED, "not every Marac of this area is in this data, and no figure was published"


def _not_published(window: Window) -> Absence:
    if window is Window.QUARTER:
        return Status.NOT_PUBLISHED, "published figures cover 12 months; there are no returns for single quarters"
    return Status.NOT_PUBLISHED, "not among the figures published for this area and period"


def _no_quantity(indicator: Indicator) -> Absence:
    terms = {*indicator.numerator, *indicator.denominator}
    if measures.CASES_YEAR_BEFORE in terms:
        return Status.NO_EARLIER_YEAR, "no data for the same months one year earlier"
    if terms & set(measures.POPULATIONS):
        return Status.NO_POPULATION, "no population is known for this area"
    return Status.NOT_COLLECTED, "not collected in every meeting of the period"
