"""Submissions and releases as their pages show them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from urllib.parse import urlencode

from callbacks.identity import current_person
from layouts.components.forms import Sender
from layouts.uploads.history import ReleaseComparison, ReleaseRow, SubmissionPage, SubmissionRow
from maracdash.model.errors import MaracdashError
from maracdash.model.quarters import Quarter
from maracdash.reading.reader import Reader
from maracdash.reading.revisions import find_headline_revisions
from maracdash.record import Manifest, ReleaseDiff, SubmissionRecord, SubmissionState
from maracdash.words import overview_reports
from maracdash.words import uploads as words
from maracdash.words.sentences import join_words

MAX_FIGURES = 300
MAX_NAMED = 3
ACTIONS = {SubmissionState.IN_FORCE: "Withdraw", SubmissionState.WITHDRAWN: "Bring back"}
NOTHING = "nothing"


def build_submission_row(sent: SubmissionRecord, names: Mapping[str, str]) -> SubmissionRow:
    """A submission as a row; `names` are those of areas by their codes."""
    manifest = sent.manifest
    files = tuple((file.name, f"/upload/history/{manifest.id}/original/{at}") for at, file in enumerate(manifest.files))
    return SubmissionRow(
        id=manifest.id,
        state=_state_words(sent),
        sent=f"{manifest.accepted_at:%-d %B %Y, %H:%M} UTC",
        who=manifest.who,
        files=files,
        covers=_coverage_words(manifest, names),
    )


def build_submission_page(  # noqa: PLR0913, PLR0917 - a submission, and what is known of it
    sent: SubmissionRecord,
    names: Mapping[str, str],
    published: Sequence[ReleaseDiff],
    later: Sequence[str],
    problem: str,
    reason: str,
    sender: Sender,
) -> SubmissionPage:
    """A submission in full: the releases that it entered or left, later submissions for
    the same Maracs and quarters, and the problem with the last attempt, if any.
    """
    manifest, by = sent.manifest, sent.withdrawn_by
    files = [f"{each.name}: {each.kind}, {words.count_noun(each.rows, 'row')}" for each in manifest.files]
    facts = [
        ("What it is", ", ".join(files) or NOTHING),
        ("Covers", _coverage_words(manifest, names)),
        ("Why", manifest.why or ""),
        ("Withdrawn", f"{by.accepted_at:%-d %B %Y, %H:%M} UTC by {by.who}: {by.why}" if by else ""),
    ]
    return SubmissionPage(
        line=build_submission_row(sent, names),
        facts=tuple((name, said) for name, said in facts if said),
        warnings=manifest.warnings_accepted,
        release_changes=tuple(_release_changes(manifest, published)),
        later=words.write_still_counting(list(later)),
        action=available_action(sent),
        problem=problem,
        reason=reason,
        sender=sender,
    )


def available_action(sent: SubmissionRecord) -> str:
    """Action that the submission's page offers, or empty: administrators alone decide."""
    return ACTIONS.get(sent.state, "") if current_person().administers else ""


def build_release_rows(editions: Sequence[ReleaseDiff], visible: Collection[str]) -> list[ReleaseRow]:
    """Releases as rows: of submissions that the reader may not see there is only the number."""
    return [
        ReleaseRow(
            id=each.entry.release.id,
            when=f"{each.entry.release.published_at:%-d %B %Y, %H:%M:%S} UTC",
            added=_list_ids(each.added, visible),
            removed=_list_ids(each.removed, visible),
        )
        for each in editions
    ]


def compare_releases(
    edition: ReleaseDiff, reader: Reader, visible: Collection[str], names: Mapping[str, str], then: str, now: str
) -> ReleaseComparison:
    """Each submission that only one of two releases counts, and the headlines of the newest quarter that they touch."""
    came = _describe_submissions(edition.added, visible, names, ("now counts", "now count"))
    went = _describe_submissions(edition.removed, visible, names, ("no longer counts", "no longer count"))
    submissions = (*came, *went)
    try:
        found = find_headline_revisions(reader.at(then), reader.at(now), edition.quarters)
    except MaracdashError as error:
        return ReleaseComparison(submissions=submissions, said=str(error))
    figures = tuple(overview_reports.revision_rows(found.revisions[:MAX_FIGURES], withdrawn=edition.only_withdraws))
    return ReleaseComparison(submissions=submissions, said=words.write_headline_changes(found), figures=figures)


def _release_changes(manifest: Manifest, published: Sequence[ReleaseDiff]) -> Iterator[tuple[str, str]]:
    """Newest first, as the editions are; nothing came before the first release, so nothing can be said of it."""
    for edition, earlier in pairwise(published):
        then, now = earlier.entry.release, edition.entry.release
        address = f"/upload/releases?{urlencode({'then': then.id, 'now': now.id})}"
        if manifest in edition.added:
            yield f"Changes when it was added, {now.published_at:%-d %B %Y, %H:%M} UTC", address
        if manifest in edition.removed:
            yield f"Changes when it was removed, {now.published_at:%-d %B %Y, %H:%M} UTC", address


def _state_words(sent: SubmissionRecord) -> str:
    return f"withdraws {sent.manifest.withdraws}" if sent.state is SubmissionState.WITHDRAWAL else str(sent.state)


def _coverage_words(manifest: Manifest, names: Mapping[str, str]) -> str:
    """`Birchford, 2024-Q1`, or of many areas their number."""
    few = join_words([names.get(code, code) for code in manifest.areas[: MAX_NAMED + 1]])
    areas = few if len(manifest.areas) <= MAX_NAMED else words.count_noun(len(manifest.areas), "area")
    quarters = f", {words.write_quarters(list(map(Quarter.parse, manifest.quarters)))}" if manifest.quarters else ""
    return f"{areas}{quarters}" if manifest.areas else NOTHING


def _describe_submissions(
    manifests: Sequence[Manifest], visible: Collection[str], names: Mapping[str, str], verbs: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    verb, plural = verbs
    for each in manifests:
        if each.id in visible:
            yield each.id, f"{verb}: {_coverage_words(each, names)}, sent by {each.who}"
    if hidden := _count_hidden(manifests, visible):
        yield _write_others(hidden), verb if hidden == 1 else plural


def _list_ids(manifests: Sequence[Manifest], visible: Collection[str]) -> str:
    names = [words.list_names(shown)] if (shown := [each.id for each in manifests if each.id in visible]) else []
    hidden = _count_hidden(manifests, visible)
    return " and ".join([*names, _write_others(hidden)] if hidden else names) or "none"


def _count_hidden(manifests: Sequence[Manifest], visible: Collection[str]) -> int:
    return sum(each.id not in visible for each in manifests)


def _write_others(count: int) -> str:
    return f"{count} of other areas"
