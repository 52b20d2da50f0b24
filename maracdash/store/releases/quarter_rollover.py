"""Renewal: a quarter that has ended counts without anybody sending anything."""

from __future__ import annotations

from pathlib import Path

from maracdash.store.releases.publish import pointed, publish, up_to_date
from maracdash.store.submissions.manifests import lock


def renew(folder: Path) -> str | None:
    """Publish what counts by now, and return the new release's id; None where there is nothing to do.

    Raises CannotKeep, and MaracdashError where a submission is damaged; what was published stays.
    """
    if pointed(folder) is None or up_to_date(folder):
        return None
    with lock(folder):
        return publish(folder)
