"""From bytes to an accepted, immutable submission: read, check everything, keep."""

from __future__ import annotations

from maracdash.intake.accept.check_results import FileSummary, Report
from maracdash.intake.accept.checks import check
from maracdash.intake.existing_data import Known
from maracdash.intake.files import Incoming
from maracdash.intake.problems import Problem, Severity

__all__ = ["FileSummary", "Incoming", "Known", "Problem", "Report", "Severity", "check"]
