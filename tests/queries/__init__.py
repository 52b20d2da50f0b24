"""Tests of maracdash.queries."""
