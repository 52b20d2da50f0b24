"""Cells: one text to one number or date."""
