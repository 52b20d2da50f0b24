"""Data folders of each format, and the making of one."""
