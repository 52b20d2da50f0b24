"""Nothing with figures leaves without its marking, and only those who may see full figures are shown any."""

from __future__ import annotations

import inspect
import shutil
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from maracdash import queries
from maracdash.catalogue.peer_features import PEER_FEATURES
from maracdash.disclosure import FULL_MARKING, SAFE_MARKING
from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import check_against_folder
from maracdash.intake.preview.drafts import accept_draft, create_draft, read_draft
from maracdash.intake.preview.previews import preview_against_folder
from maracdash.model.answers import MarkedAnswer
from maracdash.model.audiences import Audience
from maracdash.model.errors import MaracdashError
from maracdash.model.force_maps import ForceMapSelection
from maracdash.model.groups import GroupChoice
from maracdash.model.heat_maps import HeatMapSelection
from maracdash.model.overview_reports import ReportForm, ReportSelection
from maracdash.model.peer_finder import PeerSelection, parse_weights
from maracdash.model.quarters import Window
from maracdash.model.regions import RegionSelection
from maracdash.model.returns import ReturnState
from maracdash.model.selection import Selection, ValueSelection
from maracdash.model.values import Coverage, Value
from maracdash.queries.query import Query
from maracdash.reading.first_page import ask_first_headlines
from maracdash.reading.reader import Reader
from maracdash.reading.revisions import find_comparison_revisions, find_headline_revisions
from maracdash.store.folder_names import RELEASES_FOLDER
from maracdash.store.releases.publish import publish_release
from tests.support import small_country

OURS = GroupChoice(name="Ours", members=("F1",))
CHOSEN = Selection(marac="M1", quarter=small_country.LAST, indicator="cases")
REPORT = ReportSelection(form=ReportForm.FORCE_MARAC, quarter=small_country.LAST, forces=("F1",))
REGION = RegionSelection(indicator="cases", quarter=small_country.LAST)
ARGUMENTS: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(("COMPARISON", "HEADLINES", "TREND", "RESOLVED_SELECTION"), (CHOSEN,)),
    **dict.fromkeys(("ABSENT_ROUTES", "REPRESENTATION", "MEETING_FREQUENCIES"), (CHOSEN,)),
    **dict.fromkeys(("OVERVIEW_REPORT", "RESOLVED_REPORT_SELECTION"), (REPORT,)),
    **dict.fromkeys(("HEAT_MAP", "RESOLVED_HEAT_MAP_SELECTION"), (HeatMapSelection(quarter=small_country.LAST),)),
    "FORCE_MAP": (ForceMapSelection(indicator="cases", quarter=small_country.LAST),),
    "SIGNALS": ("M1", small_country.LAST),
    **dict.fromkeys(("AREA_PROFILE", "DISTRIBUTION", "FUNNEL", "CONTROL_SERIES"), (CHOSEN,)),
    "GROUP_TABLE": (small_country.LAST, Window.YEAR, OURS),
    "GROUP_SUMMARY": (OURS, small_country.LAST),
    "MEMBER_CHOICES": (small_country.LAST, ()),
    "RESOLVED_GROUP": (OURS,),
    "PEERS": (
        PeerSelection(
            area="M1", quarter=small_country.LAST, indicator="cases", weights=parse_weights({}, PEER_FEATURES)
        ),
    ),
    **dict.fromkeys(("REGION_VIEW", "RESOLVED_REGION_SELECTION"), (REGION,)),
    "PROFILE": (CHOSEN, ("cases", "repeat-rate")),
    "TIDY_TABLE": (small_country.LAST,),
    "VALUE_PAGE": (ValueSelection(),),
    "RETURN_STATES": (4,),
    "OFFERED_FORCES": (ReportForm.FORCE_MARAC,),
}
QUERIES = {name: each for name, each in vars(queries).items() if isinstance(each, Query)}
PUBLIC = {"DIRECTORY", "POPULATIONS", "LAST_RETURNED"}
"""What is known of areas: names, dates, the census, and the last quarter that each returned. Nothing of any case."""
HOLD_FIGURES = (Value, Coverage, ReturnState, float)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("marked")
    small_country.fill(folder)
    return folder


@pytest.mark.parametrize("name", QUERIES)
def test_every_answer_with_figures_carries_the_marking_of_the_reader(folder: Path, name: str) -> None:
    reader = Reader(folder, Audience.FULL)
    answer = reader.ask(QUERIES[name], *ARGUMENTS.get(name, ()))
    if name not in PUBLIC and any(isinstance(each, HOLD_FIGURES) for each in parts(answer)):
        assert isinstance(answer, MarkedAnswer)
    marked = [each for each in parts(answer) if isinstance(each, MarkedAnswer)]
    assert {each.marking for each in marked} <= {reader.marking}
    assert reader.marking == FULL_MARKING == "Full figures. Official-sensitive: not for publication"


@pytest.mark.parametrize("name", QUERIES)
def test_an_answer_that_may_hold_figures_is_of_a_kind_that_is_marked(name: str) -> None:
    answer = typing.get_type_hints(QUERIES[name].answer)["return"]
    holds = any(each in HOLD_FIGURES for each in kinds(answer, set()))
    assert name in PUBLIC or not holds or issubclass(typing.get_origin(answer) or answer, MarkedAnswer)


def test_what_is_made_of_two_answers_is_marked(folder: Path) -> None:
    reader = Reader(folder, Audience.FULL)
    assert find_comparison_revisions(reader, reader, CHOSEN).marking == FULL_MARKING
    assert find_headline_revisions(reader, reader).marking == FULL_MARKING


def test_a_preview_is_marked_by_the_same_function(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"marac,quarter,entries,cases\nM1,2024-Q4,3,25\n"
    found = check_against_folder(folder, [UploadedFile("again.csv", content)])
    assert not found.errors
    assert preview_against_folder(folder, found, Audience.FULL).marking == FULL_MARKING
    monkeypatch.setattr("maracdash.disclosure.FULL_MARKING", "of another kind")
    assert preview_against_folder(folder, found, Audience.FULL).marking == "of another kind"


def test_nobody_is_shown_full_figures_in_place_of_safe_ones(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / RELEASES_FOLDER, tmp_path / RELEASES_FOLDER)
    for audience in (Audience.SAFE, Audience(areas=frozenset({"M1"}))):
        with pytest.raises(MaracdashError, match=r"is not in the data folder any more"):
            Reader(tmp_path, audience).ask(queries.CHOICES)
    assert Reader(tmp_path, Audience.FULL).ask(queries.CHOICES)


def test_an_earlier_release_is_read_by_the_same_audience(tmp_path: Path) -> None:
    small_country.fill(tmp_path)
    earlier = Reader(tmp_path, Audience.FULL).release.id
    small_country.correct(tmp_path, cases=31)
    publish_release(tmp_path)
    for audience in (Audience.FULL, Audience.SAFE, Audience(areas=frozenset({"M1"}))):
        reader = Reader(tmp_path, audience)
        assert reader.release.id != earlier
        assert reader.at(earlier).release.id == earlier
        assert reader.at(earlier).audience == reader.at(reader.release.id).audience == audience
        assert ask_first_headlines(reader.at(earlier)).cards[0].marking == reader.marking


def test_who_asks_is_always_said() -> None:
    """A default would show full figures to whoever was forgotten."""
    for each, name in (
        (Reader, "audience"),
        (preview_against_folder, "audience"),
        (create_draft, "sender"),
        (read_draft, "sender"),
        (accept_draft, "sender"),
    ):
        assert inspect.signature(each).parameters[name].default is inspect.Parameter.empty


def test_a_query_cannot_be_put_but_by_a_reader() -> None:
    assert not [name for name, each in QUERIES.items() if callable(each)]
    assert not [name for name, each in vars(queries).items() if callable(each) and each is not Query]


def test_answers_are_remembered_for_each_audience_by_query_and_selection(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(folder, Audience.FULL)
    assert reader.ask(queries.COMPARISON, CHOSEN) is reader.ask(queries.COMPARISON, CHOSEN)
    assert reader.ask(queries.OVERVIEW_REPORT, REPORT) is not reader.ask(queries.OVERVIEW_REPORT, REPORT)
    before = reader.ask(queries.COMPARISON, CHOSEN)
    monkeypatch.setattr(reader, "audience", Audience.SAFE)
    assert (before.marking, reader.ask(queries.COMPARISON, CHOSEN).marking) == (FULL_MARKING, SAFE_MARKING)


def parts(answer: object) -> Iterator[object]:
    """An answer and everything in it."""
    yield answer
    if is_dataclass(answer):
        for each in fields(answer):
            yield from parts(getattr(answer, each.name))
    elif isinstance(answer, tuple):
        for each in answer:
            yield from parts(each)


def kinds(kind: Any, seen: set[Any]) -> Iterator[Any]:
    """A type and every type that it is made of; an indicator's own rules and formats are no figures."""
    if kind in seen:
        return
    seen.add(kind)
    yield kind
    if getattr(kind, "__name__", "") in ("Indicator", "Section"):
        return
    for each in typing.get_args(kind):
        yield from kinds(each, seen)
    if is_dataclass(kind):
        for each in typing.get_type_hints(kind).values():
            yield from kinds(each, seen)
