"""The server is started in one way, from the command line and from the Procfile."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from maracdash.cli.serving import GUNICORN

PROCFILE = Path(__file__).parents[2] / "Procfile"


def pairs(words: list[str]) -> set[tuple[str, str]]:
    """Each flag with its value, or with nothing."""
    following = [*words[1:], ""]
    return {
        (word, "" if after.startswith("-") else after)
        for word, after in zip(words, following, strict=True)
        if word.startswith("--")
    }


def test_the_procfile_has_the_same_flags() -> None:
    line = re.sub(r'"?\$[({].*?[)}]"?', "x", PROCFILE.read_text(encoding="utf-8"))
    named = pairs(shlex.split(line.partition("gunicorn ")[2].replace("app:server", "")))
    own = {(flag, value) for flag, value in named if flag not in {"--workers", "--bind", "--worker-tmp-dir"}}
    assert own == pairs([*GUNICORN])
    assert ("--limit-request-line", "8190") in own
