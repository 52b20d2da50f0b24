"""Template, check, one meeting, history, originals, notices and digest, as from a terminal."""

import csv
import io
import json
import os
import re

import openpyxl
import pytest

from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.quarters import Quarter
from maracdash.notices import digests
from maracdash.store.data_format import FORMAT
from maracdash.store.folder_names import FORMAT_FILE
from maracdash.store.releases import publish
from maracdash.store.releases.publish import is_up_to_date
from maracdash.store.submissions.held_meetings import read_held_meetings
from tests.support.forked_programs import start_program
from tests.support.prepared_folders import copy_prepared
from tests.support.upload_files import HEADER, make_areas, make_returns

GOOD = "B1,2024-04-03,10,3,12,6"


@pytest.fixture
def held(tmp_path):
    (tmp_path / "returns.csv").write_text(f"{HEADER}\n{GOOD}\n", encoding="utf-8")
    return copy_prepared(build_folder, tmp_path / "data")


def build_folder(folder):
    assert accept_files(folder, [make_areas(), make_returns(GOOD)], "Ada").id


def test_a_template_with_the_maracs_of_the_folder(maracdash, held, tmp_path):
    out = tmp_path / "blank.xlsx"
    assert maracdash("--data", held, "template", "-o", out) == (0, f"Template written to {out}.\n", "")
    assert openpyxl.load_workbook(out)["Maracs"]["A2"].value == "Birchford"
    assert maracdash("--data", held, "template", "-o", tmp_path / "blank.csv")[0] == 0
    assert (tmp_path / "blank.csv").read_text().startswith(HEADER)


def test_a_template_needs_a_folder_that_can_be_read_for_its_maracs_alone(maracdash, held, tmp_path):
    (held / FORMAT_FILE).write_text(json.dumps({"format": FORMAT + 1}), encoding="utf-8")
    code, _, err = maracdash("--data", held, "template", "-o", tmp_path / "blank.xlsx")
    assert (code, err.count("was written by a newer version")) == (1, 1)
    assert not (tmp_path / "blank.xlsx").exists()
    assert maracdash("--data", held, "template", "-o", tmp_path / "blank.csv")[0] == 0


def test_a_file_is_named_by_what_is_written(maracdash, held, tmp_path):
    submission = maracdash("--data", held, "history")[1].split()[0]
    for words, endings in (
        (("template", "-o", tmp_path / "x.pdf"), ".xlsx or .csv"),
        (("template", "-o", tmp_path / "x"), ".xlsx or .csv"),
        (("export", "table", "--quarter", "2024-Q2", "-o", tmp_path / "x.xlsx"), ".csv"),
        (("original", submission, "returns.csv", "-o", tmp_path / "x.xlsx"), ".csv"),
    ):
        code, _, err = maracdash("--data", held, *words)
        assert code == 2, words
        told = " ".join(re.sub("[│╭╮╰╯─]", " ", err).split())
        assert (
            f"“{words[-1].name}” has another ending than the file that would be written. Name a {endings} file." in told
        )
        assert not words[-1].exists()
    assert maracdash("--data", held, "original", submission, "returns.csv", "-o", tmp_path / "x.CSV")[0] == 0


def test_a_check_writes_its_problems_and_keeps_nothing(maracdash, held, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text(f"{HEADER}\nB1,2024-02-14,ten,3,12,6\n", encoding="utf-8")
    code, out, err = maracdash("--data", held, "check", bad, "--report", tmp_path / "report.csv")
    assert (code, err) == (1, "bad.csv:2:cases: “ten” is not a number. Write it in figures, such as 12.\n")
    assert "1 error and 0 warnings. Nothing was kept" in out
    rows = list(csv.DictReader(io.StringIO((tmp_path / "report.csv").read_text(encoding="utf-8-sig"))))
    assert [row["column"] for row in rows] == ["cases"]
    assert maracdash("--data", held, "check", bad, "--report", tmp_path / "report.xlsx")[0] == 1
    assert (
        openpyxl.load_workbook(tmp_path / "report.xlsx").worksheets[0]["C2"].comment.text
        == "“ten” is not a number. Write it in figures, such as 12."
    )
    code, _, err = maracdash("--data", held, "check", bad, "--report", tmp_path / "report.txt")
    assert (code, (tmp_path / "report.txt").exists()) == (2, False)
    assert "Name a .csv report" in err
    assert maracdash("--data", held, "check", bad, bad, "--report", tmp_path / "report.xlsx")[0] == 1
    code, out, _ = maracdash("--data", held, "check", tmp_path / "returns.csv")
    assert code == 0
    assert "would stay as they are" in out
    assert "Official-sensitive: not for publication" in out
    assert "bad.csv" not in maracdash("--data", held, "history")[1]


def test_a_meeting_that_is_held_is_not_replaced_in_silence(maracdash, held):
    sent = ("--data", held, "meeting", "Birchford", "10/4/2024", "cases=8")
    assert maracdash(*sent, "--accept-warnings")[0] == 0
    code, _, err = maracdash(*sent[:-1], "cases=9")
    assert code == 1
    assert "A meeting of Birchford on 10 April 2024 is held already" in err


def test_a_meeting_that_was_kept_and_not_published_is_published_by_the_same_command(maracdash, held, monkeypatch):
    sent = ("--data", held, "meeting", "Birchford", "10/4/2024", "cases=8", "repeats=1")
    assert maracdash(*sent, "--accept-warnings")[0] == 0
    sent = ("--data", held, "meeting", "Birchford", "17/4/2024", "cases=9", "repeats=1")

    def refuse(*_, **__):
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(publish, "build_release", refuse)
        assert "is accepted and kept" in maracdash(*sent, "--accept-warnings")[2]
    code, out, _ = maracdash(*sent)
    assert code == 0
    assert "This meeting was accepted before, as submission 000003-" in out
    assert is_up_to_date(held)


def test_one_meeting_joins_its_quarter(maracdash, held):
    code, out, _ = maracdash(
        "--data", held, "meeting", "Birchford", "10/4/2024", "cases=8", "repeats=1", "--accept-warnings"
    )
    assert code == 0
    assert "Accepted as submission 000002" in out
    assert "The next one is likely on 17 April 2024." in out
    code, _, err = maracdash("--data", held, "meeting", "Birchford", "17/4/2024", "cases=8", "repeats=9")
    assert code == 1
    assert "more than the 8 cases discussed" in err
    assert "There is no field “size”" in maracdash("--data", held, "meeting", "B1", "1/5/2024", "size=8")[2]


def test_meetings_sent_at_the_same_time_are_all_kept(held):
    sent = [
        start_program("--data", held, "meeting", "B1", f"{day}/5/2024", f"cases=1{day}", "--accept-warnings")
        for day in (1, 2, 3, 7)
    ]
    assert [each.wait(timeout=550) for each in sent] == [0, 0, 0, 0]
    kept = [each.counts["cases"] for each in read_held_meetings(held, "B1", Quarter(2024, 2))]
    assert kept == [10, 11, 12, 13, 17]


def test_a_field_given_twice_is_refused(maracdash, held):
    code, _, err = maracdash("--data", held, "meeting", "B1", "1/5/2024", "cases=12", "cases=99")
    assert (code, err) == (1, "The field “cases” is given twice. Give it once.\n")


def test_a_file_with_an_impossible_name_is_kept_under_a_possible_one(maracdash, held, tmp_path):
    path = os.fsencode(tmp_path / "c") + b"\xff\n.csv"
    with open(path, "wb") as file:  # noqa: PTH123 - pathlib would not write such a name
        file.write(f"{HEADER}\nB1,2024-07-03,7,1,2,1\n".encode())
    assert maracdash("--data", held, "load", "--accept-warnings", os.fsdecode(path))[0] == 0
    assert "c?_.csv" in maracdash("--data", held, "history")[1]


def test_history_originals_withdrawal_and_its_undoing(maracdash, held, tmp_path):
    (first,) = [line for line in maracdash("--data", held, "history")[1].splitlines() if line.startswith("000001")]
    assert first.endswith("areas.csv, returns.csv  in force")
    submission = first.split()[0]
    assert maracdash("--data", held, "original", submission, "returns.csv", "-o", tmp_path / "again.csv")[0] == 0
    assert (tmp_path / "again.csv").read_text() == f"{HEADER}\n{GOOD}\n"
    assert "There is no file" in maracdash("--data", held, "original", "..", "lock", "-o", tmp_path / "x")[2]
    assert maracdash("--data", held, "withdraw", submission, "--why", "a test")[0] == 0
    lines = maracdash("--data", held, "history")[1].splitlines()
    withdrawal = lines[0].split()[0]
    assert lines[0].endswith("(a test)  withdrawal")
    assert lines[1].endswith(f"withdrawn by {withdrawal}")
    assert f"-{submission}" in lines[3]
    assert maracdash("--data", held, "withdraw", withdrawal, "--why", "undone")[0] == 0
    assert any(line.endswith("returns.csv  in force") for line in maracdash("--data", held, "history")[1].splitlines())


def test_notices_and_their_digest(maracdash, held, monkeypatch):
    sent = []
    code, out, _ = maracdash("--data", held, "notices", "--marac", "Birchford")
    assert code == 0
    assert "release published  New figures: areas and meeting returns (000001" in out
    assert "No mail server is set" in maracdash("--data", held, "digest", "--to", "a@x.org")[2]
    monkeypatch.setenv("MARACDASH_SMTP_HOST", "localhost")
    monkeypatch.setenv("MARACDASH_SMTP_SENDER", "b@x.org")
    monkeypatch.setattr(digests, "send_digest", lambda message, server: sent.append((message["To"], server.host)))
    assert maracdash("--data", held, "digest", "--to", "a@x.org", "--to", "c@x.org")[0] == 0
    assert sent == [("a@x.org, c@x.org", "localhost")]
