"""Rights of a sender: whose figures a person may send. Checked where files are, so that no page can forget it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from maracdash.intake.accept.check_results import CheckResult, FileSummary
from maracdash.intake.file_types.returns import MEETING_RETURNS, QUARTERLY_RETURNS
from maracdash.intake.problems import Problem
from maracdash.model.areas import Level
from maracdash.model.directory import AreaDirectory
from maracdash.model.errors import NotAllowedError
from maracdash.model.people import Person

KINDS_OF_RETURNS = frozenset({MEETING_RETURNS.name, QUARTERLY_RETURNS.name})
MAX_NAMED = 3
FOR_ADMINISTRATORS = (
    "A file of {kind} concerns more than one Marac, and only an administrator of this dashboard may send it."
)


def refuse_others_files(result: CheckResult, known: AreaDirectory, sender: Person) -> CheckResult:
    """Refuse files of Maracs that the sender may not send for, with a problem for each file.

    Administrators may send everything; others the returns of their own Maracs. Nothing else is said of such a file, nor
    of those with it: what is unusual is so beside what is held, which is not the sender's to know.
    """
    if sender.administers:
        return result
    problems = tuple(
        Problem(file.name, None, "", sentence)
        for file in result.files
        for sentence in _list_reasons(file, known, sender)
    )
    return replace(result, problems=problems, new_areas=(), rows={}) if problems else result


def may_see_sent(person: Person, known: AreaDirectory, codes: Iterable[str]) -> bool:
    """Tell whether a person may see what was sent about some areas: all of it about their own Maracs."""
    return person.administers or not _find_others(codes, known, person)


def may_know_sender(person: Person, known: AreaDirectory, codes: Collection[str]) -> bool:
    """Tell whether a person may know who sent figures of some areas: those with rights in all of them."""
    return person.administers or (bool(codes) and not _find_foreign(codes, known, person, Person.has_rights_in))


def may_know_failure(person: Person, known: AreaDirectory, codes: Collection[str]) -> bool:
    """Tell whether a person may know of an upload that was not kept: administrators, and who may send for its areas."""
    return person.administers or (bool(codes) and may_see_sent(person, known, codes))


def check_administrator(person: Person) -> None:
    """Check that a person may decide on what others sent. Raises NotAllowedError."""
    if not person.administers:
        raise NotAllowedError(
            "Only an administrator of this dashboard may take figures out or bring them back. Nothing was changed."
        )


def check_sender(sender: Person, known: AreaDirectory, codes: Iterable[str]) -> None:
    """Check that a person may see and send what was returned for some Maracs. Raises NotAllowedError."""
    others = [] if sender.administers else _find_others(codes, known, sender)
    if others:
        raise NotAllowedError(_write_refusal(others))


def _list_reasons(file: FileSummary, known: AreaDirectory, sender: Person) -> Iterator[str]:
    if file.kind and file.kind not in KINDS_OF_RETURNS:
        yield FOR_ADMINISTRATORS.format(kind=file.kind)
    elif others := _find_others(file.areas, known, sender):
        yield _write_refusal(others)


def _find_others(codes: Iterable[str], known: AreaDirectory, sender: Person) -> list[str]:
    return _find_foreign(codes, known, sender, Person.may_send_for)


def _find_foreign(
    codes: Iterable[str], known: AreaDirectory, person: Person, allows: Callable[[Person, str, str], bool]
) -> list[str]:
    """Names of the Maracs in which the person has no such right.

    One that nobody knows is nobody's, and a code that a Marac and a force share means neither.
    """
    shared = {code for code in person.areas if all(known.listing(each, code) for each in (Level.MARAC, Level.FORCE))}
    person = replace(person, areas=person.areas - shared)
    found = [(code, known.listing(Level.MARAC, code)) for code in codes]
    return [
        listing.area.name if listing else code
        for code, listing in found
        if not allows(person, code, listing.parent if listing else "")
    ]


def _write_refusal(others: list[str]) -> str:
    named = ", ".join(others[:MAX_NAMED])
    more = f" and {len(others) - MAX_NAMED} more" if len(others) > MAX_NAMED else ""
    return (
        f"You may not send or see returns of {named}{more}. Ask an administrator of this dashboard if you should be "
        "able to."
    )
