"""Tests of maracdash.cli."""
