"""Files of the figures shown, at addresses that can be kept."""
