"""Makes the file of common passwords of a list with one a line: python docs/common_passwords.py LIST."""

from __future__ import annotations

import sys
from pathlib import Path

from maracdash.accounts.common_passwords import FILE, pack
from maracdash.accounts.passwords import MAX_LENGTH, MIN_LENGTH


def main(source: Path) -> None:
    """Keep those that could be chosen here: others are refused for their length."""
    lines = source.read_text(encoding="utf-8").splitlines()
    FILE.write_bytes(pack(each for each in lines if MIN_LENGTH <= len(each) <= MAX_LENGTH))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
