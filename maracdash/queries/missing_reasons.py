"""Reasons for missing figures: the status and its reason, in the order in which they would have to be mended."""

from __future__ import annotations

from sys import intern

from maracdash.catalogue import measures
from maracdash.model.areas import Area, Level
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Coverage, Status
from maracdash.queries.areas import get_directory, is_fully_covered, list_published_areas
from maracdash.store.releases.connections import ReleaseConnection

RETURNED_QUERY = """
select 'marac', marac, quarter from return_state where state <> 'dropped'
union
select level, code, quarter from coverage where "window" = 'quarter' and returned > 0
union
select level, code, quarter from figure where "window" = 'quarter' and mark = 'withheld'
"""
QUARTERS_PER_YEAR = 4
MissingReason = tuple[Status, str]


def explain_missing(
    db: ReleaseConnection, window: Window, area: Area, quarter: Quarter, indicator: Indicator, coverage: Coverage
) -> MissingReason:
    """Explain why the release holds no row for a value."""
    if coverage.returned == 0:
        return _explain_no_return(db, window, area, quarter, coverage)
    if not is_fully_covered(db, area):
        reason = f"not every Marac of {area.name} is in this data, and no published figure is loaded"
        return Status.NOT_PUBLISHED, reason
    return _explain_no_measure(indicator)


def explain_annual_only() -> MissingReason:
    """Explain why a figure for 12 months has none for a single quarter."""
    return Status.NOT_APPLICABLE, "planning figures are for 12 months"


def explain_no_denominator(indicator: Indicator) -> MissingReason:
    """Explain why there are sums but no number."""
    if measures.ALL_CASES_YEAR_BEFORE in indicator.denominator:
        return Status.NO_EARLIER_YEAR, "no data for the same months one year earlier"
    return Status.NOT_APPLICABLE, "there were no cases to take a share of"


def _explain_no_return(
    db: ReleaseConnection, window: Window, area: Area, quarter: Quarter, coverage: Coverage
) -> MissingReason:
    if (area.level.value, area.code, quarter.index) in list_published_areas(db):
        return _explain_not_published(window)
    begun = window is Window.YEAR and _has_begun(db, area, quarter)
    if area.level is not Level.MARAC:
        return _explain_no_members(known_whole=is_fully_covered(db, area), begun=begun and coverage.expected > 0)
    return _explain_marac(db, window, area, quarter, begun=begun)


def _explain_marac(
    db: ReleaseConnection, window: Window, marac: Area, quarter: Quarter, *, begun: bool
) -> MissingReason:
    """Explain for one Marac. A closed one never completes its year: no return, rather than no full year yet."""
    listing = get_directory(db).listing(marac.level, marac.code)
    opened, closed = (listing.valid_from, listing.valid_to) if listing else (None, None)
    if closed and closed < quarter.start:
        return Status.NO_RETURN, f"this Marac closed on {closed:%-d %B %Y}"
    status = Status.NO_FULL_YEAR if begun else Status.NO_RETURN
    if opened and opened > ((quarter - (QUARTERS_PER_YEAR - 1)).start if begun else quarter.end):
        return status, f"this Marac opened on {opened:%-d %B %Y}"
    if begun:
        return status, "fewer than four quarters of this year were returned"
    return status, f"nothing was returned for this {window}"


def _has_begun(db: ReleaseConnection, area: Area, quarter: Quarter) -> bool:
    """Tell if any of the four quarters up to this one is returned or estimated."""
    returned = db.cached_part(_read_returned)
    return any((area.level.value, area.code, quarter.index - back) in returned for back in range(QUARTERS_PER_YEAR))


def _read_returned(db: ReleaseConnection) -> frozenset[tuple[str, str, int]]:
    return frozenset((intern(level), intern(code), quarter) for level, code, quarter in db.rows(RETURNED_QUERY))


def _explain_no_members(*, known_whole: bool, begun: bool) -> MissingReason:
    if known_whole and begun:
        return Status.NO_FULL_YEAR, "no Marac of this area has all four quarters of this year"
    if known_whole:
        return Status.NO_RETURN, "no Marac of this area has data for the whole period, and none was published"
    return Status.NOT_PUBLISHED, "not every Marac of this area is in this data, and no figure was published"


def _explain_not_published(window: Window) -> MissingReason:
    if window is Window.QUARTER:
        return Status.NOT_PUBLISHED, "published figures cover 12 months; there are no returns for single quarters"
    return Status.NOT_PUBLISHED, "not among the figures published for this area and period"


def _explain_no_measure(indicator: Indicator) -> MissingReason:
    terms = {*indicator.numerator, *indicator.denominator}
    if measures.CASES_YEAR_BEFORE in terms:
        return Status.NO_EARLIER_YEAR, "no data for the same months one year earlier"
    if terms & set(measures.POPULATION_MEASURES):
        return Status.NO_POPULATION, "no population is known for this area"
    return Status.NOT_COLLECTED, "not collected in every meeting of the period"
