"""Keeping: whole or not at all."""

import errno
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from maracdash.catalogue.fields import FIELDS
from maracdash.intake import CheckResult, UploadedFile
from maracdash.intake.accept import submit
from maracdash.intake.entry.template import build_blank_csv
from maracdash.model.errors import MaracdashError, NotFoundError, StorageError
from maracdash.store.submissions import writing
from maracdash.store.submissions.manifests import read_manifests, read_manifests_in_force
from tests.support.upload_files import HEADER, check, make_areas, make_returns

NOW = datetime(2026, 1, 15, 12, 30, tzinfo=UTC)
FILES = (make_areas(), make_returns("B1,2024-04-03,10,,12,6"))


def keep(folder: Path, *files: UploadedFile) -> str:
    return submit.keep_submission(folder, files, check(*files), "Ada", False, NOW)


def test_a_submission_holds_originals_rows_and_a_manifest(tmp_path: Path):
    kept = keep(tmp_path, *FILES)
    folder = tmp_path / "submissions" / kept
    assert kept == f"000001-{submit.hash_files(FILES)[:8]}"
    assert [(folder / "original" / name).read_bytes() for name in ("1-areas.csv", "2-returns.csv")] == [
        file.content for file in FILES
    ]
    assert sorted(path.name for path in folder.iterdir()) == [
        "areas.csv",
        "manifest.json",
        "original",
        "populations.csv",
        "returns.csv",
    ]
    rows = (folder / "returns.csv").read_bytes().decode().split("\n")
    assert rows[0].startswith("marac,meeting_date,quarter,entries,cases,repeats,children,cases_with_children,")
    assert rows[1:] == ["B1,2024-04-03,8097,1,10,,12,6" + "," * (len(FIELDS) - 4), ""]
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["accepted_at"] == "2026-01-15T12:30:00+00:00"
    assert manifest["files"][1] == {
        "name": "returns.csv",
        "kind": "meeting returns",
        "sha256": FILES[1].sha256,
        "rows": 1,
    }
    assert manifest["covers"] == {"areas": ["A1", "B1", "N1"], "quarters": ["2024-Q2"]}
    assert manifest["warnings_accepted"][0].startswith("returns.csv:2:repeats: blank in 1 row")
    assert (manifest["who"], manifest["demonstration"], manifest["withdraws"]) == ("Ada", False, None)


def test_rows_are_written_so_that_another_reader_gets_them_back(tmp_path: Path):
    odd = make_areas('code,name,level,parent\nN1,"North, ""shire""",force,\n')
    folder = tmp_path / "submissions" / keep(tmp_path, odd)
    assert pd.read_csv(folder / "areas.csv")["name"].tolist() == ['North, "shire"']


def test_numbers_run_on_and_a_set_in_force_is_not_kept_again(tmp_path: Path):
    first, second = keep(tmp_path, FILES[0]), keep(tmp_path, *FILES)
    assert [first[:6], second[:6]] == ["000001", "000002"]
    assert keep(tmp_path, *reversed(FILES)) == second
    assert submit.find_same_submission(tmp_path, submit.hash_files(FILES)) == second
    assert [each.id for each in read_manifests(tmp_path)] == [first, second]


def test_a_withdrawn_set_may_be_kept_again(tmp_path: Path):
    first = keep(tmp_path, *FILES)
    withdrawal = submit.record_withdrawal(tmp_path, first, "wrong year", "Bea", NOW)
    assert read_manifests_in_force(tmp_path) == ()
    again = keep(tmp_path, *FILES)
    assert [withdrawal[:6], again[:6]] == ["000002", "000003"]
    assert [each.id for each in read_manifests_in_force(tmp_path)] == [again]
    assert (tmp_path / "submissions" / first / "manifest.json").exists()
    note = read_manifests(tmp_path)[1]
    assert (note.kind, note.withdraws, note.why, note.who) == ("withdrawal", first, "wrong year", "Bea")


def test_only_what_is_in_force_can_be_withdrawn_and_only_with_a_reason(tmp_path: Path):
    kept = keep(tmp_path, *FILES)
    with pytest.raises(NotFoundError, match="There is no submission “000009-abc”, so"):
        submit.record_withdrawal(tmp_path, "000009-abc", "why", "Ada", NOW)
    with pytest.raises(NotFoundError, match=f"Give its whole id. Did you mean {kept}?"):
        submit.record_withdrawal(tmp_path, "000001", "why", "Ada", NOW)
    with pytest.raises(StorageError, match="Say why"):
        submit.record_withdrawal(tmp_path, kept, " ", "Ada", NOW)
    submit.record_withdrawal(tmp_path, kept, "why", "Ada", NOW)
    with pytest.raises(NotFoundError, match=f"The submission {kept} is withdrawn already."):
        submit.record_withdrawal(tmp_path, kept, "why", "Ada", NOW)


def test_files_with_errors_are_never_kept(tmp_path: Path):
    with pytest.raises(StorageError, match="The files have errors"):
        keep(tmp_path, make_returns("Nowhere,2024-04-03,10,1,12,6"))
    assert not (tmp_path / "submissions").exists()


def test_names_of_files_cannot_leave_the_folder(tmp_path: Path):
    file = UploadedFile("../../Ä b?.csv", FILES[0].content)
    folder = tmp_path / "submissions" / keep(tmp_path, file)
    assert [path.name for path in (folder / "original").iterdir()] == ["1-_b_.csv"]


def _steps(folder: Path, report: CheckResult, monkeypatch: pytest.MonkeyPatch, fail_at: int) -> int:
    """Keep with every call to the disk counted; the one numbered `fail_at` finds the disk full."""
    calls = 0

    def counted(real):
        def call(*args, **kwargs):
            nonlocal calls
            calls += 1
            if calls == fail_at:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*args, **kwargs)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", counted(Path.mkdir))
        patch.setattr(Path, "open", counted(Path.open))
        patch.setattr(os, "fsync", counted(os.fsync))
        patch.setattr(writing, "write_new_file", counted(writing.write_new_file))
        patch.setattr(Path, "rename", counted(Path.rename))
        submit.keep_submission(folder, FILES, report, "Ada", False, NOW)
    return calls


def test_a_full_disk_at_any_step_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    report = check(*FILES)
    steps = _steps(tmp_path / "whole", report, monkeypatch, 0)
    assert steps > 20
    for step in range(1, steps + 1):
        folder = tmp_path / str(step)
        with pytest.raises(StorageError, match=r"No space left on device.*Nothing was kept"):
            _steps(folder, report, monkeypatch, step)
        assert read_manifests(folder) == ()
        assert not folder.exists() or [*folder.glob("submissions/*"), *folder.glob("submissions/.*")] == []


def test_what_a_crash_left_behind_is_unseen_and_swept_by_the_next_keep(tmp_path: Path):
    left = tmp_path / "submissions" / ".incoming-0123"
    left.mkdir(parents=True)
    (left / "returns.csv").write_text("half", encoding="utf-8")
    assert read_manifests(tmp_path) == ()
    keep(tmp_path, *FILES)
    assert not left.exists()


@pytest.mark.parametrize("content", [None, "", "[]", '{"id": "x"}'])
def test_a_damaged_or_foreign_folder_is_named(
    tmp_path: Path, content: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    """Readers of the web see the sentence, so only the log has the path."""
    foreign = tmp_path / "submissions" / "holiday"
    foreign.mkdir(parents=True)
    if content is not None:
        (foreign / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(MaracdashError, match="The submission holiday cannot be read") as error:
        read_manifests(tmp_path)
    assert str(tmp_path) not in str(error.value)
    assert str(foreign) in caplog.text


def test_the_template_is_a_header_that_the_check_accepts():
    header = build_blank_csv().decode().strip()
    assert header.startswith(HEADER)
    assert header.count(",") == len(FIELDS) + 1
    row = "B1,2024-04-03," + ",".join(["0"] * len(FIELDS))
    assert check(make_areas(), make_returns(row, header=header)).problems == ()
