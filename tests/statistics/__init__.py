"""Intervals and verdicts against published and independent figures."""
