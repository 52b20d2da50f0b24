"""Lost fields: counts of a held return that a new one leaves out. They would go from every figure made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from maracdash.catalogue.fields import field_names, field_title
from maracdash.intake.accept.check_results import CheckResult
from maracdash.intake.accept.normalised_tables import encode_csv
from maracdash.intake.problems import Problem, Severity
from maracdash.model.areas import Level
from maracdash.model.directory import AreaDirectory
from maracdash.model.returns import LostFields
from maracdash.store.releases import release_preview
from maracdash.store.submissions.normalised_files import MARAC_FILES, RETURNS_FILE

MAX_LISTED_FIELDS = 3
MAX_LISTED_QUARTERS = 3
ADVICE = (
    "The return that is held gives them and this one leaves them out, so neither the quarter nor the 12 months around "
    "it would have a figure of them. Give them too, with 0 where there were none, or accept the warning."
)


def warn_lost_fields(folder: Path, result: CheckResult, known: AreaDirectory) -> CheckResult:
    """Add the fields that a set without errors would take from returns that are held, with a warning for each file."""
    if result.errors or RETURNS_FILE not in result.rows:
        return result
    rows = result.rows[RETURNS_FILE]
    covered = set(zip(rows["marac"], rows["quarter"].astype(int), strict=True))
    tables = {name: encode_csv(result.rows[name]) for name in MARAC_FILES if name in result.rows}
    lost = release_preview.find_lost_fields(folder, tables, covered)
    return replace(result, lost=lost, problems=(*result.problems, *_list_warnings(result, lost, known)))


def _list_warnings(result: CheckResult, lost: Sequence[LostFields], known: AreaDirectory) -> Iterator[Problem]:
    for file in result.files:
        own = [each for each in lost if each.marac in file.areas and each.quarter in file.quarters]
        if own:
            yield Problem(file.name, None, "", f"{_describe_losses(own, known)} {ADVICE}", Severity.WARNING)


def _describe_losses(lost: Sequence[LostFields], known: AreaDirectory) -> str:
    told = [_describe_loss(each, known) for each in lost[:MAX_LISTED_QUARTERS]]
    if more := len(lost) - len(told):
        told.append(f"and {more:,} more {'quarter' if more == 1 else 'quarters'} of a Marac would lose some")
    return f"{'; '.join(told)}."


def _describe_loss(each: LostFields, known: AreaDirectory) -> str:
    listing = known.listing(Level.MARAC, each.marac)
    titles = [field_title(name) for name in field_names() if name in each.fields]
    more = [f"{len(titles) - MAX_LISTED_FIELDS} more"] if len(titles) > MAX_LISTED_FIELDS + 1 else []
    listed = ", ".join([*(titles[:MAX_LISTED_FIELDS] if more else titles), *more])
    noun = "1 count" if len(titles) == 1 else f"{len(titles)} counts"
    return f"{listing.area.name if listing else each.marac} would lose {noun} of {each.quarter} ({listed})"
