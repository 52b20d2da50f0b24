"""Signing in and out in a browser, and everything that is refused on the way."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from callbacks.sign_in.guard import SIGN_IN_AGAIN
from maracdash.accounts import invitations, people, sign_ins
from maracdash.accounts.errors import LOCKED, WRONG
from maracdash.record import Record
from tests.support.sign_in_pages import INSTALLER, PASSWORD, SignInApp, code_now, send, token_of

COOKIE = "maracdash-session"
PAGES = ("/", "/indicators", "/upload", "/notifications", "/account", "/people", "/audit", "/nowhere")
DATA = ("/changes?address=/", "/_dash-layout", "/_dash-dependencies", "/notifications/count")
OPEN = ("/healthz", "/readyz", "/assets/style.css", "/sign-in")


# ---- Denied by default


@pytest.mark.parametrize("path", PAGES)
def test_pages_lead_to_signing_in_and_back(signing_in: SignInApp, path: str) -> None:
    browser = signing_in.browser()
    answer = browser.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 303
    wanted = "/sign-in" if path == "/" else f"/sign-in?next={path.replace('/', '%2F')}"
    assert answer.headers["Location"] == wanted
    signed = send(browser, "/sign-in", wanted, email="ada@example.org", password=PASSWORD, next=path)
    assert signed.headers["Location"] == path


@pytest.mark.parametrize("path", DATA)
def test_what_scripts_ask_for_is_refused(signing_in: SignInApp, path: str) -> None:
    answer = signing_in.browser().get(path)
    assert answer.status_code == 401
    assert answer.json == {"error": "You are signed out. Load the page again and sign in."}


def test_a_callback_is_refused(signing_in: SignInApp) -> None:
    assert signing_in.browser().post("/_dash-update-component", json={}).status_code == 401


@pytest.mark.parametrize("path", OPEN)
def test_what_holds_no_figures_is_everybodys(signing_in: SignInApp, path: str) -> None:
    with signing_in.browser().get(path) as answer:
        assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/assets/../export/table.csv", "/sign-inside", "/healthz/", "/sessions"])
def test_nothing_passes_for_what_is_open(signing_in: SignInApp, path: str) -> None:
    answer = signing_in.browser().get(path)
    assert answer.status_code in (303, 308, 404)
    assert "text/csv" not in answer.content_type


@pytest.mark.parametrize(
    "path",
    [
        "/upload/grid/_dash-component-suites/x",
        "/upload/grid/_dash-component-suites/",
        "/_dash-component-suites/x",
        "/assets/",
        "/vendor/x",
        "/readyz/x",
        "/sign-in/nowhere",
        "/session/x",
        "/invitation/",
        "/invitation/x/y",
    ],
)
def test_what_begins_like_an_open_address_and_is_answered_by_another_route_is_not_open(
    signing_in: SignInApp, path: str
) -> None:
    answer = signing_in.browser().get(path)
    if "_dash" in path:  # as scripts ask there
        assert (answer.status_code, answer.json) == (401, {"error": SIGN_IN_AGAIN})
    else:
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/sign-in")


def test_the_sign_in_page_says_nothing_about_figures(signing_in: SignInApp) -> None:
    page = signing_in.browser().get("/sign-in").text
    assert "Release" not in page
    assert "/indicators" not in page


def test_the_accessibility_statement_is_everybodys(signing_in: SignInApp) -> None:
    answer = signing_in.browser().get("/accessibility", follow_redirects=True)
    assert answer.status_code == 200
    assert "WCAG 2.2" in answer.text


# ---- Passwords


def test_the_answer_is_the_same_whether_there_is_an_account(signing_in: SignInApp) -> None:
    def refused(email: str) -> tuple[int, str]:
        answer = send(signing_in.browser(), "/sign-in", email=email, password="wrong")
        return answer.status_code, re.sub(r'value="[^"]*"', "", answer.text)

    assert refused("bo@example.org") == refused("nobody@example.org")
    assert WRONG in refused("bo@example.org")[1]


def test_a_problem_is_an_alert_linked_to_its_field(signing_in: SignInApp) -> None:
    page = send(signing_in.browser(), "/sign-in", email="bo@example.org", password="wrong").text
    assert 'role="alert"' in page
    assert 'href="#email"' in page
    assert 'aria-describedby="email-problem"' in page
    assert "<title>Error: Sign in" in page
    assert PASSWORD not in page


def test_a_lock_out_is_said_plainly(signing_in: SignInApp) -> None:
    browser = signing_in.browser()
    answers = [send(browser, "/sign-in", email="bo@example.org", password="wrong") for _ in range(11)]
    assert answers[-1].status_code == 429
    assert LOCKED in answers[-1].text


# ---- Sessions


def test_the_cookie_is_out_of_reach(signing_in: SignInApp) -> None:
    browser = signing_in.browser()
    cookies = send(browser, "/sign-in", email="bo@example.org", password=PASSWORD).headers.getlist("Set-Cookie")
    given = next(each for each in cookies if each.startswith(f"{COOKIE}="))
    assert "HttpOnly" in given
    assert "SameSite=Lax" in given
    assert "Path=/" in given


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("settings", [{"https": True}, {"proxies": 1}])
def test_over_https_browsers_hold_cookies_to_this_host(
    demonstration: Path, tmp_path: Path, settings: dict[str, object]
) -> None:
    app = SignInApp.of(demonstration, tmp_path, **settings)
    app.add("bo@example.org")
    browser = app.browser()
    https = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1", "Referer": "https://localhost/sign-in"}
    token = token_of(browser.get("/sign-in", base_url="https://localhost", headers=https).text)
    form = {"csrf_token": token, "email": "bo@example.org", "password": PASSWORD}
    answer = browser.post("/sign-in", data=form, base_url="https://localhost", headers=https)
    assert answer.status_code == 303
    cookies = answer.headers.getlist("Set-Cookie")
    assert cookies
    for each in cookies:
        assert each.startswith("__Host-maracdash")
        assert "Secure" in each
        assert "Path=/" in each
        assert "Domain" not in each


def test_a_stolen_cookie_is_refused_after_signing_out(signing_in: SignInApp) -> None:
    browser, thief = signing_in.browser("bo@example.org"), signing_in.browser()
    stolen = browser.get_cookie(COOKIE).value
    thief.set_cookie(COOKIE, stolen)
    assert thief.get("/account").status_code == 200
    assert send(browser, "/sign-out", "/account").headers["Location"] == "/sign-in"
    assert thief.get("/account").status_code == 303
    assert not browser.get_cookie(COOKIE)


def test_a_planted_cookie_is_not_the_one_that_is_signed_in(signing_in: SignInApp) -> None:
    browser, attacker = signing_in.browser(), signing_in.browser("ada@example.org")
    planted = attacker.get_cookie(COOKIE).value
    browser.set_cookie(COOKIE, planted)
    send(browser, "/sign-in", "/account", email="bo@example.org", password=PASSWORD)
    send(browser, "/sign-out", "/account")
    browser.set_cookie(COOKIE, "planted")
    send(browser, "/sign-in", email="bo@example.org", password=PASSWORD)
    assert browser.get_cookie(COOKIE).value not in ("planted", planted)


def test_a_session_of_somebody_deactivated_is_refused(signing_in: SignInApp) -> None:
    browser = signing_in.browser("bo@example.org")
    people.deactivate(signing_in.database, INSTALLER, "bo@example.org")
    assert browser.get("/account").status_code == 303
    assert browser.get("/changes?address=/").status_code == 401


def test_a_new_person_at_a_browser_is_not_known_by_what_the_last_one_did(signing_in: SignInApp) -> None:
    browser = signing_in.browser("bo@example.org")
    before = browser.get_cookie("maracdash").value
    send(browser, "/sign-out", "/account")
    send(browser, "/sign-in", email="ada@example.org", password=PASSWORD)
    browser.get("/upload/form")
    assert browser.get_cookie("maracdash").value != before


def test_the_clock_tells_the_time_left_and_staying_needs_a_token(signing_in: SignInApp) -> None:
    assert signing_in.browser().get("/session").status_code == 204
    browser = signing_in.browser("bo@example.org")
    state = browser.get("/session").json
    assert 1790 <= state["left"] <= 1800
    assert state["extendable"] is True
    assert browser.post("/session").status_code == 400
    assert browser.post("/session", headers={"X-CSRFToken": state["token"]}).json["left"] >= 1798


# ---- Destinations


@pytest.mark.parametrize(
    "destination",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/%0d%0aSet-Cookie:x\r\nLocation: https://evil.example",
        "/sign-in?next=/sign-in",
        "",
        f"/{'a' * 3000}",
    ],
)
def test_signing_in_leads_nowhere_but_into_this_app(signing_in: SignInApp, destination: str) -> None:
    browser = signing_in.browser()
    answer = send(browser, "/sign-in", email="bo@example.org", password=PASSWORD, next=destination)
    assert answer.headers["Location"] == "/"
    again = browser.get("/sign-in", query_string={"next": destination})
    assert again.headers["Location"] == "/"


def test_a_path_with_its_query_is_kept(signing_in: SignInApp) -> None:
    wanted = "/indicators/repeat-rate?marac=M1&quarter=2024-Q1"
    answer = send(signing_in.browser(), "/sign-in", email="bo@example.org", password=PASSWORD, next=wanted)
    assert answer.headers["Location"] == wanted


# ---- Tokens


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("/sign-in", ""),
        ("/sign-in/code", ""),
        ("/sign-out", "bo@example.org"),
        ("/account/password", "bo@example.org"),
        ("/account/second-factor", "bo@example.org"),
        ("/account/second-factor/set-up", "bo@example.org"),
        ("/account/sessions", "bo@example.org"),
        ("/account/sessions/end", "bo@example.org"),
        ("/people", "ada@example.org"),
        ("/people/x", "ada@example.org"),
        ("/people/x/deactivate", "ada@example.org"),
        ("/invitation/x", ""),
    ],
)
def test_a_form_without_its_token_changes_nothing(signing_in: SignInApp, path: str, who: str) -> None:
    browser = signing_in.browser(who)
    for form in ({}, {"csrf_token": "made up"}):
        answer = browser.post(path, data={"email": "bo@example.org", "password": PASSWORD, **form})
        assert answer.status_code == 400
        assert "This page has expired, or is not from this site" in answer.text
    assert not who or browser.get("/account").status_code == 200


# ---- Second factors


@pytest.fixture
def with_codes(apart: None, demonstration: Path, tmp_path: Path) -> SignInApp:  # noqa: ARG001
    app = SignInApp.of(demonstration, tmp_path, second_factor=True)
    app.add("bo@example.org")
    return app


def set_up(browser: FlaskClient) -> tuple[str, str, list[str]]:
    """Set up the second factor at the first sign-in; its secret, the code that was given, and the recovery codes."""
    answer = send(browser, "/sign-in", email="bo@example.org", password=PASSWORD, next="/indicators")
    assert answer.headers["Location"] == "/sign-in/set-up"
    page = browser.get("/sign-in/set-up").text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert "<svg" in page
    given = code_now(secret)
    done = browser.post("/sign-in/set-up", data={"csrf_token": token_of(page), "code": given})
    assert 'href="/indicators"' in done.text
    return secret, given, re.findall(r"<code>([a-z0-9-]+)</code>", done.text)


def test_a_second_factor_is_set_up_at_the_first_sign_in_and_then_asked_for(with_codes: SignInApp) -> None:
    browser = with_codes.browser()
    assert send(browser, "/sign-in", email="bo@example.org", password=PASSWORD).headers["Location"] == "/sign-in/set-up"
    assert browser.get("/indicators").status_code == 303
    secret, given, codes = set_up(browser)
    assert len(codes) == 10
    assert browser.get("/indicators").status_code == 200
    other = with_codes.browser()
    assert send(other, "/sign-in", email="bo@example.org", password=PASSWORD, next="/region").headers["Location"] == (
        "/sign-in/code"
    )
    assert other.get("/indicators").status_code == 303
    assert send(other, "/sign-in/code", code=given).status_code == 422
    assert send(other, "/sign-in/code", code=code_now(secret, 1)).headers["Location"] == "/region"
    assert other.get("/indicators").status_code == 200


def test_a_code_that_was_used_is_refused_in_another_browser(with_codes: SignInApp) -> None:
    secret, _, codes = set_up(with_codes.browser())
    used = code_now(secret, 1)
    for status in (303, 422):
        browser = with_codes.browser()
        send(browser, "/sign-in", email="bo@example.org", password=PASSWORD)
        answer = send(browser, "/sign-in/code", code=used)
        assert answer.status_code == status
    for status in (303, 422):
        browser = with_codes.browser()
        send(browser, "/sign-in", email="bo@example.org", password=PASSWORD)
        assert send(browser, "/sign-in/code", recovery=codes[0]).status_code == status


def test_setting_up_cannot_be_called_instead_of_entering_the_code(with_codes: SignInApp) -> None:
    set_up(with_codes.browser())
    browser = with_codes.browser()
    send(browser, "/sign-in", email="bo@example.org", password=PASSWORD)
    assert browser.get("/sign-in/set-up").headers["Location"] == "/sign-in"


# ---- One's account


def test_changing_the_password_signs_out_every_other_browser(signing_in: SignInApp) -> None:
    browser, other = signing_in.browser("bo@example.org"), signing_in.browser("bo@example.org")
    new = "another long one of words"
    wrong = send(browser, "/account/password", "/account", current=PASSWORD, new=new, again="different words here")
    assert "The two passwords are not the same" in wrong.text
    wrong = send(browser, "/account/password", "/account", current="guess", new=new, again=new)
    assert "This is not your present password" in wrong.text
    assert send(browser, "/account/password", "/account", current=PASSWORD, new=new, again=new).status_code == 303
    assert browser.get("/account").status_code == 200
    assert other.get("/account").status_code == 303


def test_people_see_where_they_are_signed_in_and_end_one_or_all_others(signing_in: SignInApp) -> None:
    here, there, third = (signing_in.browser() for _ in range(3))
    for browser, said in ((here, "Firefox/140.0 (Windows)"), (there, "(iPhone) Safari/604.1"), (third, "curl")):
        browser.environ_base["HTTP_USER_AGENT"] = said
        assert send(browser, "/sign-in", email="bo@example.org", password=PASSWORD).status_code == 303
    page = here.get("/account").text
    assert "Firefox on Windows</strong> (this browser)" in page
    assert "Firefox on Windows, since" not in page
    one = re.search(r'value="([0-9a-f]{16})"[^>]*><label [^>]*>Safari on iPhone, since', page)[1]
    refused = end_session(here, one, "guess")
    assert (refused.status_code, "This is not your present password" in refused.text) == (422, True)
    assert there.get("/account").status_code == 200
    done = end_session(here, one)
    assert "That session is ended" in here.get(done.headers["Location"]).text
    assert (there.get("/account").status_code, third.get("/account").status_code) == (303, 200)
    again = end_session(here, one)
    assert (again.status_code, "has ended already" in again.text) == (404, True)
    done = end_session(here, "others")
    page = here.get(done.headers["Location"]).text
    assert "You are signed out everywhere else" in page
    assert 'name="session"' not in page
    assert third.get("/account").status_code == 303


def end_session(browser: FlaskClient, session: str, password: str = PASSWORD):
    return send(browser, "/account/sessions/end", "/account", session=session, confirm=password)


def test_the_name_of_the_dashboard_makes_no_password(signing_in: SignInApp) -> None:
    """That of the setting: the words of no other rule are in it."""
    browser, guess = signing_in.browser("bo@example.org"), "Alderland!! 2026"
    refused = send(browser, "/account/password", "/account", current=PASSWORD, new=guess, again=guess)
    assert refused.status_code == 422
    assert "the name of this dashboard" in refused.text
    invitation = invitations.invite(signing_in.database, INSTALLER, "bo@example.org", datetime.now(UTC))
    refused = send(signing_in.browser(), f"/invitation/{invitation}", password=guess, again=guess)
    assert "the name of this dashboard" in refused.text
    assert signing_in.browser("bo@example.org").get("/account").status_code == 200


def test_a_lost_key_is_a_sentence_and_no_fault(signing_in: SignInApp, monkeypatch: pytest.MonkeyPatch) -> None:
    with signing_in.database.write() as session:
        people.find_row(session, "bo@example.org").totp_sealed = "sealed by a key that is lost"
    browser = signing_in.browser("bo@example.org")
    refused = send(browser, "/sign-in/code", code="123456")
    assert refused.status_code == 422
    assert "the key of this dashboard was lost or changed" in refused.text
    monkeypatch.setattr(signing_in.database, "key", Record(Path("/proc/nowhere")).lasting_key)
    refused = send(browser, "/sign-in/code", code="123456")
    assert refused.status_code == 503
    assert "signing-key in its data folder, cannot be used: No such file or directory." in refused.text


def test_a_new_second_factor_needs_the_password(signing_in: SignInApp) -> None:
    browser = signing_in.browser("bo@example.org")
    refused = send(browser, "/account/second-factor/set-up", "/account", code="123456")
    assert refused.headers["Location"] == "/account"
    assert send(browser, "/account/second-factor", "/account", password="guess").status_code == 422
    page = send(browser, "/account/second-factor", "/account", password=PASSWORD).text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    form = {"csrf_token": token_of(page), "code": code_now(secret)}
    assert "Keep your recovery codes" in browser.post("/account/second-factor/set-up", data=form).text
    assert "Codes of an authenticator app are asked for" in browser.get("/account").text


def test_all_sessions_end_at_once(signing_in: SignInApp) -> None:
    browser, other = signing_in.browser("bo@example.org"), signing_in.browser("bo@example.org")
    send(browser, "/account/sessions", "/account")
    assert [each.get("/account").status_code for each in (browser, other)] == [303, 303]


# ---- Modes


@pytest.mark.usefixtures("apart")
def test_where_the_public_is_let_in_it_sees_pages_and_a_way_to_sign_in(demonstration: Path, tmp_path: Path) -> None:
    app = SignInApp.of(demonstration, tmp_path, public=True)
    browser = app.browser()
    assert browser.get("/indicators").status_code == 200
    assert 'href="/sign-in"' in browser.get("/notifications").text
    assert browser.get("/sign-in").status_code == 200
    assert [browser.get(path).status_code for path in ("/account", "/people", "/audit")] == [303] * 3


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("path", ["/upload", "/upload/file/0123", "/upload/grid/"])
def test_where_the_public_is_let_in_whoever_was_signed_out_signs_in_to_send(
    demonstration: Path, tmp_path: Path, path: str
) -> None:
    browser = SignInApp.of(demonstration, tmp_path, public=True).browser()
    asked = browser.get(path)
    assert (asked.status_code, asked.location) == (303, f"/sign-in?{urlencode({'next': path})}")
    script = browser.post("/upload/grid/_dash-update-component", json={})
    assert (script.status_code, script.json["error"]) == (401, SIGN_IN_AGAIN)


@pytest.mark.usefixtures("apart")
def test_where_the_public_is_let_in_and_nothing_is_sent_it_is_told_so(demonstration: Path, tmp_path: Path) -> None:
    asked = SignInApp.of(demonstration, tmp_path, public=True, uploads=False).browser().get("/upload")
    assert asked.status_code == 403
    assert "Sending is switched off" in asked.text


@pytest.mark.usefixtures("apart")
def test_where_everybody_is_the_public_no_way_to_sign_in_is_offered(demonstration: Path, tmp_path: Path) -> None:
    browser = SignInApp.of(demonstration, tmp_path, sign_in="public").browser()
    assert browser.get("/sign-in").status_code == 404
    assert 'href="/sign-in"' not in browser.get("/notifications").text


@pytest.mark.usefixtures("apart")
def test_on_this_machine_nobody_signs_in(demonstration: Path, tmp_path: Path) -> None:
    app = SignInApp.of(demonstration, tmp_path, sign_in=None)
    browser = app.browser()
    assert browser.get("/account").status_code == 404
    assert browser.get("/session").status_code == 204
    assert browser.get("/upload").status_code == 200
    assert not (tmp_path / "accounts.sqlite").exists()


def test_a_thousand_wrong_passwords_are_refused_and_cost_the_work_of_ten(
    signing_in: SignInApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the door; the page's own token is enough for all of them."""
    worked = []
    monkeypatch.setattr(sign_ins, "verify_password", lambda *given: bool(worked.append(given)))
    browser = signing_in.browser()
    token = token_of(browser.get("/sign-in").text)
    form = {"csrf_token": token, "email": "bo@example.org", "password": "wrong"}
    statuses = [browser.post("/sign-in", data=form).status_code for _ in range(1_000)]
    assert statuses == [422] * 10 + [429] * 990
    assert len(worked) == 10
