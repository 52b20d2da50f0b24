"""The command reference is what the program says of itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from maracdash.cli import build_program

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "commands.md"


def test_the_reference_is_written_from_this_program():
    script = [sys.executable, ROOT / "docs" / "commands.py"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    written = subprocess.run(script, env=environment, check=True, capture_output=True, encoding="utf-8").stdout
    assert REFERENCE.read_text(encoding="utf-8") == written, "docs/commands.md is out of date: run `make docs`"


def test_every_command_argument_and_option_stands_in_the_reference_with_its_help():
    text = REFERENCE.read_text(encoding="utf-8")
    program = get_command(build_program())
    for name, command in commands("maracdash", program):
        assert f"# `{name}`" in text or command is program
        assert command.help.partition("\n")[0] in text
        for each in command.params:
            assert each.help, f"{name} says nothing of {each.name}"
            assert each.help in text


def commands(name: str, command: TyperCommand | TyperGroup) -> Iterator[tuple[str, TyperCommand | TyperGroup]]:
    """The command and those under it, each as it is typed."""
    yield name, command
    for each in getattr(command, "commands", {}).values():
        yield from commands(f"{name} {each.name}", each)
