"""Mirrors the tree; the wiring, catalogue and browser tests stand beside."""
