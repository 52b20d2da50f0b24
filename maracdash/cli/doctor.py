"""The doctor command: what is wrong with a deployment, in sentences."""

from __future__ import annotations

import sys

import typer

from maracdash.cli.deployment_checks import check_deployment
from maracdash.cli.findings import Finding, Grade
from maracdash.cli.options import DataOption, name_data_folder
from maracdash.settings import load_settings

SIGNS = {Grade.OK: "ok   ", Grade.LOOK: "look ", Grade.MEND: "MEND "}


def check_this_deployment(context: typer.Context, *, data: DataOption = None) -> None:
    """Check this deployment and say in sentences what is wrong. It changes nothing; exit code 1 with anything to mend.

    Run it with the settings and as the user of the server.
    """
    chosen = load_settings().model_copy(update={"data": name_data_folder(context, data)})
    found = []
    for each in check_deployment(chosen):
        typer.echo(f"{SIGNS[each.grade]} {each.said}")
        found.append(each)
    typer.echo(_sum_up(found))
    if any(each.grade is Grade.MEND for each in found):
        sys.exit(1)


def _sum_up(found: list[Finding]) -> str:
    counts = [sum(each.grade is grade for each in found) for grade in (Grade.MEND, Grade.LOOK)]
    if not any(counts):
        return "Everything is as it should be."
    return f"{counts[0]} to mend, {counts[1]} to look at."
