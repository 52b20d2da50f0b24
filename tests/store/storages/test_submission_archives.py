"""A submission as one file: what was packed comes back, and nothing is ever written beside its folder."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from maracdash.model.errors import StorageError
from maracdash.store.storages.submission_archives import pack_folder, unpack_submission

MANIFEST = b'{"id": "000001-a"}'


def write_archive() -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", MANIFEST * 20)
    return out.getvalue()


WHOLE = write_archive()


def test_a_folder_comes_back_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "one" / "original").mkdir(parents=True)
    for name, content in (("manifest.json", MANIFEST), ("original/1-returns.csv", b"a,b\r\n")):
        (tmp_path / "one" / name).write_bytes(content)
    assert unpack_submission(pack_folder(tmp_path / "one"), tmp_path / "two", "1.zip") == "000001-a"
    found = {path.relative_to(tmp_path / "two"): path for path in (tmp_path / "two").rglob("*") if path.is_file()}
    assert {str(name): path.read_bytes() for name, path in found.items()} == {
        "manifest.json": MANIFEST,
        "original/1-returns.csv": b"a,b\r\n",
    }


@pytest.mark.parametrize("name", ["../outside", "/outside", "a/../../outside", "a/b/c", ".."])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr(name, b"x")
    with pytest.raises(StorageError, match=r"000001.zip in the storage is damaged"):
        unpack_submission(out.getvalue(), tmp_path / "in", "submissions/000001.zip")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def flip_a_bit(content: bytes) -> bytes:
    return content[:60] + bytes([content[60] ^ 1]) + content[61:]


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive", WHOLE[:-40], flip_a_bit(WHOLE), pack_folder(Path(__file__).parent)],
    ids=["nothing", "no archive", "cut short", "a bit flipped", "another folder"],
)
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(StorageError, match="is damaged"):
        unpack_submission(content, tmp_path / "in", "submissions/000001.zip")
