"""Mirrors the tree; the wiring, catalogue and browser tests stand beside."""

import pytest

pytest.register_assert_rewrite("tests.support")
