"""Acceptance: check, keep, publish, through the front door."""
