"""Submissions: the immutable record of everything accepted."""
