"""An answer written to a file that leaves the dashboard."""

from maracdash.exports import charts, files, pictures, tables

__all__ = ["charts", "files", "pictures", "tables"]
