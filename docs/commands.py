"""Writes the command reference, as it stands in commands.md, to standard output."""

from __future__ import annotations

import sys

import typer
from typer.cli import get_docs_for_click
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from maracdash.cli import build_program

NOTE = "Written by `make docs` from the program itself: change the help there, never here."


def main() -> None:
    """Every command with its arguments, options and help, as Markdown."""
    program = get_command(build_program())
    _keep_summaries_whole(program)
    reference = get_docs_for_click(
        obj=program, ctx=typer.Context(program), name="maracdash", title=f"Commands\n\n{NOTE}"
    )
    sys.stdout.write(f"{reference.strip()}\n")


def _keep_summaries_whole(command: TyperCommand | TyperGroup) -> None:
    """Typer cuts the line of a command in a list at 45 characters, unless it has a short help of its own."""
    command.short_help = (command.help or "").partition("\n")[0]
    for each in getattr(command, "commands", {}).values():
        _keep_summaries_whole(each)


if __name__ == "__main__":
    main()
