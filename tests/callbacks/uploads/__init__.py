"""Pages that take figures in, through the test client."""
