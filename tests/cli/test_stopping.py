"""A server that is told to stop: an upload that is under way is taken in first, and the process ends by itself."""

from __future__ import annotations

import re
import signal
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.request import Request, urlopen

import psutil

from maracdash.record import Record
from tests.support.raw_requests import (
    FORM_TYPE,
    Form,
    begin,
    connect,
    open_form,
    read_all,
    send,
    write_head,
    write_upload,
)
from tests.support.servers import Served, serve


def test_an_upload_that_is_half_sent_is_finished(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with serve(folder, tmp_path / "log") as served:
        head, body = write_upload(served, open_form(served))
        with connect(served) as sending:
            begin(sending, head)
            sending.sendall(body[:-200])
            served.process.send_signal(signal.SIGTERM)
            time.sleep(1)
            sending.sendall(body[-200:])
            answer = read_all(sending)
        assert served.process.wait(timeout=180) == 0
    assert answer.startswith(b"HTTP/1.1 303")
    assert re.search(rb"Location: /upload/file/[\w-]+", answer, re.IGNORECASE)
    assert len([*folder.glob("drafts/*/draft.json")]) == 1


def test_whoever_comes_after_the_stop_is_refused_at_once(tmp_path: Path) -> None:
    """So that a proxy sends them elsewhere, while an upload is still taken in."""
    with serve(tmp_path / "data", tmp_path / "log") as served:
        head, body = write_upload(served, open_form(served))
        with connect(served) as sending:
            begin(sending, head)
            served.process.send_signal(signal.SIGTERM)
            _wait_until_refused(served)
            sending.sendall(body)
            assert read_all(sending).startswith(b"HTTP/1.1 303")
        assert served.process.wait(timeout=180) == 0


def test_whoever_came_before_the_stop_and_was_not_looked_at_yet_is_answered(tmp_path: Path) -> None:
    with serve(tmp_path / "data", tmp_path / "log", WORKERS="1") as served:
        (worker,) = psutil.Process(served.process.pid).children()
        worker.suspend()
        with ExitStack() as open_until_answered:
            asking = [open_until_answered.enter_context(connect(served)) for _ in range(8)]
            for each in asking:
                each.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            served.process.send_signal(signal.SIGTERM)
            time.sleep(1)
            worker.resume()
            assert [read_all(each)[:12] for each in asking] == [b"HTTP/1.1 200"] * 8
        assert served.process.wait(timeout=180) == 0


def _wait_until_refused(served: Served) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            connect(served, timeout=1).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.05)
    raise AssertionError("connections are still taken")


def test_an_acceptance_that_is_under_way_is_kept_and_published(tmp_path: Path) -> None:
    """The lock of the folder is held meanwhile, so that it is certainly under way when the stop comes."""
    folder = tmp_path / "data"
    with serve(folder, tmp_path / "log") as served:
        form = open_form(served)
        answer = send(served, b"".join(write_upload(served, form))).decode()
        draft = re.search(r"Location: /upload/file/([\w-]+)", answer, re.IGNORECASE)
        assert draft
        renewed = re.findall(r"^Set-Cookie: ([^;]+)", answer, re.IGNORECASE | re.MULTILINE)
        form = Form(token=form.token, cookie="; ".join(renewed) or form.cookie)
        page = Request(f"{served.address}/upload/file/{draft[1]}", headers={"Cookie": form.cookie})
        with urlopen(page, timeout=180) as shown:
            seen = re.search(r'name="seen" value="(\w+)"', shown.read().decode())
        assert seen
        asked = f"csrf_token={form.token}&warning=all&seen={seen[1]}".encode()
        head = write_head(served, f"/upload/file/{draft[1]}/accept", form.cookie, FORM_TYPE, len(asked))
        with connect(served) as sending:
            with Record(folder).lock():
                begin(sending, head)
                sending.sendall(asked)
                time.sleep(1)
                served.process.send_signal(signal.SIGTERM)
                time.sleep(1)
                assert served.process.poll() is None
            assert read_all(sending).startswith(b"HTTP/1.1 303")
        assert served.process.wait(timeout=180) == 0
    assert len(Record(folder).submissions()) == 1
    assert Record(folder).up_to_date()
