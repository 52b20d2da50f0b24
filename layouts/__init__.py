"""What is on each page; no data."""
