"""Tests of maracdash.store.storages."""
