"""Tests of maracdash.catalogue."""
