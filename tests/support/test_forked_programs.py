"""Programs that are forked from one that has loaded them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.support.forked_programs import run_program

PROGRAMS = 200
SAY_AND_END = "import sys; os.write(1, sys.argv[1].encode()); os._exit(0)"
"""It ends at once: Python's own end takes half a second."""


def test_those_that_are_asked_for_at_once_each_get_their_own_words() -> None:
    with ThreadPoolExecutor(8) as threads:
        said = threads.map(lambda each: run_program(str(each), code=SAY_AND_END).stdout, range(PROGRAMS))
    assert list(said) == [str(each) for each in range(PROGRAMS)]
