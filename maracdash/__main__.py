"""`python -m maracdash` is the command, and so is `maracdash`."""

from __future__ import annotations

import gc
from pkgutil import resolve_name

COMMAND_LINE = "maracdash.cli:main"
"""By its name, so that nothing is collected while it is loaded: that takes a sixth of a start, and finds nothing."""


def main() -> None:
    """Load every command, and run the one that was asked for."""
    gc.disable()
    run = resolve_name(COMMAND_LINE)
    gc.enable()
    run()


if __name__ == "__main__":
    main()
