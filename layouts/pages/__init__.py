"""Pages: one module each, no data."""
