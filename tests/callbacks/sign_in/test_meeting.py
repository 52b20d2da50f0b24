"""Actions of a meeting where people sign in: of those who see the full figures of the Marac, and in the audit."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from pptx import Presentation

from callbacks.audience import VIEW_COOKIE
from layouts.html.page_frame import PUBLIC_VIEW
from maracdash import queries
from maracdash.accounts.audit import EventFilter, list_events
from maracdash.accounts.people import Access
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.people import Role
from maracdash.reading.reader import Reader
from maracdash.store.folder_names import ACTIONS_FOLDER
from tests.support.sign_in_pages import SignInApp, send


@pytest.fixture
def maracs(demonstration: Path) -> Iterator[tuple[str, str]]:
    """Two Maracs of two forces."""
    listed = Reader(demonstration, Audience.FULL).ask(queries.DIRECTORY).at(Level.MARAC)
    own = listed[0]
    yield own.area.code, next(each.area.code for each in listed if each.parent != own.parent)
    shutil.rmtree(demonstration / ACTIONS_FOLDER, ignore_errors=True)


def screen(marac: str) -> str:
    return f"/meeting?marac={marac}&item=compare:cases&at=1"


def note(client, marac: str, what: str, page: str = ""):
    return send(client, f"/meeting/actions?marac={marac}&item=compare:cases&at=1", page or screen(marac), what=what)


def test_actions_are_of_those_who_see_the_full_figures_of_the_marac(
    signing_in: SignInApp, maracs: tuple[str, str]
) -> None:
    own, other = maracs
    signing_in.add("cy@example.org", Access(role=Role.READER, areas=frozenset({own})), "Cy Lowe")
    ada, cy = (signing_in.browser(f"{name}@example.org") for name in ("ada", "cy"))
    for marac in maracs:
        assert note(ada, marac, f"Ask about {marac}").status_code == 303
    assert f"Ask about {own}" in cy.get(screen(own)).text
    assert "Actions noted here" not in cy.get(screen(other)).text
    assert f"Ask about {other}" not in cy.get(f"/meeting?marac={other}&item=compare:cases").text
    assert note(cy, other, "Mine", "/account").status_code == 403
    content = cy.get(f"/export/pack.pptx?marac={other}&item=compare:cases").data
    titles = [slide.shapes.title.text for slide in Presentation(io.BytesIO(content)).slides]
    assert "Actions since our last meeting" not in titles
    assert note(cy, own, "Ours").status_code == 303
    assert "Ours" in ada.get(screen(own)).text


def test_that_an_action_was_noted_is_in_the_audit_and_never_what_it_says(
    signing_in: SignInApp, maracs: tuple[str, str]
) -> None:
    own, _ = maracs
    note(signing_in.browser("ada@example.org"), own, "Ask the hospital")
    found = next(iter(list_events(signing_in.database, EventFilter(who="ada@example.org"))))
    assert (found.kind, found.subject) == ("meeting action noted", own)
    assert "hospital" not in str(found)


@pytest.mark.parametrize("path", ["/what-changed", "/summary"])
@pytest.mark.parametrize("since", ["", "&since=2024-08-01"])
def test_open_actions_stand_where_changes_are_read_for_whoever_may_see_them(
    signing_in: SignInApp, maracs: tuple[str, str], path: str, since: str
) -> None:
    own, other = maracs
    signing_in.add("cy@example.org", Access(role=Role.READER, areas=frozenset({own})), "Cy Lowe")
    ada, cy = (signing_in.browser(f"{name}@example.org") for name in ("ada", "cy"))
    for what in ("Ask the hospital", "Ask the police"):
        note(ada, other, what)
    page = f"{path}?marac={other}{since}"
    (link,) = re.findall(r'<p>2 actions agreed on [^<]+ are open\. <a href="([^"]+)"', ada.get(page).text)
    assert "Ask the police" in ada.get(unescape(link)).text
    for text in (cy.get(page).text, ada.get(f"{path}?marac={own}{since}").text):
        assert "agreed on" not in text
    ada.set_cookie(VIEW_COOKIE, PUBLIC_VIEW)
    assert "agreed on" not in ada.get(page).text
