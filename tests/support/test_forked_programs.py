"""Programs that are forked from one that has loaded them."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.forked_programs import run_program

PROGRAMS = 100
SAY = "print(sys.argv[1])"
IMPORTS = "import atexit, os, signal, sys, threading, time"
ENDINGS = (
    "pass",
    "sys.exit()",
    "sys.exit(3)",
    "sys.exit('no')",
    "1 / 0",
    "os.kill(os.getpid(), signal.SIGKILL)",
    "atexit.register(print, 'last', file=sys.stderr); sys.exit(2)",
    "threading.Thread(target=lambda: time.sleep(0.1) or print('late', file=sys.stderr)).start()",
)


def test_those_that_are_asked_for_at_once_each_get_their_own_words() -> None:
    with ThreadPoolExecutor(8) as threads:
        said = threads.map(lambda each: run_program(str(each), prelude=IMPORTS, code=SAY).stdout, range(PROGRAMS))
    assert list(said) == [f"{each}\n" for each in range(PROGRAMS)]


@pytest.mark.parametrize("ending", ENDINGS)
def test_they_end_as_python_does(ending: str) -> None:
    forked = run_program(prelude=IMPORTS, code=ending)
    python = subprocess.run([sys.executable, "-c", f"{IMPORTS}\n{ending}"], capture_output=True, text=True, check=False)
    assert forked.returncode == python.returncode
    assert forked.stderr.splitlines()[-1:] == python.stderr.splitlines()[-1:]
