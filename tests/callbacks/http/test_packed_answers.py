"""Answers that lie packed: as they lie to whoever can unpack them, and to nobody else."""

from __future__ import annotations

import pytest
from flask import Flask

from callbacks.http.packed_answers import respond_packed
from callbacks.packing import pack, unpack

CONTENT = b"figures " * 200


@pytest.mark.parametrize(
    "accepted",
    ["zstd", "gzip, deflate, br, zstd", "*", "gzip;q=0.5, zstd;q=0.1"],
)
def test_who_can_unpack_it_is_sent_it_as_it_lies(accepted: str) -> None:
    with Flask(__name__).test_request_context(headers={"Accept-Encoding": accepted}):
        sent = respond_packed(pack(CONTENT), "text/html", {"X-Release": "release-1"})
    assert sent.headers["Content-Encoding"] == "zstd"
    assert sent.headers["X-Release"] == "release-1"
    assert sent.mimetype == "text/html"
    assert unpack(sent.data) == CONTENT


@pytest.mark.parametrize("accepted", [None, "", "identity", "gzip, br", "zstd;q=0, gzip", "*;q=0"])
def test_all_others_are_sent_it_unpacked(accepted: str | None) -> None:
    headers = {} if accepted is None else {"Accept-Encoding": accepted}
    with Flask(__name__).test_request_context(headers=headers):
        sent = respond_packed(pack(CONTENT), "text/html")
    assert "Content-Encoding" not in sent.headers
    assert sent.data == CONTENT
