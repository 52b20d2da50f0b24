"""Support of tests: oracles, data folders, files and answers made by hand. No test."""
