"""Tests of maracdash.disclosure."""
