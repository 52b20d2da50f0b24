"""Backups: one file with everything that cannot be made again, and the proof that it gives the same figures."""
