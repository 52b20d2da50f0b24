"""The program, run as from a terminal."""

import sys
from pathlib import Path

import pytest

from maracdash import cli


@pytest.fixture
def maracdash(monkeypatch, capsys):
    """Run the program; its exit code, standard output and standard error."""

    def run(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["maracdash", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run
