"""Requests written byte by byte to a served program, for what no HTTP client does: begin one and not end it."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from urllib.request import Request, urlopen

from tests.support.servers import Served

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
BOUNDARY = "boundary-of-this-test"
FORM_TYPE = "application/x-www-form-urlencoded"
AREAS = """code,name,level,parent
U1,Albany,uk,
C1,Angle,country,U1
R1,Midmarch,region,C1
F1,One,force,R1
M1,Ash,marac,F1
"""


@dataclass(frozen=True, kw_only=True)
class Form:
    """The form of a browser that opened the page to send files."""

    token: str
    cookie: str


def connect(served: Served, timeout: float = 180) -> socket.socket:
    """A connection to it."""
    return socket.create_connection(("127.0.0.1", _port(served)), timeout=timeout)


def open_form(served: Served) -> Form:
    """Open the page to send files."""
    with urlopen(Request(f"{served.address}/upload/file"), timeout=180) as page:
        found = TOKEN.search(page.read().decode())
        assert found
        cookies = page.headers.get_all("Set-Cookie")
        return Form(token=found[1], cookie="; ".join(each.partition(";")[0] for each in cookies))


def write_upload(served: Served, form: Form) -> tuple[bytes, bytes]:
    """Head and body of a request that sends a file of areas."""
    parts = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{form.token}\r\n'
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="areas.csv"\r\n'
        f"Content-Type: text/csv\r\n\r\n{AREAS}\r\n--{BOUNDARY}--\r\n"
    ).encode()
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return write_head(served, "/upload/file", form.cookie, kind, len(parts)), parts


def write_head(served: Served, path: str, cookie: str, kind: str, length: int) -> bytes:
    """Head of a request that sends so many bytes."""
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


def send(served: Served, content: bytes) -> bytes:
    """Everything that is answered."""
    with connect(served) as sending:
        sending.sendall(content)
        return read_all(sending)


def begin(sending: socket.socket, head: bytes) -> None:
    """Send the head of a request and wait until the server has it, which it tells whoever asks to be told."""
    sending.sendall(head.replace(b"Host:", b"Expect: 100-continue\r\nHost:"))
    assert sending.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"


def read_all(sending: socket.socket) -> bytes:
    """Everything until the other side closes."""
    read = b""
    while block := sending.recv(65536):
        read += block
    return read


def _port(served: Served) -> int:
    return int(served.address.rpartition(":")[2])
