"""Queries to a release: each module returns one frozen answer."""

from maracdash.queries import (
    area_profiles,
    areas,
    comparisons,
    control_charts,
    dashboards,
    distributions,
    force_maps,
    groups,
    heat_maps,
    overview_choices,
    overview_reports,
    peer_finder,
    signals,
    tables,
    trends,
    value_pages,
)
from maracdash.queries import choices as _choices
from maracdash.queries import indicators as _indicators
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
GROUP_TABLE = Query(tables.build_group_table, cached=False)
VALUE_PAGE = Query(value_pages.get_value_page, cached=False)
INDICATORS = Query(_indicators.list_indicators, cached=False)
QUARTERS = Query(areas.list_quarters, cached=False)

PROFILE = Query(dashboards.get_profile)
AREA_PROFILE = Query(area_profiles.get_area_profile, cached=False)
ABSENT_ROUTES = Query(dashboards.find_absent_routes)
REPRESENTATION = Query(dashboards.get_representation)
MEETING_FREQUENCIES = Query(dashboards.get_meeting_frequencies)

OVERVIEW_REPORT = Query(overview_reports.build_overview_report, cached=False)
DEFAULT_REPORT_SELECTION = Query(overview_choices.get_default_report_selection, cached=False)
RESOLVED_REPORT_SELECTION = Query(overview_choices.resolve_report_selection, cached=False)
OFFERED_FORCES = Query(overview_choices.list_offered_forces, cached=False)

REGION_VIEW = Query(_regions.get_region_view, cached=False)
RESOLVED_REGION_SELECTION = Query(_regions.resolve_region_selection, cached=False)
HEAT_MAP = Query(heat_maps.get_heat_map, cached=False)
RESOLVED_HEAT_MAP_SELECTION = Query(heat_maps.resolve_heat_map_selection, cached=False)
REGIONS = Query(_regions.list_regions, cached=False)

GROUP_SUMMARY = Query(groups.get_group_summary, cached=False)
MEMBER_CHOICES = Query(groups.list_member_choices, cached=False)
RESOLVED_GROUP = Query(groups.resolve_group, cached=False)
PEERS = Query(peer_finder.get_peers, cached=False)
FORCE_MAP = Query(force_maps.get_force_map)
SIGNALS = Query(signals.get_signals)

DATA_STATUS = Query(_status.get_data_status)
RETURN_STATES = Query(_returns.get_return_states)
LAST_RETURNED = Query(lookups.get_last_returned, cached=False)
DIRECTORY = Query(lookups.get_directory, cached=False)
POPULATIONS = Query(lookups.get_populations, cached=False)
