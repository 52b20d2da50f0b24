"""Entry: form, grid and template."""
