"""What tests stand on: oracles, data folders, files and answers made by hand. No test."""
