"""A value: a number, or a coded absence with its reason. Never zero for missing, never blank."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Status(StrEnum):
    """Quality of a value. Everything but `OK` and `PROXIED` is an absence."""

    OK = "ok"
    PROXIED = "proxied"
    NOT_COLLECTED = "not-collected"
    NO_RETURN = "no-return"
    NO_FULL_YEAR = "no-full-year"
    NO_POPULATION = "no-population"
    NO_EARLIER_YEAR = "no-earlier-year"
    NOT_PUBLISHED = "not-published"
    NOT_APPLICABLE = "not-applicable"
    WITHHELD = "withheld"
    LOW = "low"

    @property
    def shorthand(self) -> str:
        """The Government Analysis Function's code for tables, or an empty string for a plain number."""
        return STATUS_SHORTHANDS[self]

    @property
    def words(self) -> str:
        """Words shown in place of a number, or beside it."""
        return STATUS_WORDS[self]

    @property
    def printed(self) -> str:
        """Text of an absence in the portal's layout; `read_absence` reads it back."""
        return PRINTED_MARKS.get(self, self.words)


STATUSES_WITH_NUMBER = frozenset({Status.OK, Status.PROXIED})

# As the published table prints them; any other absence is printed as its words.
PRINTED_MARKS = {
    Status.NOT_APPLICABLE: "-",
    Status.NOT_PUBLISHED: "",
    Status.WITHHELD: "[c]",
    Status.LOW: "[k]",
}

STATUS_SHORTHANDS = {
    Status.OK: "",
    Status.PROXIED: "[e]",
    Status.NOT_COLLECTED: "[x]",
    Status.NO_RETURN: "[x]",
    Status.NO_FULL_YEAR: "[x]",
    Status.NO_POPULATION: "[x]",
    Status.NO_EARLIER_YEAR: "[x]",
    Status.NOT_PUBLISHED: "[x]",
    Status.NOT_APPLICABLE: "[z]",
    Status.WITHHELD: "[c]",
    Status.LOW: "[k]",
}

STATUS_WORDS = {
    Status.OK: "",
    Status.PROXIED: "estimated: one or more quarters filled with the quarter before",
    Status.NOT_COLLECTED: "not collected",
    Status.NO_RETURN: "no return",
    Status.NO_FULL_YEAR: "no full year yet",
    Status.NO_POPULATION: "no population",
    Status.NO_EARLIER_YEAR: "no earlier year",
    Status.NOT_PUBLISHED: "not published",
    Status.NOT_APPLICABLE: "not applicable",
    Status.WITHHELD: "withheld",
    Status.LOW: "rounds to 0",
}


class Origin(StrEnum):
    """Source of a number: computed here from returns, or published by somebody else."""

    COMPUTED = "computed"
    PUBLISHED = "published"


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """Numbers of Maracs behind a value. `returned` counts those whose every quarter is in or proxied.

    `proxied` of them have a quarter that is filled with the one before, among the `quarters` of the period.
    """

    expected: int = 0
    returned: int = 0
    proxied: int = 0
    quarters: int = 4

    def without(self, part: Coverage) -> Coverage:
        """The Maracs that are left without a part. A figure is of one Marac at least, whatever is known of it."""
        return replace(
            self,
            expected=max(self.expected - part.expected, 0),
            returned=max(self.returned - max(part.returned, 1), 0),
            proxied=max(self.proxied - part.proxied, 0),
        )


@dataclass(frozen=True, kw_only=True)
class Value:
    """One figure. `number` is in the indicator's display unit (percentage points for a percentage), unrounded.

    `numerator` and `denominator` are sums; for a published value they are known only where the same count was
    published too. `number` is None exactly when the status is an absence; then `reason` says why. `whole` is true of a
    percentage of protected counts, which tell no more: `Indicator.format_value` writes it without decimals.
    """

    number: float | None
    status: Status = Status.OK
    origin: Origin | None = None
    numerator: float | None = None
    denominator: float | None = None
    coverage: Coverage = field(default_factory=Coverage)
    reason: str = ""
    whole: bool = False

    def __post_init__(self) -> None:
        if (self.number is not None) != (self.status in STATUSES_WITH_NUMBER):
            raise ValueError(f"a value of {self.number} cannot have the status {self.status}")

    @property
    def known(self) -> bool:
        """True if there is a number to show."""
        return self.number is not None

    @property
    def absence(self) -> str:
        """Words in place of a number, with the reason: `withheld: a small number could be read from it`; else empty."""
        if self.known:
            return ""
        return self.status.words if self.reason in ("", self.status.words) else f"{self.status.words}: {self.reason}"


def make_absent_value(status: Status, reason: str = "", coverage: Coverage | None = None) -> Value:
    """Make a value without a number, and with the reason."""
    return Value(number=None, status=status, reason=reason or status.words, coverage=coverage or Coverage())


def read_absence(text: str) -> Status | None:
    """Read a printed absence; None for any other text."""
    return next(
        (each for each in Status if each not in STATUSES_WITH_NUMBER and each.printed == text.strip().casefold()), None
    )
