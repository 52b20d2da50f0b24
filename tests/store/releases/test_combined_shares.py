"""Shares of several fields in the safe release: the sum of what is shown of their parts, and never more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from maracdash import catalogue, queries
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter
from maracdash.model.values import Status, Value
from maracdash.model.withheld_reasons import WithheldReason
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import publish_release
from maracdash.store.releases.safe_release import list_combined_parts
from tests.support import folders

LAST = Quarter(2024, 4)
ROUTES = ("primary_care", "secondary_care", "mental_health", "substance")
HEALTH = catalogue.indicator("health")
# Each quarter: cases, and the four routes.
EACH_QUARTER = {
    "M1": (50, (3, 3, 3, 0)),
    "M2": (50, (3, 3, 1, 0)),
    "M3": (50, (0, 0, 0, 0)),
    "M4": (50, (12, 12, 12, 12)),
    "N1": (50, (3, 3, 3, 0)),
    "N2": (50, (3, 3, 3, None)),
    "N3": (50, (3, 3, 3, 3)),
    "N4": (50, (3, 3, 3, 3)),
}
FORCES = {"F1": ("M1", "M2", "M3", "M4"), "F2": ("N1", "N2", "N3", "N4")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("combined")
    returns = []
    for code, (cases, routes) in EACH_QUARTER.items():
        counts = {f"referred_{name}": count for name, count in zip(ROUTES, routes, strict=True) if count is not None}
        rest = cases - sum(counts.values())
        counts |= {"cases": cases, "referred_police": rest}
        returns += [folders.quarterly_return(code, LAST - back, **counts) for back in range(4)]
    folders.submit(folder, areas=folders.build_country(FORCES), returns=returns)
    publish_release(folder)
    return folder


def health(folder: Path, code: str, audience: Audience = Audience.SAFE) -> Value:
    cells = Reader(folder, audience).ask(queries.TIDY_TABLE, LAST, slugs=("health",)).cells
    return next(cell.value for cell in cells if cell.area.code == code)


@pytest.mark.parametrize(
    ("code", "true", "shown"),
    [
        ("M1", 36, (30, 200)),  # 12, 12 and 12 are shown as 10 each: 35 would tell that they are no 9 or 10
        ("M3", 0, (0, 200)),
        ("M4", 192, (200, 200)),  # four times 48, shown as 50
        ("F1", 256, (255, 800)),  # 72, 72, 64 and 48 are shown as 70, 70, 65 and 50
    ],
)
def test_what_is_shown_is_the_sum_of_what_is_shown_of_the_parts(folder, code, true, shown):
    assert health(folder, code, Audience.FULL).numerator == true
    found = health(folder, code)
    assert (found.numerator, found.denominator) == (shown)


def test_it_is_withheld_where_a_part_is(folder):
    found = health(folder, "M2")
    assert (found.status, found.reason) == (Status.WITHHELD, WithheldReason.PART_WITHHELD.words)


def test_it_is_withheld_where_its_parts_are_of_other_maracs(folder):
    """The force's substance referrals, and so all of health, are of three Maracs, the others of four."""
    assert health(folder, "F2", Audience.FULL).coverage.returned == 3
    assert health(folder, "F2").reason == WithheldReason.PART_WITHHELD.words


def test_a_new_one_is_known_by_what_it_is_made_of():
    assert list_combined_parts(catalogue.INDICATORS) == [
        ("health", slug) for slug in ("primary-care", "secondary-care", "mental-health", "substance")
    ]
    new = replace(HEALTH, slug="both", numerator=("victims_65_plus", "disability"))
    assert list_combined_parts([*catalogue.INDICATORS, new])[4:] == [
        ("both", "victims-65-plus"),
        ("both", "disability"),
    ]
    unlike = replace(new, numerator=("victims_65_plus", "cases_with_children"), denominator=("entries",))
    assert list_combined_parts([unlike]) == []
