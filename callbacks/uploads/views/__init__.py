"""From what the library says to what a page shows."""
