"""Recognition: the type of a file by its headers, and case-level data."""
