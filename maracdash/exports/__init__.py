"""An answer written to a file that leaves the dashboard."""
