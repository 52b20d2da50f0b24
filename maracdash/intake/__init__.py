"""From bytes to an accepted, immutable submission: read, check everything, keep."""

from __future__ import annotations

from maracdash.intake.checks import check
from maracdash.intake.files import Incoming
from maracdash.intake.known import Known
from maracdash.intake.problems import Problem, Severity
from maracdash.intake.reports import FileSummary, Report

__all__ = ["FileSummary", "Incoming", "Known", "Problem", "Report", "Severity", "check"]
