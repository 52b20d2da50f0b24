"""Talking to the dashboard as a page does: one kept-alive connection, one question for each change of the address."""

from __future__ import annotations

import http.client
import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from benchmarks.servers import HOST, Server
from maracdash.model.selection import Selection

CALLBACKS = "/_dash-update-component"
CHANGES = "/changes?"
DEPENDENCIES = "/_dash-dependencies"
LAYOUT = "/_dash-layout"
ROUTER = {"id": "_pages_location", "property": "pathname"}, {"id": "_pages_location", "property": "search"}
PACKED = {"Accept-Encoding": "gzip, deflate, br, zstd"}
JSON = {"Content-Type": "application/json"}
PATIENCE = 60.0
Payload = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An answer, and the seconds from the request to its last byte."""

    status: int
    body: bytes
    seconds: float
    encoding: str


class Conversation:
    """One connection to a server, opened by its first question."""

    def __init__(self, server: Server) -> None:
        self._connection = http.client.HTTPConnection(HOST, server.port, timeout=PATIENCE)

    def get(self, path: str, *, packed: bool = False) -> Reply:
        """A page or file. It comes packed only if asked."""
        return self._ask("GET", path, None, PACKED if packed else {})

    def post(self, path: str, payload: Payload) -> Reply:
        """JSON, answered unpacked."""
        return self._ask("POST", path, json.dumps(payload).encode(), JSON)

    def close(self) -> None:
        """End it."""
        self._connection.close()

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        started = time.perf_counter()
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - started
        encoding = answer.headers.get("Content-Encoding", "")
        return Reply(status=answer.status, body=content, seconds=seconds, encoding=encoding)


def change_address(selection: Selection) -> str:
    """Address that a page asks for when the reader has chosen something on the overview."""
    return CHANGES + urlencode({"address": f"/?{selection.query()}"})


def build_arrival(dependencies: list[Payload]) -> Payload:
    """First callback that a page posts: for the content of its address."""
    wanted = next(each for each in dependencies if each["inputs"] == list(ROUTER))
    given = [{**each, "value": value} for each, value in zip(ROUTER, ("/", ""), strict=True)]
    names = [name.rpartition(".") for name in wanted["output"].strip(".").split("...")]
    return {
        "output": wanted["output"],
        "outputs": [{"id": name, "property": prop} for name, _, prop in names],
        "inputs": given,
        "changedPropIds": [f"{each['id']}.{each['property']}" for each in given],
    }


def has_figure(reply: Reply) -> bool:
    """True where an answer that came unpacked holds a drawn figure."""
    return reply.status == http.client.OK and b'"figure"' in reply.body and b'"layout"' in reply.body
