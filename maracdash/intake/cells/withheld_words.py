"""Withheld counts in words, such as “5 or fewer”: what they say is plain to a reader and written in too many ways."""

from __future__ import annotations

import re

MARKS = r"(?: ?(?:[*†‡§¶#^]+|\[\w+\]|\(\w+\)))?"
AT_MOST = r"up to|at most|max(?:imum)?\.?|(?:no|not) more than|(?:no|not) (?:above|over)"
LARGEST_FIRST = re.compile(
    rf"(?P<at_most>\d{{1,9}}) ?(?:or (?:fewer|less|under|below)|(?:and|or) (?:fewer|less|under|below)|max(?:imum)?\.?"
    rf"|at most|\(?(?:suppressed|withheld|hidden|confidential|supp\.?)\)?|[\[(]c[\])]|c){MARKS}"
    rf"|(?:{AT_MOST}) ?(?P<most>\d{{1,9}}){MARKS}"
    rf"|(?:suppressed|withheld|[\[(]c[\])]):? ?(?P<after>\d{{1,9}}){MARKS}"
    rf"|(?:between )?(?P<from>\d{{1,9}}) ?(?:-|–|—|to|or|and) ?(?P<to>\d{{1,9}}){MARKS}",
    re.ASCII | re.IGNORECASE,
)
"""The largest count that it may be: “5 or fewer”, “up to 5”, “5 (c)”, “1-4”."""
BELOW = re.compile(
    r"[(\[*]?(?:<=?|≤|fewer than|less than|under|below) ?(?P<below>\d{1,9})(?!\d)(?P<mark>[^\d.,%].*|)", re.IGNORECASE
)
"""A withheld count as it is read, with a mark or a word beside it: “<5*”."""


def find_limit(text: str) -> int | None:
    """Find the number that a withheld count in words is below, as in `<5`; None for any other text."""
    if found := LARGEST_FIRST.fullmatch(text):
        return max(int(number) for number in found.groups() if number) + 1
    found = BELOW.fullmatch(text)
    return int(found["below"]) if found else None
