"""Accounts: who signs in, how they prove it, and an audit that nobody can rewrite unseen. Knows no figures."""
