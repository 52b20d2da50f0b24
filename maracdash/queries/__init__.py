"""Questions that a Reader puts to a release. Each module answers one kind; here each question has its name."""

from maracdash.queries import choices as _choices
from maracdash.queries import comparisons, dashboards, overview_choices, overview_reports, tables, trends
from maracdash.queries import regions as _regions
from maracdash.queries import returns as _returns
from maracdash.queries import status as _status
from maracdash.queries.query import Query
from maracdash.store.releases import lookups

choices = Query(_choices.choices)
first_selection = Query(_choices.first_selection)
resolved = Query(_choices.resolved, remembered=False)

comparison = Query(comparisons.comparison)
headlines = Query(comparisons.headlines)
trend = Query(trends.trend)
table = Query(tables.table, remembered=False)

profile = Query(dashboards.profile)
absent_routes = Query(dashboards.absent_routes)
representation = Query(dashboards.representation)
meetings = Query(dashboards.meetings)

report = Query(overview_reports.report, remembered=False)
first_report = Query(overview_choices.first_report, remembered=False)
resolved_report = Query(overview_choices.resolved_report, remembered=False)
forces_of = Query(overview_choices.forces_of, remembered=False)

region = Query(_regions.region, remembered=False)
resolved_region = Query(_regions.resolved_region, remembered=False)
regions_of = Query(_regions.regions_of, remembered=False)

status = Query(_status.status)
returns = Query(_returns.returns)
last_returned = Query(lookups.last_returned, remembered=False)
directory = Query(lookups.directory, remembered=False)
populations = Query(lookups.populations, remembered=False)
