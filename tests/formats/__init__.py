"""Data folders of each format, and the making of one."""

from pathlib import Path

FORMATS = Path(__file__).parent
PAST_FORMATS = sorted(each.parent.name for each in FORMATS.glob("*/data"))
"""Their numbers."""
