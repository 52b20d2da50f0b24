"""Signals against a slow twin: each chart's own answer, asked one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from maracdash import catalogue, queries
from maracdash.catalogue import formulas
from maracdash.catalogue.breaks import series_breaks
from maracdash.model.answers import AreaRole, Verdict
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError
from maracdash.model.groups import GroupChoice
from maracdash.model.indicators import IntervalMethod
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import Selection
from maracdash.model.signals import SignalKind, SignalScan
from maracdash.model.values import Status
from maracdash.reading.reader import Reader
from maracdash.statistics.changes import is_significant_change
from maracdash.statistics.intervals import CONFIDENCE_95, CONFIDENCE_998

ROLES = {AreaRole.FORCE: SignalKind.FORCE, AreaRole.GROUP: SignalKind.GROUP, AreaRole.UK: SignalKind.UK}


COAST = GroupChoice(name="Coast", members=("AM001", "AM002", "AF03"))


def slow_signals(
    reader: Reader, marac: str, quarter: Quarter, **compared_with
) -> dict[tuple[str, SignalKind], tuple[Verdict, Verdict]]:
    """Every comparison as the charts show it: at 99.8%, and at 95%."""
    found = {}
    for indicator in catalogue.INDICATORS:
        if indicator.interval_method is IntervalMethod.NONE:
            continue
        chosen = Selection(marac=marac, quarter=quarter, indicator=indicator.slug, **compared_with)
        for point in reader.ask(queries.COMPARISON, chosen).averages:
            if point.role in ROLES:
                weak = point.verdict in (Verdict.HIGHER, Verdict.LOWER) and not point.strong
                outcome = Verdict.SIMILAR if weak else point.verdict
                found[indicator.slug, ROLES[point.role]] = outcome, point.verdict
        if indicator.rule is not formulas.change:
            table = {
                each: reader.ask(queries.TIDY_TABLE, each, area=marac, slugs=(indicator.slug,)).cells[0].value
                for each in (quarter - 4, quarter)
            }
            outcome, likely = (
                slow_change(indicator, table, quarter, level) for level in (CONFIDENCE_998, CONFIDENCE_95)
            )
            found[indicator.slug, SignalKind.YEAR] = outcome, likely
    return found


def slow_change(indicator, table, quarter, level) -> Verdict:
    if any(quarter - 4 < each.quarter <= quarter for each in series_breaks(indicator)):
        return Verdict.NOT_COMPARED
    before, after = table[quarter - 4], table[quarter]
    moved = is_significant_change(indicator, before, after, level)
    if moved is None:
        return Verdict.NOT_COMPARED
    up = (after.number or 0) > (before.number or 0)
    return (Verdict.HIGHER if up else Verdict.LOWER) if moved else Verdict.SIMILAR


def told(scan: SignalScan) -> dict[tuple[str, SignalKind], tuple[Verdict, Verdict]]:
    return {each.key: (each.outcome, each.likely) for each in scan.checks}


@pytest.mark.parametrize("audience", [Audience.FULL, Audience.SAFE], ids=str)
@pytest.mark.parametrize("quarter", [Quarter(2024, 4), Quarter(2024, 1)], ids=str)
def test_each_comparison_is_that_of_its_chart(demonstration: Path, audience: Audience, quarter: Quarter):
    reader = Reader(demonstration, audience)
    known = reader.ask(queries.DIRECTORY)
    maracs = [each.area.code for each in known.at(Level.MARAC)][:3]
    outcomes = []
    for marac in (*maracs, known.at(Level.FORCE)[0].area.code):
        scan = reader.ask(queries.SIGNALS, marac, quarter)
        assert told(scan) == slow_signals(reader, marac, quarter)
        assert scan.marking == reader.marking
        outcomes += [each.outcome for each in scan.checks]
    assert {*Verdict} == {*outcomes}


@pytest.mark.parametrize("compared_with", [{"group": COAST}, {"including": True}, {"group": COAST, "including": True}])
def test_a_group_of_ones_own_and_averages_with_us_are_those_of_its_chart(demonstration: Path, compared_with):
    reader, quarter = Reader(demonstration, Audience.FULL), Quarter(2024, 4)
    usual = reader.ask(queries.SIGNALS, "AM001", quarter)
    scan = reader.ask(queries.SIGNALS, "AM001", quarter, **compared_with)
    assert told(scan) == slow_signals(reader, "AM001", quarter, **compared_with)
    assert [each.beside.number for each in scan.checks] != [each.beside.number for each in usual.checks]
    named = {each.other.area.given_name for each in scan.checks if each.kind is SignalKind.GROUP}
    assert named == {"Coast" if "group" in compared_with else ""}


@pytest.mark.parametrize("audience", [Audience.FULL, Audience.SAFE], ids=str)
def test_a_scan_knows_if_its_newest_quarter_is_filled_with_the_one_before(demonstration: Path, audience: Audience):
    """That another of its four quarters is filled, or one of a force's Maracs, is something else."""
    reader = Reader(demonstration, audience)
    known = reader.ask(queries.DIRECTORY)
    told, estimated = set(), set()
    for area in (*(each.area for each in known.at(Level.MARAC)), *(each.area for each in known.at(Level.FORCE))):
        for quarter in (Quarter(2024, 3), Quarter(2024, 4)):
            scan = reader.ask(queries.SIGNALS, area.code, quarter)
            alone = Selection(marac=area.code, quarter=quarter, indicator="cases", window=Window.QUARTER)
            value = reader.ask(queries.COMPARISON, alone).own.value
            assert scan.is_filled is (area.level is Level.MARAC and value.status is Status.PROXIED), area
            told.add(scan.is_filled)
            estimated.add(any(each.value.status is Status.PROXIED for each in scan.checks) and not scan.is_filled)
    assert told == estimated == {True, False}


def test_counts_are_of_what_could_be_compared(demonstration: Path):
    scan = Reader(demonstration, Audience.FULL).ask(queries.SIGNALS, "AM001", Quarter(2024, 4))
    compared = [each for each in scan.checks if each.outcome is not Verdict.NOT_COMPARED]
    assert len(scan.compared) == len(compared) > 60
    assert scan.indicators == len({each.indicator.slug for each in compared})


@pytest.mark.parametrize(("marac", "quarter"), [("Atlantis", Quarter(2024, 4)), ("AM001", Quarter(1999, 1))])
def test_what_is_not_there_is_said(demonstration: Path, marac, quarter):
    with pytest.raises(NotFoundError):
        Reader(demonstration, Audience.FULL).ask(queries.SIGNALS, marac, quarter)
