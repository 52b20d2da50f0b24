"""Building a release from submissions: one DuckDB file with every figure of every area, quarter and window."""

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
from maracdash.catalogue.referrals import ROUTE_FIELDS
from maracdash.model.fields import ReturnField
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.model.safe_rules import USUAL_RULE, SafeRule
from maracdash.model.withheld_reasons import WithheldReason
from maracdash.store.releases import former_areas, safe_release
from maracdash.store.releases.table_rows import insert_rows
from maracdash.store.submissions import normalised_files
from maracdash.store.submissions.manifests import Manifest, select_in_force, select_withdrawn
from maracdash.store.submissions.normalised_files import SubmissionFolder

SQL_FOLDER = Path(__file__).with_name("sql")
REFERENCE_NUMBER = 0
REFERENCE_FILES = (normalised_files.AREAS_FILE, normalised_files.SIMILAR_FILE)
MEMORY_LIMIT = "4GB"
REAL_AREA_NAMED = """
select 1 from reference r
where (r.level, r.code) in (select level, code from raw_areas)
    or (r.level, r.code) in (select case level when 'group' then 'force' else level end, area_code from raw_published)
    or (r.level = 'force' and r.code in (select parent from raw_areas where level = 'marac'))
limit 1
"""


@dataclass(frozen=True, kw_only=True)
class Release:
    """Identity of a release, written into it. The same content gives the same fingerprint.

    `rule` protects the safe one of its two files.
    """

    id: str
    published_at: datetime
    data_as_at: datetime
    demonstration: bool
    fingerprint: str
    rule: SafeRule = USUAL_RULE


def last_ended_quarter(at: datetime) -> Quarter:
    """The newest quarter with figures: in one that still runs, a few early meetings would pass for the whole."""
    return Quarter.of(at.astimezone(UTC).date() + timedelta(days=1)) - 1


def compute_fingerprint(everything: Sequence[Manifest], reference: Path | None, at: datetime, rule: SafeRule) -> str:
    """Compute the hash of a release's content: recipe, submissions in force, quarters that have ended, safe rule.

    And what was withdrawn when, which decides what is safe to be shown.
    """
    ids = [each.id for each in select_in_force(everything)]
    withdrawn = [(each.id, number) for each, number in select_withdrawn(everything)]
    return _hash_parts([compute_recipe(reference), ids, withdrawn, str(last_ended_quarter(at)), asdict(rule)])


def compute_recipe(reference: Path | None) -> str:
    """Compute a hash of everything in this program that decides a figure of a release.

    The reading of kept files, the SQL with all that is put into it, the catalogue's sums, and the reference areas.
    """
    listed = [(reference / name).read_text(encoding="utf-8") for name in REFERENCE_FILES] if reference else []
    read = [
        [name, [asdict(column) for column in columns]] for name, columns in normalised_files.describe_layout().items()
    ]
    return _hash_parts(
        [
            read,
            normalised_files.list_renamed_values(),
            listed,
            REAL_AREA_NAMED,
            _list_filled_scripts(),
            former_areas.MOVES_QUERY,
            former_areas.FORMER_SUMS_QUERY,
            former_areas.FORMER_MEMBERS_QUERY,
            _list_term_rows(catalogue.INDICATORS),
            _list_count_rows(catalogue.INDICATORS),
            safe_release.list_scripts(),
            safe_release.list_indicator_kinds(catalogue.INDICATORS),
            safe_release.list_combined_parts(catalogue.INDICATORS),
            list(WithheldReason),
        ]
    )


def build_release(
    path: Path,
    release: Release,
    submissions: Sequence[SubmissionFolder],
    reference: Path | None,
) -> None:
    """Build a release in a new file. `reference` is a folder of files like those of submissions."""
    with duckdb.connect(
        str(path), config={"memory_limit": MEMORY_LIMIT, "preserve_insertion_order": "false"}
    ) as connection:
        fill_tables(
            connection,
            submissions,
            reference,
            last_ended_quarter(release.published_at),
            indicators=catalogue.INDICATORS,
        )
        last = last_ended_quarter(release.published_at)
        former_areas.add_former_areas(
            connection, submissions, lambda former, before, scope: fill_tables(former, before, reference, last, scope)
        )
        connection.execute(
            "create table release as select ? as id, ?::timestamptz as published_at, ?::timestamptz as data_as_at, "
            "? as demonstration, ? as fingerprint, ? as recipe, ? as rule, false as safe",
            [
                release.id,
                release.published_at,
                release.data_as_at,
                release.demonstration,
                release.fingerprint,
                compute_recipe(reference),
                json.dumps(asdict(release.rule)),
            ],
        )
        connection.execute("checkpoint")


def fill_tables(
    connection: duckdb.DuckDBPyConnection,
    submissions: Sequence[SubmissionFolder],
    reference: Path | None,
    last: Quarter,
    extent: normalised_files.BuildScope | None = None,
    indicators: Sequence[Indicator] = catalogue.INDICATORS,
) -> None:
    """Fill all tables of a release but its identity; of some indicators, Maracs and quarters only where they are named.

    Returns of quarters after `last` wait.
    """
    normalised_files.load_tables(connection, submissions, extent)
    if reference:
        _add_reference(connection, reference)
    _add_catalogue(connection, indicators)
    _set_last_quarter(connection, last)
    for script in _list_filled_scripts():
        connection.execute(script)


def _hash_parts(parts: list[object]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def _set_last_quarter(connection: duckdb.DuckDBPyConnection, last: Quarter) -> None:
    """Set the last quarter that counts, for the scripts: it is of the time of publishing, not of the recipe."""
    connection.execute(f"set variable last_ended = {last.index}")


def _list_filled_scripts() -> list[str]:
    return [_fill_script(each.read_text(encoding="utf-8")) for each in sorted(SQL_FOLDER.glob("*.sql"))]


def _fill_script(script: str) -> str:
    counts = (measures.ENTRIES, *fields.field_names())
    routes = [each for each in fields.FIELDS if each.group == ROUTE_FIELDS]
    texts = {
        "{complete_sums}": ", ".join(
            f"case when count({name}) = count(*) then sum({name}) end as {name}" for name in counts
        ),
        "{fields}": ", ".join(counts),
        "{routes}": ", ".join(f"'{each.name}'" for each in sorted(routes, key=_oldest_name)),
    }
    for name, text in texts.items():
        script = script.replace(name, text)
    return script


def _oldest_name(field: ReturnField) -> str:
    """The name that a field never loses: an order by it withholds the same counts whatever becomes of the catalogue."""
    return field.former_names[-1] if field.former_names else field.name


def _add_reference(connection: duckdb.DuckDBPyConnection, reference: Path) -> None:
    """Add the real country where real areas are named, so that nobody takes one region's Maracs for the UK."""
    areas = reference / normalised_files.AREAS_FILE
    names = ", ".join(column.name for column in normalised_files.table_columns(normalised_files.AREAS_FILE))
    found = normalised_files.select_columns(normalised_files.AREAS_FILE, areas)
    connection.execute(
        f"create temp table reference as from (select {found}) as file({names})",
        [str(areas)],
    )
    if connection.execute(REAL_AREA_NAMED).fetchone():
        for name in REFERENCE_FILES:
            normalised_files.append_rows(connection, name, REFERENCE_NUMBER, reference / name)


def _add_catalogue(connection: duckdb.DuckDBPyConnection, indicators: Sequence[Indicator]) -> None:
    connection.execute(
        "create temp table term (indicator varchar, side varchar, measure varchar, sign integer, terms integer)"
    )
    insert_rows(connection, "term", _list_term_rows(indicators))
    connection.execute(
        "create temp table single_term as select indicator, side, any_value(measure) as measure from term "
        "group by indicator, side having count(*) = 1"
    )
    connection.execute("create temp table count_indicator (indicator varchar, measure varchar)")
    insert_rows(connection, "count_indicator", _list_count_rows(indicators))


def _list_count_rows(indicators: Sequence[Indicator]) -> list[tuple[str, str]]:
    """List indicators that are one plain count. Not those with a rule of their own: a recommended one is none."""
    return [
        (each.slug, each.numerator[0])
        for each in indicators
        if each.rule is catalogue.total and not each.denominator and len(each.numerator) == 1
    ]


def _list_term_rows(indicators: Sequence[Indicator]) -> list[tuple[str, str, str, int, int]]:
    found = []
    for each in indicators:
        terms = len(each.numerator) + len(each.denominator)
        for side, names in (("numerator", each.numerator), ("denominator", each.denominator)):
            found += [
                (each.slug, side, name.removeprefix("-"), -1 if name.startswith("-") else 1, terms) for name in names
            ]
    return found
