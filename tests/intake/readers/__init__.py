"""Readers: bytes to sheets of text."""
