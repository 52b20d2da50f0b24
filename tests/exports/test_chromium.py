"""Chromium's end: every process of its group, and its folder, whoever still writes in it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

from maracdash.exports.chromium import Browser

WRITER = """
import sys, time
from pathlib import Path
folder = Path(sys.argv[1])
number = 0
while True:
    number += 1
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / str(number)).touch()
    except OSError:
        pass
    if number == 50:
        print("writing", flush=True)
"""
FIRST_PROCESS = f"""
import subprocess, sys
subprocess.Popen([sys.executable, "-c", {WRITER!r}, sys.argv[1]])
"""
EXITING = f"""
import subprocess, sys
from choreographer.channels import Pipe
from maracdash.exports.chromium import OfflineChromium
chromium = OfflineChromium(Pipe(), sys.executable, tmp_dir=sys.argv[1])
chromium.pre_open()
(chromium.tmp_dir.path / "profile").touch()
writer = subprocess.Popen(
    [sys.executable, "-c", {WRITER!r}, str(chromium.tmp_dir.path)], stdout=subprocess.PIPE, text=True
)
writer.stdout.readline()
print(writer.pid, flush=True)
"""


def test_processes_that_outlive_the_first_one_end_and_the_folder_goes(tmp_path: Path) -> None:
    folder = tmp_path / "chromium"
    browser = Browser()
    with subprocess.Popen(
        [sys.executable, "-c", FIRST_PROCESS, str(folder)], stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "writing\n"
        process.wait(60)
        browser._kaleido, browser._folder = SimpleNamespace(subprocess=process), folder
        browser.kill()
        assert not folder.exists()
        time.sleep(0.2)
        assert not folder.exists()
        browser.kill()


def test_a_program_that_ends_while_chromium_still_writes_says_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", EXITING, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout
        assert program.stderr
        writer = int(program.stdout.readline())
        try:
            assert program.wait(120) == 0
        finally:
            os.kill(writer, signal.SIGKILL)
        assert program.stderr.read() == ""
    assert list(tmp_path.glob("*/profile")), "only `Browser.kill` removes it, once the processes have ended"
