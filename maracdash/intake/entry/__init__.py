"""Entry: the ways of typing figures in, each of which makes a file for the same check."""
