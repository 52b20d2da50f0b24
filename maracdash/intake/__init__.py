"""Intake: from bytes to an accepted, immutable submission. Reads, checks everything, keeps."""

from __future__ import annotations

from maracdash.intake.accept.check_results import CheckResult, FileSummary
from maracdash.intake.accept.checks import check_files
from maracdash.intake.existing_data import ExistingData
from maracdash.intake.files import UploadedFile
from maracdash.intake.problems import Problem, Severity

__all__ = ["CheckResult", "ExistingData", "FileSummary", "Problem", "Severity", "UploadedFile", "check_files"]
