"""Data folders written by hand: submissions as the record keeps them, without the checks of intake."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from maracdash.model.quarters import Quarter
from maracdash.store.folder_names import MANIFEST_FILE, SUBMISSIONS_FOLDER
from maracdash.store.submissions import normalised_files
from maracdash.store.submissions.manifests import WITHDRAWAL_KIND, Manifest, dump_manifest, read_manifests

Row = Mapping[str, Any]
START = datetime(2025, 1, 6, 9, 0, tzinfo=UTC)


def submit(
    folder: Path, *, demonstration: bool = False, accepted_at: datetime | None = None, **tables: Iterable[Row]
) -> str:
    """Keep a submission of `returns`, `areas`, `populations`, `similar`, `published` rows; its id."""
    contents = {f"{name}.csv": write_normalised(f"{name}.csv", list(given)) for name, given in tables.items()}
    digest = hashlib.sha256(json.dumps(contents, sort_keys=True).encode()).hexdigest()
    number = len(read_manifests(folder)) + 1
    name = f"{number:06}-{digest[:8]}"
    place = folder / SUBMISSIONS_FOLDER / name
    place.mkdir(parents=True)
    for file, content in contents.items():
        (place / file).write_text(content, encoding="utf-8", newline="")
    _note(
        place,
        Manifest(
            id=name,
            kind="submission",
            accepted_at=_when(number, accepted_at),
            who="tests",
            sha256=digest,
            demonstration=demonstration,
        ),
    )
    return name


def withdraw(folder: Path, submission: str) -> str:
    """Take a submission out; the id of the withdrawal."""
    number = len(read_manifests(folder)) + 1
    name = f"{number:06}-{hashlib.sha256(submission.encode()).hexdigest()[:8]}"
    place = folder / SUBMISSIONS_FOLDER / name
    place.mkdir(parents=True)
    note = Manifest(
        id=name, kind=WITHDRAWAL_KIND, accepted_at=_when(number, None), who="tests", withdraws=submission, why="a test"
    )
    _note(place, note)
    return name


def write_normalised(file: str, given: list[Row]) -> str:
    """Rows as a normalised file; a missing key is an empty cell."""
    names = [column.name for column in normalised_files.table_columns(file)]
    lines: list[list[Any]] = [names, *([_text(row.get(name)) for name in names] for row in given)]
    return "".join(",".join(line) + "\n" for line in (list(map(_quoted, each)) for each in lines))


def build_country(forces: Mapping[str, Iterable[str]], region: str = "R1") -> list[dict[str, Any]]:
    """Listings of a fictional country of one region: forces by code with the codes of their Maracs."""
    listed = [
        {"level": "uk", "code": "U1", "name": "Albany"},
        {"level": "country", "code": "C1", "name": "Angle", "parent": "U1"},
        {"level": "region", "code": region, "name": "Midmarch", "parent": "C1"},
    ]
    for force, maracs in forces.items():
        listed.append({"level": "force", "code": force, "name": f"Force {force}", "parent": region})
        listed += [{"level": "marac", "code": each, "name": f"Marac {each}", "parent": force} for each in maracs]
    return listed


def quarterly_return(marac: str, quarter: Quarter, **counts: float) -> dict[str, Any]:
    """A quarterly return."""
    return {"marac": marac, "quarter": quarter.index, "entries": 3, **counts}


def population_row(code: str, number: float, start: Quarter | None = None, level: str = "marac") -> dict[str, Any]:
    """A population, undated unless a quarter is given."""
    start_index = start.index if start else 0
    return {"level": level, "code": code, "basis": "census", "from_quarter": start_index, "women_16_plus": number}


def published_row(
    level: str, code: str, quarter: Quarter, indicator: str, value: float | None, mark: str = ""
) -> dict[str, Any]:
    """A published cell."""
    return {
        "level": level,
        "area_code": code,
        "quarter": quarter.index,
        "indicator": indicator,
        "value": value,
        "mark": mark,
    }


def read_normalised(folder: Path, submission: str, file: str) -> list[dict[str, str]]:
    """A normalised file of a submission, as text; empty where it has none."""
    path = folder / SUBMISSIONS_FOLDER / submission / file
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _note(place: Path, note: Manifest) -> None:
    (place / MANIFEST_FILE).write_text(json.dumps(dump_manifest(note)), encoding="utf-8")


def _when(number: int, given: datetime | None) -> datetime:
    return given or START + timedelta(days=number)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) and value == int(value) else str(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\n') else text
