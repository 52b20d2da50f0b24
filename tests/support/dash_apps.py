"""Dash keeps pages for the whole process: an app beside the one of the run must not take its pages."""

from __future__ import annotations

from collections import OrderedDict

import dash
import pytest


def set_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever app is made until the patch is undone has pages of its own."""
    monkeypatch.setattr(dash._pages, "PAGE_REGISTRY", OrderedDict())
    for module, name in ((dash._pages, "CONFIG"), (dash._get_paths, "CONFIG"), (dash._get_app, "APP")):
        monkeypatch.setattr(module, name, getattr(module, name))
