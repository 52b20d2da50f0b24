"""One question a module: a release and a selection in, an answer out."""
