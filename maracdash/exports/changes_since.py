"""Changes since then as a table: a row for each signal that is new, clearer, gone or lasting, and each revision."""

from __future__ import annotations

import csv as text
import io
from collections.abc import Iterator

from maracdash.exports.files import File, make_file_name
from maracdash.exports.plain_tables import BYTE_ORDER_MARK, guard_formula, write_exact
from maracdash.model.answers import Verdict
from maracdash.model.indicators import Indicator
from maracdash.model.signals import ChangesSince, SignalChange, SignalKind
from maracdash.model.values import Value
from maracdash.words import changes_since as said
from maracdash.words.sources import DEMONSTRATION

COLUMNS = (
    "change",
    "level",
    "area_code",
    "area",
    "indicator",
    "title",
    "unit",
    "against",
    "direction",
    "quarter",
    "value",
    "value_status",
    "beside",
    "beside_status",
    "other_quarter",
    "other_value",
    "other_value_status",
    "other_beside",
    "other_beside_status",
    "sentence",
    "confidence",
    "comparisons",
    "release",
    "other_release",
    "marking",
)
MEDIA_TYPE = "text/csv; charset=utf-8"
CONFIDENCE = "99.8%"
DIRECTIONS = {Verdict.HIGHER: ("higher", "rose"), Verdict.LOWER: ("lower", "fell")}


def build_changes_file(changes: ChangesSince) -> File:
    """CSV in UTF-8 with a byte order mark. `other` is the other of the two times, for a revised figure that of then."""
    out = io.StringIO(newline="")
    writer = text.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_rows(changes))
    name = make_file_name(
        changes.now.area.name,
        "what changed",
        str(changes.selection.quarter),
        str(changes.selection.since),
        extension="csv",
    )
    return File(name=name, content=(BYTE_ORDER_MARK + out.getvalue()).encode("utf-8"), media_type=MEDIA_TYPE)


def _rows(changes: ChangesSince) -> Iterator[tuple[str, ...]]:
    kinds = (
        ("new", changes.fresh, said.write_new),
        ("clearer", changes.clearer, said.write_new),
        ("less clear", changes.less_clear, said.write_gone),
        ("gone", changes.ended, said.write_gone),
        ("untold", changes.untold, said.write_gone),
        ("lasting", changes.lasting, said.write_lasting),
    )
    for kind, found, write in kinds:
        for each in found:
            yield _row(changes, kind, each.signal.indicator, _signal_cells(each), write(each))
    for revision in changes.revisions:
        cells = ("", "", str(revision.quarter), *_value_cells(revision.now), "", "")
        then = (str(revision.quarter), *_value_cells(revision.was), "", "")
        yield _row(changes, "revised", revision.indicator, (*cells, *then), said.write_revised(revision))


def _row(
    changes: ChangesSince, kind: str, indicator: Indicator, cells: tuple[str, ...], sentence: str
) -> tuple[str, ...]:
    area, release, then = changes.now.area, changes.release, changes.then_release
    marking = ". ".join(filter(None, (changes.marking, DEMONSTRATION if release.demonstration else "")))
    return (
        kind,
        str(area.level),
        guard_formula(area.code),
        guard_formula(area.name),
        indicator.slug,
        guard_formula(indicator.title),
        str(indicator.unit),
        *cells,
        guard_formula(sentence),
        "" if kind == "revised" else CONFIDENCE,
        str(len(changes.now.compared)),
        guard_formula(release.id),
        guard_formula(then.id) if then else "",
        guard_formula(marking),
    )


def _signal_cells(change: SignalChange) -> tuple[str, ...]:
    signal, other = change.signal, change.other
    direction = DIRECTIONS[signal.outcome][signal.kind is SignalKind.YEAR]
    then = (str(other.quarter), *_value_cells(other.value), *_value_cells(other.beside)) if other else ("",) * 5
    return (
        str(signal.kind),
        direction,
        str(signal.quarter),
        *_value_cells(signal.value),
        *_value_cells(signal.beside),
        *then,
    )


def _value_cells(value: Value) -> tuple[str, str]:
    return "" if value.number is None else write_exact(value.number), str(value.status)
