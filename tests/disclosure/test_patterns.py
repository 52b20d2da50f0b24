"""Which figures are shown and which are withheld is seen, too, and tells no small number.

Each force of an invented country is one possible world: every way that a few Maracs can share out small counts. Worlds
that look alike in the safe release are all that a reader can tell, so each hidden count must be left with several
values by the worlds that look like its own: for the public, and for somebody who has the full figures of one Marac.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations_with_replacement
from pathlib import Path

import pytest

from maracdash import queries
from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter
from maracdash.model.safe_rules import USUAL_RULE
from maracdash.model.values import Value
from maracdash.model.withheld_reasons import REASON_WORDS, WithheldReason
from maracdash.reading.reader import Reader
from tests.support.safe_oracle import is_small, protect_count
from tests.support.shown_ranges import bin_ends

LARGEST = 12
"""The last number that is shown as 10: with it every world of a look is there."""
WORLDS = (
    *combinations_with_replacement(range(1, LARGEST + 1), 3),
    *combinations_with_replacement(range(1, USUAL_RULE.withheld_up_to + 1), 4),
)
"""Each force's counts, smallest first."""
ENOUGH = 3
LARGE = (40, 50, 60)
STEADY, ALIKE, LATE = (40, 40, 40, 40, 40), range(38, 43), range(1, 8)
"""Counts that are there from the first release on, all that look like 40, and those of a Marac that comes late."""
SMALL = REASON_WORDS[WithheldReason.SMALL_NUMBER]
WITHHELD = REASON_WORDS[WithheldReason.TELLING_TOTAL]
FIELD, SLUG = "harming_17_or_below", "harming-17-or-below"
World = tuple[int, ...]
Look = tuple[object, ...]
"""All that is shown of a world: of its Maracs, its force and a group with another force."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Look, Sequence[World]]:
    """The worlds by the way they look."""
    folder = tmp_path_factory.mktemp("worlds") / "data"
    assert accept_files(folder, _write_files([*_name_forces(), ("Z", LARGE)]), "Ada", accept_warnings=True).id
    shown = _read_looks(folder)
    found = defaultdict(list)
    for force, world in _name_forces():
        maracs = sorted(shown[Level.MARAC, marac] for marac, _ in _name_maracs(force, world))
        found[*maracs, shown[Level.FORCE, force], shown[Level.GROUP, force]].append(world)
    return found


def test_the_public_is_left_with_several_values(looks: Mapping[Look, Sequence[World]]) -> None:
    assert len(looks) > 5
    for look, worlds in looks.items():
        values = {count for world in worlds for count in world if is_small(count, USUAL_RULE)}
        assert not values or len(values) >= ENOUGH, (look, worlds)


def test_so_is_somebody_who_knows_one_marac(looks: Mapping[Look, Sequence[World]]) -> None:
    for look, worlds in looks.items():
        for own in range(1, LARGEST + 1):
            rests = [_leave_out(world, own) for world in worlds if own in world]
            values = {count for rest in rests for count in rest if is_small(count, USUAL_RULE)}
            assert not values or len(values) >= ENOUGH, (look, own, rests)


def test_what_is_withheld_follows_from_what_would_be_shown(looks: Mapping[Look, Sequence[World]]) -> None:
    """Worlds whose Maracs and total are shown alike have the same totals withheld."""
    seen: dict[object, set[Look]] = defaultdict(set)
    for look, worlds in looks.items():
        for world in worlds:
            seen[look[: len(world)], bin_ends(sum(world), 1, USUAL_RULE)].add(look)
    assert {len(each) for each in seen.values()} == {1}


@pytest.fixture(scope="module")
def late_looks(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Look, Sequence[int]]:
    """The counts of a late Marac by what two releases show of its force: one before it came, and one after."""
    folder = tmp_path_factory.mktemp("late") / "data"
    worlds = [(f"L{like}N{late}", (*STEADY, like, late)) for like in ALIKE for late in LATE]
    areas, similar, returns = _write_files([*worlds, ("Z", LARGE)])
    early, late = _split_returns(returns, f"M{len(STEADY) + 1}")
    totals = []
    for sent in ([areas, similar, early], [late]):
        assert accept_files(folder, sent, "Ada", accept_warnings=True).id
        totals.append(_read_looks(folder))
    found = defaultdict(list)
    for force, world in worlds:
        found[tuple(shown[Level.FORCE, force] for shown in totals)].append(world[-1])
    return found


def test_a_late_return_is_not_told_by_the_total_of_before(late_looks: Mapping[Look, Sequence[int]]) -> None:
    assert {then for then, _ in late_looks} == {"240"}
    assert {now for _, now in late_looks} > {WITHHELD}
    for look, counts in late_looks.items():
        assert len(set(counts)) >= ENOUGH, (look, counts)


def test_it_would_be_told_if_each_total_were_looked_at_alone(late_looks: Mapping[Look, Sequence[int]]) -> None:
    """There are counts that two totals of 240 and 250 would leave one or two of, though each total leaves room."""
    totals = {late: {protect_count(sum(STEADY) + like + late, USUAL_RULE) for like in ALIKE} for late in LATE}
    assert [late for late, seen in totals.items() if 250 in seen] == [6, 7]
    assert "250" not in {now for _, now in late_looks}


@pytest.mark.parametrize(
    ("then", "now"), [((99, 101, 3), (102, 101, 3)), ((100, 100, 5), (101, 100, 5))], ids=["was there", "is there"]
)
def test_a_total_is_withheld_where_a_known_correction_tells_beside_the_one_of_before(
    tmp_path: Path, then: World, now: World
) -> None:
    """The second and third example of `5-earlier-totals.sql`: each total leaves room by itself."""
    totals = {}
    for name, worlds in (("corrected", [then, now]), ("fresh", [now])):
        for world in worlds:
            sent = _write_files([("E", world), ("Z", LARGE)])
            assert accept_files(tmp_path / name, sent, "Ada", accept_warnings=True).id
            looks = _read_looks(tmp_path / name)
            assert [looks[Level.MARAC, marac] for marac, _ in _name_maracs("E", world)] == ["100", "100", SMALL]
            totals[name, world] = looks[Level.FORCE, "E"]
    assert totals == {("corrected", then): "205", ("corrected", now): WITHHELD, ("fresh", now): "205"}


def _name_forces() -> Iterator[tuple[str, World]]:
    return ((f"W{number:04d}", world) for number, world in enumerate(WORLDS))


def _name_maracs(force: str, world: World) -> Iterator[tuple[str, int]]:
    return ((f"{force}M{number}", count) for number, count in enumerate(world))


def _leave_out(world: World, own: int) -> World:
    at = world.index(own)
    return world[:at] + world[at + 1 :]


def _look_at(value: Value) -> str:
    return f"{value.numerator:g}" if value.known else f"{value.reason}"


def _read_looks(folder: Path) -> dict[tuple[Level, str], str]:
    cells = Reader(folder, Audience.SAFE).ask(queries.TIDY_TABLE, Quarter(2025, 4), slugs=(SLUG,)).cells
    return {(cell.area.level, cell.area.code): _look_at(cell.value) for cell in cells}


def _write_files(forces: Iterable[tuple[str, World]]) -> tuple[UploadedFile, UploadedFile, UploadedFile]:
    """Areas, similar forces and four quarters of returns; each force is most like the one of large counts."""
    areas = ["code,name,level,parent,women_16_plus", "U1,Albany,uk,,", "C1,Angle,country,U1,", "R1,Midmarch,region,C1,"]
    similar = ["force,similar_force"]
    returns = [f"marac,quarter,entries,cases,{FIELD}"]
    for force, world in forces:
        areas.append(f"{force},Force {force},force,R1,")
        similar += [f"{force},Z"] if world is not LARGE else []
        for marac, count in _name_maracs(force, world):
            areas.append(f"{marac},Place {marac},marac,{force},50000")
            returns += [f"{marac},2025-Q{each},6,100,{count if each == 1 else 0}" for each in (1, 2, 3, 4)]
    return _make_file("areas.csv", areas), _make_file("similar.csv", similar), _make_file("returns.csv", returns)


def _make_file(name: str, lines: Sequence[str]) -> UploadedFile:
    return UploadedFile(name, "\n".join(lines).encode())


def _split_returns(returns: UploadedFile, late: str) -> tuple[UploadedFile, UploadedFile]:
    """Returns without those of the late Maracs, and theirs."""
    header, *lines = returns.content.decode().splitlines()
    parts = [[each for each in lines if each.split(",")[0].endswith(late) is is_late] for is_late in (False, True)]
    return _make_file("early.csv", [header, *parts[0]]), _make_file("late.csv", [header, *parts[1]])
