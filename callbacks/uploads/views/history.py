"""Submissions and releases as their pages show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

MOST_FIGURES = 300
ACTIONS = {SubmissionState.IN_FORCE: "Withdraw", SubmissionState.WITHDRAWN: "Bring back"}
NOTHING = "nothing"


def build_submission_row(sent: SubmissionRecord) -> SubmissionRow:
    """A submission as a row."""
    manifest = sent.manifest
    files = tuple((file.name, f"/upload/history/{manifest.id}/original/{at}") for at, file in enumerate(manifest.files))
    return SubmissionRow(
        id=manifest.id,
        state=_state_words(sent),
        sent=f"{manifest.accepted_at:%-d %B %Y, %H:%M} UTC",
        who=manifest.who,
        files=files,
        covers=_coverage_words(manifest),
    )


def build_submission_page(
    sent: SubmissionRecord,
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
        ("Covers", _coverage_words(manifest)),
        ("Why", manifest.why or ""),
        ("Withdrawn", f"{by.accepted_at:%-d %B %Y, %H:%M} UTC by {by.who}: {by.why}" if by else ""),
    ]
    return SubmissionPage(
        line=build_submission_row(sent),
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


def build_release_row(edition: ReleaseDiff) -> ReleaseRow:
    """A release as a row."""
    published = edition.entry.release.published_at
    return ReleaseRow(
        id=edition.entry.release.id,
        when=f"{published:%-d %B %Y, %H:%M:%S} UTC",
        added=_list_ids(edition.added),
        removed=_list_ids(edition.removed),
    )


def compare_releases(edition: ReleaseDiff, reader: Reader, then: str, now: str) -> ReleaseComparison:
    """Each submission that only one of two releases counts, and the headlines of the newest quarter that they touch."""
    came = [(each.id, f"now counts: {_coverage_words(each)}, sent by {each.who}") for each in edition.added]
    went = [(each.id, f"no longer counts: {_coverage_words(each)}, sent by {each.who}") for each in edition.removed]
    submissions = (*came, *went)
    try:
        found = find_headline_revisions(reader.at(then), reader.at(now), edition.quarters)
    except MaracdashError as error:
        return ReleaseComparison(submissions=submissions, said=str(error))
    figures = tuple(overview_reports.revision_rows(found.revisions[:MOST_FIGURES], withdrawn=edition.only_withdraws))
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


def _coverage_words(manifest: Manifest) -> str:
    areas = words.count_noun(len(manifest.areas), "area")
    quarters = f", {words.write_quarters(list(map(Quarter.parse, manifest.quarters)))}" if manifest.quarters else ""
    return f"{areas}{quarters}" if manifest.areas else NOTHING


def _list_ids(manifests: Sequence[Manifest]) -> str:
    return words.list_names([each.id for each in manifests]) if manifests else "none"
