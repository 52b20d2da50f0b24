"""Passwords: which are refused, and that verifying costs the same whether there is one or not."""

from __future__ import annotations

import pytest

from maracdash.accounts import passwords
from maracdash.accounts.errors import FieldError
from tests.accounts.conftest import PASSWORD


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "too short"),
        ("x" * 129, "too long"),
        ("aaaaaaaaaaaaaaab", "easy to guess"),
        ("Password12345", "easy to guess"),
        ("halebo-halebo-1", "easy to guess"),
    ],
)
def test_an_easy_password_is_refused(password: str, sentence: str) -> None:
    with pytest.raises(FieldError, match=sentence):
        passwords.check_password(password, ("hale", "bo", "halebo"))


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
