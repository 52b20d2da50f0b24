"""Parse: rows of text to typed rows, one module for each noun; every fault a problem with its place."""
