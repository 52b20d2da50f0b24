"""Notices by e-mail: one plain message, sent through the deployment's own server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from enum import StrEnum

from maracdash.model.errors import MaracdashError
from maracdash.model.notices import Notification

TIMEOUT_SECONDS = 30


class Encryption(StrEnum):
    """Encryption of the connection to the server."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, kw_only=True)
class SmtpServer:
    """An SMTP server; without a `user` nobody signs in."""

    host: str
    sender: str
    port: int = 587
    user: str = ""
    password: str = ""
    encryption: Encryption = Encryption.STARTTLS


def build_digest(
    notices: Sequence[Notification], *, deployment: str, page: str, sender: str, to: Sequence[str]
) -> EmailMessage:
    """One message of all notices, newest first. `page` is the address of the notices, or empty."""
    noun = "notice" if len(notices) == 1 else "notices"
    message = EmailMessage()
    message["Subject"] = f"{' '.join(deployment.split())}: {len(notices)} {noun}"
    message["From"] = sender
    message["To"] = ", ".join(to)
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = make_msgid(domain="maracdash.invalid")
    lines = [f"{each.when:%-d %B %Y}  {each.text}" for each in notices]
    message.set_content("\n\n".join([*lines, page] if page else lines) + "\n")
    return message


def send_digest(message: EmailMessage, server: SmtpServer) -> None:
    """Hand the message over. Raises MaracdashError with a sentence."""
    context = ssl.create_default_context()
    connection: smtplib.SMTP
    try:
        if server.encryption is Encryption.TLS:
            connection = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT_SECONDS, context=context)
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
        with connection:
            if server.encryption is Encryption.STARTTLS:
                connection.starttls(context=context)
            if server.user:
                connection.login(server.user, server.password)
            connection.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise MaracdashError(
            f"The digest could not be sent through {server.host}:{server.port} ({type(error).__name__}). "
            "Check the MARACDASH_SMTP settings, and that the server is up."
        ) from error
