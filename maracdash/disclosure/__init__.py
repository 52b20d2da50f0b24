"""The only way an answer gets out: what may be seen is decided here, once."""
