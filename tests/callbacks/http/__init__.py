"""HTTP concerns, one by one."""
