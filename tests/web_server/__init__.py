"""Tests of maracdash.web_server."""
