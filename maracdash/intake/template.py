"""The blank return, made of the catalogue so that template and checks cannot disagree."""

from __future__ import annotations

from maracdash.catalogue.fields import FIELD_NAMES


def blank_returns() -> bytes:
    """A CSV file with the header of a meeting return and no rows."""
    return (",".join(("marac", "meeting_date", *FIELD_NAMES)) + "\r\n").encode()
