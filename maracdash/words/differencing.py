"""Words on what somebody may work out of others by subtracting."""

from __future__ import annotations

from maracdash.model.differencing import PartlySeenForce
from maracdash.words.sentences import join_words

MAX_NAMED = 3


def write_differencing(seen: PartlySeenForce) -> str:
    """Sentences on the others that whoever sees some Maracs of a force can work out, and what to do."""
    count, whole = len(seen.seen), len(seen.seen) + len(seen.others)
    names = [each.name for each in seen.others[:MAX_NAMED]]
    if len(seen.others) > MAX_NAMED:
        names = [*names, f"{len(seen.others) - MAX_NAMED} more"]
    return (
        f"{count} of the {whole} Maracs of {seen.force.name} are seen in full. Subtracted from the force's total they "
        f"may tell small numbers of {join_words(names)}: what is withheld is safe from somebody who has one Marac, and "
        "not from somebody who has more. Give one of them, or the whole force."
    )
