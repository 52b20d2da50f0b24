"""Roles and areas in words."""

from __future__ import annotations

from maracdash.accounts.people import Access
from maracdash.model.people import Role

ROLE_WORDS = {
    Role.READER: ("Reader", "sees the full figures of the areas ticked, and figures safe to share of all others"),
    Role.SUBMITTER: ("Submitter", "sends figures for the areas ticked as well, and sees the files sent for them"),
    Role.ADMINISTRATOR: ("Administrator", "sees and sends everything, and looks after people and withdrawals"),
}


def describe_access(access: Access) -> str:
    """A role with the number of its areas: `Reader: 3 areas`."""
    word = ROLE_WORDS[access.role][0]
    if access.role is Role.ADMINISTRATOR or access.everywhere:
        return f"{word}: all areas"
    count = len(access.areas)
    return f"{word}: no areas" if not count else f"{word}: {count} {'area' if count == 1 else 'areas'}"
