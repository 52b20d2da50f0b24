"""Queries to a release: each module returns one frozen answer."""

from maracdash.queries import choices as _choices
from maracdash.queries import (
    comparisons,
    control_charts,
    dashboards,
    distributions,
    overview_choices,
    overview_reports,
    tables,
    trends,
)
from maracdash.queries import regions as _regions
from maracdash.queries import returns as _returns
from maracdash.queries import status as _status
from maracdash.queries.query import Query
from maracdash.store.releases import lookups

CHOICES = Query(_choices.get_choices)
DEFAULT_SELECTION = Query(_choices.get_default_selection)
RESOLVED_SELECTION = Query(_choices.resolve_selection, cached=False)

COMPARISON = Query(comparisons.get_comparison)
HEADLINES = Query(comparisons.get_headlines)
TREND = Query(trends.get_trend)
DISTRIBUTION = Query(distributions.get_distribution, cached=False)
FUNNEL = Query(distributions.get_funnel_plot, cached=False)
CONTROL_SERIES = Query(control_charts.get_control_series)
TIDY_TABLE = Query(tables.build_tidy_table, cached=False)

PROFILE = Query(dashboards.get_profile)
ABSENT_ROUTES = Query(dashboards.find_absent_routes)
REPRESENTATION = Query(dashboards.get_representation)
MEETING_FREQUENCIES = Query(dashboards.get_meeting_frequencies)

OVERVIEW_REPORT = Query(overview_reports.build_overview_report, cached=False)
DEFAULT_REPORT_SELECTION = Query(overview_choices.get_default_report_selection, cached=False)
RESOLVED_REPORT_SELECTION = Query(overview_choices.resolve_report_selection, cached=False)
OFFERED_FORCES = Query(overview_choices.list_offered_forces, cached=False)

REGION_VIEW = Query(_regions.get_region_view, cached=False)
RESOLVED_REGION_SELECTION = Query(_regions.resolve_region_selection, cached=False)
REGIONS = Query(_regions.list_regions, cached=False)

DATA_STATUS = Query(_status.get_data_status)
RETURN_STATES = Query(_returns.get_return_states)
LAST_RETURNED = Query(lookups.get_last_returned, cached=False)
DIRECTORY = Query(lookups.get_directory, cached=False)
POPULATIONS = Query(lookups.get_populations, cached=False)
