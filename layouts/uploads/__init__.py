"""Pages that take figures in. The server writes them whole: they work without a script."""
