"""Addresses that are everybody's, by the route that answers: what only begins like one may be answered by another."""

from __future__ import annotations

from flask import request

from callbacks.http import bundles, plotly_bundle
from callbacks.http.bootstrap_css import stylesheet_address

OPEN_RULES = frozenset(
    {
        "/assets/<path:filename>",
        "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",
        "/upload/grid/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",
        stylesheet_address(),
        plotly_bundle.address(),
        bundles.RULE,
        "/_favicon.ico",
        "/healthz",
        "/readyz",
    }
)
"""Files of the program, and what a monitor asks: no figures."""


def is_open() -> bool:
    """Tell whether the route that answers this request is everybody's, as it holds no figures."""
    return matched_rule() in OPEN_RULES


def matched_rule() -> str:
    """The route that answers this request as it was registered; empty where there is none for its address or method."""
    return request.url_rule.rule if request.url_rule else ""
