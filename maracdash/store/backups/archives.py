"""The file of a backup: a compressed tar of a data folder's files, with the list of their checksums at its end.

The list comes last, so that it also says that nothing is missing.
"""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from maracdash.model.errors import BackupError

FORMAT = 1
LIST_NAME = "backup.json"
NO_BACKUP = "{} is no whole backup of maracdash: it is cut short, damaged, or another kind of file."
BLOCK_BYTES = 1 << 20


@dataclass(frozen=True, kw_only=True)
class BackupNote:
    """The list of a backup: when it was made and of what. `files` are checksums (SHA-256) by path.

    `settings` are those of the deployment, secret ones left out; `accounts` says whether people and audit are in it.
    """

    made_at: datetime
    program: str
    release: str
    accounts: bool
    settings: Mapping[str, str]
    files: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One file of a backup: its path there, and how it is opened."""

    name: str
    open: Callable[[], BinaryIO]

    @classmethod
    def of_file(cls, name: str, path: Path) -> Part:
        """A file of the disk."""
        return cls(name=name, open=lambda: path.open("rb"))

    @classmethod
    def of_bytes(cls, name: str, content: bytes) -> Part:
        """A file that lies in memory."""
        return cls(name=name, open=lambda: io.BytesIO(content))


def write_archive(
    target: BinaryIO, parts: Iterable[Part], describe: Callable[[Mapping[str, str]], BackupNote]
) -> BackupNote:
    """Write parts and, last, the list that `describe` makes of their checksums. Raises OSError."""
    checksums: dict[str, str] = {}
    with tarfile.open(fileobj=target, mode="w|gz", format=tarfile.PAX_FORMAT) as archive:
        for part in parts:
            with part.open() as content:
                checksums[part.name] = _add_member(archive, part.name, content)
        note = describe(checksums)
        _add_member(archive, LIST_NAME, io.BytesIO(_dump_note(note)))
    return note


def read_archive(source: BinaryIO, place: Callable[[str, HashingReader], None], shown: str) -> BackupNote:
    """Read an archive: give each file to `place`, and return the list that was proved against them.

    Raises BackupError for anything but a whole backup; `shown` is its name in the sentence.
    """
    checksums: dict[str, str] = {}
    listed: bytes | None = None
    try:
        for name, content in _list_members(source):
            if name == LIST_NAME:
                listed = content.read()
                continue
            hashing = HashingReader(content)
            place(name, hashing)
            checksums[name] = hashing.digest.hexdigest()
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise BackupError(NO_BACKUP.format(shown)) from error
    if listed is None:
        raise BackupError(NO_BACKUP.format(shown))
    note = _parse_note(listed, shown)
    if changed := sorted(set(checksums.items()) ^ set(note.files.items())):
        raise BackupError(f"{shown} is damaged: its file {changed[0][0]} is missing, added or not as it was.")
    return note


class HashingReader(io.RawIOBase):
    """A stream that is hashed as it is read, and read no further than a length."""

    def __init__(self, source: IO[bytes], length: int | None = None) -> None:
        self.digest = hashlib.sha256()
        self._source, self._left = source, length

    def readable(self) -> bool:
        """True."""
        return True

    def read(self, size: int | None = -1) -> bytes:
        """Read and hash."""
        wanted = -1 if size is None else size
        if self._left is not None:
            wanted = self._left if wanted < 0 else min(wanted, self._left)
        block: bytes = self._source.read(wanted)
        self.digest.update(block)
        if self._left is not None:
            self._left -= len(block)
        return block


def _add_member(archive: tarfile.TarFile, name: str, content: BinaryIO) -> str:
    """Add a file as long as it is now: one that only grows may grow meanwhile. Returns its checksum."""
    member = tarfile.TarInfo(name)
    member.size = content.seek(0, io.SEEK_END)
    member.mtime = int(datetime.now(UTC).timestamp())
    member.mode = 0o600
    content.seek(0)
    hashing = HashingReader(content, member.size)
    archive.addfile(member, hashing)
    return hashing.digest.hexdigest()


def _list_members(source: BinaryIO) -> Iterator[tuple[str, IO[bytes]]]:
    """List ordinary files with plain paths; a backup has no others, so that nothing is ever written elsewhere."""
    with tarfile.open(fileobj=source, mode="r|gz") as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            content = archive.extractfile(member) if member.isreg() else None
            if content is None or path.is_absolute() or ".." in path.parts or str(path) != member.name:
                raise tarfile.ReadError(member.name)
            yield member.name, content


def _dump_note(note: BackupNote) -> bytes:
    return json.dumps(
        {"format": FORMAT, **asdict(note), "made_at": note.made_at.isoformat()}, indent=1, ensure_ascii=False
    ).encode()


def _parse_note(listed: bytes, shown: str) -> BackupNote:
    try:
        record = json.loads(listed)
        number = record.pop("format")
        if isinstance(number, int) and number > FORMAT:
            raise BackupError(
                f"{shown} was made by a newer version of this program (format {number}; this version reads up to "
                f"{FORMAT}). Install that version or a newer one."
            )
        return BackupNote(**{**record, "made_at": datetime.fromisoformat(record["made_at"])})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupError(NO_BACKUP.format(shown)) from error
