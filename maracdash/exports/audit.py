"""The audit as a file to take away."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from maracdash.accounts.audit import Event, write_details
from maracdash.exports.files import File
from maracdash.exports.plain_tables import BYTE_ORDER_MARK, guard_formula

COLUMNS = ("number", "at", "kind", "who", "person", "address", "subject", "details", "hash")


def build_audit_file(events: Iterable[Event]) -> File:
    """One line an event, in the order they are given."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for each in events:
        said = (each.kind, each.who, each.person, each.address, each.subject, write_details(each.details), each.hash)
        writer.writerow([each.number, each.at.isoformat(timespec="seconds"), *map(guard_formula, said)])
    content = (BYTE_ORDER_MARK + text.getvalue()).encode()
    return File(name="audit.csv", content=content, media_type="text/csv; charset=utf-8")
