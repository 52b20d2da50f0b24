"""Files of an object store: S3 and what speaks like it, Azure, Google, by obstore.

Nothing is done here before a process forks: obstore's threads do not live on in the child, which would wait for ever.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError, PreconditionError
from obstore.store import from_url

from maracdash.store.storages.storage import Content, KeptFile, NotSetUpError

if TYPE_CHECKING:
    from obstore import GetResult  # of its stubs alone
    from obstore.store import ClientConfig, ObjectStore

PATIENCE = timedelta(seconds=5)
"""For so long what failed is tried again: one that was waited for in vain is not."""
MAX_TRIES = 3
QUICK_SECONDS = 6
"""How long one exchange of a small file may take."""
SMALL_BYTES = SLOWEST_RATE = 100_000
"""What is larger may take as much longer as it takes at so many bytes a second."""
STEPS_SECONDS = 12, 25, 50, 100, 200, 300
"""How long that may be: each step is a client of its own."""
SILENCE_SECONDS = 2.0, 6.0
"""For so long after a failure nobody else waits for a store that does not answer: for as long as one waited in vain."""
PLAIN_HTTP = ("AWS_ALLOW_HTTP", "AZURE_ALLOW_HTTP", "GOOGLE_ALLOW_HTTP")
"""Of obstore's own variables those that it forgets where options are given."""
PLAIN_HTTP_OF = dict(zip(("s3", "az", "gs"), PLAIN_HTTP, strict=True))
NOT_ALLOWED = (
    "the storage is asked for by an address that begins with http://, where what is sent can be read on the way: set "
    "{}=true if that is meant, or give an address that begins with https://"
)
REFUSED_SCHEME = re.compile(r" http://.*\bBadScheme\b", re.DOTALL)
NO_PLACE = (
    "the {} of the storage is not there, or these keys may not see it: it must be made first, with the tools of the "
    "store, or its name mended"
)
NO_PLACE_CODES = re.compile("NoSuchBucket|ContainerNotFound|specified (bucket|container) does not exist")
"""Of S3 and Google, and of Azure."""
APPEND_TRIES = 20
MAX_REASON_LENGTH = 300
SILENT = "the storage does not answer, or refuses"
"""Its address and its own words are for the log: a sentence may be read by anybody."""
ALREADY_THERE = (AlreadyExistsError, PreconditionError)
GONE = (NotFoundError, FileNotFoundError)
OPENED_IN: set[int] = set()
"""The process that opened a store, by its id; whoever has one of another is its child."""
LOG = logging.getLogger("maracdash.store")


class ObjectFiles:
    """Objects below an address such as `s3://bucket/region`. Credentials come from the environment, never from it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._silent_until = 0.0
        with self._answering():
            OPENED_IN.add(os.getpid())
            self._quick = _open_store(address, QUICK_SECONDS)
        self._patient = lru_cache(partial(_open_store, address))

    def read(self, name: str) -> Content | None:
        with self._answering():
            try:
                found = self._get(name)
            except GONE as error:
                self._check_set_up(error)
                return None
            content, meta = bytes(found.bytes()), found.meta
        return Content(content=content, changed_at=meta["last_modified"], version=_describe_version(meta))

    def find_version(self, name: str) -> str:
        with self._answering():
            try:
                return _describe_version(obstore.head(self._quick, name))
            except GONE:
                return ""

    def list_files(self, prefix: str) -> Iterator[KeptFile]:
        with self._answering():
            for several in obstore.list(self._quick, prefix=f"{prefix.rstrip('/')}/" if prefix else None):
                for each in several:
                    yield KeptFile(name=each["path"], changed_at=each["last_modified"])

    def create(self, name: str, content: bytes) -> bool:
        """Create an object. One that is there with the same content is taken as ours: an answer may have been lost."""
        with self._answering():
            try:
                obstore.put(self._store_for(len(content)), name, content, mode="create", use_multipart=False)
            except ALREADY_THERE:
                found = self.read(name)
                return found is not None and found.content == content
        return True

    def replace(self, name: str, content: bytes) -> None:
        with self._answering():
            obstore.put(self._store_for(len(content)), name, content)

    def replace_version(self, name: str, content: bytes, version: str) -> str:
        """Contents must differ from one another: as in `create`, the same content is taken as ours."""
        with self._answering():
            try:
                mode: Any = _parse_version(version) if version else "create"
                return _describe_version(obstore.put(self._quick, name, content, mode=mode, use_multipart=False))
            except (*ALREADY_THERE, *GONE):
                found = self.read(name)
        return found.version if found and found.content == content else ""

    def append(self, name: str, line: str) -> None:
        for _ in range(APPEND_TRIES):
            held = self.read(name)
            content = (held.content if held else b"") + f"{line}\n".encode()
            if self.replace_version(name, content, held.version if held else ""):
                return
        raise OSError(errno.EBUSY, "too many write to the storage at once")

    def write_folder(self, name: str, files: Mapping[str, bytes]) -> None:
        for each, content in files.items():
            self.replace(f"{name}/{each}", content)

    def remove(self, name: str) -> None:
        with self._answering():
            try:
                obstore.delete(self._quick, name)
            except GONE:
                return

    def remove_folder(self, name: str) -> None:
        with suppress(OSError):
            for each in [*self.list_files(name)]:
                self.remove(each.name)

    def send(self, name: str, path: Path) -> None:
        """In parts, where it is large."""
        with self._answering():
            obstore.put(self._store_for(path.stat().st_size), name, path)

    def download(self, name: str, path: Path) -> None:
        with self._answering(), path.open("xb") as file:
            for block in self._get(name).stream():
                file.write(block)
            file.flush()
            os.fsync(file.fileno())

    def _get(self, name: str) -> GetResult:
        """Get an object, with the patience that its size asks for: nothing but its size is read before."""
        found = obstore.get(self._quick, name)
        size = found.meta["size"]
        if size <= SMALL_BYTES:
            return found
        del found  # which ends its answer: a store that serves one at a time would wait for somebody to read it
        return obstore.get(self._store_for(size), name)

    def _store_for(self, size: int) -> ObjectStore:
        return self._quick if size <= SMALL_BYTES else self._patient(_allow_seconds(size))

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Turn what the store says into OSError, which is what a disk would raise."""
        if OPENED_IN - {os.getpid()}:
            raise OSError(errno.EIO, "the storage was opened before this process was forked")
        begun = time.monotonic()
        if begun < self._silent_until:
            raise OSError(errno.EIO, SILENT)
        try:
            yield
        except GONE as error:
            self._check_set_up(error)
            raise FileNotFoundError(errno.ENOENT, "the storage lacks a file that was asked for") from error
        except (BaseError, ValueError) as error:
            self._check_set_up(error)
            least, most = SILENCE_SECONDS
            self._silent_until = (now := time.monotonic()) + min(max(now - begun, least), most)
            said = " ".join(str(error).split("Debug source")[0].split())[:MAX_REASON_LENGTH]
            LOG.warning("the storage %s does not answer, or refuses: %s", self.address, said)
            raise OSError(errno.EIO, SILENT) from error

    def _check_set_up(self, error: Exception) -> None:
        """Check that what the store says is no fault of how it was set up. Raises NotSetUpError."""
        said, scheme = str(error), self.address.partition("://")[0]
        if REFUSED_SCHEME.search(said):
            raise NotSetUpError(errno.EPROTONOSUPPORT, NOT_ALLOWED.format(PLAIN_HTTP_OF[scheme])) from error
        if NO_PLACE_CODES.search(said):
            raise NotSetUpError(errno.ENXIO, NO_PLACE.format("container" if scheme == "az" else "bucket")) from error


def _allow_seconds(size: int) -> int:
    """The time that so many bytes may take, by steps."""
    wanted = QUICK_SECONDS + size / SLOWEST_RATE
    return next((each for each in STEPS_SECONDS if each >= wanted), STEPS_SECONDS[-1])


def _open_store(address: str, seconds: int) -> ObjectStore:
    plain = any(os.environ.get(each, "").lower() == "true" for each in PLAIN_HTTP)
    options: ClientConfig = {
        "connect_timeout": "5s",
        "timeout": f"{seconds}s",
        "user_agent": "maracdash",
        "allow_http": plain,
    }
    return from_url(address, client_options=options, retry_config={"max_retries": MAX_TRIES, "retry_timeout": PATIENCE})


def _describe_version(meta: Any) -> str:
    """The tag of S3 and Azure with the generation of Google: both are sent back, and each store compares its own."""
    return f"{meta['e_tag'] or ''} {meta['version'] or ''}".rstrip()


def _parse_version(version: str) -> dict[str, str]:
    tag, _, generation = version.partition(" ")
    return {name: each for name, each in (("e_tag", tag), ("version", generation)) if each}
