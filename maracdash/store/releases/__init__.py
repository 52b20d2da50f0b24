"""Releases: databases built from the submissions, published, opened and compared."""
