"""One key a folder, and no failure without one."""

from pathlib import Path

import pytest

from maracdash.model.errors import StorageError
from maracdash.store.signing_key import get_lasting_key, get_signing_key


def test_a_folder_has_one_key_that_others_cannot_read(tmp_path: Path):
    key = get_signing_key(tmp_path / "data")
    assert len(key) == 32
    assert get_signing_key(tmp_path / "data") == key
    assert get_signing_key(tmp_path / "other") != key
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["signing-key"]
    assert (tmp_path / "data" / "signing-key").stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_gives_a_key_for_the_time_being(tmp_path: Path):
    (tmp_path / "file").write_text("")
    assert len(get_signing_key(tmp_path / "file" / "data")) == 32


def test_what_must_last_is_given_the_same_key_or_none(tmp_path: Path):
    assert get_lasting_key(tmp_path / "data") == get_signing_key(tmp_path / "data")
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match=r"signing-key in its data folder, cannot be used"):
        get_lasting_key(tmp_path / "file" / "data")


@pytest.mark.parametrize("content", [b"", b"short"])
def test_a_damaged_key_is_said_and_nothing_lasting_is_made_by_it(tmp_path: Path, content: bytes):
    (tmp_path / "signing-key").write_bytes(content)
    with pytest.raises(StorageError, match="is damaged"):
        get_lasting_key(tmp_path)
    assert len(get_signing_key(tmp_path)) == 32
