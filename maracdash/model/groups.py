"""Groups of a reader's own as they stand in an address: `group=Coast~E1,E2`."""

from __future__ import annotations

from dataclasses import dataclass

from maracdash.model.errors import NotFoundError
from maracdash.model.packed_codes import pack_codes, unpack_codes

NAME_END = "~"
MAX_NAME_LENGTH = 40
MAX_MEMBERS = 60


@dataclass(frozen=True, kw_only=True)
class GroupChoice:
    """The name of a group, and the codes (or names) of its Maracs and forces."""

    name: str
    members: tuple[str, ...]

    @property
    def packed(self) -> str:
        """The group as one short text: codes that begin alike share their beginning."""
        return f"{self.name}{NAME_END}{pack_codes(self.members)}"


def find_name_problem(name: str) -> str:
    """Find what is wrong with the name that somebody typed for a group, as a sentence; empty where nothing is."""
    if not name:
        return "Give the group a name, so that charts and tables can say what it is."
    if not name.isprintable():
        return "This name has letters that cannot be seen. Type it again."
    if len(name) > MAX_NAME_LENGTH:
        return f"This name has {len(name)} letters; a group's has at most {MAX_NAME_LENGTH}. Shorten it."
    return ""


def tidy_name(text: str) -> str:
    """A typed name with single blanks alone."""
    return " ".join(text.split())


def parse_group(text: str) -> GroupChoice:
    """Read a group from an address. Raises NotFoundError for what is none, or too large."""
    name, end, codes = text.rpartition(NAME_END)
    name, members = tidy_name(name), unpack_codes(codes)
    if not end or not name or not members:
        raise NotFoundError(
            f"“{text[:60]}” is no group. Write its name, a “{NAME_END}” and the codes of its Maracs or forces, with "
            "commas between."
        )
    if len(name) > MAX_NAME_LENGTH or not name.isprintable():
        raise NotFoundError(
            f"A group cannot be called “{_printable(name)[:60]}”. "
            f"Use at most {MAX_NAME_LENGTH} letters that can be seen."
        )
    if len(members) > MAX_MEMBERS:
        raise NotFoundError(f"The group “{name}” has {len(members)} members. Choose at most {MAX_MEMBERS}.")
    return GroupChoice(name=name, members=members)


def _printable(name: str) -> str:
    return "".join(letter for letter in name if letter.isprintable())
