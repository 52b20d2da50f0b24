"""Files of an object store: S3 and what speaks like it, Azure, Google, by obstore.

Nothing is done here before a process forks: obstore's threads do not live on in the child, which would wait for ever.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError, PreconditionError
from obstore.store import from_url

from maracdash.store.storages.storage import Content, KeptFile

if TYPE_CHECKING:
    from obstore.store import ClientConfig  # of its stubs alone

PATIENCE = timedelta(seconds=10)
MOST_TRIES = 3
PLAIN_HTTP = "AWS_ALLOW_HTTP"
"""Of obstore's own variables the one that it forgets where options are given."""
APPEND_TRIES = 20
LONGEST_REASON = 200
TAKEN = (AlreadyExistsError, PreconditionError)
GONE = (NotFoundError, FileNotFoundError)
OPENED_IN: set[int] = set()
"""The process that opened a store, by its id; whoever has one of another is its child."""


class ObjectFiles:
    """Objects below an address such as `s3://bucket/region`. Credentials come from the environment, never from it."""

    def __init__(self, address: str) -> None:
        self.address = address
        with self._answering():
            OPENED_IN.add(os.getpid())
            self._store = from_url(
                address,
                client_options=_client_options(),
                retry_config={"max_retries": MOST_TRIES, "retry_timeout": PATIENCE},
            )

    def read(self, name: str) -> Content | None:
        with self._answering():
            try:
                found = obstore.get(self._store, name)
            except GONE:
                return None
            content, meta = bytes(found.bytes()), found.meta
        return Content(content=content, changed_at=meta["last_modified"], version=meta["e_tag"] or "")

    def find_version(self, name: str) -> str:
        with self._answering():
            try:
                return obstore.head(self._store, name)["e_tag"] or ""
            except GONE:
                return ""

    def list_files(self, prefix: str) -> Iterator[KeptFile]:
        with self._answering():
            for several in obstore.list(self._store, prefix=f"{prefix.rstrip('/')}/" if prefix else None):
                for each in several:
                    yield KeptFile(name=each["path"], changed_at=each["last_modified"])

    def create(self, name: str, content: bytes) -> bool:
        """Create an object. One that is there with the same content is taken as ours: an answer may have been lost."""
        with self._answering():
            try:
                obstore.put(self._store, name, content, mode="create", use_multipart=False)
            except TAKEN:
                return self._holds(name, content)
        return True

    def replace(self, name: str, content: bytes) -> None:
        with self._answering():
            obstore.put(self._store, name, content)

    def replace_version(self, name: str, content: bytes, version: str) -> str:
        """Contents must differ from one another: as in `create`, the same content is taken as ours."""
        with self._answering():
            try:
                mode = {"e_tag": version} if version else "create"
                return str(obstore.put(self._store, name, content, mode=mode, use_multipart=False)["e_tag"])  # type: ignore[arg-type]
            except (*TAKEN, *GONE):
                found = self.read(name)
        return found.version if found and found.content == content else ""

    def append(self, name: str, line: str) -> None:
        for _ in range(APPEND_TRIES):
            held = self.read(name)
            content = (held.content if held else b"") + f"{line}\n".encode()
            if self.replace_version(name, content, held.version if held else ""):
                return
        raise OSError(errno.EBUSY, f"{self.address} is written to by too many at once")

    def write_folder(self, name: str, files: Mapping[str, bytes]) -> None:
        for each, content in files.items():
            self.replace(f"{name}/{each}", content)

    def remove(self, name: str) -> None:
        with self._answering():
            try:
                obstore.delete(self._store, name)
            except GONE:
                return

    def remove_folder(self, name: str) -> None:
        for each in [*self.list_files(name)]:
            self.remove(each.name)

    def send(self, name: str, path: Path) -> None:
        """In parts, where it is large."""
        with self._answering():
            obstore.put(self._store, name, path)

    def download(self, name: str, path: Path) -> None:
        with self._answering(), path.open("xb") as file:
            for block in obstore.get(self._store, name).stream():
                file.write(block)
            file.flush()
            os.fsync(file.fileno())

    def _holds(self, name: str, content: bytes) -> bool:
        found = self.read(name)
        return found is not None and found.content == content

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Turn what the store says into OSError, which is what a disk would raise."""
        if OPENED_IN - {os.getpid()}:
            raise OSError(errno.EIO, f"the storage {self.address} was opened before this process was forked")
        try:
            yield
        except GONE as error:
            raise FileNotFoundError(errno.ENOENT, f"{self.address} lacks what was asked for") from error
        except (BaseError, ValueError) as error:
            reason = " ".join(str(error).split("Debug source")[0].split())[:LONGEST_REASON]
            raise OSError(errno.EIO, f"the storage {self.address} does not answer, or refuses: {reason}") from error


def _client_options() -> ClientConfig:
    """A release of a country takes a while to send."""
    plain = os.environ.get(PLAIN_HTTP, "").lower() == "true"
    return {"connect_timeout": "5s", "timeout": "300s", "user_agent": "maracdash", "allow_http": plain}
