"""The workbook to fill in, with the Maracs of the release in it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from flask import Blueprint, Response

from callbacks.http.server_pages import ServerPages, download_response
from maracdash.exports.check_results import XLSX_TYPE
from maracdash.exports.files import File
from maracdash.intake.entry.template import build_template_workbook

TEMPLATE_NAME = "marac-return-template.xlsx"


def register(uploads: Blueprint, server_pages: ServerPages) -> None:
    """/upload/template."""
    uploads.add_url_rule("/template", "template", partial(serve_template, server_pages))


def serve_template(server_pages: ServerPages) -> Response:
    """Serve the workbook with the Maracs of today."""
    today = datetime.now(UTC).date()
    return download_response(
        File(
            name=TEMPLATE_NAME,
            content=build_template_workbook(server_pages.directory, today),
            media_type=XLSX_TYPE,
        )
    )
