"""The same doors without a browser: every command of `maracdash`."""

from __future__ import annotations

import logging
import sys

import typer
from rich.console import Console

from maracdash.cli.exports import export
from maracdash.cli.loading import demonstration, load, withdraw
from maracdash.cli.notifications import digest, notices
from maracdash.cli.options import common, program
from maracdash.cli.serving import serve
from maracdash.cli.status import changes, status
from maracdash.cli.submissions import blank, check, history, meeting, original
from maracdash.model.errors import MaracdashError

COMMANDS = (
    ("load", load),
    ("status", status),
    ("withdraw", withdraw),
    ("template", blank),
    ("check", check),
    ("meeting", meeting),
    ("history", history),
    ("changes", changes),
    ("original", original),
    ("notices", notices),
    ("digest", digest),
    ("demo", demonstration),
    ("serve", serve),
)


def build_program() -> typer.Typer:
    """The command line with every command."""
    app = program()
    app.callback()(common)
    for name, command in COMMANDS:
        app.command(name=name)(command)
    app.add_typer(export(), name="export")
    return app


def main() -> None:
    """The command. An error that a person can act on is one sentence and exit code 1."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        build_program()()
    except MaracdashError as error:
        Console(stderr=True, soft_wrap=True, highlight=False, markup=False).print(str(error))
        sys.exit(1)
