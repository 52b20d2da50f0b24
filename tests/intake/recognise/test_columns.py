"""The document of the files and their columns names every kind and every column, and none that there is not."""

import re
from pathlib import Path

import pytest

from maracdash.catalogue.fields import field_names
from maracdash.intake.file_types import list_header_kinds
from maracdash.intake.recognise.header_kinds import HeaderKind

DOCUMENT = (Path(__file__).parents[3] / "docs" / "files.md").read_text(encoding="utf-8")
ROWS = {row[0].strip(): row[1:] for line in DOCUMENT.splitlines() if (row := line.strip("|").split("|"))[2:]}
OF_THE_TEMPLATE = frozenset(field_names()) - {"cases"}


def named(text: str) -> set[str]:
    return {name.casefold() for name in re.findall(r"`([A-Za-z_0-9]+)`", text)}


@pytest.mark.parametrize("kind", list_header_kinds(), ids=lambda kind: kind.name)
def test_every_column_is_listed_under_its_kind(kind: HeaderKind):
    needed, optional = ROWS[kind.name]
    assert named(needed) == set(kind.required)
    if "the same" in optional:
        optional = ROWS["meeting returns"][1]
    listed = {name for name in named(optional) if name in kind.optional}
    assert listed == set(kind.optional) - OF_THE_TEMPLATE
    assert ("every other count of the template" in optional) is bool(OF_THE_TEMPLATE & set(kind.optional))
