"""The summary as plain text and as Markdown: the page's sentences, word for word."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from maracdash.exports.files import File, make_file_name
from maracdash.model.area_summaries import AreaSummary
from maracdash.words.area_summaries import WrittenIndicator, WrittenSummary, write_area_summary

IN_A_MINUTE = "In one minute"
CAVEATS = "Bear in mind"
SOURCES = "Where this comes from"
MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])")
LIST_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


@dataclass(frozen=True, kw_only=True)
class SummaryWriter:
    """A way to write a summary to a file."""

    media_type: str
    write: Callable[[WrittenSummary], str]


def build_summary_file(answer: AreaSummary, form: str) -> File:
    """The file of a form: `txt` or `md`, in UTF-8."""
    writer = WRITERS[form]
    since = answer.changes.selection.since
    name = make_file_name(answer.area.name, "summary", str(answer.quarter), str(since), extension=form)
    text = writer.write(write_area_summary(answer))
    return File(name=name, content=text.encode("utf-8"), media_type=writer.media_type)


def write_text(summary: WrittenSummary) -> str:
    """Plain text, a sentence a line, for a message or a note."""
    parts = [_underline(summary.heading, "="), summary.period, "", *_text_list(summary.sentences)]
    for section in summary.sections:
        parts += ["", _underline(section.title, "-")]
        for each in section.indicators:
            parts += ["", _title(each), *each.sentences]
    parts += ["", summary.nothing] if summary.nothing else []
    parts += ["", _underline(CAVEATS, "-"), *_text_list(summary.caveats)]
    parts += ["", _underline(SOURCES, "-"), *summary.lines]
    return "\n".join(parts) + "\n"


def write_markdown(summary: WrittenSummary) -> str:
    """Markdown with headings and lists; signs that it would read as markup are escaped."""
    parts = [f"# {_escape(summary.heading)}", "", _escape(summary.period), "", f"## {IN_A_MINUTE}", ""]
    parts += _markdown_list(summary.sentences)
    for section in summary.sections:
        parts += ["", f"## {_escape(section.title)}"]
        for each in section.indicators:
            parts += ["", f"### {_escape(_title(each))}", "", *_markdown_list(each.sentences)]
    parts += ["", _escape(summary.nothing)] if summary.nothing else []
    parts += ["", f"## {CAVEATS}", "", *_markdown_list(summary.caveats)]
    parts += ["", f"## {SOURCES}", "", *_markdown_list(summary.lines)]
    return "\n".join(parts) + "\n"


def _title(written: WrittenIndicator) -> str:
    return f"{written.indicator.title} ({written.standing})"


def _underline(text: str, sign: str) -> str:
    return f"{text}\n{sign * len(text)}"


def _text_list(sentences: tuple[str, ...]) -> list[str]:
    return [f"- {each}" for each in sentences]


def _markdown_list(sentences: tuple[str, ...]) -> list[str]:
    return [f"- {_escape(each)}" for each in sentences]


def _escape(text: str) -> str:
    """A name may hold any sign, and a line begin with one that would make it a list."""
    return LIST_START.sub(r"\1\\\2", MARKDOWN_SIGNS.sub(r"\\\1", text))


WRITERS = {
    "txt": SummaryWriter(media_type="text/plain; charset=utf-8", write=write_text),
    "md": SummaryWriter(media_type="text/markdown; charset=utf-8", write=write_markdown),
}
