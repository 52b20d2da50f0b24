"""Releases: built, published, opened, compared."""
