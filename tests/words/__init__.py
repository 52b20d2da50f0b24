"""Sentences are compared whole: what a reader reads is what is tested."""
