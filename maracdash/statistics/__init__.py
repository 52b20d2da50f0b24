"""Intervals, control limits and verdicts: pure arithmetic."""
