"""Intake: the check and the keeping, through their front doors."""
