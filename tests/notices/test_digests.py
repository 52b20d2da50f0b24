"""Notices that leave: the feed, and the digest through a real SMTP server."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from maracdash.model.areas import Area, Level
from maracdash.model.errors import MaracdashError
from maracdash.model.notices import Notification, NotificationKind
from maracdash.notices import digests, feeds, smtp
from maracdash.notices.digests import Encryption, SmtpServer
from tests.support.servers import find_free_port

ATOM = "{http://www.w3.org/2005/Atom}"
NOTICES = (
    Notification(
        id="missing-B1-2024-Q4",
        kind=NotificationKind.MISSING,
        when=datetime(2025, 2, 12, tzinfo=UTC),
        text="Birchford & Ashby’s return <late>",
        area=Area(level=Level.MARAC, code="B1", name="Birchford"),
    ),
    Notification(
        id="release-1", kind=NotificationKind.RELEASE, when=datetime(2025, 2, 1, 9, 30, tzinfo=UTC), text="New figures."
    ),
)


class Inbox(Message):
    """What the server was given."""

    def __init__(self) -> None:
        super().__init__()
        self.messages = []

    def handle_message(self, message) -> None:
        self.messages.append(message_from_bytes(message.as_bytes(), policy=policy.default))


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, SmtpServer]]:
    handler = Inbox()
    port = find_free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port, ready_timeout=60)
    controller.start()
    yield handler, SmtpServer(host="127.0.0.1", port=port, sender="marac@example.org", encryption=Encryption.NONE)
    controller.stop()


def test_the_feed_is_atom_with_ids_that_stay():
    root = ET.fromstring(
        feeds.write_atom_feed(NOTICES, title="Our Maracs", page="https://x.org/n", feed="https://x.org/n.xml")
    )
    other = ET.fromstring(
        feeds.write_atom_feed(NOTICES, title="Our Maracs", page="http://10.0.0.1/n", feed="http://10.0.0.1/a")
    )
    entries = root.findall(f"{ATOM}entry")
    assert root.findtext(f"{ATOM}title") == "Our Maracs"
    ids = [each.text for each in root.iter(f"{ATOM}id")]
    assert ids == [each.text for each in other.iter(f"{ATOM}id")], "whatever address it is asked for by"
    assert len(set(ids)) == len(entries) + 1
    assert entries[0].findtext(f"{ATOM}summary") == "Birchford & Ashby’s return <late>"
    assert (
        entries[1].findtext(f"{ATOM}updated") == "2025-02-01T09:30:00Z"
        or entries[1].findtext(f"{ATOM}updated") == "2025-02-01T09:30:00+00:00"
    )
    assert [each.get("term") for each in entries[0].findall(f"{ATOM}category")] == ["return missing", "Birchford"]


def test_a_digest_arrives_at_a_real_server(inbox: tuple[Inbox, SmtpServer]):
    handler, server = inbox
    message = digests.build_digest(
        NOTICES, deployment="Our\nMaracs", page="https://x.org/n", sender=server.sender, to=["a@x.org", "b@x.org"]
    )
    digests.send_digest(message, server)
    (found,) = handler.messages
    assert (found["Subject"], found["From"], found["To"]) == (
        "Our Maracs: 2 notices",
        "marac@example.org",
        "a@x.org, b@x.org",
    )
    text = found.get_content().replace("\r\n", "\n")
    assert text.startswith("12 February 2025  Birchford & Ashby’s return <late>\n\n1 February 2025  New figures.")
    assert "https://x.org/n" in text


def test_a_server_that_is_not_there_is_said(inbox: tuple[Inbox, SmtpServer]):
    message = digests.build_digest(NOTICES, deployment="x", page="", sender="a@x.org", to=["b@x.org"])
    with pytest.raises(MaracdashError, match=r"could not be sent through 127\.0\.0\.1:9"):
        digests.send_digest(message, SmtpServer(host="127.0.0.1", port=9, sender="a@x.org"))
    with pytest.raises(MaracdashError, match="SMTPNotSupportedError"):
        digests.send_digest(message, SmtpServer(host="127.0.0.1", port=inbox[1].port, sender="a@x.org"))


def test_the_server_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch):
    assert smtp.configured_server() is None
    monkeypatch.setenv("MARACDASH_SMTP_HOST", "mail.example.org")
    with pytest.raises(MaracdashError, match="MARACDASH_SMTP_SENDER is not"):
        smtp.configured_server()
    monkeypatch.setenv("MARACDASH_SMTP_SENDER", "a@x.org")
    monkeypatch.setenv("MARACDASH_SMTP_PASSWORD", "secret")
    found = smtp.configured_server()
    assert found == SmtpServer(host="mail.example.org", sender="a@x.org", password="secret")
    monkeypatch.setenv("MARACDASH_SMTP_PORT", "99999")
    with pytest.raises(MaracdashError, match="MARACDASH_SMTP_PORT cannot be used"):
        smtp.configured_server()
