"""A restore drill: a backup made while the site is used gives the same figures, people and key in another place."""

from __future__ import annotations

import gzip
import io
import os
import re
import shutil
import stat
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from maracdash.accounts import audit, copies, people
from maracdash.accounts.audit import Actor
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.people import Access
from maracdash.cli import backups
from maracdash.model.people import Role
from maracdash.pack_runs import runs
from maracdash.record import Record
from maracdash.store.folder_names import (
    ACTIONS_FOLDER,
    FAILED_CHECKS_FILE,
    GUIDANCE_FILE,
    LEASE_FILE,
    READ_MARKS_FOLDER,
)
from maracdash.store.releases.publish import publish_release
from maracdash.store.releases.served_releases import Releases
from maracdash.store.signing_key import get_lasting_key
from maracdash.store.storages import addresses
from maracdash.store.submissions.manifests import read_manifests
from tests.formats.make import figures
from tests.support import folders, small_country
from tests.support.prepared_folders import copy_prepared

Run = Callable[..., tuple[int, str, str]]


README = Path(__file__).parents[2] / "README.md"
GROWING = (
    FAILED_CHECKS_FILE,
    GUIDANCE_FILE,
    f"{ACTIONS_FOLDER}/M1.jsonl",
    f"{READ_MARKS_FOLDER}/ada",
)
"""Files of the data folder that only ever grow, and that nothing makes again."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with figures, a withdrawal, a rule, a key, and somebody who signs in."""
    monkeypatch.setenv("MARACDASH_SIGN_IN", "accounts")
    return copy_prepared(build_folder, tmp_path / "data")


def build_folder(place: Path) -> None:
    small_country.fill(place)
    folders.withdraw(place, small_country.correct(place, 99))
    publish_release(place)
    get_lasting_key(place)
    (place / "safe-rule.json").write_bytes(
        b'{"withheld_up_to": 7, "rounded_to": 5, "smallest_base": 25, "fewest_maracs": 3, "public_submissions": []}'
    )
    (place / "drafts" / "d1").mkdir(parents=True)
    (place / "drafts" / "d1" / "upload").write_text("waits for an answer", encoding="utf-8")
    (place / runs.FOLDER / ("0" * 32)).mkdir(parents=True)
    (place / runs.FOLDER / ("0" * 32) / "0.pptx").write_bytes(b"made again")
    for name in GROWING:
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_text("{}\n", encoding="utf-8")
    database = _open_accounts(place)
    people.add_person(database, Actor(person="", who="tests"), "ada@example.org", "Ada", Access(role=Role.READER))
    database.close()


@pytest.fixture
def key(maracdash: Run, tmp_path: Path) -> tuple[Path, str]:
    """A key's file and its public part."""
    path = tmp_path / "key"
    code, out, _ = maracdash("backup-key", path)
    assert code == 0
    return path, out.splitlines()[-1]


def test_what_is_restored_has_the_same_figures_people_and_key(
    maracdash: Run, folder: Path, key: tuple[Path, str], tmp_path: Path
) -> None:
    backup, back = tmp_path / "backup.age", tmp_path / "back"
    assert maracdash("backup", backup, "--recipient", key[1], "--data", folder)[0] == 0
    before = figures(Releases(folder).current())
    signing_key = (folder / "signing-key").read_bytes()
    shutil.rmtree(folder)
    code, out, err = maracdash("restore", backup, "--key", key[0], "--data", back)
    assert (code, err) == (0, "")
    assert "It was made with MARACDASH_SIGN_IN=accounts" in out
    assert figures(Releases(back).current()) == before
    assert (back / "signing-key").read_bytes() == signing_key
    assert stat.S_IMODE((back / "signing-key").stat().st_mode) == 0o600
    assert not (back / "drafts").exists()
    assert not (back / runs.FOLDER).exists()
    for name in GROWING:
        assert (back / name).read_text(encoding="utf-8").startswith("{}\n")
    database = _open_accounts(back)
    assert [each.email for each in people.list_people(database)] == ["ada@example.org"]
    assert [each.kind for each in audit.list_events(database, audit.EventFilter())][:2] == ["restored", "backed up"]
    database.close()
    assert maracdash("verify", "--data", back)[0] == 0
    assert Record(back).up_to_date()


def test_the_readme_names_whatever_is_in_a_backup_and_what_is_left_out(
    maracdash: Run, folder: Path, tmp_path: Path
) -> None:
    maracdash("backup", tmp_path / "backup", "--data", folder)
    with tarfile.open(tmp_path / "backup") as archive:
        held = {each.partition("/")[0] for each in archive.getnames()} - {"backup.json"}
    assert held > {"submissions", FAILED_CHECKS_FILE, GUIDANCE_FILE}
    said = README.read_text(encoding="utf-8").partition("## Back up")[2].partition("## Where")[0]
    spans = set(re.findall(r"`[^`]+`|^\| [\w.]+ \|", said, re.MULTILINE))
    assert [each for each in (*held, "drafts", runs.FOLDER) if not {f"`{each}`", f"| {each} |"} & spans] == []


def test_whatever_is_in_a_backup_is_moved_to_a_storage_too(
    maracdash: Run, folder: Path, tmp_path: Path, storage_address: str
) -> None:
    maracdash("backup", tmp_path / "backup", "--data", folder)
    with tarfile.open(tmp_path / "backup") as archive:
        held = {each.partition("/")[0] for each in archive.getnames()}
    assert maracdash("storage", "move", storage_address, "--data", folder)[0] == 0
    moved = {each.name.partition("/")[0] for each in addresses.open_files(storage_address).list_files("")}
    assert moved - {LEASE_FILE} == held - {"backup.json", "accounts.sqlite"}


def test_a_backup_is_proved_without_being_restored(
    maracdash: Run, folder: Path, key: tuple[Path, str], tmp_path: Path
) -> None:
    backup = tmp_path / "backup.age"
    maracdash("backup", backup, "--recipient", key[1], "--data", folder)
    code, out, err = maracdash("verify", backup, "--key", key[0])
    assert (code, err) == (0, "")
    assert "3 submissions and withdrawals" in out
    assert "was built again" in out


def test_encrypted_it_tells_nothing_and_unencrypted_it_says_so(
    maracdash: Run, folder: Path, key: tuple[Path, str], tmp_path: Path
) -> None:
    sealed, plain = tmp_path / "sealed", tmp_path / "plain"
    _, said, _ = maracdash("backup", sealed, "--recipient", key[1], "--data", folder)
    assert "not encrypted" not in said
    assert sealed.read_bytes().startswith(b"age-encryption.org/v1\n")
    _, said, _ = maracdash("backup", plain, "--data", folder)
    assert "It is not encrypted" in said
    assert b"Marac M1" in gzip.decompress(plain.read_bytes())
    assert {stat.S_IMODE(each.stat().st_mode) for each in (sealed, plain, key[0])} == {0o600}


def test_the_key_may_stand_in_a_setting(
    maracdash: Run, folder: Path, key: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARACDASH_BACKUP_RECIPIENT", key[1])
    monkeypatch.setenv("MARACDASH_OIDC_CLIENT_SECRET", "hush")
    monkeypatch.setenv("MARACDASH_ACCOUNTS", f"sqlite:///{folder}/accounts.sqlite")
    backup = tmp_path / "backup.age"
    assert maracdash("backup", backup, "--data", folder)[0] == 0
    _, said, _ = maracdash("restore", backup, "--key", key[0], "--data", tmp_path / "back")
    assert "MARACDASH_BACKUP_RECIPIENT" in said
    assert "hush" not in said


def test_accounts_in_postgresql_are_in_it_and_come_back_there_or_into_the_folder(
    maracdash: Run, folder: Path, postgresql_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, back = folder / "accounts.sqlite", tmp_path / "back"
    monkeypatch.setenv("MARACDASH_ACCOUNTS", f"{postgresql_address}&password=sEcRet")
    code, out, err = maracdash("user", "import", file, "--data", folder)
    assert (code, err) == (0, "")
    assert out.startswith("1 person and the audit are in the database")
    maracdash("user", "add", "bea@example.org", "--name", "Bea", "--data", folder)
    file.unlink()
    assert "and the accounts are in" in maracdash("backup", tmp_path / "backup", "--data", folder)[1]
    code, _, err = maracdash("restore", tmp_path / "backup", "--data", back)
    assert (code, back.exists()) == (1, False)
    assert "nothing is ever copied over them" in err
    assert "sEcRet" not in err
    monkeypatch.delenv("MARACDASH_ACCOUNTS")
    assert maracdash("restore", tmp_path / "backup", "--data", back)[0] == 0
    assert _list_people(_open_accounts(back)) == ["ada@example.org", "bea@example.org"]


@pytest.mark.parametrize(
    ("user", "more"),
    [
        ("maracdash:top/sEcRet@", ""),
        ("maracdash:top:sEcRet@", ""),
        ("maracdash:top@sEcRet@", ""),
        ("", "&user=maracdash&password=sEcRet"),
        ("maracdash@", "&passfile=/home/sEcRet"),
    ],
)
def test_no_password_of_the_accounts_is_in_a_backup_or_said(
    maracdash: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: str, more: str
) -> None:
    """The accounts are somebody else's test: SQLAlchemy's own reading of an address with two @ reaches no server."""
    address = f"postgresql+psycopg://{user}/accounts?host=/run/postgresql{more}"
    monkeypatch.setattr(copies, "copy_accounts", lambda *_: False)
    monkeypatch.setattr(audit, "record_event", lambda *_, **__: None)
    with monkeypatch.context() as server:
        server.setenv("MARACDASH_ACCOUNTS", address)
        code, _, err = maracdash("backup", tmp_path / "backup", "--data", folder)
    assert (code, err) == (0, "")
    assert b"sEcRet" not in gzip.decompress((tmp_path / "backup").read_bytes())
    _, said, _ = maracdash("restore", tmp_path / "backup", "--data", tmp_path / "back")
    assert "It was made with MARACDASH_ACCOUNTS=" in said
    assert "sEcRet" not in said


def test_a_password_in_a_backup_of_before_is_not_said(
    maracdash: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(
            backups, "list_plain_settings", lambda _: {"MARACDASH_ACCOUNTS": "postgresql://u:top/sEcRet@db/accounts"}
        )
        maracdash("backup", tmp_path / "backup", "--data", folder)
    assert b"sEcRet" in gzip.decompress((tmp_path / "backup").read_bytes())
    _, said, _ = maracdash("restore", tmp_path / "backup", "--data", tmp_path / "back")
    assert "It was made with MARACDASH_ACCOUNTS=postgresql://u:***@db/accounts" in said


def test_accounts_of_a_backup_go_to_an_empty_database_and_not_into_the_folder_too(
    maracdash: Run, folder: Path, postgresql_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = tmp_path / "back"
    maracdash("backup", tmp_path / "backup", "--data", folder)
    monkeypatch.setenv("MARACDASH_ACCOUNTS", postgresql_address)
    code, _, err = maracdash("restore", tmp_path / "backup", "--data", back)
    assert (code, err) == (0, "")
    database = AccountsDatabase(postgresql_address, Record(back).lasting_key)
    assert audit.list_events(database, audit.EventFilter())[0].kind == "restored"
    assert audit.verify_events(database).problem == ""
    assert _list_people(database) == ["ada@example.org"]
    assert list(back.glob("accounts.sqlite*")) == []


def test_submissions_go_on_meanwhile_and_each_is_in_the_copy_whole_or_not_at_all(
    maracdash: Run, folder: Path, tmp_path: Path
) -> None:
    ended = threading.Event()

    def submit() -> None:
        cases = 10
        while not ended.wait(0.1):  # in which whoever else waits for the lock is let in
            with Record(folder).lock():
                small_country.correct(folder, cases := cases + 1)
                publish_release(folder)

    sender = threading.Thread(target=submit)
    sender.start()
    try:
        for number in range(4):
            backup, back = tmp_path / f"backup-{number}", tmp_path / f"back-{number}"
            assert maracdash("backup", backup, "--data", folder)[0] == 0
            assert maracdash("verify", backup)[0] == 0
            assert maracdash("restore", backup, "--data", back)[0] == 0
    finally:
        ended.set()
        sender.join()
    counts = [len(read_manifests(tmp_path / f"back-{number}")) for number in range(4)]
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]


# ---- Bad input: a sentence, and nothing changed


@pytest.mark.parametrize("damage", ["another key", "no key", "cut short", "cut near its end", "one byte changed"])
def test_what_cannot_be_opened_is_a_sentence_and_leaves_nothing(
    maracdash: Run, folder: Path, key: tuple[Path, str], tmp_path: Path, damage: str
) -> None:
    backup, back, other = tmp_path / "backup.age", tmp_path / "back", tmp_path / "other"
    maracdash("backup", backup, "--recipient", key[1], "--data", folder)
    maracdash("backup-key", other)
    content = bytearray(backup.read_bytes())
    used, said = ["--key", key[0]], "cut short or damaged"
    if damage == "another key":
        used, said = ["--key", other], "was made for another key than this one"
    elif damage == "no key":
        used, said = [], "is encrypted. Name the file of its key with --key"
    elif damage == "cut short":
        backup.write_bytes(content[: len(content) // 2])
    elif damage == "cut near its end":
        backup.write_bytes(content[:-20])
    else:
        content[len(content) // 2] ^= 1
        backup.write_bytes(content)
    for command in (["restore", backup, *used, "--data", back], ["verify", backup, *used]):
        code, out, err = maracdash(*command)
        assert (code, out) == (1, "")
        assert said in err
        assert "Traceback" not in err
    assert not back.exists()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_an_unencrypted_one_that_is_cut_short_leaves_nothing_either(
    maracdash: Run, folder: Path, tmp_path: Path, share: float
) -> None:
    backup, back = tmp_path / "backup", tmp_path / "back"
    maracdash("backup", backup, "--data", folder)
    os.truncate(backup, int(backup.stat().st_size * share))
    back.mkdir()
    code, _, err = maracdash("restore", backup, "--data", back)
    assert code == 1
    assert "is no whole backup of maracdash" in err
    assert list(back.iterdir()) == []


def test_a_file_that_was_changed_inside_is_found(maracdash: Run, folder: Path, tmp_path: Path) -> None:
    backup, back = tmp_path / "backup", tmp_path / "back"
    maracdash("backup", backup, "--data", folder)
    content = gzip.decompress(backup.read_bytes())
    assert b",10," in content
    backup.write_bytes(gzip.compress(content.replace(b",10,", b",11,", 1)))
    code, _, err = maracdash("restore", backup, "--data", back)
    assert code == 1
    assert "is missing, added or not as it was" in err
    assert not back.exists()


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "a/../../outside"])
def test_nothing_is_ever_written_outside_the_folder(maracdash: Run, tmp_path: Path, name: str) -> None:
    backup = tmp_path / "backup"
    with tarfile.open(backup, "w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = 2
        archive.addfile(member, io.BytesIO(b"no"))
    before = sorted(tmp_path.rglob("*"))
    code, _, err = maracdash("restore", backup, "--data", tmp_path / "back")
    assert code == 1
    assert "is no whole backup" in err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_that_is_not_empty_is_left_alone(maracdash: Run, folder: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    maracdash("backup", backup, "--data", folder)
    before = _contents(folder)
    code, _, err = maracdash("restore", backup, "--data", folder)
    assert code == 1
    assert "is not empty" in err
    assert _contents(folder) == before


def test_a_restore_that_was_cut_short_says_what_to_remove(
    maracdash: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, back = tmp_path / "backup", tmp_path / "back"
    maracdash("backup", backup, "--data", folder)

    def move_one(path: Path, to: Path) -> None:
        shutil.move(path, to)
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(Path, "rename", move_one)
        killed.setattr(shutil, "rmtree", lambda *_, **__: None)
        maracdash("restore", backup, "--data", back)
    left = sorted(each.name for each in back.iterdir())
    assert len(left) == 2
    code, out, err = maracdash("restore", backup, "--data", back)
    assert (code, out) == (1, "")
    assert f"was cut short, and left {', '.join(left)} in it" in " ".join(err.split())
    assert sorted(each.name for each in back.iterdir()) == left
    shutil.rmtree(back)
    assert maracdash("restore", backup, "--data", back)[0] == 0


@pytest.mark.parametrize(
    ("target", "options", "said"),
    [
        ("there", [], "is there already, and no backup is ever written over"),
        ("data/backup", [], "lies in the data folder itself"),
        ("none/backup", [], "none, so no backup was made. Create it, or name a file in another folder."),
        ("there/backup", [], "there, so no backup was made."),
        ("backup", ["--recipient", "age1nonsense"], "is no public key of backups"),
    ],
)
def test_a_backup_that_cannot_be_made_is_a_sentence(
    maracdash: Run, folder: Path, tmp_path: Path, target: str, options: list[str], said: str
) -> None:
    (tmp_path / "there").write_text("kept", encoding="utf-8")
    code, _, err = maracdash("backup", tmp_path / target, *options, "--data", folder)
    assert code == 1
    assert said in " ".join(err.split())
    assert (tmp_path / "there").read_text(encoding="utf-8") == "kept"
    assert not (tmp_path / "backup").exists()


def test_an_empty_folder_is_no_source_and_a_key_is_never_written_over(
    maracdash: Run, key: tuple[Path, str], tmp_path: Path
) -> None:
    code, _, err = maracdash("backup", tmp_path / "backup", "--data", tmp_path / "nothing")
    assert (code, "there is nothing to back up" in err) == (1, True)
    written = key[0].read_bytes()
    assert maracdash("backup-key", key[0])[0] == 1
    assert key[0].read_bytes() == written
    assert maracdash("verify", tmp_path / "backup", "--key", tmp_path / "nothing")[0] == 1


# ---- Verification finds what is not as it was


def test_where_nothing_was_kept_there_is_nothing_to_verify(maracdash: Run, tmp_path: Path) -> None:
    """A name that is spelt wrong is found by whoever has it verified every night."""
    code, out, said = maracdash("--data", tmp_path / "nowhere", "verify")
    assert code == 1
    assert "As they were" not in out
    assert f"There is nothing to verify in the data folder {tmp_path / 'nowhere'}" in said
    assert not (tmp_path / "nowhere").exists()


def test_figures_that_do_not_follow_from_what_is_kept_are_found(maracdash: Run, folder: Path) -> None:
    assert maracdash("verify", "--data", folder)[0] == 0
    current = folder / "releases" / f"{Record(folder).release_id()}.duckdb"
    with duckdb.connect(str(current)) as connection:
        connection.execute(
            "update figure set numerator = numerator + 1 "
            "where rowid = (select min(rowid) from figure where numerator > 0)"
        )
    code, _, err = maracdash("verify", "--data", folder)
    assert code == 1
    assert "rows of the table figure of release-" in err


def test_what_was_kept_and_is_in_no_release_yet_is_told(maracdash: Run, folder: Path) -> None:
    """As after a disk that was full when it should have been published."""
    before = folder.with_name("before")
    shutil.copytree(folder, before)
    assert "in no release" not in maracdash("verify", "--data", folder)[1]
    withdrawn = Record(folder).submissions()[0].manifest.id
    assert maracdash("withdraw", withdrawn, "--why", "sent twice", "--data", folder)[0] == 0
    for name in ("releases", "safe-releases"):
        shutil.rmtree(folder / name)
        shutil.copytree(before / name, folder / name)
    code, out, _ = maracdash("verify", "--data", folder)
    assert code == 0
    assert "After that release came 1 submission or withdrawal, in no release yet" in out


# ---- A kept file that is not as it was accepted


def _change_original(place: Path) -> None:
    path = next(place.glob("submissions/*/original/1-*"))
    path.write_bytes(path.read_bytes() + b"AM011,bad\n")


def _lose_original(place: Path) -> None:
    next(place.glob("submissions/*/original/1-*")).unlink()


def _change_normalised_file(place: Path) -> None:
    path = next(place.glob("submissions/*/returns.csv"))
    path.write_bytes(path.read_bytes().replace(b",1", b",2", 1))


def _lose_submission(place: Path) -> None:
    shutil.rmtree(next(place.glob("submissions/0*")))


DAMAGES = [
    (_change_original, "has been changed since it was accepted"),
    (_lose_original, "is missing since it was accepted"),
    (_change_normalised_file, "The file returns.csv of submission"),
    (_lose_submission, "is not in the data folder any more"),
]


@pytest.fixture
def loaded(demonstration: Path, tmp_path: Path) -> Path:
    """A data folder with original files."""
    return Path(shutil.copytree(demonstration, tmp_path / "loaded"))


@pytest.mark.parametrize(("damage", "said"), DAMAGES)
def test_a_damaged_folder_is_backed_up_and_restored_knowingly_alone(
    maracdash: Run, loaded: Path, tmp_path: Path, damage: Callable[[Path], None], said: str
) -> None:
    backup, back = tmp_path / "backup", tmp_path / "back"
    damage(loaded)
    code, out, err = maracdash("backup", backup, "--data", loaded)
    assert (code, out) == (1, "")
    assert said in err
    assert "add --damaged" in err
    assert [each.name for each in tmp_path.iterdir()] == [loaded.name]
    code, out, _ = maracdash("backup", backup, "--damaged", "--data", loaded)
    assert code == 0
    assert f"DAMAGED {err[:20]}" in out
    for command in (["restore", backup, "--data", back], ["verify", backup], ["verify", "--data", loaded]):
        code, out, err = maracdash(*command)
        assert (code, out) == (1, ""), command
        assert said in err
    assert not back.exists()
    code, out, _ = maracdash("restore", backup, "--damaged", "--data", back)
    assert code == 0
    assert "DAMAGED " in out
    assert _contents(back / "submissions") == {
        back / each.relative_to(loaded): content for each, content in _contents(loaded / "submissions").items()
    }


def test_a_damaged_submission_that_is_withdrawn_holds_no_backup_up(
    maracdash: Run, loaded: Path, tmp_path: Path
) -> None:
    newest = read_manifests(loaded)[-1]
    path = next((loaded / "submissions" / newest.id / "original").iterdir())
    path.write_bytes(path.read_bytes() + b"AM011,bad\n")
    assert maracdash("withdraw", newest.id, "--why", "damaged", "--data", loaded)[0] == 0
    code, out, _ = maracdash("backup", tmp_path / "backup", "--data", loaded)
    assert code == 0
    assert f"of submission {newest.id} has been changed" in out
    assert maracdash("restore", tmp_path / "backup", "--data", tmp_path / "back")[0] == 0


def _list_people(database: AccountsDatabase) -> list[str]:
    found = [each.email for each in people.list_people(database)]
    database.close()
    return found


def _open_accounts(place: Path) -> AccountsDatabase:
    return AccountsDatabase(f"sqlite:///{place}/accounts.sqlite", Record(place).lasting_key)


def _contents(place: Path) -> dict[Path, bytes]:
    found = (each for each in place.rglob("*") if each.is_file() and not each.name.startswith("accounts"))
    return {each: each.read_bytes() for each in found}
