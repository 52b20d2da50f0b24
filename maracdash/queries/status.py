"""Status of a release: areas, coverage by quarter, and differences of published and computed figures."""

from __future__ import annotations

from maracdash import catalogue
from maracdash.model.answers import DataStatus, PublishedDifference, QuarterCoverage
from maracdash.model.areas import LEVELS, Area, Level
from maracdash.model.errors import NotFoundError
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.model.values import Coverage, Origin
from maracdash.queries.areas import get_directory, list_quarters
from maracdash.store.releases.connections import ReleaseConnection

COVERAGE_QUERY = """
select c.quarter, count(*) filter (s.marac is not null or c.returned > 0), sum(c.returned), sum(c.proxied),
    count(*) filter (s.state = 'dropped'), count(*) filter (s.state = 'corrected'),
    count(*) filter (s.state <> 'dropped' and c.returned = 0)
from coverage c
left join return_state s on s.marac = c.code and s.quarter = c.quarter
where c.level = 'marac' and c."window" = 'quarter'
group by c.quarter
order by c.quarter desc
"""


def get_data_status(db: ReleaseConnection) -> DataStatus:
    """The release in numbers; quarters newest first. Of a Marac that never returned, no return is expected."""
    known = get_directory(db)
    listed = {index: row for index, *row in db.rows(COVERAGE_QUERY)}
    return DataStatus(
        release=db.note,
        areas=tuple((str(level), len(known.at(level))) for level in LEVELS if level is not Level.GROUP),
        quarters=tuple(
            _build_coverage(each, listed.get(each.index, [0, 0, 0, 0, 0, 0])) for each in list_quarters(db)[::-1]
        ),
        published=db.rows("select count(*) from published where value is not null")[0][0],
        differences=find_differences(db),
        unlisted=tuple(code for (code,) in db.rows("select distinct code from unlisted order by code")),
    )


def find_differences(db: ReleaseConnection) -> tuple[PublishedDifference, ...]:
    """Find published numbers that our own sums, written the same way, do not reproduce."""
    found = []
    for level, code, index, slug, numerator, denominator, published, shown in db.rows("select * from difference"):
        indicator = _find_indicator(slug)
        if indicator is None or numerator is None:
            continue
        computed = indicator.number(numerator, denominator)
        if computed is None or indicator.format(computed) == indicator.format(published):
            continue
        found.append(
            PublishedDifference(
                area=_find_area(db, level, code),
                quarter=Quarter.from_index(index),
                indicator=indicator,
                computed=computed,
                published=published,
                shown=Origin(shown),
            )
        )
    return tuple(found)


def _build_coverage(quarter: Quarter, counts: list[int]) -> QuarterCoverage:
    expected, returned, proxied, dropped, corrected, withheld = (int(each or 0) for each in counts)
    return QuarterCoverage(
        quarter=quarter,
        coverage=Coverage(expected=expected, returned=returned, proxied=proxied),
        dropped=dropped,
        corrected=corrected,
        withheld=withheld,
    )


def _find_indicator(slug: str) -> Indicator | None:
    try:
        return catalogue.indicator(slug)
    except NotFoundError:
        return None


def _find_area(db: ReleaseConnection, level: str, code: str) -> Area:
    known = get_directory(db)
    if level == Level.GROUP:
        force = known.listing(Level.FORCE, code)
        group = known.group(force.area) if force else None
        return group or Area(level=Level.GROUP, code=code, name=code)
    listing = known.listing(Level(level), code)
    return listing.area if listing else Area(level=Level(level), code=code, name=code)
