"""The program served as in a deployment: `maracdash serve` as a process of its own, on a free port.

The process is forked from one that has loaded the program, unless a command is named.
"""

from __future__ import annotations

import itertools
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.support.forked_programs import ROOT, ForkedProcess, start_program

START_SECONDS = 180.0
FIRST_PORT, PORTS_EACH, TAKERS = 12_000, 40, 500
"""Ports that no system gives to who asks for any; each process of tests tries those of its own, one after the other."""
_TRIED = itertools.count()


@dataclass(frozen=True, kw_only=True)
class Served:
    """A running server: its address, its process, and the file of its standard error."""

    address: str
    process: subprocess.Popen[bytes] | ForkedProcess
    log: Path

    def get(self, path: str, **headers: str) -> tuple[int, str, Mapping[str, str]]:
        """Ask for a path: status, text and headers of the answer."""
        asked = Request(
            f"{self.address}{path}", headers={name.replace("_", "-"): each for name, each in headers.items()}
        )
        try:
            with urlopen(asked, timeout=120) as answer:
                return answer.status, answer.read().decode("utf-8", errors="replace"), dict(answer.headers)
        except HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode("utf-8", errors="replace"), dict(refused.headers)


def find_free_port() -> int:
    """A port that nobody listens on, and that nobody else is given until it is used."""
    for _ in range(PORTS_EACH):
        port = FIRST_PORT + os.getpid() % TAKERS * PORTS_EACH + next(_TRIED) % PORTS_EACH
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("every port of this process is in use")


@contextmanager
def serve(
    folder: Path,
    log: Path,
    *command: str,
    path: str = "",
    place: Path = ROOT,
    without: Sequence[str] = (),
    prelude: str = "",
    **settings: str,
) -> Iterator[Served]:
    """Serve a data folder until the block ends. Settings are named without their prefix.

    `path` is the prefix that the site stands under; `place` the folder of another version of the program, or where the
    command runs; `without` are variables that the process does not get; `prelude` are lines of
    Python that run before the program, where no command is named.
    """
    port = find_free_port()
    given = {f"MARACDASH_{name}": each for name, each in {"DATA": str(folder), "PORT": str(port), **settings}.items()}
    kept = {
        name: each for name, each in os.environ.items() if not name.startswith("MARACDASH_") and name not in without
    }
    with log.open("wb") as noted:
        process = _start(command, {**kept, **given}, noted, place, prelude)
    served = Served(address=f"http://127.0.0.1:{port}{path}", process=process, log=log)
    try:
        _wait_until_alive(served)
        yield served
    finally:
        process.terminate()
        process.wait(timeout=180)


def _start(
    command: Sequence[str], environment: Mapping[str, str], noted: IO[bytes], place: Path, prelude: str
) -> subprocess.Popen[bytes] | ForkedProcess:
    if command:
        return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=noted, cwd=place)
    return start_program("serve", environment=environment, errors=noted, place=place, prelude=prelude)


def _wait_until_alive(served: Served) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and served.process.poll() is None:
        try:
            if served.get("/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"it does not serve: {served.log.read_text(encoding='utf-8')}")
