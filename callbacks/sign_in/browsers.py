"""Browsers in words, for people to know their sessions apart: family and system, and nothing finer."""

from __future__ import annotations

FAMILIES = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
"""Marks in a User-Agent header and what they tell, the first that is found: most browsers name others after it."""
UNKNOWN = "a browser of another kind"


def describe_browser(user_agent: str) -> str:
    """A browser by its User-Agent header: `Firefox on Windows`."""
    family, system = _find(user_agent, FAMILIES), _find(user_agent, SYSTEMS)
    return f"{family or UNKNOWN.capitalize()}{f' on {system}' if system else ''}"


def _find(user_agent: str, marks: tuple[tuple[str, str], ...]) -> str:
    return next((word for mark, word in marks if mark in user_agent), "")
