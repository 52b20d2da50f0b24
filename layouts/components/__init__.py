"""Components that several pages share; no data, no state."""
