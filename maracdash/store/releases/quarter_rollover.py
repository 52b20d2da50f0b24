"""Quarter rollover: a quarter that has ended counts without anybody sending anything."""

from __future__ import annotations

from pathlib import Path

from maracdash.store.releases.publish import current_release_path, is_up_to_date, publish_release
from maracdash.store.submissions.manifests import lock_folder


def publish_ended_quarter(folder: Path) -> str | None:
    """Publish the quarters that have ended, and return the new release's id; None where there is nothing to do.

    Raises StorageError, and MaracdashError where a submission is damaged; what was published stays.
    """
    if current_release_path(folder) is None or is_up_to_date(folder):
        return None
    with lock_folder(folder):
        return publish_release(folder)
