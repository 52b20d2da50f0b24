"""Tests of maracdash.model."""
