"""The SMTP server of a deployment, from the environment."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from maracdash.model.errors import MaracdashError
from maracdash.notices.digests import Encryption, SmtpServer
from maracdash.settings import ENVIRONMENT_PREFIX

SMTP_PREFIX = f"{ENVIRONMENT_PREFIX}SMTP_"


class SmtpSettings(BaseSettings):
    """Each is the environment variable `MARACDASH_SMTP_<NAME>`; without a host no mail is sent."""

    model_config = SettingsConfigDict(env_prefix=SMTP_PREFIX, frozen=True, extra="ignore")

    host: str = ""
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    user: str = ""
    password: SecretStr = SecretStr("")
    sender: str = ""
    encryption: Encryption = Encryption.STARTTLS


def configured_server() -> SmtpServer | None:
    """The server that is set; None where none is. Raises MaracdashError for one that is set wrong."""
    try:
        mail = SmtpSettings()
    except ValidationError as error:
        names = " and ".join(f"{SMTP_PREFIX}{str(each['loc'][0]).upper()}" for each in error.errors())
        raise MaracdashError(f"{names} cannot be used: {error.errors()[0]['msg'].lower()}.") from error
    if not mail.host:
        return None
    if not mail.sender:
        raise MaracdashError(
            f"{SMTP_PREFIX}HOST is set and {SMTP_PREFIX}SENDER is not: give the address that digests come from."
        )
    password = mail.password.get_secret_value()
    return SmtpServer(
        host=mail.host,
        sender=mail.sender,
        port=mail.port,
        user=mail.user,
        password=password,
        encryption=mail.encryption,
    )
