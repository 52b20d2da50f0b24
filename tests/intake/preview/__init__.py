"""Previews and drafts: the changes that accepting would make."""
