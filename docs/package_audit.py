"""Lists every package that is used, as CycloneDX, and asks which of them have known vulnerabilities.

Ends with 1 if there are some, 3 if a service did not answer for every package, 2 if a tool fails, else 0.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).parent.parent
RUN_LOCK = ROOT / "requirements.lock"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.lock"
"""Holds every package of the other lock too."""
PYTHON_BILL = "sbom-python.cdx.json"
SCRIPTS_BILL = "sbom-scripts.cdx.json"
VULNERABLE = 1
FAILED = 2
UNANSWERED = 3


@dataclass(frozen=True, kw_only=True)
class Audit:
    """What a service said of the packages of one kind: those with known vulnerabilities, those it said nothing of."""

    packages: str
    vulnerable: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Sentences for whoever runs it."""
        sentences = [f"Known vulnerabilities in {each}." for each in self.vulnerable]
        if self.unanswered:
            sentences.append(
                f"Nobody knows whether {self.packages} are vulnerable: the service gave no answer for "
                f"{_list_some(self.unanswered)}. Run make audit where it can be reached."
            )
        return "\n".join(sentences) or f"No known vulnerabilities in {self.packages}."


def main(folder: Path) -> int:
    """Write both bills of materials to a folder, and say what is known of their packages. Returns the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    write_python_bill(folder / PYTHON_BILL)
    write_scripts_bill(folder / SCRIPTS_BILL)
    audits = (audit_python(folder / "audit-python.json"), audit_scripts())
    sys.stdout.write("".join(f"{each}\n" for each in audits))
    if any(each.vulnerable for each in audits):
        return VULNERABLE
    return UNANSWERED if any(each.unanswered for each in audits) else 0


def write_python_bill(path: Path) -> None:
    """Write what a deployment runs, from the lock alone."""
    options = ("--pyproject", "pyproject.toml", "--output-reproducible", "--of", "JSON", "-o", path)
    _run_to_its_end("cyclonedx-py", "requirements", RUN_LOCK, *options)


def write_scripts_bill(path: Path) -> None:
    """Write the packages of npm, those for tests marked as such, from the lock alone."""
    path.write_text(_run_to_its_end("npm", "sbom", "--sbom-format=cyclonedx", "--package-lock-only"), encoding="utf-8")


def audit_python(path: Path) -> Audit:
    """Audit of every locked package that this machine would install.

    pip-audit ends with 0 where the index knows none of the packages, so its exit code proves nothing.
    """
    path.unlink(missing_ok=True)
    options = ("--require-hashes", "--disable-pip", "--progress-spinner=off", "--timeout=20", "--format=json")
    done = _run("pip-audit", "--requirement", DEVELOPMENT_LOCK, *options, "--output", path)
    packages = "the packages of Python"
    if not path.exists():
        sys.stderr.write(done.stderr)
        return Audit(packages=packages, unanswered=("any of them",))
    found = json.loads(path.read_text(encoding="utf-8"))["dependencies"]
    return Audit(
        packages=packages,
        vulnerable=tuple(
            f"{each['name']} {each['version']}: {', '.join(fault['id'] for fault in each['vulns'])}"
            for each in found
            if each.get("vulns")
        ),
        unanswered=tuple(each["name"] for each in found if "vulns" not in each),
    )


def audit_scripts() -> Audit:
    """Audit of the packages of npm."""
    done = _run("npm", "audit", "--package-lock-only", "--json", "--fetch-retries=1", "--fetch-timeout=20000")
    report = _read_report(done.stdout)
    packages = "the packages of npm"
    if "auditReportVersion" not in report:
        sys.stderr.write(done.stderr)
        return Audit(packages=packages, unanswered=("any of them",))
    found = report["vulnerabilities"]
    return Audit(packages=packages, vulnerable=tuple(f"{name}: {found[name]['severity']}" for name in sorted(found)))


def _read_report(text: str) -> dict[str, Any]:
    try:
        read = json.loads(text)
    except json.JSONDecodeError:
        return {}
    return read if isinstance(read, dict) else {}


def _list_some(names: tuple[str, ...]) -> str:
    more = len(names) - 3
    return ", ".join(names[:3]) + (f" and {more} more" if more > 0 else "")


def _run_to_its_end(*command: str | Path) -> str:
    done = _run(*command)
    if done.returncode:
        sys.stderr.write(done.stderr)
        _fail(f"{command[0]} could not list the packages: what it said stands above.")
    return done.stdout


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    except FileNotFoundError:
        _fail(f"{command[0]} is not installed here. Run make audit, which installs it.")


def _fail(sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    sys.exit(FAILED)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
