"""Markup: the page frame, whole pages in plain HTML, attributes."""
