"""An answer written to a file that leaves the dashboard."""

from maracdash.exports import charts, collections, files, pictures, reports, tables

__all__ = ["charts", "collections", "files", "pictures", "reports", "tables"]
