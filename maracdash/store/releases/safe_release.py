"""The safe release: the full one with every count of people and cases protected, in a file of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import duckdb

from maracdash import catalogue
from maracdash.catalogue import formulas, measures
from maracdash.catalogue.fields import FIELDS, field_names
from maracdash.catalogue.referrals import ROUTE_FIELDS
from maracdash.model.areas import Level
from maracdash.model.indicators import Calculation, Indicator, Unit
from maracdash.model.safe_rules import SafeRule
from maracdash.model.withheld_reasons import WithheldReason
from maracdash.store.releases.table_rows import insert_rows

SQL_FOLDER = Path(__file__).with_name("sql") / "safe"
TOTALS_OF_CASES = frozenset({"cases", measures.CASES_YEAR_BEFORE, measures.ALL_CASES, measures.ALL_CASES_YEAR_BEFORE})
PASSED_ON_TABLES = (
    "area",
    "successor",
    "similar_force_list",
    "population",
    "return_state",
    "coverage",
    "fully_covered",
    "unlisted",
)
"""Tables without a count of people or cases, the same in every release; a new table is in none until it is decided."""
NO_PEOPLE = frozenset({measures.ENTRIES, measures.MARACS, measures.FORCES, *measures.POPULATION_MEASURES})
"""Measures that count neither people nor cases. Every other one is protected, so a new one is by itself."""
UNITS_OF_RATIOS: tuple[tuple[Calculation, float], ...] = ((formulas.per_10k, 10_000), (formulas.average, 1))
KIND_COLUMNS = (
    "indicator varchar, counts_numerator boolean, counts_denominator boolean, has_denominator boolean, "
    "is_percentage boolean, is_share boolean, is_breakdown boolean, is_total boolean, per_unit double, "
    "is_route boolean, is_change boolean, numerator_step double, denominator_step double"
)
KindRow = tuple[str, bool, bool, bool, bool, bool, bool, bool, float | None, bool, bool, float, float]
LEVELS = (Level.FORCE, Level.REGION, Level.COUNTRY, Level.UK)
"""Areas after those that they are made of."""
ROOM = 4
"""The least that a total must leave above the least that its parts can sum to, and below the most: a withheld part may
then be one of several numbers. Found by the attack of tests/disclosure."""
HALF = 0.5
"""A case that two agencies referred counts a half to each."""


def build_safe_release(path: Path, full: Path, rule: SafeRule) -> None:
    """Build the safe release of a full one in a new file. Raises duckdb.Error and OSError."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"attach '{str(full).replace(chr(39), chr(39) * 2)}' as source (read_only)")
        fill_safe_tables(connection, rule)
        connection.execute("create table release as select * replace (true as safe) from source.release")
        connection.execute("detach source")
        connection.execute("checkpoint")


def fill_safe_tables(connection: duckdb.DuckDBPyConnection, rule: SafeRule) -> None:
    """Fill the tables of a safe release from those of `source`, but for its identity."""
    for name in ("withheld_up_to", "rounded_to", "smallest_base", "fewest_maracs"):
        connection.execute(f"set variable {name} = {getattr(rule, name):d}")
    _add_rows(connection, "indicator_kind", KIND_COLUMNS, list_indicator_kinds(catalogue.INDICATORS))
    combined = list_combined_parts(catalogue.INDICATORS)
    _add_rows(connection, "combined_part", "combined varchar, part varchar", combined)
    _add_rows(connection, "withholding_mark", "mark varchar", [(each.value,) for each in WithheldReason])
    numbers = [(int(each.partition("-")[0]),) for each in rule.public_submissions]
    _add_rows(connection, "public_submission", "seq integer", numbers)
    for script in list_scripts():
        connection.execute(script)


def list_scripts() -> list[str]:
    """List the scripts as they run, one after the other; one of them for each level of areas."""
    found = [f"create table {each} as from source.{each};" for each in PASSED_ON_TABLES]
    for path in sorted(SQL_FOLDER.glob("*.sql")):
        script = path.read_text(encoding="utf-8")
        script = script.replace("{room}", str(ROOM)).replace("{routes}", str(len(field_names(ROUTE_FIELDS))))
        levels = LEVELS if "{level}" in script else LEVELS[:1]
        found += [script.replace("{level}", each.value) for each in levels]
    return found


def list_indicator_kinds(indicators: Sequence[Indicator]) -> list[KindRow]:
    """List what each indicator is made of, as far as the protection of its counts needs to know."""
    return [_describe_indicator(each) for each in indicators]


def list_combined_parts(indicators: Sequence[Indicator]) -> list[tuple[str, str]]:
    """List each share of several fields with the shares of one field that it is the sum of, where there are all."""
    shares = [each for each in indicators if each.rule is formulas.percentage]
    singles = {(each.numerator, each.denominator): each.slug for each in shares if len(each.numerator) == 1}
    found = []
    for each in shares:
        parts = [singles.get(((name,), each.denominator)) for name in each.numerator]
        if len(parts) > 1 and all(parts):
            found += [(each.slug, part) for part in parts if part]
    return found


def _describe_indicator(indicator: Indicator) -> KindRow:
    top, bottom = ({name.removeprefix("-") for name in side} for side in (indicator.numerator, indicator.denominator))
    people = (top | bottom) - NO_PEOPLE
    return (
        indicator.slug,
        bool(top - NO_PEOPLE),
        bool(bottom - NO_PEOPLE),
        bool(bottom),
        indicator.unit is Unit.PERCENT,
        indicator.rule is formulas.percentage,
        bool(people - TOTALS_OF_CASES),
        indicator.rule is formulas.total,
        next((unit for rule, unit in UNITS_OF_RATIOS if rule is indicator.rule), None),
        indicator.rule is formulas.percentage and len(top) == 1 and top <= set(field_names(ROUTE_FIELDS)),
        bool(people & TOTALS_OF_CASES - {"cases"}),
        _smallest_step(top),
        _smallest_step(bottom),
    )


def _smallest_step(names: Collection[str]) -> float:
    """The smallest difference of two sums of these measures."""
    return HALF if any(each.name in names and not each.whole for each in FIELDS) else 1


def _add_rows(
    connection: duckdb.DuckDBPyConnection, table: str, columns: str, rows: Sequence[tuple[object, ...]]
) -> None:
    connection.execute(f"create temp table {table} ({columns})")
    insert_rows(connection, table, rows)
