"""Sealed secrets: kept encrypted (AES-256-GCM) by a key of their owner's own, derived from the deployment's (HKDF).

Who reads the database alone, in a backup say, has no second factor of anybody; nor can a row be moved to somebody else.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE = b"maracdash second factor 1 "
"""Keeps this use of the key apart from its others; the number changes with the way of sealing."""
KEY_BYTES, NONCE_BYTES = 32, 12


class SealBrokenError(Exception):
    """A secret was sealed by another key, or for somebody else, or is damaged."""


def seal_secret(key: bytes, owner: str, secret: str) -> str:
    """Seal a secret of somebody's, by their id."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = _derive(key, owner).encrypt(nonce, secret.encode(), owner.encode())
    return urlsafe_b64encode(nonce + sealed).decode()


def open_secret(key: bytes, owner: str, sealed: str) -> str:
    """The secret as it was. Raises SealBrokenError."""
    try:
        content = urlsafe_b64decode(sealed)
        return _derive(key, owner).decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], owner.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError from error


def _derive(key: bytes, owner: str) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=PURPOSE + owner.encode()).derive(key))
