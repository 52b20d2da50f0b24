"""People and the audit from the command line."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
import stat
from datetime import UTC, datetime

import pytest

from maracdash.accounts import invitations, people
from maracdash.accounts.database import AccountsDatabase
from maracdash.model.people import Role
from maracdash.model.quarters import Quarter
from maracdash.record import Record
from maracdash.store.releases.publish import publish_release
from tests.support import folders, small_country

WORDS = "tunnel harvest violet seven"


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.delenv("MARACDASH_ACCOUNTS", raising=False)
    small_country.fill(tmp_path)
    return tmp_path


@pytest.fixture
def database(place):
    opened = AccountsDatabase(f"sqlite:///{place}/accounts.sqlite", Record(place).lasting_key)
    yield opened
    opened.close()


@pytest.fixture
def ada(maracdash, place):
    code, said, _ = maracdash("--data", place, "user", "add", "Ada@example.org", "--name", "Ada King", "--admin")
    assert (code, said) == (0, "ada@example.org is added. To send them a link: maracdash user invite ada@example.org\n")


@pytest.mark.usefixtures("ada")
def test_the_first_administrator_is_added_and_invited(maracdash, place, database, monkeypatch):
    monkeypatch.setenv("MARACDASH_HOSTS", "marac.example.org")
    monkeypatch.setenv("MARACDASH_HTTPS", "true")
    code, link, _ = maracdash("--data", place, "user", "invite", "ada@example.org")
    found = re.fullmatch(r"https://marac\.example\.org/invitation/([\w-]{43})\n", link)
    assert code == 0
    account = invitations.accept(database, found[1], WORDS, datetime.now(UTC))
    assert account.person.administers
    assert account.access.everywhere


@pytest.mark.usefixtures("place")
def test_the_data_folder_that_it_makes_is_its_owner_s_alone(maracdash, tmp_path):
    new = tmp_path / "new"
    assert maracdash("--data", new, "user", "add", "ada@example.org", "--name", "Ada", "--admin")[0] == 0
    assert stat.S_IMODE(new.stat().st_mode) == 0o700


def test_so_is_one_that_its_key_is_made_in_first(tmp_path):
    Record(tmp_path / "new").lasting_key()
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_no_link_is_made_that_nobody_could_open(maracdash, place, monkeypatch, host):
    monkeypatch.setenv("MARACDASH_HOST", host)
    before = maracdash("--data", place, "audit", "list")
    code, link, said = maracdash("--data", place, "user", "invite", "ada@example.org")
    assert (code, link) == (1, "")
    assert f"MARACDASH_HOST is {host}. Set MARACDASH_HOSTS to the name that people use" in said
    assert maracdash("--data", place, "audit", "list") == before


@pytest.mark.usefixtures("ada")
def test_a_link_for_another_address(maracdash, place, monkeypatch):
    _, link, _ = maracdash("--data", place, "user", "invite", "ada@example.org", "--site", "https://m.example/")
    assert link.startswith("https://m.example/invitation/")
    monkeypatch.setenv("MARACDASH_HOSTS", "marac.example.org")
    monkeypatch.setenv("MARACDASH_HTTPS", "true")
    monkeypatch.setenv("MARACDASH_PATH_PREFIX", "/services")
    _, link, _ = maracdash("--data", place, "user", "invite", "ada@example.org")
    assert link.startswith("https://marac.example.org/services/invitation/")


@pytest.mark.usefixtures("ada")
def test_areas_are_given_by_code_or_name_and_changed(maracdash, place, database):
    maracdash(
        *("--data", place, "user", "add", "bo@example.org", "--name", "Bo", "--role", "submitter"),
        *("--area", "F1", "--area", "marac m3"),
    )
    assert people.find_account(database, "bo@example.org").access.areas == {"F1", "M3"}
    code, said, _ = maracdash("--data", place, "user", "role", "bo@example.org", "--role", "reader", "--everywhere")
    assert (code, said) == (0, "bo@example.org  Bo  reader  all areas\n")
    code, _, wrong = maracdash(
        "--data", place, "user", "role", "bo@example.org", "--role", "reader", "--area", "Narnia"
    )
    assert (code, "called “Narnia”" in wrong) == (1, True)
    assert people.find_account(database, "bo@example.org").access.role is Role.READER


def test_who_could_work_out_numbers_of_others_is_told_of(maracdash, tmp_path):
    areas = folders.build_country({"F1": ("M1", "M2", "M3")})
    returns = [folders.quarterly_return(f"M{each}", Quarter(2024, 1)) for each in (1, 2, 3)]
    folders.submit(tmp_path, areas=areas, returns=returns)
    assert publish_release(tmp_path)
    for given, warned in (("M1", False), ("F1", False), ("M1 M2", True)):
        person = ("user", "add", f"{given[-2:]}@example.org", "--name", "Bo")
        chosen = [word for code in given.split() for word in ("--area", code)]
        code, _, said = maracdash("--data", tmp_path, *person, *chosen)
        assert (code, "2 of the 3 Maracs of" in said) == (0, warned)


@pytest.mark.usefixtures("ada")
def test_what_cannot_be_done_is_a_sentence(maracdash, place):
    for words, sentence in (
        (("add", "ada@example.org", "--name", "Ada"), "ada@example.org is already among the people here."),
        (("add", "nobody", "--name", "X"), "This is not an e-mail address. Write one such as name@example.org."),
        (("deactivate", "ada@example.org"), people.LAST_ADMINISTRATOR),
        (("invite", "cy@example.org"), "There is nobody here called cy@example.org."),
        (
            ("add", "cy@example.org", "--name", "C", "--area", "F1", "--everywhere"),
            "Name areas or say --everywhere, not both.",
        ),
    ):
        assert maracdash("--data", place, "user", *words)[::2] == (1, f"{sentence}\n")


@pytest.mark.usefixtures("ada")
def test_somebody_is_shut_out_and_let_in_again(maracdash, place, database):
    maracdash("--data", place, "user", "add", "bo@example.org", "--name", "Bo", "--everywhere")
    for word, active in (
        ("deactivate", False),
        ("activate", True),
        ("end-sessions", True),
        ("reset-second-factor", True),
    ):
        assert maracdash("--data", place, "user", word, "bo@example.org")[0] == 0
        assert people.find_account(database, "bo@example.org").active is active
    _, said, _ = maracdash("--data", place, "user", "list")
    assert said == "ada@example.org  Ada King  administrator  all areas\nbo@example.org  Bo  reader  all areas\n"


def test_without_anybody_the_list_says_how_to_begin(maracdash, place):
    assert "maracdash user add EMAIL --name NAME --admin" in maracdash("--data", place, "user", "list")[1]


@pytest.mark.usefixtures("ada")
def test_the_audit_is_listed_and_proved(maracdash, place):
    maracdash("--data", place, "user", "add", "bo@example.org", "--name", "Bo")
    _, said, _ = maracdash("--data", place, "audit", "list", "--who", "bo@example.org")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d [\d:]{8}  person added  \S+ \(command line\)  bo@example\.org  .*\n", said)
    _, text, _ = maracdash("--data", place, "audit", "list", "--csv")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [each["subject"] for each in rows] == ["bo@example.org", "ada@example.org"]
    _, proof, _ = maracdash("--data", place, "audit", "verify")
    assert proof.startswith("The audit is whole: 2 events.\n2:")
    assert maracdash("--data", place, "audit", "verify", "--holds", proof.splitlines()[1])[0] == 0
    assert maracdash("--data", place, "audit", "verify", "--holds", "2:0000")[0] == 1
    assert maracdash("--data", place, "audit", "list", "--since", "2100-01-01")[1] == "There are no such events.\n"


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize("noted", ["²:x", "1", "1:", f"{10**30}:ab", "x:ab"])
def test_a_wrong_note_of_an_event_is_a_sentence(maracdash, place, noted):
    code, out, said = maracdash("--data", place, "audit", "verify", "--holds", noted)
    assert (code, out) == (1, "")
    assert said.startswith(f"“{noted}” is not the last line of an earlier “maracdash audit verify”")


@pytest.mark.usefixtures("ada")
def test_areas_are_listed_by_name(maracdash, place):
    maracdash("--data", place, "user", "add", "bo@example.org", "--name", "Bo", "--area", "F1", "--area", "M3")
    assert "  reader  Force F1, Marac M3\n" in maracdash("--data", place, "user", "list")[1]


@pytest.mark.usefixtures("ada")
def test_a_damaged_audit_is_an_exit_code(maracdash, place):
    raw = sqlite3.connect(place / "accounts.sqlite")
    raw.executescript("DROP TRIGGER events_refuse_update; UPDATE events SET who = 'somebody else'")
    raw.close()
    code, _, said = maracdash("--data", place, "audit", "verify")
    assert code == 1
    assert said.startswith("The audit is damaged. Event 1 was changed after it was written.")
