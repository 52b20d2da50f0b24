"""Parsing: rows of text to typed rows, and every fault with its place."""
