"""What is wrong with a server of PostgreSQL is said, each thing by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maracdash.accounts.server_checks import ServerState, list_faults, list_risks, read_server_state

SOUND = ServerState(encoding="UTF8", encrypted=True, remote=True, superuser=False, may_create=True)


def test_a_sound_server_is_no_finding() -> None:
    assert [*list_faults(SOUND), *list_risks(SOUND)] == []
    assert list(list_faults(replace(SOUND, encrypted=False, remote=False))) == []


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (replace(SOUND, encoding="SQL_ASCII"), "ENCODING 'UTF8'"),
        (replace(SOUND, encrypted=False), "sslmode=verify-full"),
        (replace(SOUND, may_create=False), "GRANT CREATE"),
    ],
)
def test_each_fault_says_what_to_do(state: ServerState, said: str) -> None:
    (fault,) = list_faults(state)
    assert said in fault


def test_a_real_server_says_its_state(postgresql_address: str) -> None:
    """Whom initdb names is its superuser; a socket is of this machine."""
    assert read_server_state(postgresql_address) == replace(SOUND, encrypted=False, remote=False, superuser=True)


def test_a_file_is_no_server() -> None:
    assert read_server_state("sqlite://") is None
