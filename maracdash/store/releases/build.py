"""A release from submissions: one DuckDB file that holds every figure of every area, quarter and window."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from maracdash import catalogue
from maracdash.catalogue import measures
from maracdash.catalogue.fields import field_names
from maracdash.catalogue.referrals import ROUTES
from maracdash.model.indicators import Indicator
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
    """How this program builds releases: the SQL, the catalogue's sums and the reference areas."""
    scripts = [each.read_text(encoding="utf-8") for each in _scripts()]
    listed = [(reference / name).read_text(encoding="utf-8") for name in REFERENCE_FILES] if reference else []
    return _hashed([scripts, listed, [_terms(each) for each in catalogue.INDICATORS]])


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
    for script in _scripts():
        connection.execute(_filled(script.read_text(encoding="utf-8"), last))


def _hashed(parts: list[object]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def _scripts() -> list[Path]:
    return sorted(SQL.glob("*.sql"))


def _filled(script: str, last: Quarter) -> str:
    counts = (measures.ENTRIES, *field_names())
    sums = ", ".join(f"case when count({name}) = count(*) then sum({name}) end as {name}" for name in counts)
    texts = {
        "{complete_sums}": sums,
        "{fields}": ", ".join(counts),
        "{routes}": ", ".join(f"'{name}'" for name in field_names(ROUTES)),
        "{last_ended}": str(last.index),
    }
    for name, text in texts.items():
        script = script.replace(name, text)
    return script


def _add_reference(connection: duckdb.DuckDBPyConnection, reference: Path) -> None:
    """Real areas bring the whole real country with them, so that nobody takes one region's Maracs for the UK."""
    columns = repr(normalised_files.AREA_COLUMNS)
    connection.execute(
        "create temp table reference as select * from read_csv(?, header=true, auto_detect=false, delim=',', "  # noqa: S608
        f"quote='\"', nullstr='', columns={columns})",
        [str(reference / normalised_files.AREAS)],
    )
    if not connection.execute(NAMES_A_REAL_AREA).fetchone():
        return
    connection.execute(f"insert into raw_areas select {REFERENCE_NUMBER}, row_number() over (), * from reference")  # noqa: S608
    connection.execute(
        f"insert into raw_similar select {REFERENCE_NUMBER}, row_number() over (), * "  # noqa: S608
        "from read_csv(?, header=true, auto_detect=false, delim=',', columns={'force': 'varchar', "
        "'similar_force': 'varchar'})",
        [str(reference / normalised_files.SIMILAR)],
    )


def _terms(indicator: Indicator) -> tuple[str, tuple[str, ...], tuple[str, ...], bool]:
    return indicator.slug, indicator.numerator, indicator.denominator, indicator.rule is catalogue.total


def _add_catalogue(connection: duckdb.DuckDBPyConnection, indicators: Sequence[Indicator]) -> None:
    connection.execute(
        "create temp table term (indicator varchar, side varchar, quantity varchar, sign integer, terms integer)"
    )
    connection.executemany("insert into term values (?, ?, ?, ?, ?)", _term_rows(indicators))
    connection.execute(
        "create temp table single_term as select indicator, side, any_value(quantity) as quantity from term "
        "group by indicator, side having count(*) = 1"
    )
    # Not those with a rule of their own: a recommended number is no count of women.
    counts = [
        (each.slug, each.numerator[0])
        for each in indicators
        if each.rule is catalogue.total and not each.denominator and len(each.numerator) == 1
    ]
    connection.execute("create temp table count_indicator (indicator varchar, quantity varchar)")
    connection.executemany("insert into count_indicator values (?, ?)", counts)


def _term_rows(indicators: Sequence[Indicator]) -> list[tuple[str, str, str, int, int]]:
    found = []
    for each in indicators:
        terms = len(each.numerator) + len(each.denominator)
        for side, names in (("numerator", each.numerator), ("denominator", each.denominator)):
            found += [
                (each.slug, side, name.removeprefix("-"), -1 if name.startswith("-") else 1, terms) for name in names
            ]
    return found
