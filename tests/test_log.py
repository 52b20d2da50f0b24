"""Log of the served app: what leaves reaches standard error, where the audit does not have it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ASK = "import app; app.server.test_client().get('/api/v1/sections.csv')"


def test_what_strangers_take_is_on_standard_error(demonstration: Path, tmp_path: Path) -> None:
    settings = {
        "MARACDASH_DATA": str(demonstration),
        "MARACDASH_SIGN_IN": "accounts",
        "MARACDASH_PUBLIC": "true",
        "MARACDASH_ACCOUNTS": f"sqlite:///{tmp_path}/accounts.sqlite",
    }
    ran = subprocess.run(
        [sys.executable, "-c", ASK], env={**os.environ, **settings}, check=True, capture_output=True, text=True
    )
    (line,) = [each for each in ran.stderr.splitlines() if "took" in each]
    assert "'127.0.0.1' took" in line
    assert ".csv of release" in line
