"""The workbook to fill in, with the Maracs of the release in it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from flask import Blueprint, Response

from callbacks.http.server_pages import Desk, sent
from maracdash.exports.check_results import XLSX_TYPE
from maracdash.exports.files import File
from maracdash.intake.accept.acceptance import known
from maracdash.intake.entry.template import workbook

NAME = "marac-return-template.xlsx"


def register(uploads: Blueprint, desk: Desk) -> None:
    """/upload/template."""
    uploads.add_url_rule("/template", "template", partial(template, desk))


def template(desk: Desk) -> Response:
    """As it is today."""
    today = datetime.now(UTC).date()
    return sent(File(name=NAME, content=workbook(known(desk.folder).directory, today), media_type=XLSX_TYPE))
