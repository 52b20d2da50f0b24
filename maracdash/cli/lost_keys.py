"""A key that was lost: it is made anew without a word, and then no second factor of anybody opens."""

from __future__ import annotations

from contextlib import closing

from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.second_factor_sign_ins import count_unreadable
from maracdash.record import Record
from maracdash.settings import Settings

LOST = (
    "signing-key, which opens second factors, {}: {} cannot sign in with a code. Restore signing-key from a backup and "
    "start the server again. Without one, they sign in with a recovery code, or after “maracdash user "
    "reset-second-factor EMAIL”, and set up a new second factor."
)


def explain_lost_key(chosen: Settings, record: Record) -> str | None:
    """Explain whose codes are worth nothing for want of their key; None where it is there. No key is made.

    Raises StorageError where the accounts or the key cannot be read.
    """
    key = record.find_key()
    with closing(AccountsDatabase(chosen.accounts_address, record.lasting_key)) as database:
        people = count_unreadable(database, key)
    if not people:
        return None
    return LOST.format("is not the one that sealed them" if key else "is not there", _count(people))


def _count(people: int) -> str:
    return "1 person" if people == 1 else f"{people} people"
