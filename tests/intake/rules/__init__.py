"""Rules: what a set of returns must keep."""
