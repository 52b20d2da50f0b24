"""The store: accepted submissions in, a release out. The only package that knows DuckDB."""
