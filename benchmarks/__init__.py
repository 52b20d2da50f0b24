"""Measures of speed and size, each beside the least it could take in the same run. Judges nothing: tests do that."""
