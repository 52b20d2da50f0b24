"""Many codes as one short text, for addresses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

ALL_CODES = "all"
SEPARATOR, WILDCARD = ",", "*"
MIN_PREFIX_LENGTH = 3


def pack_codes(codes: Sequence[str]) -> str:
    """Pack codes into one short text: `north-1,north-2` becomes `north-*1,2`."""
    beginning = _common_prefix(codes)
    if len(beginning) < MIN_PREFIX_LENGTH or any(WILDCARD in code or SEPARATOR in code for code in codes):
        return SEPARATOR.join(codes)
    return f"{beginning}{WILDCARD}{SEPARATOR.join(code.removeprefix(beginning) for code in codes)}"


def unpack_codes(text: str) -> tuple[str, ...]:
    """Unpack the text of `pack_codes`; `all`, or nothing, is the empty choice."""
    beginning, star, rest = text.rpartition(WILDCARD)
    codes = tuple(f"{beginning}{each.strip()}" for each in rest.split(SEPARATOR) if each.strip() or star)
    return () if codes == (ALL_CODES,) else tuple(dict.fromkeys(codes))


def _common_prefix(codes: Sequence[str]) -> str:
    """Common prefix of all codes: that of the first and the last in order."""
    if len(codes) < 2:
        return ""
    first, last = min(codes), max(codes)
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(letter for letter, _ in alike)
