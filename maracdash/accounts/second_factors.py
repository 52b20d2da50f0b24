"""Second factors: codes of an authenticator app (RFC 6238), each taken once, and recovery codes for when it is lost."""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import datetime

import pyotp
from sqlalchemy import delete
from sqlalchemy.orm import Session

from maracdash.accounts.sealed_secrets import open_secret
from maracdash.accounts.tables import AccountRow, RecoveryCodeRow
from maracdash.accounts.tokens import hash_token

STEP_SECONDS = 30
DRIFT = (0, -1, 1)
"""Steps by which a telephone's clock may be wrong."""
RECOVERY_CODES = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 28
"""138 bits: too much chance to be tried out, so a plain hash keeps them."""
GROUP = 4


def create_secret() -> str:
    """A secret for an authenticator app to share."""
    return pyotp.random_base32()


def provisioning_address(secret: str, email: str, deployment: str) -> str:
    """The address that a QR code holds, as authenticator apps read it."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=deployment)


def find_step(secret: str, code: str, now: datetime, after: int | None = None) -> int | None:
    """The step of time that a code is of, if it is right and later than the last one taken."""
    digits = re.sub(r"\s", "", code)
    if not re.fullmatch(r"[0-9]{6}", digits):
        return None
    current = int(now.timestamp()) // STEP_SECONDS
    totp = pyotp.TOTP(secret)
    for step in (current + each for each in DRIFT):
        if hmac.compare_digest(totp.generate_otp(step), digits) and (after is None or step > after):
            return step
    return None


def take_code(row: AccountRow, code: str, now: datetime, key: bytes) -> bool:
    """Take a code of somebody's app, once. Raises SealBrokenError if their secret was sealed by another key."""
    secret = open_secret(key, row.id, row.totp_sealed) if row.totp_sealed else ""
    step = find_step(secret, code, now, row.totp_step) if secret else None
    if step is None:
        return False
    row.totp_step = step
    return True


def take_recovery_code(session: Session, account: str, code: str) -> bool:
    """Take a recovery code, which is gone afterwards."""
    wanted = (RecoveryCodeRow.hash == _hash_code(account, code)) & (RecoveryCodeRow.account == account)
    return len(session.execute(delete(RecoveryCodeRow).where(wanted).returning(RecoveryCodeRow.hash)).all()) == 1


def replace_recovery_codes(session: Session, account: str) -> tuple[str, ...]:
    """Make new recovery codes, to be shown once; those before are worth nothing."""
    session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.account == account))
    codes = tuple("".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)) for _ in range(RECOVERY_CODES))
    session.add_all(RecoveryCodeRow(hash=_hash_code(account, each), account=account) for each in codes)
    return tuple("-".join(each[at : at + GROUP] for at in range(0, CODE_LENGTH, GROUP)) for each in codes)


def _hash_code(account: str, code: str) -> str:
    return hash_token(f"{account} {re.sub(r'[^a-z0-9]', '', code.casefold())}")
