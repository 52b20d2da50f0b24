"""What tests of callbacks may ask for."""

from __future__ import annotations

from collections import OrderedDict

import dash
import pytest


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dash keeps pages for the whole process: a second app must not take those of the first."""
    monkeypatch.setattr(dash._pages, "PAGE_REGISTRY", OrderedDict())
    for module, name in ((dash._pages, "CONFIG"), (dash._get_paths, "CONFIG"), (dash._get_app, "APP")):
        monkeypatch.setattr(module, name, getattr(module, name))
