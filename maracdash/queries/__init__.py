"""Questions to a release: each module asks one and returns one frozen answer."""

from maracdash.queries.choices import choices, first_selection, resolved
from maracdash.queries.comparisons import comparison, headlines
from maracdash.queries.dashboards import absent_routes, meetings, profile, representation
from maracdash.queries.overview_choices import first_report, forces_of, resolved_report
from maracdash.queries.overview_reports import report
from maracdash.queries.regions import region, regions_of
from maracdash.queries.returns import returns
from maracdash.queries.revisions import revisions
from maracdash.queries.status import status
from maracdash.queries.tables import table
from maracdash.queries.trends import trend

__all__ = [
    "absent_routes",
    "choices",
    "comparison",
    "first_report",
    "first_selection",
    "forces_of",
    "headlines",
    "meetings",
    "profile",
    "region",
    "regions_of",
    "report",
    "representation",
    "resolved",
    "resolved_report",
    "returns",
    "revisions",
    "status",
    "table",
    "trend",
]
