"""Tests of maracdash.store."""
