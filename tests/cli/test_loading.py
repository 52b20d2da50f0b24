"""Loading, checking, withdrawing and the demonstration from the command line: exit codes and sentences."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.quarters import Quarter
from maracdash.store.releases.publish import current_release_path
from maracdash.store.submissions.manifests import read_manifests
from tests.support import folders
from tests.support.prepared_folders import copy_prepared
from tests.support.upload_files import make_file

AREAS = """code,name,level,parent,women_16_plus
U1,Albany,uk,,
C1,Angle,country,U1,
R1,Midmarch,region,C1,
F1,Harrowshire,force,R1,
M1,Birchford,marac,F1,50000
"""
RETURNS = """marac,quarter,entries,cases
M1,2024-Q1,3,10
M1,2024-Q2,3,11
M1,2024-Q3,3,12
M1,2024-Q4,3,13
"""
DAYS = """marac,meeting_date,cases,males
M1,2024-02-01,10,1
Nowhere,2024-03-01,-2,
M1,2024-03-01,3,9
"""


@pytest.fixture
def files(tmp_path):
    """Write a file; its path."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def held(tmp_path):
    """A data folder with a year of one Marac."""
    return copy_prepared(build_folder, tmp_path / "data")


def build_folder(folder):
    assert accept_files(folder, [make_file(AREAS, "areas.csv"), make_file(RETURNS, "returns.csv")], "Ada").id


def test_what_is_accepted_is_told_and_published(maracdash, tmp_path, files):
    folder = tmp_path / "data"
    code, out, err = maracdash("load", "--data", folder, files("areas.csv", AREAS), files("returns.csv", RETURNS))
    assert (code, err) == (0, "")
    assert "returns.csv: quarterly returns, 4 rows, 1 area, 2024-Q1 to 2024-Q4." in out
    assert "New marac: Birchford (M1)." in out
    assert (
        f"Accepted as submission {read_manifests(folder)[0].id}; published in {current_release_path(folder).stem}."
        in out
    )


def test_every_problem_is_a_line_of_its_own_with_its_place(maracdash, held, files):
    before = current_release_path(held)
    code, _, err = maracdash("load", "--data", held, files("days.csv", DAYS))
    lines = err.splitlines()
    assert code == 1
    assert any(line.startswith("days.csv:3:marac: There is no Marac called “Nowhere”") for line in lines)
    assert any(line.startswith("days.csv:3:cases: ") for line in lines)
    assert any(line.startswith("days.csv:4:males: ") for line in lines)
    assert lines[-1].startswith("Refused: ")
    assert "Nothing was changed." in lines[-1]
    assert current_release_path(held) == before
    assert len(read_manifests(held)) == 1


def test_a_check_keeps_nothing(maracdash, tmp_path, files):
    folder = tmp_path / "data"
    code, out, _ = maracdash(
        "load", "--check", "--data", folder, files("areas.csv", AREAS), files("returns.csv", RETURNS)
    )
    assert (code, out.splitlines()[-1]) == (0, "The files can be loaded. Nothing was kept: this was only a check.")
    assert not read_manifests(folder)
    assert maracdash("load", "--check", "--data", folder, files("days.csv", DAYS))[0] == 1


def test_problems_stand_in_the_order_of_the_files(maracdash, held, files):
    one, other = (
        "marac,meeting_date,cases,males\n" + "".join(f"M1,2024-{month}-{day:02},x,y\n" for day in range(1, 12))
        for month in ("02", "03")
    )
    _, _, err = maracdash("load", "--data", held, files("b.csv", one), files("a.csv", other))
    told = [line.split(":")[:3] for line in err.splitlines()[:-1]]
    assert len(told) == 2 * 2 * 11
    assert [(file, int(row), column) for file, row, column in told] == [
        (file, row, column) for file in ("a.csv", "b.csv") for row in range(2, 13) for column in ("cases", "males")
    ]


def test_a_check_says_what_loading_says(maracdash, held, tmp_path, files):
    again = (files("areas.csv", AREAS), files("returns.csv", RETURNS))
    code, out, _ = maracdash("load", "--check", "--data", held, *again)
    assert code == 0
    assert out.splitlines()[-1].startswith(f"These files are already submission {read_manifests(held)[0].id}. Nothing")
    invented = tmp_path / "demo"
    assert maracdash("demo", "--maracs", "12", "--years", "1", "--data", invented)[0] == 0
    for words in (("load",), ("load", "--check"), ("check",)):
        code, _, err = maracdash(*words, "--data", invented, *again)
        assert (code, err.count("\n")) == (1, 1), words
        assert err.startswith(f"The data folder {invented} holds the demonstration's invented figures"), words


def test_one_is_singular(maracdash, tmp_path, files):
    one = files("one.csv", "marac,quarter,entries,cases\nM1,2024-Q1,3,10\n")
    code, out, _ = maracdash("load", "--data", tmp_path / "data", files("areas.csv", AREAS), one)
    assert code == 0
    assert "one.csv: quarterly returns, 1 row, 1 area, 2024-Q1." in out


def test_warnings_are_accepted_only_when_asked(maracdash, held, files):
    far = files("more.csv", "marac,quarter,entries,cases\nM1,2025-Q1,3,900\n")
    code, _, err = maracdash("load", "--data", held, far)
    assert code == 1
    assert "more.csv:2:cases: " in err
    assert err.splitlines()[-1].startswith("Not kept: 1 warning.")
    assert len(read_manifests(held)) == 1
    assert maracdash("load", "--accept-warnings", "--data", held, far)[0] == 0
    assert len(read_manifests(held)[-1].warnings_accepted) == 1


def test_many_blank_columns_are_one_question(maracdash, held, files):
    header = "marac,quarter,entries,cases,repeats,children,males"
    far = files("more.csv", f"{header}\nM1,2025-Q1,3,60,,,\n")
    code, _, err = maracdash("load", "--data", held, far)
    assert code == 1
    other, asked, verdict = err.splitlines()
    assert asked.startswith("more.csv:2:repeats, children, males: blank in 1 row: taken as not collected")
    assert "has 60 cases in 2025-Q1" in other
    assert verdict.startswith("Not kept: 2 warnings.")
    _, out, err = maracdash("check", "--data", held, far)
    assert err.splitlines() == [other, asked]
    assert "0 errors and 2 warnings." in out


def test_the_same_files_again_change_nothing(maracdash, held, files):
    before = current_release_path(held)
    code, out, _ = maracdash("load", "--data", held, files("returns.csv", RETURNS), files("areas.csv", AREAS))
    assert code == 0
    assert "already submission" in out
    assert (current_release_path(held), len(read_manifests(held))) == (before, 1)


def test_a_file_that_is_not_there(maracdash, tmp_path):
    code, _, err = maracdash("load", "--data", tmp_path / "data", tmp_path / "none.csv")
    assert (code, err.strip()) == (1, f"The file {tmp_path / 'none.csv'} cannot be read: No such file or directory.")


@pytest.mark.parametrize("words", [["load"], ["load", "--colour", "x.csv"], ["nonsense"], ["demo", "--maracs", "1"]])
def test_wrong_usage_is_exit_code_two(maracdash, words):
    assert maracdash(*words)[0] == 2


def test_the_installed_program_gives_the_same_exit_codes(held, files):
    program = shutil.which("maracdash", path=str(Path(sys.executable).parent))
    assert program, "install the project first"
    for code, words in ((0, ["status"]), (1, ["load", files("days.csv", DAYS)]), (2, ["load"])):
        done = subprocess.run([program, "--data", held, *words], capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr


def test_status_as_json(maracdash, held):
    told = json.loads(maracdash("status", "--json", "--data", held)[1])
    assert told["release"] == current_release_path(held).stem
    assert told["areas"] == {"marac": 1, "force": 1, "region": 1, "country": 1, "uk": 1}
    assert told["quarters"][0] == {
        "quarter": "2024-Q4",
        "expected": 1,
        "returned": 1,
        "proxied": 0,
        "dropped": 0,
        "corrected": 0,
        "withheld": 0,
    }
    (kept,) = told["submissions"]
    assert kept["id"] == read_manifests(held)[0].id
    assert [each["kind"] for each in kept["files"]] == ["areas", "quarterly returns"]
    assert told["demonstration"] is False


def test_status_says_that_an_accepted_submission_is_not_published_yet(maracdash, held):
    assert "Not up to date" not in maracdash("status", "--data", held)[1]
    kept = folders.submit(held, returns=[folders.quarterly_return("M1", Quarter(2024, 4), cases=99)])
    _, out, _ = maracdash("status", "--data", held)
    assert kept in out
    assert out.splitlines()[-1].startswith("Not up to date: the release lacks something that is accepted. Load its")
    assert json.loads(maracdash("status", "--json", "--data", held)[1])["up_to_date"] is False


def test_status_of_nothing(maracdash, tmp_path):
    code, out, _ = maracdash("status", "--data", tmp_path)
    assert (code, out.startswith("Nothing has been loaded yet.")) == (0, True)
    assert json.loads(maracdash("status", "--json", "--data", tmp_path)[1])["release"] is None


def test_withdrawn_and_brought_back(maracdash, held, files):
    more = files("more.csv", "marac,quarter,entries,cases\nM1,2024-Q4,3,20\n")
    assert maracdash("load", "--accept-warnings", "--data", held, more)[0] == 0
    later = read_manifests(held)[-1].id
    assert cases(maracdash, held) == 53
    assert maracdash("withdraw", later, "--why", "sent by mistake", "--data", held)[0] == 0
    assert cases(maracdash, held) == 46
    told = maracdash("changes", "--data", held)[1].splitlines()
    assert told[0] == f"-{later}  more.csv"
    assert any(line.startswith("Birchford, ") and "was 53, is 46 (submission withdrawn)" in line for line in told)
    undone = read_manifests(held)[-1]
    states = {
        each["id"]: each["state"]
        for each in json.loads(maracdash("status", "--json", "--data", held)[1])["submissions"]
    }
    assert (states[later], states[undone.id]) == ("withdrawn", "withdrawal")
    assert "more.csv  withdrawn" in maracdash("status", "--data", held)[1]
    assert (undone.withdraws, undone.why) == (later, "sent by mistake")
    assert maracdash("withdraw", undone.id, "--why", "it was right", "--data", held)[0] == 0
    assert cases(maracdash, held) == 53


def test_one_release_cannot_be_compared(maracdash, held):
    assert maracdash("changes", "--data", held)[::2] == (1, "There are not yet two releases to compare.\n")


@pytest.mark.parametrize("name", ["000009-00000000", "nonsense"])
def test_what_was_never_accepted_cannot_be_withdrawn(maracdash, held, name):
    code, _, err = maracdash("withdraw", name, "--why", "a test", "--data", held)
    assert code == 1
    assert f"There is no submission “{name}”" in err


def test_invented_and_real_figures_never_meet(maracdash, held, tmp_path, files):
    code, _, err = maracdash("demo", "--maracs", "12", "--years", "1", "--data", held)
    assert code == 1
    assert "holds real figures: the two are never mixed." in err
    fictional = tmp_path / "fictional"
    assert maracdash("demo", "--maracs", "12", "--years", "1", "--data", fictional)[0] == 0
    code, _, err = maracdash("load", "--data", fictional, files("areas.csv", AREAS))
    assert code == 1
    assert "holds the demonstration's invented figures" in err


def test_a_demonstration_only_where_nothing_is_held(maracdash, held, tmp_path):
    assert maracdash("demo", "--if-empty", "--data", held) == (0, "", "")
    fresh = tmp_path / "fresh"
    code, out, _ = maracdash("demo", "--if-empty", "--maracs", "12", "--years", "1", "--data", fresh)
    assert code == 0
    assert out.startswith("Demonstration data: 12 invented Maracs, 1 year, published in release-")
    assert json.loads(maracdash("status", "--json", "--data", fresh)[1])["demonstration"] is True


def test_the_data_folder_comes_from_the_environment_too(maracdash, held, monkeypatch):
    monkeypatch.setenv("MARACDASH_DATA", str(held))
    assert json.loads(maracdash("status", "--json")[1])["release"] == current_release_path(held).stem


def cases(maracdash, folder: Path) -> float:
    """Cases of 2024 in the whole country, from an exported table."""
    path = folder / "out.csv"
    words = ("--quarter", "2024-Q4", "--level", "uk", "--indicator", "cases", "-o", path)
    assert maracdash("export", "table", "--data", folder, *words)[0] == 0
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return float(next(csv.DictReader(lines))["value"])
