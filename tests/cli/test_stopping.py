"""A server that is told to stop: an upload that is under way is taken in first, and the process ends by itself."""

from __future__ import annotations

import re
import signal
import socket
import time
from pathlib import Path
from urllib.request import Request, urlopen

from maracdash.record import Record
from tests.support.servers import Served, serve

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
BOUNDARY = "boundary-of-this-test"
AREAS = """code,name,level,parent
U1,Albany,uk,
C1,Angle,country,U1
R1,Midmarch,region,C1
F1,One,force,R1
M1,Ash,marac,F1
"""


def test_an_upload_that_is_half_sent_is_finished(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with serve(folder, tmp_path / "log") as served:
        token, cookie = _open_form(served)
        head, body = _write_upload(served, token, cookie)
        with socket.create_connection(("127.0.0.1", _port(served)), timeout=60) as sending:
            sending.sendall(head + body[:-200])
            time.sleep(0.5)
            served.process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            sending.sendall(body[-200:])
            answer = _read_all(sending)
        assert served.process.wait(timeout=60) == 0
    assert answer.startswith(b"HTTP/1.1 303")
    assert re.search(rb"Location: /upload/file/[\w-]+", answer, re.IGNORECASE)
    assert len([*folder.glob("drafts/*/draft.json")]) == 1


def test_an_acceptance_that_is_under_way_is_kept_and_published(tmp_path: Path) -> None:
    """The lock of the folder is held meanwhile, so that it is certainly under way when the stop comes."""
    folder = tmp_path / "data"
    with serve(folder, tmp_path / "log") as served:
        token, cookie = _open_form(served)
        draft, renewed = _send(served, *_write_upload(served, token, cookie))
        cookie = renewed or cookie
        asked = f"csrf_token={token}&warning=all".encode()
        head = _write_head(
            served, f"/upload/file/{draft}/accept", cookie, "application/x-www-form-urlencoded", len(asked)
        )
        with socket.create_connection(("127.0.0.1", _port(served)), timeout=60) as sending:
            with Record(folder).lock():
                sending.sendall(head + asked)
                time.sleep(1)
                served.process.send_signal(signal.SIGTERM)
                time.sleep(1)
                assert served.process.poll() is None
            answer = _read_all(sending)
        assert served.process.wait(timeout=60) == 0
    assert answer.startswith(b"HTTP/1.1 303"), answer
    assert len(Record(folder).submissions()) == 1
    assert Record(folder).up_to_date()


def _open_form(served: Served) -> tuple[str, str]:
    with urlopen(Request(f"{served.address}/upload/file"), timeout=30) as page:
        found = TOKEN.search(page.read().decode())
        assert found
        cookies = page.headers.get_all("Set-Cookie")
        return found[1], "; ".join(each.partition(";")[0] for each in cookies)


def _write_upload(served: Served, token: str, cookie: str) -> tuple[bytes, bytes]:
    parts = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="areas.csv"\r\n'
        f"Content-Type: text/csv\r\n\r\n{AREAS}\r\n--{BOUNDARY}--\r\n"
    ).encode()
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return _write_head(served, "/upload/file", cookie, kind, len(parts)), parts


def _write_head(served: Served, path: str, cookie: str, kind: str, length: int) -> bytes:
    lines = (
        f"POST {path} HTTP/1.1",
        f"Host: 127.0.0.1:{_port(served)}",
        f"Referer: {served.address}/upload/file",
        f"Cookie: {cookie}",
        f"Content-Type: {kind}",
        f"Content-Length: {length}",
        "Connection: close",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _send(served: Served, head: bytes, body: bytes) -> tuple[str, str]:
    with socket.create_connection(("127.0.0.1", _port(served)), timeout=60) as sending:
        sending.sendall(head + body)
        answer = _read_all(sending).decode()
    draft = re.search(r"Location: /upload/file/([\w-]+)", answer, re.IGNORECASE)
    assert draft
    return draft[1], "; ".join(re.findall(r"^Set-Cookie: ([^;]+)", answer, re.IGNORECASE | re.MULTILINE))


def _read_all(sending: socket.socket) -> bytes:
    read = b""
    while block := sending.recv(65536):
        read += block
    return read


def _port(served: Served) -> int:
    return int(served.address.rpartition(":")[2])
