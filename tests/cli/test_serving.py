"""The server is started in one way, from the command line and from the Procfile."""

from __future__ import annotations

import json
import os
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from maracdash.accounts import people
from maracdash.accounts.audit import Actor
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.people import Access
from maracdash.cli.serving import GUNICORN, check_port, describe_sign_in, has_people
from maracdash.model.errors import MaracdashError
from maracdash.model.people import Role
from maracdash.record import Record
from maracdash.settings import Settings
from maracdash.store.data_format import FORMAT
from maracdash.store.folder_names import FORMAT_FILE
from tests.support import small_country
from tests.support.servers import find_free_port

PROCFILE = Path(__file__).parents[2] / "Procfile"


def pairs(words: list[str]) -> set[tuple[str, str]]:
    """Each flag with its value, or with nothing."""
    following = [*words[1:], ""]
    return {
        (word, "" if after.startswith("-") else after)
        for word, after in zip(words, following, strict=True)
        if word.startswith("--")
    }


def test_a_port_in_use_is_told_before_any_address(
    maracdash: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, out, err = maracdash("serve", "--data", tmp_path, "--port", str(port))
    assert code == 1
    assert "The dashboard is at" not in out
    assert err.splitlines()[-1] == (
        f"Port {port} of 127.0.0.1 is in use: something listens there already. Stop it, or choose another port with "
        "--port or MARACDASH_PORT."
    )


def test_an_address_of_version_six_is_served_and_so_are_its_metrics(tmp_path: Path) -> None:
    port, counts = find_free_port(), find_free_port()
    given = {"HOST": "::1", "PORT": str(port), "METRICS_HOST": "::1", "METRICS_PORT": str(counts), "WORKERS": "1"}
    with _serving(tmp_path, given) as process:
        said = [line for line in (process.stdout.readline() for _ in range(2)) if "dashboard is at" in line]
        assert said == [f"The dashboard is at http://[::1]:{port} (stop it with Ctrl+C)\n"]
        assert "maracdash_requests_running" in _ask_patiently(f"http://[::1]:{counts}/metrics")
        assert "csrf_token" in _ask_patiently(f"http://[::1]:{port}/upload/file")


def test_a_prefix_that_is_refused_is_told_and_no_address(tmp_path: Path) -> None:
    given = {"PORT": str(find_free_port()), "PATH_PREFIX": "/upload"}
    with _serving(tmp_path, given) as process:
        out, err = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "The dashboard is at" not in out
    assert err.splitlines()[-1].endswith("is an address of the dashboard itself. Choose another, such as /marac.")


SERVE = (sys.executable, "-m", "maracdash", "serve")


@contextmanager
def _serving(folder: Path, given: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    named = {f"MARACDASH_{name}": each for name, each in {"DATA": str(folder), **given}.items()}
    with subprocess.Popen(
        SERVE, env={**os.environ, **named}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def _ask_patiently(address: str) -> str:
    until = time.monotonic() + 120
    while True:
        try:
            with urlopen(address, timeout=60) as answer:
                return answer.read().decode()
        except HTTPError:
            raise
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def test_a_port_of_metrics_in_use_is_told_with_its_own_setting(
    maracdash: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARACDASH_PORT", str(find_free_port()))
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setenv("MARACDASH_METRICS_PORT", str(other.getsockname()[1]))
        code, out, err = maracdash("serve", "--data", tmp_path)
    assert (code, "The dashboard is at" in out) == (1, False)
    assert err.splitlines()[-1].endswith("choose another port with MARACDASH_METRICS_PORT.")


def test_whoever_has_people_is_not_told_to_add_the_first(tmp_path: Path) -> None:
    chosen = Settings(data=tmp_path, accounts=f"sqlite:///{tmp_path}/people.sqlite", sign_in="accounts")
    assert "Add the first: maracdash user add" in describe_sign_in(chosen, anybody=has_people(chosen))
    database = AccountsDatabase(chosen.accounts_address, Record(tmp_path).lasting_key)
    people.add_person(database, Actor(person="", who="tests"), "ada@example.org", "Ada", Access(role=Role.READER))
    database.close()
    assert describe_sign_in(chosen, anybody=has_people(chosen)) == "People sign in."


def test_a_host_that_is_not_of_this_machine_is_a_sentence() -> None:
    with pytest.raises(MaracdashError, match=r"cannot listen on port 8050 of 192\.0\.2\.1: .* --host or .* --port or"):
        check_port("192.0.2.1", 8050)


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
