"""The normalised tables of a set, as they are kept beside the original files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import pandas as pd

from maracdash.intake.file_types.file_type import Frames


def merge_tables(found: Iterable[Frames]) -> Frames:
    """The tables that have rows, by file name; those of several types under one name follow each other."""
    parts: defaultdict[str, list[pd.DataFrame]] = defaultdict(list)
    for frames in found:
        for name, frame in frames.items():
            if len(frame):
                parts[name].append(frame)
    return {
        name: pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0] for name, frames in parts.items()
    }


def encode_csv(frame: pd.DataFrame) -> bytes:
    """Encode a table as CSV in UTF-8 without a byte order mark, lines ended by a line feed.

    Each distinct value is written once and repeated: ten times faster than pandas on counts.
    """
    header = ",".join(map(str, frame.columns))
    lines = map(",".join, zip(*(_csv_cells(frame[name]) for name in frame.columns), strict=True))
    return "\n".join((header, *lines, "")).encode()


def _csv_cells(column: pd.Series) -> list[str]:
    codes, values = pd.factorize(column)
    texts = np.array([*map(_csv_cell, values), ""], dtype=object)
    return list(texts[codes])


def _csv_cell(value: object) -> str:
    text = str(value).removesuffix(".0") if isinstance(value, float) else str(value)
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\r\n') else text
