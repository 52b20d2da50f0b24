"""Tests of groups of one's own: pages and what is kept with an account."""
