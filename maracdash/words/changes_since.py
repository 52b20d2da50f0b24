"""Sentences on what changed since then: signals new, clearer or gone, figures revised, and what chance alone gives."""

from __future__ import annotations

from datetime import date

from maracdash.model.answers import AreaRole, Verdict
from maracdash.model.quarters import Window, describe_period
from maracdash.model.revisions import Revision
from maracdash.model.signals import ChangesSince, SignalChange, SignalCheck, SignalKind, SinceSelection, SinceSpan
from maracdash.statistics.signals import expect_false_alarms
from maracdash.words import numbers
from maracdash.words.comparators import SENTENCE_NAMES, name_in_sentence
from maracdash.words.overview_reports import write_revision
from maracdash.words.readings import WHY_VIEWS_DIFFER
from maracdash.words.sentences import capitalise, join_words
from maracdash.words.sources import DEMONSTRATION, write_day
from maracdash.words.verdicts import CLEARLY, VERDICT_LINKS

YEAR_BEFORE = "the year before"
SPAN_NAMES = {
    SinceSpan.QUARTER: "last quarter",
    SinceSpan.YEAR: "last year",
    SinceSpan.THREE_YEARS: "three years ago",
}
MOVED = {Verdict.HIGHER: "rose", Verdict.LOWER: "fell"}
SHARED_MONTHS = {1: "nine", 2: "six", 3: "three"}
"""Months that two periods of 12 share, by how many quarters lie between their ends."""
NEW_MEANS = (
    "New: a signal now, and no such difference then. Clearer than before: it differed then too, at 95%, and is a "
    "signal now; a small step across the line of 99.8% may do that. Less clear than before: the other way round. Gone "
    "or back to usual: a signal then, and no such difference now."
)


def write_changes_heading(changes: ChangesSince) -> str:
    """`What changed: Birchford`."""
    return f"What changed: {changes.now.area.name}"


def write_changes_summary(changes: ChangesSince) -> str:
    """Numbers of signals that are new, clearer, less clear and gone, and of figures revised."""
    since = f"{changes.now.area.name}, {changes.selection.quarter} beside {write_then(changes)}"
    if changes.then is None:
        return f"{write_filled(changes)}{since}: signals cannot be compared. {changes.why_not}"
    if changes.is_nothing_newer:
        return f"{changes.now.area.name}, {changes.selection.quarter}: {write_nothing_newer(changes)}"
    said = [
        f"{len(changes.fresh)} new {'signal' if len(changes.fresh) == 1 else 'signals'}",
        f"{len(changes.clearer)} clearer than before",
        f"{len(changes.less_clear)} less clear",
        f"{len(changes.ended)} gone",
        *([f"{len(changes.untold)} that cannot be told any more"] if changes.untold else []),
        f"{len(changes.lasting)} that held then and now",
    ]
    return f"{write_filled(changes)}{since}: {join_words(said)}. {write_revision_count(changes)}"


def write_filled(changes: ChangesSince) -> str:
    """Sentences on a quarter that is a copy of the one before, with a space behind them; empty for any other.

    The 12 months that end with it move all the same: a quarter leaves them, and other areas have returned theirs.
    """
    if not changes.now.is_filled:
        return ""
    quarter = changes.selection.quarter
    why = "What differs comes of other quarters, or of the areas beside. " if changes.then else ""
    return (
        f"No return for {quarter}: it is filled with the figures of {quarter - 1} (estimated), so nothing in that "
        f"quarter is new. {why}"
    )


def explain_future(since: SinceSpan | date, today: date) -> str:
    """Sentence on a day that has not come yet; empty for any other, and for a span."""
    if isinstance(since, SinceSpan) or since <= today:
        return ""
    return f"{write_day(since)} has not come yet. Choose a day up to today."


def write_nothing_newer(changes: ChangesSince) -> str:
    """Sentence on why then and now are the same figures, and what to choose instead; without a capital."""
    day, quarter = write_day(changes.day), changes.selection.quarter
    if changes.is_same_release:
        return f"nothing newer has come since {day}: no figures were published since. Choose an earlier day."
    if changes.is_newest:
        return (
            f"nothing newer has come since {day}: returns of {quarter}, the newest quarter, were due by that day. "
            "Choose an earlier day."
        )
    return (
        f"nothing in it is newer than {day}: returns of {quarter} were due by that day. Choose an earlier day or a "
        "later quarter."
    )


def write_revision_count(changes: ChangesSince) -> str:
    """Number of figures revised since, or why that cannot be told."""
    day = write_day(changes.day)
    if not changes.is_kept:
        return (
            f"Whether figures were revised cannot be told: those that were shown here on {day} are not kept any more."
        )
    if changes.then_release is None:
        return f"Whether figures were revised cannot be told: there was no release with them here on {day}."
    if changes.is_same_release:
        return f"No figures were published since {day}."
    count = len(changes.revisions)
    figures = "1 figure was" if count == 1 else f"{count or 'No'} figures were"
    return f"{figures} revised since the release of {write_day(changes.then_release.published_at.date())}."


def write_chance(changes: ChangesSince) -> str:
    """Number of comparisons behind the signals, and how many signals chance alone would give.

    Empty where then and now cannot be compared, or are the same figures: nothing was looked at twice.
    """
    if changes.then is None or changes.is_nothing_newer:
        return ""
    count, scan = len(changes.now.compared), changes.now
    if not count:
        return f"No figure of {scan.quarter} could be compared."
    comparisons = "1 comparison" if count == 1 else f"{count} comparisons"
    indicators = "1 indicator" if scan.indicators == 1 else f"{scan.indicators} indicators"
    alarms = f"{expect_false_alarms(count):.1f}"
    expected = "fewer than 0.1" if alarms == "0.0" else f"about {alarms}"
    return (
        f"{indicators} were looked at, in {comparisons}. If nothing differed at all, chance alone would still give "
        f"{expected} signals (0.2% of comparisons)."
    ).replace("1 indicator were", "1 indicator was")


def write_new(change: SignalChange) -> str:
    """`35.9% in 2024-Q4, clearly higher than its force (26.9%). In 2024-Q3: 31.0% beside 27.2%, similar.`"""
    return f"{write_signal(change.signal)}. {_write_other(change, ('already', 'not clearly'))}"


def write_gone(change: SignalChange) -> str:
    """The signal as it was, and the same comparison now."""
    return f"{write_signal(change.signal)}. {_write_other(change, ('still', 'no longer clearly'))}"


def write_lasting(change: SignalChange) -> str:
    """The signal as it is now."""
    return f"{write_signal(change.signal)}."


def write_signal(check: SignalCheck) -> str:
    """`35.9% in 2024-Q4, higher than its force (26.9%)`, or `rose from 489 in 2023-Q4 to 589 in 2024-Q4`."""
    value, beside = (numbers.write_in_sentence(check.indicator, each) for each in (check.value, check.beside))
    if check.kind is SignalKind.YEAR:
        return f"{MOVED[check.outcome]} from {beside} in {check.quarter - 4} to {value} in {check.quarter}"
    return f"{value} in {check.quarter}, {CLEARLY} {VERDICT_LINKS[check.outcome]} {name_other(check)} ({beside})"


def name_other(check: SignalCheck) -> str:
    """`the rest of its force`, `“Coast”`, `the year before`: what a figure was compared with."""
    return name_in_sentence(check.other) if check.other else YEAR_BEFORE


def explain_signal(selection: SinceSelection) -> str:
    """Explanation of a signal, with what figures are compared with here."""
    group = f"“{selection.group.name}”" if selection.group else SENTENCE_NAMES[AreaRole.GROUP]
    return (
        f"A signal is a figure of 12 months that differs from its force, {group}, the UK or the year before by more "
        f"than chance explains, at 99.8%. It does not say why, nor whether that is good or bad."
    )


def write_revised(revision: Revision) -> str:
    """`2024-Q3: now 604, was 589: late return.`"""
    return f"{revision.quarter}: {write_revision(revision)}."


def write_change_lines(changes: ChangesSince) -> tuple[str, ...]:
    """Meaning of a signal, then periods, dates, marking."""
    overlap = write_overlap(changes)
    return (
        explain_signal(changes.selection),
        *WHY_VIEWS_DIFFER,
        NEW_MEANS,
        *([overlap] if overlap else []),
        *write_time_lines(changes),
    )


def write_overlap(changes: ChangesSince) -> str:
    """Number of months that the periods of then and now share; nothing where they share none, or there is no then."""
    apart = changes.selection.quarter.index - changes.then_quarter.index
    if changes.then is None or changes.is_nothing_newer or apart not in (0, *SHARED_MONTHS):
        return ""
    if not apart:
        return "Then and now are the same 12 months: only figures that were revised or came in since can differ."
    return (
        f"The 12 months of then and those of now share {SHARED_MONTHS[apart]}: an unusual quarter there counts in both."
    )


def write_time_lines(changes: ChangesSince) -> tuple[str, ...]:
    """Periods, dates, releases, marking, and whether all is invented."""
    release, then = changes.release, changes.then_release
    earlier = f"; then: {write_day(then.data_as_at)}, {then.id}" if then else ""
    quarters = dict.fromkeys((changes.selection.quarter, changes.then_quarter))
    periods = ", beside ".join(describe_period(each, Window.YEAR) for each in quarters)
    lines = (
        f"Period: {periods}",
        f"Figures as at {write_day(release.data_as_at)}, {release.id}{earlier}",
        changes.marking,
        DEMONSTRATION if release.demonstration else "",
    )
    return tuple(line for line in lines if line)


def write_then(changes: ChangesSince) -> str:
    """The earlier time: `2024-Q3 (last quarter)`, `2024-Q1, as it stood on 12 May 2024`."""
    since = changes.selection.since
    if isinstance(since, SinceSpan):
        return f"{changes.then_quarter} ({SPAN_NAMES[since]})"
    if changes.then_release:
        return f"{changes.then_quarter}, as it stood on {write_day(since)}"
    return f"{changes.then_quarter}, the last quarter whose returns were due by {write_day(since)}"


def _write_other(change: SignalChange, grade: tuple[str, str]) -> str:
    """The same comparison at the other time; `grade` are words for one that differs the same way, but not clearly."""
    other = change.other
    if other is None:
        return "At the other time there was no such comparison."
    if other.is_signal:
        return f"{capitalise(write_signal(other))}."
    value, beside = (numbers.write_in_sentence(other.indicator, each) for each in (other.value, other.beside))
    if not other.is_compared:
        absent = next((each for each in (other.value, other.beside) if not each.known), None)
        why = f" ({absent.status.words})" if absent else ""
        return f"In {other.quarter}: not compared{why}."
    if other.kind is SignalKind.YEAR:
        return f"In {other.quarter}: {value}, and {beside} a year before, {_write_verdict(change, other, grade)}."
    return f"In {other.quarter}: {value} beside {beside}, {_write_verdict(change, other, grade)}."


def _write_verdict(change: SignalChange, other: SignalCheck, grade: tuple[str, str]) -> str:
    """The verdict of the other time, as pages of that quarter say it: `already higher, but not clearly`, `similar`."""
    is_year = other.kind is SignalKind.YEAR
    if other.likely not in MOVED:
        return numbers.WITHIN_CHANCE if is_year else str(other.likely)
    word = numbers.MORE_THAN_CHANCE if is_year else str(other.likely)
    first, but = grade
    return f"{first} {word}, but {but}" if change.is_of_grade else f"{word}, but not clearly"
