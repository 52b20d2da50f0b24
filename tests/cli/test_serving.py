"""The server is started in one way, from the command line and from the Procfile."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

from maracdash.cli.serving import GUNICORN
from maracdash.store.data_format import FORMAT, FORMAT_FILE
from tests.support import small_country

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


def test_a_folder_of_a_newer_program_is_refused_in_one_sentence(
    maracdash: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    small_country.fill(tmp_path)
    (tmp_path / FORMAT_FILE).write_text(json.dumps({"format": FORMAT + 1}), encoding="utf-8")
    code, out, err = maracdash("--data", tmp_path, "serve")
    assert (code, out, err.count("was written by a newer version")) == (1, "", 1)
