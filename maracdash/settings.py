"""Settings from the environment, checked once at start."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from maracdash.model.errors import MaracdashError

ENVIRONMENT_PREFIX = "MARACDASH_"
DEFAULT_DATA_FOLDER = Path("data") / "local"
LOCAL_NAMES = ("127.0.0.1", "localhost")
LOCAL_HOSTS = (*LOCAL_NAMES, "::1")  # Werkzeug compares no host name that holds a colon


class Settings(BaseSettings):
    """Everything a deployment can set; each is the environment variable `MARACDASH_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix=ENVIRONMENT_PREFIX, frozen=True, extra="ignore")

    data: Path = DEFAULT_DATA_FOLDER
    deployment: Annotated[str, Field(min_length=1, max_length=60)] = "Marac dashboard"
    home_force: str = ""
    default_marac: str = ""
    due_days: Annotated[int, Field(ge=0, le=366)] = 42
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8050
    workers: Annotated[int, Field(ge=1, le=32)] = 2
    uploads: bool | None = None
    hosts: str = ""

    @property
    def names(self) -> list[str] | None:
        """The host names that are answered, ports aside; None for any.

        As set; else on this machine its own names alone, so that no page of another site can speak as one of ours.
        """
        if self.hosts:
            return [each.strip() for each in self.hosts.split(",") if each.strip()]
        return list(LOCAL_NAMES) if self.host in LOCAL_NAMES else None

    @property
    def accepts_uploads(self) -> bool:
        """True if figures can be sent in the browser: as set, else only where nobody but this machine can reach it."""
        return self.host in LOCAL_HOSTS if self.uploads is None else self.uploads


def load_settings() -> Settings:
    """Load the settings of this process. Raises MaracdashError with one sentence for each variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        sentences = [
            f"{ENVIRONMENT_PREFIX}{str(each['loc'][0]).upper()} is “{each['input']}”: "
            f"{each['msg'][0].lower()}{each['msg'][1:]}."
            for each in error.errors()
        ]
        raise MaracdashError(" ".join(sentences)) from error
