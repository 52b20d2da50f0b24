"""The whole app with people who sign in, and browsers that do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from callbacks.identity import EXTENSION
from maracdash.accounts import invitations, people
from maracdash.accounts.audit import Actor
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.people import Access, Account
from maracdash.model.people import Role
from maracdash.settings import Settings

PASSWORD = "tunnel harvest violet seven"
INSTALLER = Actor(person="", who="tests")
READER = Access(role=Role.READER, everywhere=True)
ADMINISTRATOR = Access(role=Role.ADMINISTRATOR, everywhere=True)


@dataclass(frozen=True)
class SignInApp:
    """An app on this machine where people sign in."""

    server: Flask

    @classmethod
    def of(cls, folder: Path, accounts: Path, **settings: object) -> SignInApp:
        """On figures of a folder, with accounts of its own."""
        given = {"sign_in": "accounts", "second_factor": False, "deployment": "Alderland Maracs", **settings}
        chosen = Settings(data=folder, accounts=f"sqlite:///{accounts}/accounts.sqlite", **given)
        return cls(create_app(chosen).server)

    @property
    def database(self) -> AccountsDatabase:
        found = self.server.extensions[EXTENSION]
        assert isinstance(found, AccountsDatabase)
        return found

    def add(self, email: str, access: Access = READER, name: str = "Bo Hale") -> Account:
        """Somebody with a password."""
        account = people.add_person(self.database, INSTALLER, email, name, access)
        now = datetime.now(UTC)
        return (
            invitations.accept(self.database, invitations.invite(self.database, INSTALLER, email, now), PASSWORD, now)
            or account
        )

    def browser(self, email: str = "") -> FlaskClient:
        """A browser; signed in if an address is given."""
        client = self.server.test_client()
        client.environ_base["HTTP_ACCEPT"] = "text/html"
        if email:
            answer = send(client, "/sign-in", email=email, password=PASSWORD)
            assert answer.status_code == 303, answer.text
        return client


def token_of(text: str) -> str:
    """The CSRF token of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', text)
    assert found, text[:3000]
    return found[1]


def send(client: FlaskClient, path: str, page: str = "", **fields: object):
    """Send a form of a page, with the page's token."""
    answer = client.get(page or path)
    return client.post(path, data={"csrf_token": token_of(answer.text), **fields})


def code_now(secret: str, steps: int = 0) -> str:
    """The code that an app shows now, or so many steps later."""
    return pyotp.TOTP(secret).at(datetime.now(UTC) + timedelta(seconds=30 * steps))
