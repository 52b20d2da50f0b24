"""Pointers to releases: one for each version of the program, so that two may serve one folder while one is upgraded.

A version is known by its recipe: it serves the release that its own pointer names, and builds one of what another
version took in. The shared pointer names whichever release was published last, by any of them; a version without a
pointer of its own begins with that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from maracdash.store import durable_files
from maracdash.store.folder_names import MAX_OTHER_VERSIONS, POINTER_FILE, VERSION_POINTER_PREFIX


def find_pointer(releases: Path, recipe: str) -> Path:
    """Find the pointer of a version; where it has none, the shared one, which may not be there either."""
    own = _own_pointer(releases, recipe)
    return own if own.exists() else releases / POINTER_FILE


def write_pointers(releases: Path, recipe: str, name: str) -> None:
    """Point to a release, for the version that built it and for all. Raises OSError."""
    durable_files.replace_file(_own_pointer(releases, recipe), name.encode())
    durable_files.replace_file(releases / POINTER_FILE, name.encode())
    others = [each for each in _list_pointers(releases) if each != _own_pointer(releases, recipe)]
    for each in sorted(others, key=lambda path: path.stat().st_mtime_ns, reverse=True)[MAX_OTHER_VERSIONS:]:
        each.unlink(missing_ok=True)


def adopt_pointer(releases: Path, recipe: str, name: str) -> None:
    """Keep serving what the shared pointer names, whatever another version publishes, as far as the disk lets it."""
    own = _own_pointer(releases, recipe)
    if own.exists():
        return
    with suppress(OSError):
        durable_files.create_file(own, name.encode())


def is_overtaken(releases: Path, recipe: str) -> bool:
    """Tell whether another version published last. Raises OSError."""
    own, shared = _own_pointer(releases, recipe), releases / POINTER_FILE
    return own.exists() and shared.exists() and own.read_bytes() != shared.read_bytes()


def list_pointed(releases: Path) -> frozenset[str]:
    """List the releases that some version serves, or would again. Raises OSError."""
    paths = [*_list_pointers(releases), releases / POINTER_FILE]
    return frozenset(each.read_text(encoding="ascii", errors="replace").strip() for each in paths if each.is_file())


def name_pointer(recipe: str) -> str:
    """Name the pointer of a version."""
    return f"{VERSION_POINTER_PREFIX}{recipe}"


def _own_pointer(releases: Path, recipe: str) -> Path:
    return releases / name_pointer(recipe)


def _list_pointers(releases: Path) -> Iterator[Path]:
    """List the pointers of versions."""
    return releases.glob(f"{VERSION_POINTER_PREFIX}*")
