"""Rule of what is safe to share: small counts are withheld, larger ones rounded."""

from __future__ import annotations

from dataclasses import dataclass

MAX_NUMBER = 1000


@dataclass(frozen=True, kw_only=True)
class SafeRule:
    """Rule by which counts of people and cases are protected in a safe release.

    A count of 0 stays; one of 1 to `withheld_up_to` is withheld; a larger one is rounded to the nearest `rounded_to`.
    A percentage needs a base of `smallest_base`, an area above a Marac `fewest_maracs` Maracs. Figures of
    `public_submissions`, by their ids, were published by others already and stay as they are.
    Source: the disclosure rule of the docs' security notes; defaults after ONS and NHS practice.
    """

    withheld_up_to: int = 7
    rounded_to: int = 5
    smallest_base: int = 25
    fewest_maracs: int = 3
    public_submissions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises ValueError for a rule that would protect nothing, TypeError for one that is not of whole numbers."""
        numbers = (self.withheld_up_to, self.rounded_to, self.smallest_base, self.fewest_maracs)
        if not all(type(each) is int for each in numbers):
            raise TypeError("the numbers of a rule are whole")
        if max(numbers) > MAX_NUMBER:
            raise ValueError(f"no number of a rule is above {MAX_NUMBER:,}")
        if not 1 <= self.rounded_to <= self.withheld_up_to + 1:
            raise ValueError("counts are rounded to at least 1, and to no more than the first count that is shown")
        if self.smallest_base < 1 or self.fewest_maracs < 1:
            raise ValueError("a base and a number of Maracs are 1 or more")

    @property
    def words(self) -> str:
        """The rule as one sentence for readers."""
        return (
            f"Counts of 1 to {self.withheld_up_to} are withheld and shown as [c]; larger ones are rounded to the "
            f"nearest {self.rounded_to}, and everything else is worked out from the rounded counts. A percentage needs "
            f"{self.smallest_base} cases, an average of an area {self.fewest_maracs} Maracs; breakdowns are for 12 "
            "months only, and a total from which a small number could be worked out is withheld too."
        )


USUAL_RULE = SafeRule()


NUMBERS = ("withheld_up_to", "rounded_to", "smallest_base", "fewest_maracs")
"""The fields of a rule that are numbers; a higher one protects more."""


def is_looser(rule: SafeRule, than: SafeRule) -> bool:
    """Tell whether a rule protects less than another in any of its numbers."""
    return any(getattr(rule, each) < getattr(than, each) for each in NUMBERS)


def may_stand_beside(earlier: SafeRule, now: SafeRule) -> bool:
    """Tell whether figures made by an earlier rule tell nothing beside those of now that these do not tell alone.

    The same counts under two rules tell more than under either: withheld by one and shown by the other, or rounded
    twice. What is public by now tells all that it told when it was protected.
    """
    same_numbers = all(getattr(earlier, each) == getattr(now, each) for each in NUMBERS)
    return same_numbers and set(earlier.public_submissions) <= set(now.public_submissions)
