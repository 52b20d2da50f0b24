"""A file that leaves the dashboard: its name, its bytes, and the note that it left."""

from __future__ import annotations

import logging
import re
import unicodedata
from dataclasses import dataclass

from maracdash.model.answers import Comparison, Trend
from maracdash.model.quarters import Window
from maracdash.model.selection import View

LOGGER = logging.getLogger("maracdash.exports")

QUARTER = re.compile(r"\d{4}-Q[1-4]")
PART_LENGTH = 60
STEM_LENGTH = 160
NAMELESS = "maracdash"
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
WIDE_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "œ": "oe", "þ": "th"})


@dataclass(frozen=True, kw_only=True)
class File:
    """Bytes with the name and media type they are offered under."""

    name: str
    content: bytes
    media_type: str


def file_name(*parts: str, extension: str) -> str:
    """A name such as `birchford_cases-per-10k_2024-Q1.png`: safe on every system and never too long."""
    slugs = [slug for slug in map(_slug, parts) if slug]
    stem = "_".join(slugs)[:STEM_LENGTH].rstrip("-_") or NAMELESS
    if RESERVED.fullmatch(stem):
        stem = f"{stem}_{NAMELESS}"
    return f"{stem}.{extension}"


def answer_name(answer: Comparison | Trend, extension: str) -> str:
    """Area, indicator and quarter; the view and the window too where they are not the usual ones."""
    view = View.TREND if isinstance(answer, Trend) else ""
    window = "single-quarter" if answer.window is Window.QUARTER else ""
    area, indicator = answer.place.marac.name, answer.indicator.slug
    return file_name(area, indicator, str(answer.quarter), view, window, extension=extension)


def logged(file: File, *, who: str, release: str) -> File:
    """The same file, after noting who took what from which release; never what is in it."""
    LOGGER.info("%r took %s of release %r", who, file.name, release)
    return file


def _slug(part: str) -> str:
    if QUARTER.fullmatch(part):
        return part
    plain = unicodedata.normalize("NFKD", part.casefold().translate(WIDE_LETTERS))
    ascii_only = plain.encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only)[:PART_LENGTH].strip("-")
