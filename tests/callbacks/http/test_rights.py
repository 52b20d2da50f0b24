"""Every address and every role: made from the table of routes, so that a new address cannot be forgotten."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.routing import Rule

from maracdash import queries
from maracdash.accounts.people import Access
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.people import Role
from maracdash.reading.reader import Reader
from maracdash.store.submissions.manifests import read_manifests
from tests.support.sign_in_pages import ADMINISTRATOR, SignInApp, token_of

OPEN, SIGNING_IN, FIGURES, SENDING, OWN, ADMINISTRATION = (
    "open",
    "signing in",
    "figures",
    "sending",
    "own account",
    "administration",
)
KINDS: tuple[tuple[str, str], ...] = (
    (r"/assets/.*|/_dash-component-suites/.*|/upload/grid/_dash-component-suites/.*|/vendor/.*|/_favicon.ico", OPEN),
    (r"/healthz|/readyz", OPEN),
    (r"/sign-in.*|/sign-out|/session.*|/invitation/.*", SIGNING_IN),
    (r"/account.*", OWN),
    (r"/people.*|/audit.*", ADMINISTRATION),
    (r"/upload.*", SENDING),
    (r"/|/<path:path>|/static/.*|/_dash.*|/_reload-hash|/_mcp.*", FIGURES),
    (r"/changes|/board-pack.*|/meeting.*|/export/.*|/api/.*|/groups|/peers|/notifications.*|/view", FIGURES),
)
ALLOWED = {
    "nobody": {OPEN, SIGNING_IN},
    "public": {OPEN, SIGNING_IN, FIGURES},
    "reader": {OPEN, SIGNING_IN, FIGURES, OWN},
    "submitter": {OPEN, SIGNING_IN, FIGURES, OWN, SENDING},
    "administrator": {OPEN, SIGNING_IN, FIGURES, OWN, SENDING, ADMINISTRATION},
}
SIGNS_OUT = "/account/sessions"
REFUSALS = {301, 302, 303, 308, 401, 403}


@pytest.fixture(scope="module")
def apps(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[bool, SignInApp]:
    """The app without and with the public let in; the same people in both."""
    listing = Reader(demonstration, Audience.FULL).ask(queries.DIRECTORY).listings
    marac = next(each for each in listing if each.area.level.value == "marac")
    found = {}
    for public in (False, True):
        place = tmp_path_factory.mktemp("accounts")
        app = SignInApp.of(demonstration, place, public=public)
        app.add("reader@example.org", Access(role=Role.READER, areas=frozenset({marac.parent})))
        app.add("submitter@example.org", Access(role=Role.SUBMITTER, areas=frozenset({marac.area.code})))
        app.add("administrator@example.org", ADMINISTRATOR)
        found[public] = app
    return found


def rules(app: SignInApp) -> Iterator[tuple[Rule, str]]:
    """Each rule with its one kind; of the first pattern that fits."""
    for rule in app.server.url_map.iter_rules():
        yield rule, next((kind for pattern, kind in KINDS if re.fullmatch(pattern, rule.rule)), "unknown")


def fill(rule: Rule) -> str:
    """An address of a rule that names nothing real."""
    return re.sub(r"<(?:int:)[^>]+>", "1", re.sub(r"<(?!int:)[^>]+>", "x", rule.rule))


def test_every_address_has_a_kind(apps: dict[bool, SignInApp]) -> None:
    assert [rule.rule for rule, kind in rules(apps[False]) if kind == "unknown"] == []
    assert len({kind for _, kind in rules(apps[False])}) == 6


@pytest.mark.parametrize("role", ALLOWED)
def test_each_role_is_answered_what_is_its_own_and_refused_the_rest(apps: dict[bool, SignInApp], role: str) -> None:
    app = apps[role == "public"]
    email = "" if role in ("nobody", "public") else f"{role}@example.org"
    wrong, signed_in = [], app.browser(email)
    for rule, kind in rules(app):
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            client = app.browser(email) if kind in (SIGNING_IN, OWN) else signed_in
            form = {"csrf_token": token_of(client.get("/account").text)} if email and method == "POST" else None
            answer = client.open(fill(rule), method=method, data=form, buffered=True)
            if email and rule.rule == SIGNS_OUT and method == "POST":
                signed_in = app.browser(email)  # every other session of theirs is ended
            refused = answer.status_code in REFUSALS and not _is_own_redirect(answer.headers.get("Location", ""))
            fits = kind == SIGNING_IN or rule.rule == SIGNS_OUT or refused is not (kind in ALLOWED[role])
            if answer.status_code >= 500 or not fits:
                wrong.append((method, rule.rule, kind, answer.status_code, answer.headers.get("Location", "")))
    assert wrong == []
    assert not email or signed_in.get("/account").status_code == 200, "nothing else signs out"


def _is_own_redirect(location: str) -> bool:
    """A way on within what was asked for, and not to the page of signing in."""
    return bool(location) and not location.startswith("/sign-in")


def test_a_person_is_recognised_at_each_request(apps: dict[bool, SignInApp]) -> None:
    app = apps[False]
    marking = {"reader": "Full figures of A", "administrator": "Full figures. Official-sensitive"}
    for role, said in marking.items():
        table = app.browser(f"{role}@example.org").get("/export/table.csv").text
        assert said in table


def test_a_submitter_sees_the_submissions_of_their_own_areas_and_the_number_of_others(
    apps: dict[bool, SignInApp], demonstration: Path
) -> None:
    everything = [each.id for each in read_manifests(demonstration)]
    page = apps[False].browser("submitter@example.org").get("/upload/history").text
    assert not [each for each in everything if each in page]
    assert "Nothing has been sent for your areas alone yet." in page
    assert "1 of other areas" in page
    whole = apps[False].browser("administrator@example.org").get("/upload/history").text
    assert everything[0] in whole
    assert "of other areas" not in whole


def test_a_reader_begins_with_an_area_of_their_own(apps: dict[bool, SignInApp], demonstration: Path) -> None:
    known = Reader(demonstration, Audience.FULL).ask(queries.DIRECTORY)
    own = next(each for each in known.at(Level.MARAC) if each.parent != known.at(Level.MARAC)[0].parent)
    app = apps[False]
    app.add("own@example.org", Access(role=Role.READER, areas=frozenset({own.area.code})))
    with io.StringIO(app.browser("own@example.org").get("/export/table.csv").data.decode("utf-8-sig")) as lines:
        rows = [row for row in csv.DictReader(lines) if row["area_code"] == own.area.code]
    assert rows
    assert (
        own.area.name.lower().replace(" ", "-")
        in (app.browser("own@example.org").get("/export/table.csv").headers["Content-Disposition"])
    )
