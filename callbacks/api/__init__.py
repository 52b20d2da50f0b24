"""The API for analysts: read-only, with the rights of whoever asks and the figures that pages show them."""
