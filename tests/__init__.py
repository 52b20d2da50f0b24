"""Mirrors the tree; wiring, catalogue and browser tests stand beside, and what tests share is in `support`."""

import pytest

pytest.register_assert_rewrite("tests.support")
