"""A check that takes too much is stopped, and is one plain problem."""

import os
import time
from datetime import date

import pytest

from maracdash.intake.accept import sandbox
from maracdash.intake.existing_data import ExistingData
from tests.support.upload_files import NOTHING, TODAY, check, make_areas, make_returns
from tests.support.workbooks import workbook

GOOD = make_returns("B1,2024-04-03,10,3,12,6")


def _sleep(seconds: float) -> None:
    time.sleep(seconds)


def _fill(megabytes: int) -> int:
    return len(bytearray(megabytes * 1_000_000))


def _die() -> None:
    os.kill(os.getpid(), 9)


def _add(first: int, second: int) -> int:
    return first + second


def test_a_confined_check_says_what_the_check_says_and_tells_how_far_it_is():
    said: list[str] = []
    report = sandbox.check_in_sandbox((make_areas(), GOOD), NOTHING, TODAY, said.append)
    assert report.problems == check(make_areas(), GOOD).problems
    assert report.files == check(make_areas(), GOOD).files
    assert report.rows["returns.csv"].equals(check(make_areas(), GOOD).rows["returns.csv"])
    assert said[:2] == ["Reading areas.csv", "Reading returns.csv"]


def test_work_that_takes_too_long_is_stopped():
    with pytest.raises(sandbox.SandboxStopped, match="took longer than 1 seconds"):
        sandbox.run_in_sandbox(_sleep, 3600, seconds=1)


def test_work_that_takes_too_much_memory_is_stopped():
    assert sandbox.run_in_sandbox(_fill, 10) == 10_000_000
    with pytest.raises(sandbox.SandboxStopped, match="more memory than a table of returns can"):
        sandbox.run_in_sandbox(_fill, 8_000)


def test_work_that_dies_is_said():
    with pytest.raises(sandbox.SandboxStopped, match="stopped unexpectedly"):
        sandbox.run_in_sandbox(_die)
    assert sandbox.run_in_sandbox(_add, 1, 2) == 3


def test_work_that_fails_is_said_and_its_trace_is_in_the_log_alone(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(sandbox.SandboxStopped, match="stopped unexpectedly"):
        sandbox.run_in_sandbox(int, "no number")
    assert "invalid literal for int() with base 10: 'no number'" in caplog.text
    assert "Traceback" not in capfd.readouterr().err


def test_a_check_that_is_stopped_is_one_problem(monkeypatch: pytest.MonkeyPatch):
    def stop(*_: object, **__: object) -> None:
        raise sandbox.SandboxStopped(sandbox.TOO_LARGE)

    monkeypatch.setattr(sandbox, "run_in_sandbox", stop)
    report = sandbox.check_in_sandbox((GOOD,), ExistingData(), date(2026, 1, 1))
    assert [str(each) for each in report.problems] == [f"returns.csv: {sandbox.TOO_LARGE}"]
    assert not report.is_recognised


def test_ones_own_files_are_confined_where_they_unfold(monkeypatch: pytest.MonkeyPatch):
    ran: list[str] = []
    monkeypatch.setattr(sandbox, "check_in_sandbox", lambda files, *_: ran.append(files[0].name))
    sandbox.check_local_files((workbook(["colour"]),), NOTHING, TODAY)
    assert ran == ["returns.xlsx"]
    assert sandbox.check_local_files((make_areas(), GOOD), NOTHING, TODAY).problems == ()
    assert ran == ["returns.xlsx"]
