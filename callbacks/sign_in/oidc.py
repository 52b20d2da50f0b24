"""OpenID Connect with PKCE, by Authlib: people sign in with an account that they have elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import partial
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Blueprint, Flask, Response, request, url_for
from joserfc.errors import JoseError
from requests import RequestException

from callbacks.http import sessions
from callbacks.http.server_pages import ServerPages
from callbacks.identity import accounts_database
from callbacks.sign_in.destinations import safe_destination
from callbacks.sign_in.entering import current_place, enter
from maracdash.accounts import sign_ins
from maracdash.accounts.errors import SignInError
from maracdash.accounts.sign_ins import Identity
from maracdash.settings import Settings

LOG = logging.getLogger("maracdash.callbacks")
DISCOVERY = "/.well-known/openid-configuration"
TIMEOUT_SECONDS = 10
PROVIDER = "provider"
UNREACHABLE = "Your organisation's sign-in cannot be reached at the moment. Try again in a few minutes."
NOT_BELIEVED = "Your organisation's sign-in gave an answer that cannot be relied on. Start again."
FAULTS = (OAuthError, JoseError, KeyError, TypeError, ValueError, RuntimeError)
"""Faults of an answer that does not hold: a wrong state, code, signature or claim."""


def register(server: Flask, routes: Blueprint, server_pages: ServerPages) -> None:
    """/sign-in/oidc, of the provider that is set."""
    settings = server_pages.context.settings
    provider = _describe_provider(server, settings)
    routes.add_url_rule("/sign-in/oidc", "to_provider", partial(go_to_provider, provider))
    routes.add_url_rule("/sign-in/oidc/back", "from_provider", partial(come_back, provider, settings))


def go_to_provider(provider: Any) -> Any:
    """Send the browser to the provider; where it wanted to go is kept meanwhile."""
    sessions.remember_destination(safe_destination(request.args.get("next", "")))
    try:
        return provider.authorize_redirect(url_for("sign_in.from_provider", _external=True))
    except RequestException as error:
        LOG.warning("the provider of OpenID Connect cannot be reached: %s", error)
        raise SignInError(UNREACHABLE) from error


def come_back(provider: Any, settings: Settings) -> Response:
    """Begin a session for whom the provider names, if they are among the people here."""
    destination = safe_destination(sessions.recall_destination())
    claims = _read_claims(provider, settings)
    token = sign_ins.sign_in_identity(accounts_database(), _build_identity(claims, settings), current_place())
    return enter(token, destination)


def _describe_provider(server: Flask, settings: Settings) -> Any:
    return OAuth(server).register(
        PROVIDER,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value() or None,
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}{DISCOVERY}",
        client_kwargs={"scope": "openid email", "code_challenge_method": "S256", "timeout": TIMEOUT_SECONDS},
    )


def _read_claims(provider: Any, settings: Settings) -> Mapping[str, Any]:
    """Claims of an ID token that is for this app, of this issuer, of this sign-in and not too old."""
    expected = {
        "iss": {"essential": True, "value": settings.oidc_issuer},
        "aud": {"essential": True, "value": settings.oidc_client_id},
        "sub": {"essential": True},
        "exp": {"essential": True},
    }
    try:
        claims = provider.authorize_access_token(claims_options=expected)["userinfo"]
    except RequestException as error:
        LOG.warning("the provider of OpenID Connect cannot be reached: %s", error)
        raise SignInError(UNREACHABLE) from error
    except FAULTS as error:
        LOG.warning("an answer of the provider of OpenID Connect was refused: %s", type(error).__name__)
        raise SignInError(NOT_BELIEVED) from error
    return dict(claims)


def _build_identity(claims: Mapping[str, Any], settings: Settings) -> Identity:
    trusted = settings.oidc_trusts_email or claims.get("email_verified") is True
    return Identity(
        issuer=settings.oidc_issuer,
        subject=str(claims["sub"]),
        email=str(claims.get("email", "")) if trusted else "",
    )
