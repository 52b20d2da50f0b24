"""Cells: what the text of one cell says as a number or a date, and how a cell is called."""
