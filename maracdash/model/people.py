"""People: those who sign in, and what each may see and do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from maracdash.model.audiences import Audience


class Role(StrEnum):
    """Role of a person; each may do what the ones before it may."""

    PUBLIC = "public"
    READER = "reader"
    SUBMITTER = "submitter"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who asks, as the server knows them. `areas` are codes of forces, each with its Maracs, and of Maracs.

    `id` is for ever and says nothing about the person; `name` is for the record of what they send. `everywhere` gives
    the role in every area.
    """

    id: str
    name: str
    role: Role
    areas: frozenset[str] = frozenset()
    everywhere: bool = False

    @property
    def audience(self) -> Audience:
        """Those whose figures this person may see: administrators see everything, the public what is safe."""
        if self.role is Role.ADMINISTRATOR:
            return Audience.FULL
        if self.role is Role.PUBLIC:
            return Audience.SAFE
        return Audience(everywhere=self.everywhere, areas=frozenset() if self.everywhere else self.areas)

    @property
    def administers(self) -> bool:
        """Tell whether people, areas, withdrawals and settings are this person's business."""
        return self.role is Role.ADMINISTRATOR

    def may_send_for(self, marac: str, force: str) -> bool:
        """Tell whether this person may send figures of a Marac of a force, and see the files sent for it."""
        return self.administers or (self.role is Role.SUBMITTER and self.has_rights_in(marac, force))

    def has_rights_in(self, marac: str, force: str) -> bool:
        """Tell whether this person's rights, whatever they are, are in a Marac of a force."""
        if self.role is Role.PUBLIC:
            return False
        return self.administers or self.everywhere or bool(self.areas & {marac, force})

    @property
    def may_send(self) -> bool:
        """Tell whether there is any Marac that this person may send for."""
        return self.administers or (self.role is Role.SUBMITTER and (self.everywhere or bool(self.areas)))


PUBLIC = Person(id="public", name="", role=Role.PUBLIC)
"""Everybody who has not signed in, where a deployment is open to the public."""
LOCAL = Person(id="local", name="", role=Role.ADMINISTRATOR, everywhere=True)
"""Whoever sits at the machine, where nobody signs in: on loopback alone."""
