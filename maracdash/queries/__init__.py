"""Questions to a release: each module asks one and returns one frozen answer."""

from maracdash.queries.choices import choices, first_selection, resolved
from maracdash.queries.comparisons import comparison, headlines
from maracdash.queries.status import status
from maracdash.queries.tables import table
from maracdash.queries.trends import trend

__all__ = ["choices", "comparison", "first_selection", "headlines", "resolved", "status", "table", "trend"]
