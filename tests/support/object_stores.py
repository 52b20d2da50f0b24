"""An object store for tests: a real S3 server, started as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.request import Request, urlopen

from tests.support.servers import find_free_port

BUCKET = "maracs"
START_SECONDS = 180.0


@dataclass(frozen=True, kw_only=True)
class S3Server:
    """A running server, and the variables by which a program finds it."""

    endpoint: str
    process: subprocess.Popen[bytes]

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
        _create_bucket(server)
        yield server
    finally:
        process.kill()
        process.wait()


def _create_bucket(server: S3Server) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.process.poll() is None:
        try:
            with urlopen(Request(f"{server.endpoint}/{BUCKET}", method="PUT"), timeout=60):
                return
        except OSError:  # also one that comes after the connection
            time.sleep(0.1)
    raise AssertionError("the S3 server does not answer")
