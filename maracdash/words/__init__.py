"""Sentences on answers: headings, cards, descriptions, source lines and table cells, in plain British English."""

from maracdash.statistics.gap_in_cases import METHODS as GAP_METHODS
from maracdash.words.alt_text import write_alt_text
from maracdash.words.cards import Card, write_card
from maracdash.words.control_charts import write_signals
from maracdash.words.differences import ComparatorDifference, Shape, compare_figures
from maracdash.words.findings import explain_refusal, write_finding
from maracdash.words.gap_in_cases import write_brief_gap, write_gaps_in_cases
from maracdash.words.gaps import write_gaps
from maracdash.words.numbers import write_coverage, write_value, write_yearly_change
from maracdash.words.overview_reports import (
    explain_cell,
    find_mark,
    selected,
    write_cell,
    write_changes_since,
    write_report_caption,
    write_report_filters,
    write_report_lines,
    write_report_title,
)
from maracdash.words.readings import explain_other_verdict, write_reading
from maracdash.words.sources import DEMONSTRATION, write_rule, write_source_lines
from maracdash.words.summaries import write_headline
from maracdash.words.tables import FigureRow, build_figure_rows
from maracdash.words.trends import write_averages_with_own

__all__ = [
    "DEMONSTRATION",
    "GAP_METHODS",
    "Card",
    "ComparatorDifference",
    "FigureRow",
    "Shape",
    "build_figure_rows",
    "compare_figures",
    "explain_cell",
    "explain_other_verdict",
    "explain_refusal",
    "find_mark",
    "selected",
    "write_alt_text",
    "write_averages_with_own",
    "write_brief_gap",
    "write_card",
    "write_cell",
    "write_changes_since",
    "write_coverage",
    "write_finding",
    "write_gaps",
    "write_gaps_in_cases",
    "write_headline",
    "write_reading",
    "write_report_caption",
    "write_report_filters",
    "write_report_lines",
    "write_report_title",
    "write_rule",
    "write_signals",
    "write_source_lines",
    "write_value",
    "write_yearly_change",
]
