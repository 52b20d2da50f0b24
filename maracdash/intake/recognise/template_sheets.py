"""The sheets of the template: one for the rows, and three that are never read."""

SHEETS = SHEET, GUIDANCE, EXAMPLE, MARACS = "Returns", "Guidance", "Example", "Maracs"
