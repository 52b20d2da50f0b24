"""Signing in, one's account, people and the audit in a browser: by keyboard, at any width, without a fault."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from werkzeug.serving import make_server

from maracdash.accounts import invitations, people, sessions
from maracdash.accounts.places import Place
from tests.support.accessibility import find_faults, find_faults_on_way
from tests.support.dash_apps import set_apart
from tests.support.sign_in_pages import ADMINISTRATOR, INSTALLER, PASSWORD, SignInApp, code_now
from tests.support.visits import WIDEST_AND_NARROWEST, WIDTHS, Visit

ADA = "ada@example.org"
MINUTE = 60_000

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def signing_in(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SignInApp]:
    """Ada administers; others come by an invitation and set up their second factor."""
    with pytest.MonkeyPatch.context() as patch:
        set_apart(patch)
        app = SignInApp.of(
            demonstration,
            tmp_path_factory.mktemp("accounts"),
            second_factor=True,
            oidc_issuer="https://id",
            oidc_client_id="x",
        )
        app.add(ADA, ADMINISTRATOR, "Ada King")
        yield app
        app.database.close()


@pytest.fixture(scope="module")
def address(signing_in: SignInApp) -> Iterator[str]:
    """Address of the app where people sign in."""
    server = make_server("127.0.0.1", 0, signing_in.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def enter(visit: Visit, email: str, path: str = "/account") -> Page:
    """Sign in by keyboard, on the way to a page."""
    page = visit.open(path)
    page.get_by_label("E-mail address").focus()
    page.keyboard.type(email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"{re.escape(path)}|/sign-in/"))
    return page


def be(visit: Visit, signing_in: SignInApp, email: str = ADA) -> None:
    """Be signed in, past every step."""
    with signing_in.database.write() as session:
        account = people.find_row(session, email).id
        place = Place(address="127.0.0.1", now=datetime.now(UTC), browser="Firefox on Windows")
        token = sessions.begin_session(session, account, sessions.Stage.FULL, place)
    visit.page.context.add_cookies([{"name": "maracdash-session", "value": token, "url": visit.address}])


def check(visit: Visit) -> None:
    """No fault that axe-core sees, and nothing to scroll sideways for."""
    visit.page.wait_for_selector("main h1")
    assert find_faults_on_way(visit) == []


@pytest.mark.parametrize("visit", WIDEST_AND_NARROWEST, indirect=True)
def test_the_sign_in_page_and_its_problem(visit: Visit) -> None:
    page = visit.open("/sign-in?next=/region")
    check(visit)
    page.get_by_label("E-mail address").fill(ADA)
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    check(visit)
    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("E-mail address")).to_be_focused()
    assert page.get_by_label("E-mail address").input_value() == ADA
    assert [each for each in visit.complaints if "422" not in each] == []


@pytest.mark.parametrize("visit", WIDEST_AND_NARROWEST, indirect=True)
def test_a_pack_is_saved_by_keyboard_as_it_is_ticked_and_deleted(visit: Visit, signing_in: SignInApp) -> None:
    be(visit, signing_in)
    page = visit.open("/board-pack?item=dashboard:overview")
    page.get_by_label("Repeat cases: ").check()
    expect(page.locator("#pack-items input[name=item]")).to_have_count(2)
    name = page.get_by_label("Name of this pack")
    name.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    check(visit)
    name.fill("Quarterly board")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The pack is saved with your account.")).to_be_visible()
    check(visit)
    page.get_by_role("link", name="Open “Quarterly board”").click()
    expect(page.locator("#pack-items input[name=item]")).to_have_count(2)
    page.get_by_role("button", name="Delete “Quarterly board”").click()
    expect(page.get_by_text("You have saved none yet.")).to_be_visible()
    assert [each for each in visit.complaints if "422" not in each] == []


@pytest.mark.parametrize("path", ["/account", "/people", "/people/{ada}", "/audit", "/audit?since=x", "/people/nobody"])
def test_pages_for_administrators_at_any_width(visit: Visit, signing_in: SignInApp, path: str) -> None:
    be(visit, signing_in)
    page = visit.open(path.format(ada=people.find_account(signing_in.database, ADA).id))
    for each in page.query_selector_all("details"):
        each.evaluate("node => { node.open = true; }")
    assert find_faults(visit) == []


@pytest.mark.parametrize("visit", WIDEST_AND_NARROWEST, indirect=True)
def test_from_the_invitation_to_a_second_factor(visit: Visit, signing_in: SignInApp) -> None:
    email = accept_invitation(visit, signing_in)
    page = enter(visit, email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your second factor")
    check(visit)
    secret = page.locator("code").inner_text().replace(" ", "")
    page.get_by_label("Code", exact=True).fill("000000")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    check(visit)
    page.get_by_label("Code", exact=True).fill(code_now(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Keep your recovery codes")
    check(visit)
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    enter(visit, email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your code")
    check(visit)
    page.get_by_label("Code", exact=True).fill(code_now(secret, 1))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    assert all("422" in each for each in visit.complaints)


def accept_invitation(visit: Visit, signing_in: SignInApp) -> str:
    """Choose a password by a link; the address of the account."""
    email = f"person-{len(people.list_people(signing_in.database))}@example.org"
    people.add_person(signing_in.database, INSTALLER, email, "Cy Dee", ADMINISTRATOR)
    page = visit.open(f"/invitation/{invitations.invite(signing_in.database, INSTALLER, email, datetime.now(UTC))}")
    check(visit)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill("another")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    check(visit)
    for label in ("Password", "The same password again"):
        page.get_by_label(label, exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your password is set")
    return email


@pytest.mark.parametrize("first_visit", WIDTHS[1:], indirect=True)
def test_the_warning_is_answered_by_keyboard_and_the_session_goes_on(first_visit: Visit, signing_in: SignInApp) -> None:
    """On a page of Dash's. Time is the browser's alone; the server is asked, and says that two minutes are left."""
    visit, page = first_visit, first_visit.page  # a context keeps a clock that is set
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.method)
        if route.request.method == "POST":
            route.continue_()
        else:
            body = route.fetch().json()
            route.fulfill(json={**body, "left": 110 if asked.count("POST") == 0 else body["left"]})

    be(visit, signing_in)
    page.route("**/session", answer)
    page.clock.install()
    visit.open("/indicators")
    page.clock.fast_forward(MINUTE)
    dialog = page.get_by_role("dialog", name="Signing out")
    expect(dialog).to_be_visible()
    check(visit)
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    while "POST" not in asked:
        page.wait_for_timeout(20)
    page.wait_for_timeout(300)
    assert asked == [*["GET"] * (len(asked) - 1), "POST"], "every fifteen seconds until the answer, and not after it"
    assert visit.complaints == []


def test_whoever_was_signed_out_is_told_and_comes_back_to_the_page(first_visit: Visit, signing_in: SignInApp) -> None:
    visit, page = first_visit, first_visit.page  # as above
    be(visit, signing_in)
    page.clock.install()
    visit.open("/indicators?quarter=2024-Q1")
    with page.expect_response("**/session") as asked:
        page.clock.fast_forward(MINUTE)
    asked.value.finished()
    page.wait_for_timeout(1000)  # the page reads the answer
    page.context.clear_cookies()
    page.clock.fast_forward(30 * MINUTE)
    dialog = page.get_by_role("dialog", name="Signing out")
    expect(dialog).to_contain_text("You are signed out")
    check(visit)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in?next=**")
    assert "indicators" in page.url
