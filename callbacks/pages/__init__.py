"""Pages of the router: choose from the address, ask, draw."""
