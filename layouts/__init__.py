"""Pages and their components; no data."""
