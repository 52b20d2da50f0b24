"""Encryption of backups in age's format: who makes one needs the public key alone, and other tools can open it too."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from pyrage import DecryptError, IdentityError, RecipientError, decrypt_io, encrypt_io
from pyrage.x25519 import Identity, Recipient

from maracdash.model.errors import BackupError
from maracdash.store import durable_files

MAGIC = b"age-encryption.org/"
WRONG_KEY = "No matching keys"
KEY_FILE_TEXT = "# Opens backups of maracdash. Keep it apart from them and from the server.\n# public key: {}\n{}\n"


def create_key(path: Path) -> str:
    """Create the key that opens backups, in a file of its owner's own; its public part. Raises BackupError."""
    identity = Identity.generate()
    public = str(identity.to_public())
    try:
        durable_files.write_new_file(
            path, KEY_FILE_TEXT.format(public, identity).encode(), mode=durable_files.SECRET_MODE
        )
    except FileExistsError as error:
        raise BackupError(f"{path} is there already, and no key is ever written over. Name a new file.") from error
    except OSError as error:
        raise BackupError(f"The key could not be written to {path}: {error.strerror}.") from error
    return public


def read_key(path: Path) -> Identity:
    """Read the key that opens backups. Raises BackupError."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        raise BackupError(f"The key {path} cannot be read: {error.strerror}.") from error
    for line in lines:
        with suppress(IdentityError):
            return Identity.from_str(line.strip())
    raise BackupError(f"{path} holds no key of a backup. Name the file that “maracdash backup-key” wrote.")


def read_recipient(text: str) -> Recipient:
    """Read a public key. Raises BackupError."""
    try:
        return Recipient.from_str(text.strip())
    except RecipientError as error:
        raise BackupError(
            f"“{text[:80]}” is no public key of backups. It begins with age1; “maracdash backup-key” says it."
        ) from error


def is_encrypted(path: Path) -> bool:
    """Tell whether a file is encrypted. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


@contextmanager
def open_encrypting(target: BinaryIO, recipient: Recipient) -> Iterator[BinaryIO]:
    """Open a stream to write to; what is written arrives in `target` encrypted. Raises OSError."""
    reading, writing = map(_open_end, os.pipe(), ("rb", "wb"))
    failed: list[Exception] = []
    worker = _start(failed, reading, lambda: encrypt_io(reading, target, [recipient]))
    try:
        with suppress(BrokenPipeError), writing:
            yield writing
    finally:
        worker.join()
    _raise_first(failed)


@contextmanager
def open_decrypting(source: BinaryIO, identity: Identity) -> Iterator[BinaryIO]:
    """Open a stream to read from: `source` decrypted. Raises BackupError where the key is another or it is damaged."""
    reading, writing = map(_open_end, os.pipe(), ("rb", "wb"))
    failed: list[Exception] = []
    worker = _start(failed, writing, lambda: decrypt_io(source, writing, [identity]))
    try:
        with reading:
            yield reading
    except Exception:
        worker.join()
        _raise_first([each for each in failed if not isinstance(each, BrokenPipeError)])
        raise
    worker.join()
    _raise_first(failed)


def _open_end(handle: int, mode: str) -> BinaryIO:
    return cast("BinaryIO", os.fdopen(handle, mode))


def _start(failed: list[Exception], end: BinaryIO, work: Callable[[], None]) -> threading.Thread:
    """Work in a thread, and close its end of the pipe then, so that the other end never waits for ever."""

    def run() -> None:
        try:
            with end:
                work()
        except (OSError, DecryptError) as error:
            failed.append(error)

    thread = threading.Thread(target=run, name="backup")
    thread.start()
    return thread


def _raise_first(failed: Sequence[Exception]) -> None:
    for error in failed:
        if isinstance(error, DecryptError) and WRONG_KEY in str(error):
            raise BackupError("The backup was made for another key than this one.") from error
        if isinstance(error, DecryptError) or "decrypt" in str(error):
            raise BackupError("The backup is cut short or damaged: what is left of it cannot be decrypted.") from error
        raise error
