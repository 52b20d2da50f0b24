"""Fields: one column of a return, and everything that form, template, checks and demonstration ask of it."""

from __future__ import annotations

from dataclasses import dataclass

FILLED = "filled"
"""Beside the fields of a form, the meeting that it was filled in from: the code of its Marac, a space, and its day."""


@dataclass(frozen=True, kw_only=True)
class Total:
    """Total of a group's fields: equal to the count `of` where `is_exact`, else no more than that.

    `title` stands before the running sum in the form, `noun` in the sentence of the check.
    """

    title: str
    noun: str
    of: str
    is_exact: bool


@dataclass(frozen=True, kw_only=True)
class FieldGroup:
    """Fields that are asked together in the form."""

    title: str
    hint: str = ""
    total: Total | None = None


@dataclass(frozen=True, kw_only=True)
class Demonstration:
    """A field in the fictional country: its count for each case, and `variation`, how far Maracs differ in that.

    An ethnic group's is for each case that is not White British. `never` is the share of Maracs that have none at all.
    Some Maracs leave the field out unless it is `collected_by_all`. No case counts here and in the field `apart_from`.
    """

    per_case: float
    variation: float = 0.3
    never: float = 0.0
    collected_by_all: bool = True
    apart_from: str = ""


@dataclass(frozen=True, kw_only=True)
class ReturnField:
    """A column of a meeting return. `whole` counts must be whole numbers; `part_of` names the count that caps it.

    `former_names` are its names in files that were accepted before.
    """

    name: str
    title: str
    group: FieldGroup
    definition: str = ""
    whole: bool = True
    required: bool = False
    part_of: str = ""
    former_names: tuple[str, ...] = ()
    example: tuple[float, float] = (1, 1)
    demonstration: Demonstration | None = None
