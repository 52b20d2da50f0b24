"""Machines that share a storage: what one takes in all serve; whatever happens to one, nothing is lost or doubled."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from maracdash import meeting_actions, queries
from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files, withdraw_submission
from maracdash.intake.preview import drafts
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.errors import MaracdashError, NoReleaseError, StorageError
from maracdash.model.meeting_actions import Action
from maracdash.model.people import LOCAL
from maracdash.model.quarters import Quarter
from maracdash.model.safe_rules import SafeRule
from maracdash.reading.reader import Reader
from maracdash.record import Record
from maracdash.shared_storage import Mending, SharedStorage
from maracdash.store.storages import addresses, leases, moving, object_files
from maracdash.store.storages.storage import NotSetUpError, SharedFiles
from maracdash.store.storages.submission_archives import pack_folder
from tests.support.forked_programs import run_program
from tests.support.object_stores import S3Server
from tests.support.upload_files import QUARTERLY, make_areas, make_returns

DEADLY = """
from maracdash.store.storages import object_files

steps = 0
for name in ("create", "replace_version", "send", "read", "download"):
    def step(*given, real=getattr(object_files.ObjectFiles, name), **named):
        global steps
        steps += 1
        if steps == {deadly}:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **named)
    setattr(object_files.ObjectFiles, name, step)
"""
"""For a process that is to kill itself at its n-th exchange with the storage."""


ACTION = Action(
    id="a1",
    what="Ask the health trust",
    who="Bea",
    due=None,
    indicator="cases",
    finding="",
    noted_on=date(2025, 1, 1),
    noted_by="Bea",
)


def year(cases: int, marac: str = "B1") -> UploadedFile:
    rows = (f"{marac},2024-Q{quarter},3,{cases},10" for quarter in (1, 2, 3, 4))
    return make_returns(*rows, header=QUARTERLY)


@pytest.fixture
def machines(tmp_path: Path, storage_address: str, monkeypatch: pytest.MonkeyPatch) -> Sequence[Path]:
    """Two machines' data folders on one storage."""
    monkeypatch.setattr(leases, "LOOK_SECONDS", 0.02)
    folders = [tmp_path / "one", tmp_path / "two"]
    for each in folders:
        SharedStorage(each).use(storage_address)
    return folders


def send(folder: Path, *files: UploadedFile) -> str:
    outcome = accept_files(folder, files, "Ada", accept_warnings=True)
    assert outcome.id, outcome.report.problems
    return outcome.id


def read_cases(folder: Path, audience: Audience = Audience.FULL) -> float | None:
    table = Reader(folder, audience).ask(queries.TIDY_TABLE, Quarter(2024, 4), levels=(Level.MARAC,), slugs=("cases",))
    return next(cell.value.number for cell in table.cells if cell.area.code == "B1")


def test_what_one_machine_takes_in_the_other_serves_and_goes_on_from(machines: Sequence[Path]) -> None:
    one, two = machines
    with pytest.raises(NoReleaseError, match="No data has been loaded yet"):
        read_cases(two)
    send(one, make_areas(), year(40))
    assert read_cases(two) == 160, "the first figures are fetched when they are asked for"
    second = send(two, year(50))
    assert second.startswith("000002-")
    assert read_cases(one) == 160
    assert SharedStorage(one).fetch()
    assert not SharedStorage(one).fetch()
    assert read_cases(one) == 200
    assert withdraw_submission(one, second, "a mistake", "Ada", sender=LOCAL)
    SharedStorage(two).fetch()
    assert read_cases(two) == read_cases(one) == 160
    assert [each.manifest for each in Record(one).submissions()] == [
        each.manifest for each in Record(two).submissions()
    ]
    assert Record(one).release_id() == Record(two).release_id()
    assert not Record(two).list_damages()
    assert Record(two).original(second, "returns.csv", LOCAL) == year(50).content


def test_the_same_files_sent_to_both_machines_count_once(machines: Sequence[Path]) -> None:
    one, two = machines
    assert send(one, make_areas(), year(40)) == send(two, make_areas(), year(40))
    assert len(Record(two).submissions()) == 1


def test_the_rule_drafts_and_key_are_those_of_all_machines(machines: Sequence[Path]) -> None:
    one, two = machines
    send(one, make_areas(), year(40))
    SharedStorage(two).fetch()
    assert Record(two).set_safe_rule(SafeRule(rounded_to=4))
    assert Record(one).safe_rule().rounded_to == 4
    assert not Record(one).up_to_date(), "published by another rule"
    SharedStorage(one).fetch()
    assert Record(one).up_to_date()
    assert read_cases(one, Audience.SAFE) == 160
    assert Record(one).lasting_key() == Record(two).lasting_key()
    begun = drafts.create_draft(one, [year(45)], "browser", sender=LOCAL)
    found = drafts.read_draft(two, begun.id, "browser", sender=LOCAL)
    kept = drafts.accept_draft(two, begun.id, "browser", tuple(map(str, found.report.questions)), "yes", sender=LOCAL)
    assert kept.id
    SharedStorage(one).fetch()
    assert read_cases(one) == 180


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_machine_killed_at_any_step_loses_and_doubles_nothing(
    tmp_path: Path, storage_address: str, s3: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before every fourth exchange with the storage; one that keeps may be over then, and nobody was told yet.

    A lease expires soon for whoever waits for one, and never for its holder here: nobody else takes one meanwhile.
    """
    monkeypatch.setattr(leases, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(leases, "EXPIRY_SECONDS", 0.2)
    monkeypatch.setattr(leases.Lease, "check", lambda *_, **__: None)
    whole = tmp_path / "whole"
    SharedStorage(whole).use(storage_address)
    send(whole, make_areas(), year(40))
    cases, killed = 40, 0
    for deadly in range(1, 80, 4):
        cases += 1
        sent = tmp_path / f"{cases}.csv"
        sent.write_bytes(year(cases).content)
        mortal = tmp_path / f"mortal-{deadly}"
        shutil.copytree(whole, mortal)
        words = ("load", "--accept-warnings", "--data", mortal, sent)
        done = run_program(*words, environment={**os.environ, **s3.environment}, prelude=DEADLY.format(deadly=deadly))
        before = len(Record(whole).submissions())
        kept = send(whole, year(cases))
        assert len(Record(whole).submissions()) == before + 1
        assert read_cases(whole) == 4 * cases
        again = send(mortal, year(cases))
        assert again == kept
        assert read_cases(mortal) == 4 * cases
        if done.returncode == 0:
            break
        killed += 1
        assert done.returncode == -signal.SIGKILL, done.stderr
    assert killed > 4


def test_a_number_that_another_machine_took_meanwhile_keeps_nothing(
    machines: Sequence[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a machine was asleep for longer than its lease lasted."""
    one, _ = machines
    send(one, make_areas(), year(40))
    files = addresses.find_storage(one).files
    assert files.create("submissions/000002.zip", b"another machine's")
    monkeypatch.setattr("maracdash.store.storages.folder_copies.FolderCopy._fetch_submissions", lambda _: None)
    with pytest.raises(StorageError, match=r"Another machine has kept a submission meanwhile. Nothing was kept"):
        send(one, year(50))
    assert [each.manifest.number for each in Record(one).submissions()] == [1]
    assert not [*(one / "submissions").glob(".*")]


def test_a_release_that_another_machine_has_overtaken_is_not_served(
    machines: Sequence[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = machines
    send(one, make_areas(), year(40))
    files = addresses.find_storage(one).files
    real = files.send

    def send_slowly(name: str, path: Path) -> None:
        real(name, path)
        files.replace("releases/current", b"release-20991231T000000-of-another-machine")

    monkeypatch.setattr(files, "send", send_slowly)
    with pytest.raises(StorageError, match=r"is accepted and kept.*Another machine has published meanwhile"):
        send(one, year(50))
    assert read_cases(one) == 160
    assert len(Record(one).submissions()) == 2


def test_a_storage_that_is_gone_takes_nothing_and_the_figures_stay(
    machines: Sequence[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = machines
    send(one, make_areas(), year(30))
    first = Record(one).release_id()
    send(one, year(40))

    def fail(*_: object) -> None:
        raise OSError(5, "the storage does not answer")

    monkeypatch.setattr(addresses.find_storage(one).files, "read", fail)
    with pytest.raises(StorageError, match="Nothing can be kept or published now: the storage does not answer"):
        send(one, year(50))
    with pytest.raises(
        StorageError, match="What other machines have kept could not be fetched: the storage does not answer"
    ):
        SharedStorage(one).fetch()
    assert read_cases(one) == 160
    for path in one.glob(f"*releases/{first}.duckdb"):
        path.unlink()
    earlier = Reader(one, Audience.FULL).at(first)
    assert earlier.release.id == first, "a release of before is built again on this machine alone"


@pytest.mark.parametrize(
    ("fault", "advice"),
    [
        (OSError(5, "the storage does not answer"), "Nothing was changed; try again later."),
        (NotSetUpError(6, "the bucket is gone"), "Nothing was changed; do the same again then."),
    ],
)
def test_what_is_said_of_a_fault_helps(
    machines: Sequence[Path], monkeypatch: pytest.MonkeyPatch, fault: OSError, advice: str
) -> None:
    one, _ = machines
    send(one, make_areas(), year(30))

    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(addresses.find_storage(one).files, "read", fail)
    with pytest.raises(StorageError) as not_kept:
        send(one, year(50))
    with pytest.raises(StorageError) as not_fetched:
        SharedStorage(one).fetch()
    for each in (not_kept, not_fetched):
        assert str(each.value).endswith(advice)


def test_a_folder_with_figures_of_its_own_becomes_a_copy_only_by_moving(tmp_path: Path, storage_address: str) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    send(own, make_areas(), year(40))
    key = Record(own).lasting_key()
    with pytest.raises(MaracdashError, match="is a record of its own"):
        SharedStorage(own).use(storage_address)
    assert SharedStorage(own).move(storage_address)
    assert SharedStorage(own).address == storage_address
    SharedStorage(other).use(storage_address)
    assert read_cases(other) == 160
    assert Record(other).lasting_key() == key
    assert Record(other).release_id() == Record(own).release_id()
    third = tmp_path / "third"
    send(third, make_areas(), year(30))
    with pytest.raises(StorageError, match="holds a release already"):
        SharedStorage(third).move(storage_address)
    assert read_cases(third) == 120
    with pytest.raises(MaracdashError, match="is a copy of the storage"):
        SharedStorage(own).use(f"{storage_address}-of-another")


def test_a_move_that_was_cut_short_is_made_again(
    tmp_path: Path, storage_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(tmp_path, make_areas(), year(40))
    monkeypatch.setattr("maracdash.store.storages.moving.pack_folder", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        SharedStorage(tmp_path).move(storage_address)
    assert not SharedStorage(tmp_path).address
    monkeypatch.setattr("maracdash.store.storages.moving.pack_folder", pack_folder)
    send(tmp_path, year(50))
    assert SharedStorage(tmp_path).move(storage_address)
    other = tmp_path / "other"
    SharedStorage(other).use(storage_address)
    assert read_cases(other) == 200


def test_a_folder_that_is_only_begun_is_a_record_of_its_own_too(tmp_path: Path, storage_address: str) -> None:
    """Second factors may be sealed by its key already."""
    assert Record(tmp_path).lasting_key()
    with pytest.raises(MaracdashError, match="is a record of its own"):
        SharedStorage(tmp_path).use(storage_address)


def test_a_folder_for_the_public_is_never_moved(tmp_path: Path, storage_address: str) -> None:
    send(tmp_path / "own", make_areas(), year(40))
    Record(tmp_path / "own").copy_safe_release(tmp_path / "public")
    with pytest.raises(StorageError, match="is for the public, with safe figures alone"):
        SharedStorage(tmp_path / "public").move(storage_address)


def test_nobody_takes_anything_in_while_a_folder_is_moved_and_nothing_is_written_over(
    tmp_path: Path, storage_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, other, third = tmp_path / "own", tmp_path / "other", tmp_path / "third"
    send(own, make_areas(), year(40))
    with monkeypatch.context() as cut:
        cut.setattr(moving, "_point", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            SharedStorage(own).move(storage_address)
    SharedStorage(other).use(storage_address)
    with pytest.raises(StorageError, match="A data folder is being moved to the storage"):
        send(other, make_areas(), year(50))
    send(third, make_areas(), year(30))
    with pytest.raises(StorageError, match="holds what is being moved from another folder already"):
        SharedStorage(third).move(storage_address)
    assert SharedStorage(own).move(storage_address)
    send(other, year(50))
    assert read_cases(other) == 200


def test_what_is_noted_while_a_folder_is_moved_comes_along_and_nothing_else(
    tmp_path: Path, storage_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(tmp_path / "own", make_areas(), year(40))
    real = moving.pack_folder

    def pack_and_note(place: Path) -> bytes:
        meeting_actions.note_action(tmp_path / "own", "B1", ACTION)
        return real(place)

    monkeypatch.setattr(moving, "pack_folder", pack_and_note)
    (tmp_path / "own" / "people.db").write_bytes(b"somebody's")
    SharedStorage(tmp_path / "own").move(storage_address)
    SharedStorage(tmp_path / "other").use(storage_address)
    assert meeting_actions.read_actions(tmp_path / "other", "B1") == (ACTION,)
    assert "people.db" not in {each.name for each in addresses.open_files(storage_address).list_files("")}


def test_a_damaged_archive_is_told_of_and_mended_by_who_has_it(
    machines: Sequence[Path],
) -> None:
    one, two = machines
    send(one, make_areas(), year(40))
    assert read_cases(two) == 160
    kept = send(one, year(50))
    files = addresses.find_storage(one).files
    files.replace("submissions/000002.zip", b"damaged")
    with pytest.raises(StorageError, match=r"000002.zip in the storage is damaged.*storage mend"):
        SharedStorage(two).fetch()
    assert read_cases(two) == 160
    assert "is damaged" in (Record(two).explain_no_room() or "")
    assert SharedStorage(one).mend() == Mending(sent=(kept,))
    assert SharedStorage(one).mend() == Mending(sent=())
    assert SharedStorage(two).fetch()
    assert Record(two).explain_no_room() is None
    assert read_cases(two) == 200


def _damage_pointer(files: SharedFiles) -> None:
    files.replace("releases/current", b"\x00\xffdamaged")


def _cut_pointer(files: SharedFiles) -> None:
    files.replace("releases/current", b"release-2024")


def _lose_pointer(files: SharedFiles) -> None:
    files.remove("releases/current")


def _lose_release(files: SharedFiles) -> None:
    held = files.read("releases/current")
    assert held
    files.remove(f"safe-releases/{held.content.decode()}.duckdb")


def _break_after_one_release(
    machines: Sequence[Path], break_pointer: Callable[[SharedFiles], None]
) -> tuple[Path, Path]:
    one, two = machines
    send(one, make_areas(), year(40))
    assert read_cases(two) == 160
    break_pointer(addresses.open_files(SharedStorage(one).address))
    return one, two


BREAKS = (_damage_pointer, _cut_pointer, _lose_pointer, _lose_release)


@pytest.mark.parametrize("break_pointer", BREAKS)
def test_a_pointer_that_names_no_release_is_replaced_by_whoever_publishes_next(
    machines: Sequence[Path], tmp_path: Path, break_pointer: Callable[[SharedFiles], None]
) -> None:
    one, two = _break_after_one_release(machines, break_pointer)
    assert not SharedStorage(two).fetch()
    assert read_cases(two) == 160
    if break_pointer is not _lose_release:
        assert "“maracdash storage mend” publishes it again" in (Record(two).explain_no_room() or "")
    send(two, year(50))
    assert Record(two).explain_no_room() is None
    assert SharedStorage(one).fetch()
    assert read_cases(one) == 200
    SharedStorage(tmp_path / "new").use(SharedStorage(one).address)
    assert read_cases(tmp_path / "new") == 200


@pytest.mark.parametrize("break_pointer", BREAKS)
def test_a_pointer_that_names_no_release_is_mended(
    machines: Sequence[Path], tmp_path: Path, break_pointer: Callable[[SharedFiles], None]
) -> None:
    one, two = _break_after_one_release(machines, break_pointer)
    mended = SharedStorage(one).mend()
    assert mended == Mending(sent=(), release=Record(one).release_id())
    assert SharedStorage(two).fetch()
    assert Record(two).release_id() == mended.release
    assert Record(two).explain_no_room() is None
    SharedStorage(tmp_path / "new").use(SharedStorage(one).address)
    assert read_cases(tmp_path / "new") == 160
    assert SharedStorage(one).mend() == Mending(sent=())


@pytest.mark.parametrize("break_pointer", BREAKS)
def test_a_new_machine_serves_where_the_pointer_names_no_release(
    machines: Sequence[Path], break_pointer: Callable[[SharedFiles], None]
) -> None:
    one, two = machines
    send(one, make_areas(), year(40))
    break_pointer(addresses.open_files(SharedStorage(one).address))
    assert read_cases(two) == 160


def test_a_storage_is_never_mended_with_another_record(machines: Sequence[Path], tmp_path: Path) -> None:
    send(machines[0], make_areas(), year(40))
    send(tmp_path / "stranger", make_areas(), year(30))
    addresses.write_address(tmp_path / "stranger", SharedStorage(machines[0]).address)
    with pytest.raises(StorageError, match="they are of two records"):
        SharedStorage(tmp_path / "stranger").mend()


def test_a_submission_that_could_not_be_published_is_in_every_backup_and_published_by_another(
    machines: Sequence[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = machines
    send(one, make_areas(), year(40))
    assert read_cases(two) == 160
    with monkeypatch.context() as full:
        full.setattr("maracdash.store.releases.publish.build_release", fail_for_room)
        with pytest.raises(StorageError, match="is accepted and kept"):
            send(one, year(50))
    Record(two).back_up(tmp_path / "backup", {}, "", ("accounts.sqlite", None))
    Record(tmp_path / "restored").restore(tmp_path / "backup", None)
    assert len(Record(tmp_path / "restored").submissions()) == 2
    assert Record(two).publish_ended_quarter()
    assert read_cases(two) == 200


def fail_for_room(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_whoever_has_kept_it_and_has_no_room_of_its_own_says_so(
    machines: Sequence[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = machines
    send(one, make_areas(), year(40))
    with monkeypatch.context() as full:
        full.setattr(Path, "rename", fail_for_room)
        with pytest.raises(StorageError, match="is kept in the storage, and counts, but this machine"):
            send(one, year(50))
    assert send(two, year(50)).startswith("000002-")
    assert len(Record(two).submissions()) == 2


def test_a_store_that_fails_once_is_not_waited_for_by_all(
    storage_address: str, s3: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(object_files, "SILENCE_SECONDS", (3600.0, 3600.0))
    assert addresses.open_files(storage_address).read("nothing") is None
    monkeypatch.setattr(object_files, "QUICK_SECONDS", 1)
    monkeypatch.setattr(object_files, "MAX_TRIES", 0)
    files = addresses.open_files(storage_address)
    with s3.stopped(), pytest.raises(OSError, match="does not answer"):
        files.read("nothing")
    with pytest.raises(OSError, match="does not answer"):
        files.read("nothing")
    monkeypatch.setattr(files, "_silent_until", 0.0)
    monkeypatch.setattr(files, "_quick", object_files._open_store(storage_address, 60))
    assert files.read("nothing") is None, "it was not asked before"


def test_a_small_file_that_is_stuck_is_given_up_soon_and_a_large_one_may_take_its_time(
    storage_address: str, s3: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(object_files, "QUICK_SECONDS", 1)
    files = addresses.open_files(storage_address)
    for send_small in (files.create, files.replace):
        monkeypatch.setattr(files, "_silent_until", 0.0)
        begun = time.monotonic()
        with s3.stopped(), pytest.raises(OSError, match="does not answer"):
            send_small("small", b"a small file")
        assert time.monotonic() - begun < 30
    monkeypatch.setattr(files, "_silent_until", 0.0)
    large = b"a large file" * 200_000
    with s3.stopped(for_seconds=3):
        files.replace("large", large)
    with s3.stopped(for_seconds=3):
        held = files.read("large")
    assert held
    assert held.content == large
