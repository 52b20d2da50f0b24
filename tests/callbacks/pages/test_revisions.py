"""A link opened later: what changed since it was made is said where it leads."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from flask import Flask

from callbacks.context import AppContext
from callbacks.identity import set_current_person
from callbacks.pages import board_packs, chart_page, overview_reports, revisions, router, sections, what_changed
from maracdash import demo, queries
from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError
from maracdash.model.people import PUBLIC
from maracdash.model.quarters import Quarter
from maracdash.reading.reader import Reader
from maracdash.reading.revisions import find_comparison_revisions
from maracdash.settings import Settings
from maracdash.store.releases import past_releases


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[AppContext, str]:
    """A small country, published, then published again with one Marac's meetings of a quarter corrected."""
    folder = tmp_path_factory.mktemp("twice")
    files = [UploadedFile(each.name, each.content) for each in demo.build_country(12, 2, last=Quarter(2024, 4))]
    accept_files(folder, files, "tests", accept_warnings=True, demonstration=True)
    earlier = Reader(folder, Audience.FULL).release.id
    changed = [each for each in map(_corrected, files) if each]
    accept_files(folder, changed, "tests", accept_warnings=True, demonstration=True)
    context = AppContext.of(Settings(data=folder, deployment="Alderland"), outside_requests=Audience.FULL)
    assert context.reader.release.id != earlier
    return context, earlier


def _corrected(file: UploadedFile) -> UploadedFile | None:
    """The newest meeting of the returns alone, with other numbers of children."""
    lines = file.content.decode("utf-8-sig").splitlines()
    header = lines[0].split(",")
    if "children" not in header:
        return None
    row = lines[-1].split(",")
    row[header.index("children")] = str(int(row[header.index("children")] or 0) + 40)
    return UploadedFile(file.name, "\n".join([lines[0], ",".join(row), ""]).encode())


def test_the_report_says_what_changed_since(twice: tuple[AppContext, str]) -> None:
    context, earlier = twice
    choice = overview_reports.resolve_report(context, f"/report?form=countries-regions&release={earlier}")
    shown, _ = overview_reports.build_page(context, choice)
    assert "changed" in shown.since
    assert shown.changes
    assert any(cell.mark == "[r]" for _, lines in shown.grid.sections for line in lines for cell in line.cells)


def test_the_board_says_so_too_and_keeps_the_release_in_its_address(twice: tuple[AppContext, str]) -> None:
    context, earlier = twice
    shown = chart_page.build_chart_page(context, f"/?indicator=cases&release={earlier}")
    assert shown.since.startswith("Since the release of")
    assert shown.query.endswith(f"&release={earlier}")
    assert chart_page.build_chart_page(context, "/").since == ""


def test_pages_of_many_answers_say_at_least_that_the_link_is_older(twice: tuple[AppContext, str]) -> None:
    context, earlier = twice
    said = str(router.build_page(context, sections.PAGE, f"/sections/resources?release={earlier}"))
    assert "This link was made with the figures as at" in said
    assert revisions.write_older_link_note(context, f"/sections/resources?release={context.reader.release.id}") == ""


def test_a_pack_says_which_of_its_findings_newer_figures_change(twice: tuple[AppContext, str]) -> None:
    context, earlier = twice
    kinds = set()
    for marac in context.reader.ask(queries.DIRECTORY).at(Level.MARAC):
        asked = board_packs.resolve_pack(context, f"/board-pack?marac={marac.area.code}&item=compare:children")
        [first, *rest] = board_packs.write_changes(context, asked, earlier)
        revised = find_comparison_revisions(context.reader.at(earlier), context.reader, asked.select("children"))
        assert first.endswith("change its chart." if revised.revisions else "change none of its charts.")
        assert len(rest) == bool(revised.revisions)
        if marac.area.code in {each.area.code for each in revised.revisions}:
            before, after = re.search("^“(.*)” is now “(.*)”$", rest[0]).groups()
            assert before != after
            kinds.add("own")
        kinds.update("others" for line in rest if line.endswith("stays; figures in its table change."))
    assert kinds == {"own", "others"}


def test_a_pack_of_the_release_that_is_shown_says_nothing(twice: tuple[AppContext, str]) -> None:
    context, _ = twice
    asked = board_packs.resolve_pack(context, "/board-pack?item=compare:children")
    assert board_packs.write_changes(context, asked, context.reader.release.id) == ()


def test_a_release_that_never_was_is_said(twice: tuple[AppContext, str]) -> None:
    with pytest.raises(NotFoundError, match="There is no release"):
        chart_page.build_chart_page(twice[0], "/?release=20010101T000000")


def test_for_the_public_nothing_is_built_again_and_pages_say_so(twice: tuple[AppContext, str]) -> None:
    context, earlier = twice
    with Flask(__name__).test_request_context():
        set_current_person(PUBLIC)
        assert "change" in chart_page.build_chart_page(context, f"/?indicator=cases&release={earlier}").since
        files = [context.settings.data / place / f"{earlier}.duckdb" for place in ("releases", "safe-releases")]
        kept = [each.read_bytes() for each in files]
        for each in files:
            each.unlink()
        past_releases._CONNECTIONS.drop(context.settings.data, earlier, Audience.SAFE)
        told = [
            chart_page.build_chart_page(context, f"/?indicator=children&release={earlier}").since,
            overview_reports.build_page(
                context, overview_reports.resolve_report(context, f"/report?form=countries-regions&release={earlier}")
            )[0].since,
            *board_packs.write_changes(
                context, board_packs.resolve_pack(context, "/board-pack?item=compare:children"), earlier
            ),
            str(
                router.build_page(
                    context, what_changed.PAGE, f"/what-changed?since={datetime.now(UTC).date()}&release={earlier}"
                )
            ),
        ]
        assert not any(each.exists() for each in files)
    assert all("not kept any more" in each for each in told[:3])
    assert "This link was made with the figures as at" in told[3]
    for path, content in zip(files, kept, strict=True):
        path.write_bytes(content)
