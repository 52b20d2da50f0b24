"""Pages as components."""
