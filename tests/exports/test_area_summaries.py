"""The summary as text and Markdown: the page's sentences word for word, and no name that becomes markup."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from maracdash.exports.area_summaries import WRITERS, build_summary_file, write_markdown, write_text
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter
from maracdash.model.signals import SinceSelection
from maracdash.reading.area_summaries import summarise_area
from maracdash.reading.reader import Reader
from maracdash.words.area_summaries import WrittenSummary, write_area_summary


@pytest.fixture(scope="module")
def written(demonstration: Path) -> WrittenSummary:
    selection = SinceSelection(marac="AM001", quarter=Quarter(2024, 4))
    return write_area_summary(summarise_area(Reader(demonstration, Audience.FULL), selection))


def sentences(written: WrittenSummary) -> list[str]:
    entries = [line for part in written.sections for each in part.indicators for line in each.sentences]
    return [*written.sentences, *entries, *written.caveats, *written.lines]


def unescaped(text: str) -> str:
    return text.replace("\\", "")


@pytest.mark.parametrize("form", list(WRITERS))
def test_a_file_holds_each_sentence_once_in_order(written: WrittenSummary, form: str) -> None:
    text = unescaped(WRITERS[form].write(written))
    at = 0
    for sentence in sentences(written):
        at = text.index(sentence, at) + len(sentence)
    assert text.endswith("\n")


def test_a_name_is_no_markup(written: WrittenSummary) -> None:
    nasty = replace(written, heading="Summary: *B_irch* [x](y) <b> #1", sentences=("- 1. B|C",), lines=("1. One",))
    lines = write_markdown(nasty).splitlines()
    assert lines[0] == r"# Summary: \*B\_irch\* \[x\](y) \<b\> \#1"
    assert r"- \- 1. B\|C" in lines
    assert r"- 1\. One" in lines or r"- \1. One" in lines
    assert write_text(nasty).startswith("Summary: *B_irch* [x](y) <b> #1\n====")


def test_the_file_is_named_after_what_it_is_of(demonstration: Path) -> None:
    selection = SinceSelection(marac="AM001", quarter=Quarter(2024, 4))
    answer = summarise_area(Reader(demonstration, Audience.FULL), selection)
    file = build_summary_file(answer, "md")
    assert file.name.endswith("_summary_2024-Q4_quarter.md")
    assert file.content.decode("utf-8").startswith(f"# Summary: {answer.area.name}")
