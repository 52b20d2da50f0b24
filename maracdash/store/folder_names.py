"""Names of what lies in a data folder, and in a storage of several machines, which has the same names."""

from __future__ import annotations

SUBMISSIONS_FOLDER = "submissions"
MANIFEST_FILE = "manifest.json"
INCOMING_PREFIX = ".incoming-"
"""Begins the names of submissions that are not whole yet."""
RELEASES_FOLDER = "releases"
SAFE_RELEASES_FOLDER = "safe-releases"
"""Holds nothing that is not safe to share: a process that serves the public needs this folder alone."""
POINTER_FILE = "current"
"""Names the release that was published last, by whichever version of the program."""
VERSION_POINTER_PREFIX = "current-"
"""Begins the names of pointers to the release that one version serves."""
RELEASE_ENDING = ".duckdb"
LOG_ENDING = ".json"
FORMAT_FILE = "format.json"
