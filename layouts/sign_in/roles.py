"""Roles and areas in words."""

from __future__ import annotations

from collections.abc import Mapping

from maracdash.accounts.people import Access
from maracdash.model.people import Role

ROLE_WORDS = {
    Role.READER: ("Reader", "sees the full figures of the areas ticked, and figures safe to share of all others"),
    Role.SUBMITTER: ("Submitter", "sends figures for the areas ticked as well, and sees the files sent for them"),
    Role.ADMINISTRATOR: ("Administrator", "sees and sends everything, and looks after people and withdrawals"),
}
MAX_NAMED = 3


def describe_access(access: Access, names: Mapping[str, str]) -> str:
    """A role with its areas: `Reader: Alderland, Westmere`. One without a name stands by its code."""
    word = ROLE_WORDS[access.role][0]
    if access.role is Role.ADMINISTRATOR or access.everywhere:
        return f"{word}: all areas"
    named = sorted(names.get(code, code) for code in access.areas)
    more = f" and {len(named) - MAX_NAMED} more" if len(named) > MAX_NAMED else ""
    return f"{word}: {', '.join(named[:MAX_NAMED])}{more}" if named else f"{word}: no areas"
