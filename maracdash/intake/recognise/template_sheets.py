"""The sheets of the template: one for the rows, and three that are never read."""

TEMPLATE_SHEETS = RETURNS_SHEET, GUIDANCE_SHEET, EXAMPLE_SHEET, MARACS_SHEET = (
    "Returns",
    "Guidance",
    "Example",
    "Maracs",
)
