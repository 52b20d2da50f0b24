"""The API for analysts: figures as the pages have them, for programs."""
