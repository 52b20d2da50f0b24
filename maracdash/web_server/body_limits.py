"""Sizes of bodies by where they go: files may be large, forms of figures less so, everything else is small."""

from __future__ import annotations

MEGABYTE = 1024 * 1024
MAX_FILES_MB = 40
MAX_FORM_MB = 2
MAX_BODY_BYTES = 64 * 1024
"""Of whatever is sent to another page than those for uploads."""
UPLOAD_PATH, FILES_PATH = "/upload", "/upload/file"


def find_limit(path: str) -> int:
    """Bytes that a body sent to this path may have.

    The path may begin with a prefix of the site. Any is taken for one: nobody gains by it, as /upload is everybody's.
    """
    if path.endswith(FILES_PATH):
        return MAX_FILES_MB * MEGABYTE
    return MAX_FORM_MB * MEGABYTE if f"{UPLOAD_PATH}/" in f"{path}/" else MAX_BODY_BYTES
