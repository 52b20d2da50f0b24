"""Passwords: which are refused, and that verifying costs the same whether there is one or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from maracdash.accounts import common_passwords, passwords
from maracdash.accounts.errors import FieldError
from tests.accounts.conftest import PASSWORD

HASHER = passwords.HASHER
"""The program's own, taken before other tests are given a cheaper one."""


@pytest.fixture(autouse=True)
def real_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are kept as the program keeps them."""
    monkeypatch.setattr(passwords, "HASHER", HASHER)
    passwords._nobodys_hash.cache_clear()


def test_a_guess_costs_what_the_cheat_sheet_of_owasp_asks_for_at_least() -> None:
    """Argon2id with 19 MiB, two rounds and one lane."""
    assert passwords.hash_password(PASSWORD).split("$")[1:4] == ["argon2id", "v=19", "m=19456,t=2,p=1"]


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "too short"),
        ("x" * 129, "too long"),
        ("aaaaaaaaaaaaaaab", "easy to guess"),
        ("Password12345", "most common"),
        ("P@ssw0rd12345", "easy to guess"),
        ("halebo-halebo-1", "made of your name"),
        ("Marac12345!!!", "words such as Marac"),
        ("m4r@c-M4RAC-marac", "words such as Marac"),
        ("Domestic abuse!", "words such as Marac"),
        ("hale.bo@north.example", "your name or address"),
        ("NorthLights 2026!!", "name of this dashboard"),
        ("1qaz2wsx3edc", "most common"),
        ("1QAZ2wsx3EDC", "most common"),
        ("sonyericsson", "most common"),
    ],
)
def test_an_easy_password_is_refused_and_the_sentence_says_why(password: str, sentence: str) -> None:
    with pytest.raises(FieldError, match=sentence):
        passwords.check_password(password, ("hale.bo@north.example", "Hale Halebo", "North lights"))


def test_common_passwords_that_could_be_chosen_are_more_than_three_thousand() -> None:
    """ASVS 5.0, 6.2.4: as many, of those that the policy lets through."""
    held = common_passwords.FILE.read_bytes()
    assert len(held) // common_passwords.WIDTH >= 3000
    assert len(held) % common_passwords.WIDTH == 0


def test_a_common_password_is_found_wherever_it_stands_in_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = [f"a common password {number}" for number in range(100)]
    monkeypatch.setattr(common_passwords, "FILE", tmp_path / "few.bin")
    common_passwords.FILE.write_bytes(common_passwords.pack(listed))
    assert all(map(common_passwords.is_common, listed))
    assert not any(common_passwords.is_common(f"{each}0") for each in listed[10:])


@pytest.mark.parametrize("password", [PASSWORD, "ünïcödé wörds ärë fïne", "x7!kQ9#mZ2@p", "word " * 20])
def test_others_are_taken_and_known_again(password: str) -> None:
    passwords.check_password(password)
    kept = passwords.hash_password(password)
    assert kept.startswith("$argon2id$")
    assert passwords.verify_password(kept, password)
    assert not passwords.verify_password(kept, f"{password} ")


def test_without_a_password_the_same_work_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: a clock on a busy machine would prove nothing."""
    worked = []

    class Counting(passwords.PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002
            worked.append(str(hash).rpartition("$")[0].rpartition("$")[0])
            return super().verify(hash, password)

    kept = passwords.hash_password(PASSWORD)
    monkeypatch.setattr(passwords, "HASHER", Counting(time_cost=2, memory_cost=19_456, parallelism=1))
    assert not passwords.verify_password(None, PASSWORD)
    assert not passwords.verify_password(None, "nobody has this password")
    assert not passwords.verify_password(kept, "another")
    assert len(worked) == 3
    assert len(set(worked)) == 1
