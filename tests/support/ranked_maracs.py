"""Eight Maracs of four forces, whose order by cases is known."""

from __future__ import annotations

from maracdash.model.quarters import Quarter

NOW = Quarter(2024, 4)
CASES = {"A1": 10, "A2": 30, "A3": 10, "A4": 50, "B1": 99, "B2": 1, "C1": 20, "D1": 5}
FORCES = {"A": ("A1", "A2", "A3", "A4"), "B": ("B1", "B2"), "C": ("C1",), "D": ("D1",)}
SIMILAR = (("A", "B"), ("A", "C"), ("B", "A"))
