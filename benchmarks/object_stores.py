"""An object store of this host: an S3 server, started and ended by its process id."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import requests

from benchmarks.servers import HOST, PATIENCE, free_port

STORE = """
import sys
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server
make_server("127.0.0.1", int(sys.argv[1]), DomainDispatcherApplication(create_backend_app)).serve_forever()
"""
"""An S3 server of moto, one request at a time: so it refuses what it should, whoever asks together."""
KEYS = {
    "AWS_ALLOW_HTTP": "true",
    "AWS_ACCESS_KEY_ID": "nobody",
    "AWS_SECRET_ACCESS_KEY": "-",
    "AWS_REGION": "us-east-1",
}


@contextmanager
def serve_store() -> Iterator[dict[str, str]]:
    """An object store; the environment in which programs find it and a place in it."""
    port = free_port()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([sys.executable, "-c", STORE, str(port)], stdout=quiet, stderr=quiet)
    endpoint = f"http://{HOST}:{port}"
    try:
        _create_bucket(endpoint)
        yield {**os.environ, **KEYS, "AWS_ENDPOINT_URL": endpoint, "MARACDASH_STORAGE": "s3://maracs/benchmark"}
    finally:
        process.kill()
        process.wait()


def _create_bucket(endpoint: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            requests.put(f"{endpoint}/maracs", timeout=10).raise_for_status()
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The object store does not answer.")
