"""Command line: every command of `maracdash`."""

from __future__ import annotations

import logging
import sys

import typer
from rich.console import Console

from maracdash.cli.audit import build_audit_group
from maracdash.cli.backups import create_backup_key, make_backup, restore_backup, verify_backup
from maracdash.cli.doctor import check_this_deployment
from maracdash.cli.exports import build_export_group
from maracdash.cli.loading import load, load_demonstration, withdraw
from maracdash.cli.notifications import email_digest, list_notices
from maracdash.cli.options import create_command_line, remember_data_folder
from maracdash.cli.people import build_user_group
from maracdash.cli.safe_release import publish_safe_release, set_safe_rule
from maracdash.cli.serving import serve
from maracdash.cli.status import show_changes, show_status
from maracdash.cli.storages import build_storage_group
from maracdash.cli.submissions import check_files, send_meeting, show_history, write_original, write_template
from maracdash.model.errors import MaracdashError

COMMANDS = (
    ("load", load),
    ("status", show_status),
    ("withdraw", withdraw),
    ("template", write_template),
    ("check", check_files),
    ("meeting", send_meeting),
    ("history", show_history),
    ("changes", show_changes),
    ("original", write_original),
    ("notices", list_notices),
    ("digest", email_digest),
    ("safe-rule", set_safe_rule),
    ("publish-safe", publish_safe_release),
    ("backup", make_backup),
    ("backup-key", create_backup_key),
    ("restore", restore_backup),
    ("verify", verify_backup),
    ("doctor", check_this_deployment),
    ("demo", load_demonstration),
    ("serve", serve),
)


def build_program() -> typer.Typer:
    """The command line with every command."""
    app = create_command_line()
    app.callback()(remember_data_folder)
    for name, command in COMMANDS:
        app.command(name=name)(command)
    app.add_typer(build_export_group(), name="export")
    app.add_typer(build_user_group(), name="user")
    app.add_typer(build_audit_group(), name="audit")
    app.add_typer(build_storage_group(), name="storage")
    return app


def main() -> None:
    """The command. An error that a person can act on is one sentence and exit code 1."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        build_program()()
    except MaracdashError as error:
        Console(stderr=True, soft_wrap=True, highlight=False, markup=False).print(str(error))
        sys.exit(1)
