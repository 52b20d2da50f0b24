"""The columns of a meeting return, in the order of the template. Data are counts per meeting, never per person.

A field is defined beside the indicators that are made of it; everything that asks for fields reads FIELDS when it asks,
so a field that is added there (or, in a test, at run time) is in form, template, checks, record and figures.
"""

from __future__ import annotations

from maracdash.catalogue import additional, demographics, performance, referrals
from maracdash.model.fields import FieldGroup, ReturnField

FIELDS: list[ReturnField] = [*performance.FIELDS, *referrals.FIELDS, *demographics.FIELDS, *additional.FIELDS]
GROUPS: list[FieldGroup] = [*performance.GROUPS, *referrals.GROUPS, *demographics.GROUPS]
"""In the order of the form."""


def field(name: str) -> ReturnField | None:
    """The field of this name; None for a measure that is no field."""
    return next((each for each in FIELDS if each.name == name), None)


def field_title(name: str) -> str:
    """Title of a field; its name where there is none of this name any more."""
    found = field(name)
    return found.title if found else name


def field_names(group: FieldGroup | None = None) -> tuple[str, ...]:
    """Names of all fields, or of those of a group, in the order of the template."""
    return tuple(each.name for each in FIELDS if group in (None, each.group))


def required_names() -> tuple[str, ...]:
    """Names of the fields that every row needs."""
    return tuple(each.name for each in FIELDS if each.required)


def current_names() -> dict[str, str]:
    """Names of today by the names that fields had before."""
    return {former: each.name for each in FIELDS for former in each.former_names}
