"""Gunicorn on a free port of this host, started and ended by its process id."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from maracdash.cli.serving import GUNICORN

HOST = "127.0.0.1"
PATIENCE = 30.0
WORKERS = 2
BARE = "benchmarks.bare:app"
SHORT_DAY = "benchmarks.short_days:server"


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running server: its address and the process that all its workers stand under."""

    port: int
    pid: int

    @property
    def address(self) -> str:
        """Address for a browser."""
        return f"http://{HOST}:{self.port}"


@contextmanager
def serve_dashboard(data: Path, workers: int = WORKERS) -> Iterator[Server]:
    """The dashboard as a deployment runs it, from the moment that its port answers."""
    port = free_port()
    program = Path(sys.executable).with_name("maracdash")
    command = [str(program), "serve", "--port", str(port), "--workers", str(workers), "--data", str(data)]
    with _run_server(command, port, {}) as server:
        yield server


@contextmanager
def serve_bare(**environment: str) -> Iterator[Server]:
    """The least that the same gunicorn can do; `environment` is said in benchmarks/bare.py."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", *GUNICORN, "--workers", str(WORKERS), "--bind", f"{HOST}:{port}", BARE]
    with _run_server(command, port, environment) as server:
        yield server


@contextmanager
def serve_short_day(data: Path, day_seconds: float, **settings: str) -> Iterator[Server]:
    """The dashboard on a clock on which a day takes so many seconds; settings are named without their prefix."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", *GUNICORN, "--workers", str(WORKERS), "--bind", f"{HOST}:{port}"]
    given = {f"MARACDASH_{name}": each for name, each in {"DATA": str(data), "PORT": str(port), **settings}.items()}
    with _run_server([*command, SHORT_DAY], port, {"BENCH_DAY_SECONDS": str(day_seconds), **given}) as server:
        yield server


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def _run_server(command: list[str], port: int, environment: dict[str, str]) -> Iterator[Server]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, env={**os.environ, **environment})
    try:
        _wait_for_port(process, port)
        yield Server(port=port, pid=process.pid)
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for_port(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended at once with code {process.returncode}.")
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.01)
    raise RuntimeError(f"The server did not answer on port {port} within {PATIENCE:.0f} seconds.")
