"""The page of a board pack and its files: choosing, ordering, and what each audience is given."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from dash import Dash
from pptx import Presentation

from app import create_app
from maracdash import queries
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.board_packs import PackItem, PackPart, PackRequest
from maracdash.model.groups import GroupChoice
from maracdash.model.quarters import Quarter
from maracdash.reading.board_packs import list_pack_areas
from maracdash.reading.reader import Reader
from maracdash.settings import Settings
from maracdash.store.releases.publish import current_release_path

PAGE = "/board-pack"
TWO = f"{PAGE}?item=dashboard:overview&item=trend:cases"


def items_of(text: str, *, checked: bool) -> list[str]:
    boxes = re.findall(r'<input id="box-[^>]*>', text)
    return [re.search(r'value="([^"]*)"', each)[1] for each in boxes if (" checked" in each) is checked]


def test_the_page_begins_with_the_overview_and_offers_the_rest(app: Dash) -> None:
    answer = app.server.test_client().get(PAGE)
    assert answer.status_code == 200
    assert items_of(answer.text, checked=True) == ["dashboard:overview"]
    offered = items_of(answer.text, checked=False)
    assert {"dashboard:children", "compare:cases", "trend:cases"} <= set(offered)
    assert "dashboard:overview" not in offered
    assert {"funnel:repeat-rate", "control:cases"} <= set(offered)
    assert not {"funnel:cases", "control:cases-change"} & set(offered)


def test_the_formats_are_named_as_within_a_sentence(app: Dash) -> None:
    text = app.server.test_client().get(PAGE).text
    assert re.findall("Download as ([^<]+)<", text) == ["PowerPoint", "Word", "web page"]


def test_maracs_that_were_open_in_the_quarter_are_offered_and_counted(app: Dash, demonstration: Path) -> None:
    reader, client = Reader(demonstration, Audience.FULL), app.server.test_client()
    listed = reader.ask(queries.DIRECTORY).at(Level.MARAC)
    closed = next(each for each in listed if each.valid_to and each.successor)
    then, now = Quarter.of(closed.valid_to), reader.ask(queries.QUARTERS)[-1]
    offered = [client.get(f"{PAGE}?marac={closed.successor}&quarter={each}").text for each in (then, now)]
    assert [f'<option value="{closed.area.code}"' in each for each in offered] == [True, False]
    counts = [int(re.search(r"packs of all (\d+) Maracs", each)[1]) for each in offered]
    assert counts == [len(list_pack_areas(reader, closed.successor, each)[1]) for each in (then, now)]
    assert closed.area in list_pack_areas(reader, closed.successor, then)[1]
    assert closed.area not in list_pack_areas(reader, closed.successor, now)[1]
    chosen = client.get(f"{PAGE}?marac={closed.area.code}&quarter={now}").text
    assert f'<option selected value="{closed.area.code}"' in chosen


def test_what_is_chosen_stands_in_its_order_with_the_outline(app: Dash) -> None:
    text = app.server.test_client().get(f"{TWO}&title=Our+board&date=2025-05-12").text
    assert items_of(text, checked=True) == ["dashboard:overview", "trend:cases"]
    assert "<li>Our board</li>" in text
    assert "Our board: 6 charts, 21 parts." in text


def test_the_link_of_a_pack_leads_back_to_it_and_to_what_changed_since(app: Dash, demonstration: Path) -> None:
    client = app.server.test_client()
    content = client.get("/export/pack.pptx?item=trend:cases").data
    text = "\n".join(
        s.text_frame.text for s in list(Presentation(io.BytesIO(content)).slides)[-1].shapes if s.has_text_frame
    )
    link = re.search(r"http://localhost(/board-pack[?]\S+)", text)[1]
    assert f"release={current_release_path(demonstration).stem}" in link
    assert items_of(client.get(link).text, checked=True) == ["trend:cases"]
    refused = client.get(f"{PAGE}?item=trend:cases&release=nope")
    assert (refused.status_code, "There is no release “nope”." in unescape(refused.text)) == (404, True)


def test_a_choice_of_nothing_says_what_to_do(app: Dash) -> None:
    client = app.server.test_client()
    text = client.get(f"{PAGE}?chosen=yes").text
    assert items_of(text, checked=True) == []
    assert "Tick a dashboard or an indicator." in text
    refused = client.get("/export/pack.pptx?chosen=yes")
    assert refused.status_code == 400
    assert "at least one dashboard or indicator" in unescape(refused.text)


@pytest.mark.parametrize(
    ("move", "order"),
    [
        ("up~trend:cases", ["trend:cases", "dashboard:overview"]),
        ("down~dashboard:overview", ["trend:cases", "dashboard:overview"]),
        ("down~trend:cases", ["dashboard:overview", "trend:cases"]),
    ],
)
def test_a_button_moves_an_item_and_leads_back_to_it(app: Dash, move: str, order: list[str]) -> None:
    answer = app.server.test_client().get(f"{TWO}&move={move}")
    assert answer.status_code == 303
    parts = urlsplit(answer.headers["Location"])
    assert [text for name, text in parse_qsl(parts.query) if name == "item"] == order
    assert parts.fragment == f"item-{move.partition('~')[2].replace(':', '-')}"
    assert f'id="{parts.fragment}"' in app.server.test_client().get(answer.headers["Location"]).text


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("item=chart:cases", "no part of a pack"),
        ("item=trend:stars", "no indicator called"),
        ("item=dashboard:stars", "no dashboard called"),
        ("marac=Atlantis", "Atlantis"),
        ("quarter=1999-Q1", "1999-Q1"),
        ("date=soon", "not a day"),
        ("move=sideways~trend:cases&item=trend:cases", "move=sideways"),
    ],
)
def test_an_address_that_means_nothing_is_refused_with_a_sentence(app: Dash, more: str, said: str) -> None:
    answer = app.server.test_client().get(f"{PAGE}?{more}")
    assert answer.status_code == 404
    assert said in unescape(answer.text)


def test_the_presentation_is_a_file_to_save_and_is_logged(app: Dash, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="maracdash.exports"):
        answer = app.server.test_client().get("/export/pack.pptx?item=trend:cases&title=Our+board")
    assert "_board-pack_" in answer.headers["Content-Disposition"]
    assert Presentation(io.BytesIO(answer.data)).slides[0].shapes.title.text == "Our board"
    assert "board-pack" in caplog.text


def test_a_template_of_the_deployment_is_used_and_a_wrong_one_explained(demonstration: Path, tmp_path: Path) -> None:
    given = Presentation()
    given.slide_width = 9_144_000
    given.save(tmp_path / "own.pptx")
    found = create_app(Settings(data=demonstration, template=str(tmp_path / "own.pptx"))).server.test_client()
    content = found.get("/export/pack.pptx?item=trend:cases").data
    assert Presentation(io.BytesIO(content)).slide_width == 9_144_000
    wrong = create_app(Settings(data=demonstration, template=str(tmp_path / "none.pptx"))).server.test_client()
    refused = wrong.get("/export/pack.pptx?item=trend:cases")
    assert refused.status_code == 503
    assert "none.pptx" in refused.text


@pytest.mark.parametrize("page", [PAGE, "/meeting"])
def test_the_menu_keeps_what_a_pack_is_of_and_compares_with(app: Dash, demonstration: Path, page: str) -> None:
    asked = find_pack(demonstration)
    text = unescape(app.server.test_client().get(f"{page}?{asked.query()}").text)
    for name in ("profile", "region", "what-changed"):
        [address] = re.findall(rf'<a [^>]*href="(/{name}[?][^"]*)"', text.partition("<main")[0])
        chosen = dict(parse_qsl(urlsplit(address).query))
        assert chosen["group"] == asked.group.packed
        assert chosen["quarter"] == str(asked.quarter)
        assert asked.marac in (chosen.get("marac"), chosen.get("own"))


def test_a_group_of_ones_own_is_named_on_the_page_and_once_in_the_pack(app: Dash, demonstration: Path) -> None:
    client, asked = app.server.test_client(), find_pack(demonstration)
    known = Reader(demonstration, Audience.FULL).ask(queries.DIRECTORY)
    force, marac = (known.own(each).name for each in asked.group.members)
    said = f"“Coast” is made of the whole of {force} and {marac}."
    page = unescape(client.get(f"{PAGE}?{asked.query()}").text)
    assert page.count(said) == 1
    assert f"{known.own(asked.marac).name} is compared with “Coast”" in page
    assert unescape(client.get(f"/export/pack.html?{asked.query()}").text).count(said) == 1
    without = replace(asked, group=None).query()
    for address in (f"{PAGE}?{without}", f"/export/pack.html?{without}"):
        assert "is made of" not in client.get(address).text


def find_pack(demonstration: Path) -> PackRequest:
    """A pack on a Marac that is not where a reader begins, with a group of a whole force and a Marac of another."""
    reader = Reader(demonstration, Audience.FULL)
    known, start = reader.ask(queries.DIRECTORY), reader.ask(queries.DEFAULT_SELECTION)
    other = next(each for each in list_pack_areas(reader, start.marac, start.quarter)[1] if each.code != start.marac)
    forces = [each.area.code for each in known.at(Level.FORCE) if known.children(Level.MARAC, each.area.code)]
    members = (forces[0], known.children(Level.MARAC, forces[1])[0].area.code)
    items = (PackItem(part=PackPart.COMPARE, slug="cases-per-10k"),)
    group = GroupChoice(name="Coast", members=members)
    return PackRequest(marac=other.code, quarter=start.quarter - 1, items=items, group=group)


def test_the_pack_of_an_address_is_of_its_area_with_its_group(app: Dash) -> None:
    client = app.server.test_client()
    options = re.findall(r'<option value="([^"]+)"[^>]*>([^<]+)</option>', client.get(PAGE).text)
    force = next(code for code, name in options if name.endswith(": the whole force"))
    maracs = [code for code, name in options if ": " not in name][:2]
    answer = client.get(f"/export/pack.pptx?marac={force}&item=compare:cases-per-10k&group=Coast~{','.join(maracs)}")
    assert answer.status_code == 200, answer.text[:400]
    names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert any(name.startswith("ppt/embeddings/") for name in names)
    slides = Presentation(io.BytesIO(answer.data)).slides
    cells = [
        cell.text for each in slides for s in each.shapes if s.has_table for row in s.table.rows for cell in row.cells
    ]
    assert "Coast (a group of your own)" in cells
