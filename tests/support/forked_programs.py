"""The program in a process of its own, again and again: forked from one that has loaded it and begun nothing.

Loading takes longer than most of what a process is killed at.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

SERVER = """
import json, os, signal, sys
from maracdash.cli import main

for line in sys.stdin:
    words, said, prelude = json.loads(line)
    child = os.fork()
    if not child:
        break
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
else:
    sys.exit()

for descriptor in (1, 2):
    os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND), descriptor)
exec(prelude)
sys.argv[1:] = words
main()
"""


@dataclass(frozen=True, kw_only=True)
class ForkedProgram:
    """A process that waits to be forked, and a file for what its children say."""

    server: subprocess.Popen[str]
    said: Path

    def run(self, *words: str | Path, prelude: str = "") -> tuple[int, str]:
        """Run the command line in a process of its own, after some lines of Python: its exit code and what it said.

        The code is that of `subprocess`: negative for a signal.
        """
        self.said.unlink(missing_ok=True)
        assert self.server.stdin
        assert self.server.stdout
        self.server.stdin.write(json.dumps([[str(each) for each in words], str(self.said), prelude]) + "\n")
        self.server.stdin.flush()
        code = int(self.server.stdout.readline())
        return code, self.said.read_text(encoding="utf-8")


@contextmanager
def load_program(**environment: str) -> Iterator[ForkedProgram]:
    """Load the program until the block ends."""
    with (
        TemporaryDirectory() as folder,
        subprocess.Popen(
            [sys.executable, "-c", SERVER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
        ) as server,
    ):
        try:
            yield ForkedProgram(server=server, said=Path(folder) / "said")
        finally:
            server.kill()
