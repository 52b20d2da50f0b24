"""How fast and how large, each beside the least it could take in the same run. Judges nothing: tests do that."""
