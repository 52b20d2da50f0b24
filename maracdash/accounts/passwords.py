"""Passwords: which are taken, and how they are kept (argon2id)."""

from __future__ import annotations

import re
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from maracdash.accounts.common_passwords import is_common
from maracdash.accounts.errors import FieldError

MIN_LENGTH, MAX_LENGTH = 12, 128
MIN_CHARACTERS = 5
OBVIOUS = ("password", "qwerty", "letmein", "welcome", "12345", "abcdef", "iloveyou")
FIELD_WORDS = ("marac", "domestic", "abuse", "idva", "safelives")
"""Words of the field, which whoever guesses at such a dashboard tries first (ASVS 5.0, 6.2.11)."""
SIGNS = str.maketrans("@430$517", "aaeossit")
"""Signs that stand for letters: M@r4c is Marac."""
ADVICE = "Use words that do not belong together."
HINT = f"At least {MIN_LENGTH} characters. Three or four words that do not belong together are easy to remember."
# The least that OWASP's cheat sheet on storing passwords takes: 19 MiB, so that threads of one worker fit in memory.
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def check_password(password: str, own_words: tuple[str, ...] = (), field: str = "password") -> None:
    """Refuse a password that is easy to guess. Raises FieldError.

    `own_words` are a person's name and address, and the name of the deployment.
    """
    if len(password) < MIN_LENGTH:
        raise FieldError(field, f"This password is too short. Use at least {MIN_LENGTH} characters.")
    if len(password) > MAX_LENGTH:
        raise FieldError(field, f"This password is too long. Use at most {MAX_LENGTH} characters.")
    if is_common(password):
        raise FieldError(field, f"This password is among the most common ones, which are tried first. {ADVICE}")
    if _is_made_of(password, (*FIELD_WORDS, *_split_words(own_words))):
        raise FieldError(
            field,
            "This password is made of your name or address, the name of this dashboard, or words such as Marac. "
            f"Others would guess it. {ADVICE}",
        )
    if _is_obvious(password, own_words):
        raise FieldError(field, f"This password is easy to guess. {ADVICE}")


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
    """Few characters, or made of words that everybody tries and of one's own."""
    few = len(set(password.casefold())) < MIN_CHARACTERS
    return few or _is_made_of(password, (*OBVIOUS, *FIELD_WORDS, *_split_words(own_words)))


def _is_made_of(password: str, words: tuple[str, ...]) -> bool:
    """Tell whether little but marks is left when words are taken out, with signs for letters read as letters."""
    text = rest = password.casefold().translate(SIGNS)
    for word in sorted((each.translate(SIGNS) for each in words), key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != text and sum(map(str.isalnum, rest)) < MIN_LENGTH // 2


def _split_words(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Words of names and addresses; those of one or two letters stand in too many passwords."""
    words = (word for each in texts for word in re.split(r"[\W_]+", each.casefold()))
    return tuple(each for each in words if len(each) > 2)


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return HASHER.hash("nobody has this password")
