"""Indicators of the catalogue, to be written as an audience may see them."""

from __future__ import annotations

from maracdash import catalogue
from maracdash.model.indicators import Indicator
from maracdash.store.releases.connections import ReleaseConnection


def list_indicators(_: ReleaseConnection) -> tuple[Indicator, ...]:
    """List every indicator, in the order of the report."""
    return tuple(catalogue.INDICATORS)
