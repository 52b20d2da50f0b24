"""A file that leaves the dashboard: its name, its bytes, and the note that it left."""

from __future__ import annotations

import logging
import re
import unicodedata
from dataclasses import dataclass

from maracdash.model.answers import Comparison, Trend
from maracdash.model.quarters import Window
from maracdash.model.selection import ChartView
from maracdash.statistics.answers import ControlSeries, Distribution, FunnelPlot

LOGGER = logging.getLogger("maracdash.exports")

QUARTER_PATTERN = re.compile(r"\d{4}-Q[1-4]")
PART_LENGTH = 60
STEM_LENGTH = 160
NAMELESS = "maracdash"
RESERVED_NAMES = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
VIEWS = (
    (ControlSeries, ChartView.CONTROL),
    (FunnelPlot, ChartView.FUNNEL),
    (Distribution, ChartView.DISTRIBUTION),
    (Trend, ChartView.TREND),
)
"""Answers by the view that they are of, the particular before the general."""
LETTER_SPELLINGS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "œ": "oe", "þ": "th"})


@dataclass(frozen=True, kw_only=True)
class File:
    """Bytes with the name and media type they are offered under."""

    name: str
    content: bytes
    media_type: str


def make_file_name(*parts: str, extension: str) -> str:
    """A name such as `birchford_cases-per-10k_2024-Q1.png`: safe on every system and never too long."""
    slugs = [slug for slug in map(_make_slug, parts) if slug]
    stem = "_".join(slugs)[:STEM_LENGTH].rstrip("-_") or NAMELESS
    if RESERVED_NAMES.fullmatch(stem):
        stem = f"{stem}_{NAMELESS}"
    return f"{stem}.{extension}"


def name_answer_file(answer: Comparison | Trend, extension: str) -> str:
    """Area, indicator and quarter; the view and the window too where they are not the usual ones."""
    view = next((view for kind, view in VIEWS if isinstance(answer, kind)), "")
    window = "single-quarter" if answer.window is Window.QUARTER else ""
    area, indicator = answer.hierarchy.area.name, answer.indicator.slug
    return make_file_name(area, indicator, str(answer.quarter), view, window, extension=extension)


def log_export(name: str, *, who: str, release: str) -> None:
    """Log who took which file from which release; never what is in it."""
    LOGGER.info("%r took %s of release %r", who, name, release)


def _make_slug(part: str) -> str:
    if QUARTER_PATTERN.fullmatch(part):
        return part
    plain = unicodedata.normalize("NFKD", part.casefold().translate(LETTER_SPELLINGS))
    ascii_only = plain.encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only)[:PART_LENGTH].strip("-")
