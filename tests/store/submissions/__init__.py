"""Submissions: the record, and its files."""
