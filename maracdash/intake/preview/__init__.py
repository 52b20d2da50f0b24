"""Preview: the changes that accepting a set would make."""
