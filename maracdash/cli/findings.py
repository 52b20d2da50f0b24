"""Findings about a deployment: sentences, each with what it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """Grade of a finding: it works, it is worth a look, or it must be mended."""

    OK = "ok"
    LOOK = "look"
    MEND = "mend"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One sentence about a deployment."""

    grade: Grade
    said: str


def ok(said: str) -> Finding:
    """It works."""
    return Finding(grade=Grade.OK, said=said)


def look(said: str) -> Finding:
    """It is worth a look."""
    return Finding(grade=Grade.LOOK, said=said)


def mend(said: str) -> Finding:
    """It must be mended."""
    return Finding(grade=Grade.MEND, said=said)
