"""Errors whose message is a plain English sentence for the reader of the screen or the terminal."""


class MaracdashError(Exception):
    """Something went wrong that a person can understand and act on. `str(error)` is the sentence to show."""


class NotFoundError(MaracdashError):
    """The address or the command names something that is not in this release: answer 404."""


class NotKeptError(NotFoundError):
    """The figures of an earlier release are not kept any more, nor worked out again for whoever asks: answer 404."""


class NotAllowedError(MaracdashError):
    """The person may not see or do this: answer 403."""


class MissingChoiceError(MaracdashError):
    """A choice that is needed was left empty: say which, and offer it."""


class NoReleaseError(MaracdashError):
    """No release has been published yet, or none can be opened: answer 503."""


class NothingLoadedError(NoReleaseError):
    """Nothing was ever sent: whoever may send figures can be told where."""

    def __init__(self) -> None:
        super().__init__("No data has been loaded yet. Load some with “maracdash load FILE”, or “maracdash demo”.")


class StorageError(MaracdashError):
    """A submission could not be stored or published (disk full, lock held): nothing was changed."""


class UnreachableAccountsError(StorageError):
    """The accounts cannot be used: nothing was changed. Answer 503.

    The sentence is for everybody; `for_operator` says where the accounts are, and why.
    """

    def __init__(self, for_operator: str) -> None:
        super().__init__("The accounts cannot be reached. Try again in a minute; nothing was changed.")
        self.for_operator = for_operator


class DamagedRuleError(StorageError):
    """The rule of what is safe to share is damaged: nothing is published until it is restored or set again."""


class DamagedFileError(MaracdashError):
    """A kept file is not as it was accepted: it is not handed out. Answer 500."""


class NewerFormatError(MaracdashError):
    """A data folder or submission was written by a newer version of this program: nothing of it is read."""


class DrawingError(MaracdashError):
    """A chart image could not be made (no Chromium, queue full, deadline passed)."""


class BackupError(MaracdashError):
    """A backup could not be made, opened, restored or proved: nothing was changed."""


class UnavailableError(MaracdashError):
    """Something that is kept cannot be read at the moment: nothing was changed. Answer 503."""
