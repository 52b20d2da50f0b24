"""Passwords: which are taken, and how they are kept (argon2id)."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from maracdash.accounts.errors import FieldError

SHORTEST, LONGEST = 12, 128
FEWEST_CHARACTERS = 5
OBVIOUS = ("password", "passw0rd", "qwerty", "letmein", "welcome", "12345", "abcdef", "iloveyou", "marac")
HINT = f"At least {SHORTEST} characters. Three or four words that do not belong together are easy to remember."
# The least that OWASP's cheat sheet on storing passwords takes: 19 MiB, so that threads of one worker fit in memory.
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def check_password(password: str, own_words: tuple[str, ...] = (), field: str = "password") -> None:
    """Refuse a password that is easy to guess; `own_words` are a person's name and address. Raises FieldError."""
    if len(password) < SHORTEST:
        raise FieldError(field, f"This password is too short. Use at least {SHORTEST} characters.")
    if len(password) > LONGEST:
        raise FieldError(field, f"This password is too long. Use at most {LONGEST} characters.")
    if _is_obvious(password.casefold(), own_words):
        raise FieldError(field, "This password is easy to guess. Use words that do not belong together.")


def hash_password(password: str) -> str:
    """The form in which a password is kept."""
    return HASHER.hash(password)


def verify_password(kept: str | None, password: str) -> bool:
    """Tell whether a password is the one that is kept. Without any the work is the same, and the answer is no."""
    try:
        HASHER.verify(kept or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def _is_obvious(password: str, own_words: tuple[str, ...]) -> bool:
    """Few characters, or little left when the words that everybody tries are taken out."""
    rest = password
    own = (each.casefold() for each in own_words if len(each) > 2)
    for word in sorted((*OBVIOUS, *own), key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(set(password)) < FEWEST_CHARACTERS or len(rest) < SHORTEST // 2


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return HASHER.hash("nobody has this password")
