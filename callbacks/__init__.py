"""Choose, ask, draw: one module a page."""
