"""The program in a process of its own, again and again: forked from one that has loaded it and begun nothing.

Loading takes longer than most of what a process does here or is killed at, and is tested where programs are started.
"""

from __future__ import annotations

import atexit
import json
import os
import resource
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
MAX_SECONDS = 600
LOADED = """
import atexit, gc, json, os, resource, signal, socket, sys, time

exit_code = 1


def end():
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(exit_code)


atexit.register(end)  # the first to be registered comes last: else Python takes apart all that was loaded
gc.disable()  # as maracdash.__main__ does
import callbacks, gunicorn.app.wsgiapp, maracdash.cli, maracdash.web_server.worker
gc.enable()

channel = socket.socket(fileno=int(sys.argv[1]))
signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who wait for a program
while True:
    request, descriptors, _, _ = socket.recv_fds(channel, 1 << 20, 4)
    if not request:
        os._exit(0)
    if not os.fork():
        break
    for each in descriptors:
        os.close(each)

channel.close()
signal.signal(signal.SIGCHLD, signal.SIG_DFL)
told, *standard = descriptors
process = os.fork()
if process:
    for each in standard:
        os.close(each)
    os.write(told, b"%d\\n" % process)
    os.write(told, b"%d\\n" % os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
    os._exit(0)

os.close(told)
for number, each in enumerate(standard):
    os.dup2(each, number)
    os.close(each)
given = json.loads(request)
os.environ.clear()
os.environ.update(given["environment"])
time.tzset()
os.chdir(given["folder"])
resource.setrlimit(resource.RLIMIT_NOFILE, given["files"])
sys.argv[1:] = given["words"]
try:
    exec(given["code"], {"__name__": "__main__"})
    exit_code = 0
except SystemExit as asked:
    exit_code = asked.code if isinstance(asked.code, int) else int(asked.code is not None)
    raise
"""
"""Forks twice: who forked a program waits for it, and tells first its number and last its exit code.

A program ends without Python's own end, which takes half a second of each.
"""
MAIN = """
from maracdash.cli import main
main()
"""


@dataclass(kw_only=True)
class ForkedProcess:
    """A running program, used as `subprocess.Popen` is."""

    pid: int
    told: IO[bytes]
    """Tells the exit code once there is one."""
    returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        return self._look(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the exit code. Raises subprocess.TimeoutExpired."""
        code = self._look(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal to whoever still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def _look(self, seconds: float | None) -> int | None:
        if self.returncode is None:
            waiting = select.poll()
            waiting.register(self.told, select.POLLIN)
            if waiting.poll(None if seconds is None else seconds * 1000):
                self.returncode = int(self.told.readline())
                self.told.close()
        return self.returncode


def start_program(
    *words: str | Path,
    output: IO[bytes] | int = subprocess.DEVNULL,
    errors: IO[bytes] | int = subprocess.DEVNULL,
    environment: Mapping[str, str] | None = None,
    prelude: str = "",
    code: str = MAIN,
    place: Path = ROOT,
) -> ForkedProcess:
    """Start the command line, or some Python, in a process of its own; `prelude` are lines of Python before it.

    `place` is the folder of another version of the program. The environment is that of this process unless it is given.
    """
    ours, theirs = os.pipe()
    request = {
        "words": [str(each) for each in words],
        "environment": dict(os.environ if environment is None else environment),
        "folder": str(place),
        "files": resource.getrlimit(resource.RLIMIT_NOFILE),
        "code": f"import os, signal\n{prelude}\n{code}",
    }
    with open(os.devnull, "r+b", buffering=0) as nothing:  # noqa: PTH123 - it has no path of its own
        standard = [nothing.fileno() if each == subprocess.DEVNULL else _number(each) for each in (output, errors)]
        socket.send_fds(_load(place), [json.dumps(request).encode()], [theirs, nothing.fileno(), *standard])
    os.close(theirs)
    told = os.fdopen(ours, "rb", buffering=0)
    return ForkedProcess(pid=int(told.readline()), told=told)


def run_program(
    *words: str | Path,
    environment: Mapping[str, str] | None = None,
    prelude: str = "",
    code: str = MAIN,
    place: Path = ROOT,
) -> subprocess.CompletedProcess[str]:
    """Run the command line, or some Python, in a process of its own to its end: its exit code and what it said."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = start_program(
            *words, output=output, errors=errors, environment=environment, prelude=prelude, code=code, place=place
        )
        exit_code = process.wait(MAX_SECONDS)
        said = []
        for file in (output, errors):
            file.seek(0)
            said.append(file.read().decode())
    return subprocess.CompletedProcess(words, exit_code, *said)


def _number(file: IO[bytes] | int) -> int:
    return file if isinstance(file, int) else file.fileno()


@cache
def _load(place: Path) -> socket.socket:
    """Load the program of a folder until this process ends."""
    ours, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)  # a request goes whole, whoever else asks
    kept = {name: each for name, each in os.environ.items() if name != "PYTHONPATH" or place == ROOT}
    with theirs:
        server = subprocess.Popen(
            [sys.executable, "-c", LOADED, str(theirs.fileno())],
            cwd=place,  # Python looks there first
            env=kept,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
    atexit.register(_unload, ours, server)
    return ours


def _unload(ours: socket.socket, server: subprocess.Popen[bytes]) -> None:
    ours.close()
    server.wait()
