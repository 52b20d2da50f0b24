"""Names of what lies in a data folder, and in a storage of several machines, which has the same names."""

from __future__ import annotations

import re

SUBMISSIONS_FOLDER = "submissions"
MANIFEST_FILE = "manifest.json"
INCOMING_PREFIX = ".incoming-"
"""Begins the names of submissions that are not whole yet."""
RELEASES_FOLDER = "releases"
SAFE_RELEASES_FOLDER = "safe-releases"
"""Holds nothing that is not safe to share: a process that serves the public needs this folder alone."""
RELEASE_FOLDERS = (RELEASES_FOLDER, SAFE_RELEASES_FOLDER)
POINTER_FILE = "current"
"""Names the release that was published last, by whichever version of the program."""
VERSION_POINTER_PREFIX = "current-"
"""Begins the names of pointers to the release that one version serves."""
MAX_OTHER_VERSIONS = 2
"""Pointers of versions that published before are kept for so many, with the release that each would serve again."""
POINTER = f"{RELEASES_FOLDER}/{POINTER_FILE}"
"""The one that is looked at."""
RELEASE_ENDING = ".duckdb"
LOG_ENDING = ".json"
FORMAT_FILE = "format.json"
KEY_FILE = "signing-key"
RULE_FILE = "safe-rule.json"
FAILED_CHECKS_FILE = "failed-checks.jsonl"
READ_MARKS_FOLDER = "read"
ACTIONS_FOLDER = "meeting-actions"
GUIDANCE_FILE = "guidance.jsonl"
BESIDE_THE_RECORD = (
    *(FORMAT_FILE, KEY_FILE, RULE_FILE, FAILED_CHECKS_FILE, GUIDANCE_FILE),
    *(READ_MARKS_FOLDER, ACTIONS_FOLDER),
)
"""Kept for good beside submissions and releases: in each backup, and moved."""
DRAFTS_FOLDER = "drafts"
PACK_RUNS_FOLDER = "pack-runs"
FOR_A_WHILE = (DRAFTS_FOLDER, PACK_RUNS_FOLDER)
"""Uploads that wait for an answer, for a day at most, and packs that are made again: in no backup, and never moved."""
ADDRESS_FILE = "storage-address"
LEASE_FILE = "lease"
MOVING_FILE = "moving"
CHECKS_FOLDER = "checks"
OF_THE_STORAGE = frozenset({ADDRESS_FILE, LEASE_FILE, MOVING_FILE, CHECKS_FOLDER})
"""Of a storage that machines share, or of a copy of it: in no backup, and never moved."""
RELEASE_NAME = re.compile(r"release-[\w-]{1,100}", re.ASCII)
