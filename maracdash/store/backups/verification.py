"""Verification: kept files are as they were accepted, and the figures follow from them once more, to the last row."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from maracdash.model.errors import BackupError, MaracdashError
from maracdash.store.folder_names import MANIFEST_FILE, RELEASES_FOLDER, SAFE_RELEASES_FOLDER, SUBMISSIONS_FOLDER
from maracdash.store.releases import release_log
from maracdash.store.releases.build import build_release, compute_recipe
from maracdash.store.releases.publish import current_release_path, find_reference_folder
from maracdash.store.releases.safe_release import build_safe_release
from maracdash.store.submissions import checksums
from maracdash.store.submissions.manifests import Manifest, read_manifests, select_withdrawn
from maracdash.store.submissions.submission_folders import list_folders_in_force, list_withdrawn_folders

DIGITS = "{:.10g}"
"""Sums of fractions may differ in the last digits of a double by the order in which they were added."""


@dataclass(frozen=True, kw_only=True)
class Verification:
    """Result: so many submissions with so many original files, and so many rows of a release.

    `later` are submissions and withdrawals that came after the release, and are in none yet.
    """

    submissions: int
    originals: int
    release: str
    rows: int
    later: int = 0


@dataclass(frozen=True, kw_only=True)
class Damage:
    """One thing of the submissions that is not as it was accepted, as a sentence; `withdrawn` where none counts it."""

    said: str
    withdrawn: bool = False


def verify_folder(folder: Path) -> Verification:
    """Verify every kept file, and the served release against one that is built of them now.

    Raises MaracdashError with the first thing that is not as it should be. Writes nothing to the folder.
    """
    manifests = read_manifests(folder)
    for damage in list_damages(folder):
        raise BackupError(damage.said)
    originals = sum(len(each.files) for each in manifests)
    current = current_release_path(folder)
    if current is None:
        return Verification(submissions=len(manifests), originals=originals, release="", rows=0)
    entry = release_log.find_entry(folder / RELEASES_FOLDER, current.stem)
    return Verification(
        submissions=len(manifests),
        originals=originals,
        release=current.stem,
        rows=_verify_release(folder, current, manifests, entry),
        later=sum(each.accepted_at > entry.release.published_at for each in manifests),
    )


def list_damages(folder: Path, files: Mapping[str, str] | None = None) -> tuple[Damage, ...]:
    """List what of the submissions is not as it was accepted, or gone.

    `files` are checksums by path of those to look at, as a backup has them: a submission that came later is no part of
    it. Without them every file of the folder is read. Raises StorageError where one cannot be.
    """
    try:
        manifests = read_manifests(folder)
    except MaracdashError as error:
        return (Damage(said=str(error)),)
    found = checksums.hash_kept_files(folder) if files is None else files
    withdrawn = {each.id for each, _ in select_withdrawn(manifests)}
    return tuple(
        Damage(said=said, withdrawn=each.id in withdrawn)
        for each in manifests
        if f"{SUBMISSIONS_FOLDER}/{each.id}/{MANIFEST_FILE}" in found
        for said in checksums.list_damages(each, found)
    )


def list_damages_in_force(folder: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """List, as sentences, those of `list_damages` that count: many a submission is withdrawn because it is damaged."""
    return tuple(each.said for each in list_damages(folder, files) if not each.withdrawn)


def _verify_release(
    folder: Path, current: Path, manifests: Iterable[Manifest], entry: release_log.ReleaseLogEntry
) -> int:
    kept = {each.id: each for each in manifests}
    in_force = list_folders_in_force(folder, [kept[each] for each in entry.submissions])
    of_then = [each for each in kept.values() if each.accepted_at <= entry.release.published_at]
    places = [*in_force, *list_withdrawn_folders(folder, of_then)]
    served = (current, folder / SAFE_RELEASES_FOLDER / current.name)
    try:
        _check_recipe(current)
        with tempfile.TemporaryDirectory(prefix="maracdash-verify-") as name:
            built = Path(name) / "full.duckdb", Path(name) / "safe.duckdb"
            build_release(built[0], entry.release, places, find_reference_folder())
            build_safe_release(built[1], built[0], entry.release.rule)
            return sum(_compare_files(*each) for each in zip(served, built, strict=True))
    except (duckdb.Error, OSError) as error:
        raise BackupError(
            f"The release {current.stem} cannot be compared ({_first_line(error)}). Publish it again first."
        ) from error


def _check_recipe(served: Path) -> None:
    """Figures of another version of the program may differ, and that proves nothing."""
    with duckdb.connect(str(served), read_only=True) as connection:
        row = connection.execute("select recipe from release").fetchone()
    if row is None or row[0] != compute_recipe(find_reference_folder()):
        raise BackupError(
            f"The release {served.stem} was built by another version of this program, which may sum otherwise, so its "
            "figures cannot be compared. The kept files are as they were. Verify with that version, or publish again."
        )


def _compare_files(served: Path, built: Path) -> int:
    """Compare every table of two files of a release; the number of rows. Raises BackupError for a difference."""
    with duckdb.connect(":memory:") as connection:
        for name, path in (("served", served), ("built", built)):
            connection.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as {name} (read_only)")
        tables = [_list_tables(connection, each) for each in ("served", "built")]
        if tables[0] != tables[1]:
            raise BackupError(f"The figures of {served.stem} are not those that follow from what was kept.")
        return sum(_compare_tables(connection, served.stem, name, columns) for name, columns in tables[0].items())


def _list_tables(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """List tables with the names and types of their columns."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    rows = connection.execute(
        "select table_name, column_name, data_type from duckdb_columns() where database_name = ? "
        "and not internal order by table_name, column_index",
        [database],
    ).fetchall()
    for table, column, kind in rows:
        found[table] = (*found.get(table, ()), (column, kind))
    return found


def _compare_tables(
    connection: duckdb.DuckDBPyConnection, release: str, table: str, columns: Iterable[tuple[str, str]]
) -> int:
    chosen = ", ".join(
        f'format(\'{DIGITS}\', "{name}") as "{name}"' if kind == "DOUBLE" else f'"{name}"' for name, kind in columns
    )
    sides = [f'select {chosen} from {each}."{table}"' for each in ("served", "built")]  # noqa: S608
    for one, other in (sides, sides[::-1]):
        (different,) = connection.execute(f"select count(*) from (({one}) except all ({other}))").fetchone() or (0,)  # noqa: S608
        if different:
            raise BackupError(
                f"{different} rows of the table {table} of {release} are not those that follow from what was kept. "
                "Restore a backup, or publish again and compare the figures."
            )
    (rows,) = connection.execute(f'select count(*) from built."{table}"').fetchone() or (0,)  # noqa: S608
    return int(rows)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
