"""The safe rule of a data folder: kept in it, so that whoever publishes protects the same."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from maracdash.model.errors import DamagedRuleError, StorageError
from maracdash.model.safe_rules import SafeRule
from maracdash.store import folder_files
from maracdash.store.folder_names import RULE_FILE
from maracdash.store.storages.storage import advise_on_fault


def read_safe_rule(folder: Path) -> SafeRule:
    """Read the rule of a data folder; the usual one where none was ever set.

    Raises StorageError where it cannot be read at the moment, and DamagedRuleError where what is read is no rule:
    figures are then not published by another.
    """
    try:
        found = folder_files.read_file(folder, RULE_FILE)
    except OSError as error:
        raise StorageError(
            f"The rule of what is safe to share cannot be read now: {error.strerror or error}. It stays as it was set, "
            f"and nothing was changed; {advise_on_fault(error)}."
        ) from error
    try:
        return parse_rule(json.loads(found.content)) if found else SafeRule()
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedRuleError(
            f"The file {RULE_FILE} of the data folder {folder} cannot be read ({type(error).__name__}), so nobody can "
            "say what is safe to share. Restore it from a backup, or set the rule again with “maracdash safe-rule”."
        ) from error


def write_safe_rule(folder: Path, rule: SafeRule) -> None:
    """Write the rule of a data folder; the caller holds the lock. Raises StorageError."""
    try:
        folder_files.replace_file(folder, RULE_FILE, json.dumps(asdict(rule), indent=1).encode())
    except OSError as error:
        raise StorageError(f"The rule could not be written ({error.strerror}). The one before is in force.") from error


def parse_rule(record: dict[str, Any]) -> SafeRule:
    """Parse a rule from its JSON record. Raises ValueError, KeyError and TypeError for anything else."""
    return SafeRule(**{**record, "public_submissions": tuple(record["public_submissions"])})
