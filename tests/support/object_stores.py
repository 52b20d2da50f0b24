"""Object stores for tests: a real S3 server, and Azure's where it is installed, as processes of their own."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.support.servers import find_free_port

BUCKET = "maracs"
START_SECONDS = 180.0
AZURE_SERVER = "azurite-blob"
AZURE_ACCOUNT = "devstoreaccount1"
AZURE_KEY = base64.b64encode(b"a key for tests alone, of 64 bytes, which opens nothing anywhere").decode()
AZURE_VERSION = "2021-08-06"


@dataclass(frozen=True, kw_only=True)
class S3Server:
    """A running server, and the variables by which a program finds it."""

    endpoint: str
    process: subprocess.Popen[bytes]

    @contextmanager
    def stopped(self, for_seconds: float = 3600.0) -> Iterator[None]:
        """Let it answer nobody, though it takes connections, for so long or until the block ends."""
        going_on = threading.Timer(for_seconds, self.process.send_signal, (signal.SIGCONT,))
        self.process.send_signal(signal.SIGSTOP)
        going_on.start()
        try:
            yield
        finally:
            going_on.cancel()
            self.process.send_signal(signal.SIGCONT)

    @property
    def environment(self) -> dict[str, str]:
        """Variables of the environment, as any S3 program reads them."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": "nobody",
            "AWS_SECRET_ACCESS_KEY": "nothing",
            "AWS_REGION": "us-east-1",
        }


@contextmanager
def serve_s3() -> Iterator[S3Server]:
    """Serve until the block ends."""
    port = find_free_port()
    process = subprocess.Popen(
        (sys.executable, "-m", "tests.support.s3_server", str(port)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "nothing"},
    )
    server = S3Server(endpoint=f"http://127.0.0.1:{port}", process=process)
    try:
        _put(f"{server.endpoint}/{BUCKET}", process)
        yield server
    finally:
        process.kill()
        process.wait()


def find_azure_server() -> str | None:
    """Microsoft's own server for tests, from npm; None where it is not installed."""
    return shutil.which(AZURE_SERVER)


@contextmanager
def serve_azure(folder: Path) -> Iterator[dict[str, str]]:
    """Serve Azure's blobs until the block ends; the variables by which a program finds them."""
    port = find_free_port()
    process = subprocess.Popen(
        (
            *(str(find_azure_server()), "--blobHost", "127.0.0.1", "--blobPort", str(port), "--location", str(folder)),
            *("--skipApiVersionCheck", "--disableTelemetry", "--silent"),
        ),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "AZURITE_ACCOUNTS": f"{AZURE_ACCOUNT}:{AZURE_KEY}"},
    )
    endpoint = f"http://127.0.0.1:{port}/{AZURE_ACCOUNT}"
    try:
        _put(f"{endpoint}/{BUCKET}?restype=container", process, _sign_azure())
        yield {
            "AZURE_STORAGE_ACCOUNT_NAME": AZURE_ACCOUNT,
            "AZURE_STORAGE_ACCOUNT_KEY": AZURE_KEY,
            "AZURE_ENDPOINT": endpoint,
            "AZURE_ALLOW_HTTP": "true",
        }
    finally:
        process.kill()
        process.wait()


def _sign_azure() -> dict[str, str]:
    """Headers that may make the container, as Azure's “Authorize with Shared Key” says."""
    named = {"x-ms-date": formatdate(usegmt=True), "x-ms-version": AZURE_VERSION}
    lines = ["PUT", *[""] * 11, *(f"{name}:{each}" for name, each in named.items())]
    said = "\n".join([*lines, f"/{AZURE_ACCOUNT}/{AZURE_ACCOUNT}/{BUCKET}", "restype:container"])
    signature = base64.b64encode(hmac.digest(base64.b64decode(AZURE_KEY), said.encode(), hashlib.sha256)).decode()
    return {**named, "Authorization": f"SharedKey {AZURE_ACCOUNT}:{signature}"}


def _put(address: str, process: subprocess.Popen[bytes], headers: Mapping[str, str] | None = None) -> None:
    """Make a bucket, once the server is there."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(Request(address, method="PUT", headers=dict(headers or {})), timeout=60):
                return
        except HTTPError:
            raise
        except OSError:  # also one that comes after the connection
            time.sleep(0.1)
    raise AssertionError("the server of objects does not answer")
