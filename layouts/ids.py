"""The names of the components that callbacks and scripts speak to. No component is named in any other way."""

ROOT = "root"
BOARD = "board"
HEADING = "heading"
NOTICE = "notice"
PROGRESS = "progress"
CONTENT = "content"

MARAC = "marac"
MARACS = "maracs"
QUARTER = "quarter"

SUBHEADING = "subheading"
FINDING = "finding"
GAPS = "gaps-in-cases"
NARROW_VIEWS = "views-narrow"
WINDOWS = "windows"
INCLUDING = "including"
INCLUDING_GROUP = "including-group"
INTERVALS = "intervals"
INTERVALS_GROUP = "intervals-group"
POINTS = "points"
READING = "reading"
LEGEND = "legend"
CHART = "chart"
GRAPH = "graph"
TABLE = "table"
SOURCES = "sources"
FURTHER = "further"


def menu_link(page: str) -> str:
    """The menu's link to a page."""
    return f"to-{page.replace('_', '-')}"


def headline_card(slug: str) -> str:
    """A headline's card."""
    return f"card-{slug}"


def switch_button(kind: str, choice: str) -> str:
    """One button of a switch."""
    return f"{kind}-{choice}"


def copy_button(what: str) -> str:
    """The button that copies a part of the chart."""
    return f"copy-{what}"


def file_link(name: str) -> str:
    """The link to a file; Dash allows no dot in a name."""
    return f"file-{name.replace('.', '-')}"


GRID = "grid"
RESULTS = "results"
FORM = "report-form"
CHOSEN = "report-chosen"
FORM_CHOICE = "report-by"
FORCES = "report-forces"
FORCES_FIELD = "report-forces-field"
MARACS_CHOSEN = "report-maracs"
MARACS_FIELD = "report-maracs-field"
MARACS_SEARCH = "report-search"
REPORT_QUARTER = "report-quarter"
GENERATE = "report-generate"
COLUMNS = "report-columns"
COLUMNS_SHOW = "report-columns-show"
REPORT_ALERT = "report-alert"
WAY_BACK = "way-back"
