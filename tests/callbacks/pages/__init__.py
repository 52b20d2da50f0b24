"""Pages: choose from the address, ask, draw."""
