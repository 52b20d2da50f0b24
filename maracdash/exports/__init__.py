"""An answer written to a file that leaves the dashboard."""

from maracdash.exports import chart_images, charts, files, overview_reports, tables, zip_bundles

__all__ = ["chart_images", "charts", "files", "overview_reports", "tables", "zip_bundles"]
