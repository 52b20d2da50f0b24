"""File types: each one record."""
