"""A release from submissions: one DuckDB file that holds every figure of every area, quarter and window."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from maracdash import catalogue
from maracdash.catalogue import fields, measures
from maracdash.model.indicators import Field, Indicator
from maracdash.model.quarters import Quarter
from maracdash.store.submissions import normalised_files
from maracdash.store.submissions.manifests import Manifest

SQL = Path(__file__).with_name("sql")
REFERENCE_NUMBER = 0
REFERENCE_FILES = (normalised_files.AREAS, normalised_files.SIMILAR)
MEMORY = "4GB"
NAMES_A_REAL_AREA = """
select 1 from reference r
where (r.level, r.code) in (select level, code from raw_areas)
    or (r.level, r.code) in (select case level when 'group' then 'force' else level end, area_code from raw_published)
    or (r.level = 'force' and r.code in (select parent from raw_areas where level = 'marac'))
limit 1
"""


@dataclass(frozen=True, kw_only=True)
class Release:
    """What a release is made of; written into it. The same content gives the same fingerprint."""

    id: str
    published_at: datetime
    data_as_at: datetime
    demonstration: bool
    fingerprint: str


def last_ended(at: datetime) -> Quarter:
    """The newest quarter with figures: of one that still runs, a few early meetings would pass for the whole."""
    return Quarter.of(at.astimezone(UTC).date() + timedelta(days=1)) - 1


def fingerprint(submissions: Sequence[Manifest], reference: Path | None, at: datetime) -> str:
    """What decides a release's content: the recipe, the submissions in force and the quarters that have ended."""
    return _hashed([recipe(reference), [each.id for each in submissions], str(last_ended(at))])


def recipe(reference: Path | None) -> str:
    """Everything of this program that decides a figure of a release; what is not in it must not decide one.

    How kept files are read, the SQL with all that is put into it, the catalogue's sums, and the reference areas.
    """
    listed = [(reference / name).read_text(encoding="utf-8") for name in REFERENCE_FILES] if reference else []
    read = [[name, [asdict(column) for column in columns]] for name, columns in normalised_files.layout().items()]
    return _hashed(
        [
            read,
            normalised_files.renamed(),
            listed,
            NAMES_A_REAL_AREA,
            _filled_scripts(),
            _term_rows(catalogue.INDICATORS),
            _count_rows(catalogue.INDICATORS),
        ]
    )


def build(path: Path, release: Release, submissions: Sequence[tuple[int, Path]], reference: Path | None) -> None:
    """Write a release to a new file. `submissions` are (number, folder); `reference` a folder of like files."""
    with duckdb.connect(str(path), config={"memory_limit": MEMORY, "preserve_insertion_order": "false"}) as connection:
        fill(connection, submissions, reference, last_ended(release.published_at), indicators=catalogue.INDICATORS)
        connection.execute(
            "create table release as select ? as id, ?::timestamptz as published_at, ?::timestamptz as data_as_at, "
            "? as demonstration, ? as fingerprint, ? as recipe",
            [
                release.id,
                release.published_at,
                release.data_as_at,
                release.demonstration,
                release.fingerprint,
                recipe(reference),
            ],
        )
        connection.execute("checkpoint")


def fill(
    connection: duckdb.DuckDBPyConnection,
    submissions: Sequence[tuple[int, Path]],
    reference: Path | None,
    last: Quarter,
    extent: normalised_files.Extent | None = None,
    indicators: Sequence[Indicator] = catalogue.INDICATORS,
) -> None:
    """Everything of a release but its name; of some indicators, Maracs and quarters only where they are named.

    Returns of quarters after `last` wait.
    """
    normalised_files.load(connection, submissions, extent)
    if reference:
        _add_reference(connection, reference)
    _add_catalogue(connection, indicators)
    _limit(connection, last)
    for script in _filled_scripts():
        connection.execute(script)


def _hashed(parts: list[object]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def _limit(connection: duckdb.DuckDBPyConnection, last: Quarter) -> None:
    """The last quarter that counts, for the scripts: it is of the time of publishing, not of the recipe."""
    connection.execute(f"set variable last_ended = {last.index}")


def _filled_scripts() -> list[str]:
    return [_filled(each.read_text(encoding="utf-8")) for each in sorted(SQL.glob("*.sql"))]


def _filled(script: str) -> str:
    counts = (measures.ENTRIES, *(each.name for each in fields.FIELDS))
    texts = {
        "{complete_sums}": ", ".join(
            f"case when count({name}) = count(*) then sum({name}) end as {name}" for name in counts
        ),
        "{fields}": ", ".join(counts),
        "{routes}": ", ".join(f"'{each.name}'" for each in sorted(fields.ROUTES, key=_first_name)),
    }
    for name, text in texts.items():
        script = script.replace(name, text)
    return script


def _first_name(field: Field) -> str:
    """The name that a field never loses: an order by it withholds the same counts whatever becomes of the catalogue."""
    return field.former_names[-1] if field.former_names else field.name


def _add_reference(connection: duckdb.DuckDBPyConnection, reference: Path) -> None:
    """Real areas bring the whole real country with them, so that nobody takes one region's Maracs for the UK."""
    areas = reference / normalised_files.AREAS
    names = ", ".join(column.name for column in normalised_files.columns(normalised_files.AREAS))
    found = normalised_files.selected(normalised_files.AREAS, areas)
    connection.execute(
        f"create temp table reference as from (select {found}) as file({names})",
        [str(areas)],
    )
    if connection.execute(NAMES_A_REAL_AREA).fetchone():
        for name in REFERENCE_FILES:
            normalised_files.append(connection, name, REFERENCE_NUMBER, reference / name)


def _add_catalogue(connection: duckdb.DuckDBPyConnection, indicators: Sequence[Indicator]) -> None:
    connection.execute(
        "create temp table term (indicator varchar, side varchar, quantity varchar, sign integer, terms integer)"
    )
    connection.executemany("insert into term values (?, ?, ?, ?, ?)", _term_rows(indicators))
    connection.execute(
        "create temp table single_term as select indicator, side, any_value(quantity) as quantity from term "
        "group by indicator, side having count(*) = 1"
    )
    connection.execute("create temp table count_indicator (indicator varchar, quantity varchar)")
    connection.executemany("insert into count_indicator values (?, ?)", _count_rows(indicators))


def _count_rows(indicators: Sequence[Indicator]) -> list[tuple[str, str]]:
    """Not those with a rule of their own: a recommended number is no count of women."""
    return [
        (each.slug, each.numerator[0])
        for each in indicators
        if each.rule is catalogue.total and not each.denominator and len(each.numerator) == 1
    ]


def _term_rows(indicators: Sequence[Indicator]) -> list[tuple[str, str, str, int, int]]:
    found = []
    for each in indicators:
        terms = len(each.numerator) + len(each.denominator)
        for side, names in (("numerator", each.numerator), ("denominator", each.denominator)):
            found += [
                (each.slug, side, name.removeprefix("-"), -1 if name.startswith("-") else 1, terms) for name in names
            ]
    return found
