"""Signing in: who asks is known before anything else of a request is looked at."""

from __future__ import annotations

from dash import Dash

from callbacks.context import AppContext
from callbacks.identity import EXTENSION, set_current_person
from maracdash.accounts.database import AccountsDatabase
from maracdash.model.people import LOCAL
from maracdash.settings import SignIn


def register(app: Dash, context: AppContext) -> None:
    """Recognise whoever asks, before every request. Opens no database yet: workers fork after this."""
    app.server.extensions[EXTENSION] = AccountsDatabase(context.settings.accounts_address)
    if context.settings.sign_in_mode is SignIn.NONE:
        app.server.before_request(lambda: set_current_person(LOCAL))
