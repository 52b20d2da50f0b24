"""The table of what changed."""

from __future__ import annotations

import csv
import io

from maracdash import catalogue
from maracdash.exports.changes_since import build_changes_file
from maracdash.model.answers import Verdict
from maracdash.model.revisions import Revision
from maracdash.model.signals import SignalKind
from maracdash.model.values import Value
from tests.support.signals import BIRCHFORD, NOW, make_changes, make_check, make_note, make_scan

THEN = NOW - 1
OTHER = ("other_quarter", "other_value", "other_value_status")


def rows_of(changes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(build_changes_file(changes).content.decode("utf-8-sig"))))


def test_each_change_has_both_figures_of_both_times_with_their_status():
    then = make_scan(
        make_check(Verdict.SIMILAR, THEN, SignalKind.FORCE, (None, 27.2)),
        make_check(Verdict.LOWER, THEN, SignalKind.YEAR, (400.0, 500.0), "cases"),
        quarter=THEN,
    )
    now = make_scan(
        make_check(Verdict.HIGHER, NOW, SignalKind.FORCE, (35.9, 26.9)),
        make_check(Verdict.SIMILAR, NOW, SignalKind.YEAR, (480.0, 500.0), "cases"),
        make_check(Verdict.HIGHER, NOW, SignalKind.UK, (35.9, 25.0)),
    )
    revision = Revision(
        area=BIRCHFORD,
        indicator=catalogue.indicator("children"),
        quarter=THEN,
        was=Value(number=10.0),
        now=Value(number=12.0),
    )
    rows = rows_of(make_changes(then, now, revisions=(revision,), then_release=make_note(name="release-1")))
    names = ("change", "indicator", "against", "direction", "quarter", "value", "beside", *OTHER)
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("new", "repeat-rate", "force", "higher", "2024-Q4", "35.9", "26.9", "2024-Q3", "", "no-return"),
        ("new", "repeat-rate", "uk", "higher", "2024-Q4", "35.9", "25", "", "", ""),
        ("gone", "cases", "year before", "fell", "2024-Q3", "400", "500", "2024-Q4", "480", "ok"),
        ("revised", "children", "", "", "2024-Q3", "12", "", "2024-Q3", "10", "ok"),
    ]
    assert {(row["release"], row["other_release"], row["comparisons"]) for row in rows} == {
        ("release-2", "release-1", "3")
    }
    assert {row["confidence"] for row in rows} == {"99.8%", ""}
    assert all(row["marking"].startswith("Marked. Demonstration") for row in rows)


def test_a_signal_that_is_clearer_or_less_clear_is_a_row_of_its_own_kind():
    weak = {quarter: make_check(Verdict.SIMILAR, quarter, likely=Verdict.HIGHER) for quarter in (THEN, NOW)}
    strong = {quarter: make_check(Verdict.HIGHER, quarter) for quarter in (THEN, NOW)}
    for then, now, kind in ((weak, strong, "clearer"), (strong, weak, "less clear")):
        [row] = rows_of(make_changes(make_scan(then[THEN], quarter=THEN), make_scan(now[NOW])))
        assert (row["change"], row["direction"]) == (kind, "higher")
        assert row["sentence"].endswith("clearly.")


def test_it_is_named_by_area_quarter_and_what_it_looks_back_to():
    file = build_changes_file(make_changes(make_scan(quarter=THEN), make_scan()))
    assert file.name == "birchford_what-changed_2024-Q4_quarter.csv"
    assert file.content.decode("utf-8-sig").count("\n") == 1
