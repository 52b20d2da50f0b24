"""Refusals of sign-in. None of their sentences tells whether an account exists."""

from __future__ import annotations

from maracdash.model.errors import MaracdashError, StorageError

WRONG = "The e-mail address or the password is not right, or this account cannot be used."
WRONG_CODE = "This code is not right, or it was used before. Wait for the next one and enter that."
KEY_CHANGED = (
    "Codes of your app cannot be checked any more, as the key of this dashboard was lost or changed. Sign in with a "
    "recovery code and set up a new second factor, or ask your administrator to reset your second factor."
)
LOCKED = (
    "There were too many failed attempts. Wait 15 minutes and try again; if it was not you who tried, tell your "
    "administrator."
)
LINK_ENDED = "This link has been used, or is too old. Ask your administrator for a new one."


class UnreachableError(StorageError):
    """The accounts cannot be used. The sentence is for everybody; `for_operator` says where they are, and why."""

    def __init__(self, for_operator: str) -> None:
        super().__init__("The accounts cannot be reached. Try again in a minute; nothing was changed.")
        self.for_operator = for_operator


class SignInError(MaracdashError):
    """Somebody could not prove who they are."""


class LockedOutError(SignInError):
    """Too many attempts failed: nothing is tried for a while."""


class FieldError(MaracdashError):
    """Something typed into a field cannot be taken; `field` names it."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
