"""One key a folder, and no failure without one."""

from pathlib import Path

from maracdash.store.signing_key import get_signing_key


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
