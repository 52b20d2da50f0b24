"""Addresses of the app, as far as the settings must know them."""

from __future__ import annotations

OWN_ADDRESSES = frozenset(
    (
        *("_dash-component-suites", "_dash-dependencies", "_dash-layout", "_dash-update-component", "_favicon.ico"),
        *(
            "_reload-hash",
            "assets",
            "audit",
            "static",
            "vendor",
            "changes",
            "session",
            "view",
            "healthz",
            "readyz",
            "api",
        ),
        *("accessibility", "account", "board-pack", "dashboards", "data-quality", "export", "groups", "guidance"),
        *("heat-map", "indicators", "invitation", "map", "meeting", "notifications", "notifications.atom", "people"),
        *("peers", "profile", "region", "report", "sections", "sign-in", "sign-out", "summary", "upload"),
        "what-changed",
    )
)
"""How addresses of the app begin: a prefix that begins so could not be told from them."""
