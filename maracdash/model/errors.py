"""Errors whose message is a plain English sentence for the reader of the screen or the terminal."""


class MaracdashError(Exception):
    """Something went wrong that a person can understand and act on. `str(error)` is the sentence to show."""


class UnknownThing(MaracdashError):
    """The address or the command names something that is not in this release: answer 404."""


class NothingChosen(MaracdashError):
    """A choice that is needed was left empty: say which, and offer it."""


class NoRelease(MaracdashError):
    """No release has been published yet, or none can be opened: answer 503."""


class CannotKeep(MaracdashError):
    """A submission could not be kept or published (disk full, lock held): nothing was changed."""


class NewerFormat(MaracdashError):
    """A data folder or submission was written by a newer version of this program: nothing of it is read."""


class CannotDraw(MaracdashError):
    """A picture could not be made (no Chromium, queue full, deadline passed)."""
