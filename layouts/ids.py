"""The names of the components that callbacks and scripts speak to. No component is named in any other way."""

ADDRESS = "address"
"""A store: path and query of what the reader chose. It is the whole state."""

ROOT = "root"
BOARD = "board"
HEADING = "heading"
NOTICE = "notice"
PROGRESS = "progress"
CONTENT = "content"

MARAC = "marac"
MARACS = "maracs"
QUARTER = "quarter"

CARDS = "cards"
SUBHEADING = "subheading"
FINDING = "finding"
VIEWS = "views"
ACTIONS = "actions"
CHART = "chart"
GRAPH = "graph"
TABLE = "table"
SOURCES = "sources"
FURTHER = "further"

TO_OVERVIEW = "to-overview"
TO_INDICATORS = "to-indicators"
