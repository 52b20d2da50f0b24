"""The record of submissions and the releases built from it; the only user of DuckDB."""
