"""The documents name files, packages and functions that there are."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.support.repository import ROOT, list_files

DOCUMENTS = sorted(
    (*ROOT.glob("docs/*.md"), *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")))
)
PLACES = (ROOT, ROOT / "maracdash")
"""A path may be written from the top, or from the library."""
PACKAGES = {each.name for place in PLACES for each in place.iterdir() if each.is_dir() and each.name.isidentifier()}
CODE = (".css", ".js", ".lock", ".md", ".mjs", ".py", ".sql", ".toml", ".ts")
MADE_LATER = {"data/local", "data/demo"}
"""The default data folder and the demonstration's: a run makes them."""
NAMED_IN = ("architecture.md", "decisions.md")
"""Documents that speak of the code alone: each word in a code span must stand in it."""
NOT_OURS = {"datalist"}
"""Rejected, so that it is nowhere."""
WORD = re.compile(r"[A-Za-z_]\w*")
CODE_SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]*)(?:#([\w-]+))?\)")
PATH = re.compile(r"(?P<path>\.?[\w.-]+(?:/[\w.-]+)*/?)(?::(?P<name>\w+))?")
DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")


def read_document(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def list_spans(text: str) -> Iterator[str]:
    """Code spans, without blocks of commands."""
    prose = "\n".join(line for line in text.splitlines() if not line.startswith("    "))
    yield from dict.fromkeys(CODE_SPAN.findall(prose))


def is_path(text: str) -> bool:
    """True for a file of code, and for whatever begins with a folder of ours."""
    first = text.partition("/")[0]
    return text not in MADE_LATER and (text.endswith(CODE) or ("/" in text and first in PACKAGES))


def find_path(text: str) -> Path | None:
    return next((place / text for place in PLACES if (place / text).exists()), None)


def defines(path: Path, name: str) -> bool:
    """Tell whether a file has something of this name: a module as Python sees it, any other as a word of its text."""
    if path.suffix == ".py":
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        return hasattr(importlib.import_module(module), name)
    return re.search(rf"\b{name}\b", path.read_text(encoding="utf-8")) is not None


def is_importable(dotted: str) -> bool:
    """Tell whether a module, or a name in one, is there; from the top, or from the library."""
    return any(_resolves(f"{start}{dotted}") for start in ("", "maracdash."))


def _resolves(dotted: str) -> bool:
    parts = dotted.split(".")
    for size in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:size]))
        except ModuleNotFoundError:
            continue
        for name in parts[size:]:
            if not hasattr(found, name):
                return False
            found = getattr(found, name)
        return True
    return False


def find_dead_names(text: str) -> list[str]:
    """Code spans that name what is not there."""
    dead = []
    for span in list_spans(text):
        if (match := PATH.fullmatch(span)) and is_path(match["path"]):
            found = find_path(match["path"])
            if found is None or (match["name"] and not defines(found, match["name"])):
                dead.append(span)
        elif DOTTED.fullmatch(span) and span.partition(".")[0] in PACKAGES and not is_importable(span):
            dead.append(span)
    return dead


def find_dead_links(document: Path) -> list[str]:
    """Links to files that are not there, and to headings that no document has."""
    dead = []
    for path, heading in LINK.findall(read_document(document)):
        target = document.parent / path if path else document
        if not target.exists() or (heading and heading not in list_anchors(read_document(target))):
            dead.append(f"{path}#{heading}")
    return dead


def find_unknown_words(text: str) -> set[str]:
    """Words in code spans that neither the code nor a file's name has."""
    spoken = {word for span in list_spans(text) for word in WORD.findall(span)}
    return spoken - words_of_the_code() - NOT_OURS


@cache
def words_of_the_code() -> frozenset[str]:
    """Every word of what git keeps but documents and tests, and of the names of all files."""
    names = [each.as_posix() for each in list_files()]
    code = [each for each in names if not each.startswith(("docs/", "tests/")) and not each.endswith(".md")]
    texts = [(ROOT / each).read_text(encoding="utf-8", errors="ignore") for each in code if (ROOT / each).is_file()]
    return frozenset(WORD.findall("\n".join([*names, *texts])))


def list_anchors(text: str) -> set[str]:
    """Anchors of headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.name)
def test_what_a_document_names_is_there(document: Path) -> None:
    assert find_dead_names(read_document(document)) == []
    assert find_dead_links(document) == []


def test_dead_names_are_found_and_others_left_alone() -> None:
    good = "`maracdash/model/` `store/data_format.py` `README.md` `words.write_finding` `assets/state.js:choose`"
    assert find_dead_names(f"{good} `make test` `returns.csv` `plotly.express` `3/4/2024` `queries.values`") == []
    dead = "`intake/letters.py` `maracdash/nothing/` `queries.values.snapshot` `gone.md` `app.py:nothing`"
    assert find_dead_names(dead) == dead.replace("`", "").split(" ")


@pytest.mark.parametrize("name", NAMED_IN)
def test_each_name_in_a_document_of_the_code_is_in_the_code(name: str) -> None:
    assert find_unknown_words(read_document(ROOT / "docs" / name)) == set()


def test_a_name_that_is_gone_is_found() -> None:
    assert find_unknown_words("`successor_of` and `heir_of` of `Reader.asked_for()`") == {"heir_of", "asked_for"}


def test_the_readme_leads_to_the_architecture_and_that_to_what_strangers_look_for() -> None:
    assert "docs/architecture.md" in read_document(ROOT / "README.md")
    asked = read_document(ROOT / "docs" / "architecture.md").partition("## The way of the data")[0]
    for words in ("rounded", "withheld count", "type of file recognised", "filter change"):
        assert words in asked
