"""Knows Maracs, statistics and files; knows no Dash."""
