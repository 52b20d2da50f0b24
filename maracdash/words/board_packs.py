"""The outline of a board pack from its answers: every title, bullet, footer, note and table that its files hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from maracdash.catalogue.dashboards import dashboard
from maracdash.catalogue.pack_parts import list_left_out
from maracdash.model.areas import OwnGroup
from maracdash.model.board_packs import BoardPack, PackAnswers, PackChart, PackItem, PackPart, Slide, SlideKind
from maracdash.model.figure_tables import FigureTable
from maracdash.model.indicators import Indicator
from maracdash.model.meeting_actions import ActionList
from maracdash.model.quarters import Window, describe_period
from maracdash.words import (
    area_history,
    figure_tables,
    gap_in_cases,
    groups,
    meeting_actions,
    sources,
    staffing,
    tables,
    verdicts,
)
from maracdash.words.pack_charts import (
    keep_known,
    write_absences,
    write_chart_slide,
    write_estimate,
    write_footer,
)
from maracdash.words.sentences import join_words
from maracdash.words.sources import write_breaks

DEFINITIONS = "Definitions of the indicators"
QUALITY = "What to know about the data"
RECORD = "About this pack"
AGAIN = "The same pack again, and the changes that newer figures make to it"
VIEW_HEADING, VIEW_PROMPT = "Our view", "Write here what the board should know."
NOTES_HEADING = "How it is worked out, and what to consider"
ALL_INDICATORS = "All indicators of the pack"
FULL_WORDS, MIXED_WORDS, SAFE_WORDS = "full figures", "full figures of some areas", "safe to share"
AUDIENCE_WORDS = {"full": FULL_WORDS, "mixed": MIXED_WORDS, "safe": SAFE_WORDS}


def write_pack(answers: PackAnswers, site: str = "", actions: ActionList | None = None) -> BoardPack:
    """The outline: title, a slide for each chart, definitions, data quality, the tables, and what the pack is.

    `site` is where the program answers, for the link back: `https://maracs.example`; without it there is none.
    `actions` are those of the meetings of the Marac, for whoever may see its full figures; what became of them comes
    before the findings.
    """
    charts = [write_chart_slide(each) for each in answers.charts]
    slides = [
        _write_title(answers),
        *_write_actions(answers, actions),
        *charts,
        _write_definitions(answers),
        _write_quality(answers),
        *{each.table: each for chart in answers.charts for each in list_tables(chart)}.values(),
        _write_record(answers, site),
    ]
    return BoardPack(
        title=write_pack_title(answers),
        subtitle=_write_subtitle(answers),
        area=answers.hierarchy.area.name,
        quarter=answers.request.quarter,
        slides=tuple(_make_unique(slides)),
        release=answers.release,
        audience=answers.audience,
        marking=answers.marking,
    )


def write_pack_title(answers: PackAnswers) -> str:
    """The reader's own title, else one from area and quarter."""
    return answers.request.title or f"{answers.hierarchy.area.name}: Marac figures for the board"


def _rows_of_dashboards(answers: PackAnswers) -> Iterator[tuple[str, str]]:
    for item in answers.request.items:
        if left_out := write_left_out(item):
            yield f"Dashboard “{dashboard(item.slug).title}”", left_out


def write_left_out(item: PackItem) -> str:
    """Parts of a dashboard that a pack leaves out, for its page and its files; empty where there are none."""
    left_out = list_left_out(item.slug) if item.part is PackPart.DASHBOARD else ()
    names = join_words([f"“{each.title}”" for each in left_out])
    return f"Its charts are in the pack; these parts of its page are not: {names}." if names else ""


def _write_subtitle(answers: PackAnswers) -> str:
    request = answers.request
    day = f", {sources.write_day(request.held_on)}" if request.held_on else ""
    return f"{answers.hierarchy.area.name}, {describe_period(request.quarter, Window.YEAR)}{day}"


def _write_title(answers: PackAnswers) -> Slide:
    release = answers.release
    lines = (
        _write_subtitle(answers),
        f"Figures as at {sources.write_day(release.data_as_at)}",
        *_write_markings(answers),
    )
    return Slide(kind=SlideKind.TITLE, title=write_pack_title(answers), bullets=keep_known(lines))


def _write_actions(answers: PackAnswers, actions: ActionList | None) -> Iterator[Slide]:
    if actions is None or not actions.current:
        return
    rows = meeting_actions.build_action_rows(actions)
    yield Slide(
        kind=SlideKind.TABLE,
        title=meeting_actions.HEADING,
        table=FigureTable(caption=meeting_actions.HEADING, columns=meeting_actions.COLUMNS, rows=rows),
        footer=(meeting_actions.write_standing(actions), *_write_markings(answers)),
    )


def _write_markings(answers: PackAnswers) -> tuple[str, ...]:
    """Marking, and that all is invented: on each slide, as slides are passed on one by one."""
    return keep_known((answers.marking, sources.DEMONSTRATION if answers.release.demonstration else ""))


def _write_definitions(answers: PackAnswers) -> Slide:
    rows = tuple((each.title, each.definition, each.formula) for each in _list_indicators(answers))
    table = FigureTable(
        caption=DEFINITIONS, columns=("Indicator", "Definition", "Formula"), rows=rows, widths=(0.22, 0.45, 0.33)
    )
    return Slide(kind=SlideKind.TABLE, title=DEFINITIONS, table=table, footer=_write_markings(answers))


def _write_quality(answers: PackAnswers) -> Slide:
    rows = tuple(dict.fromkeys(_quality_rows(answers)))
    table = FigureTable(caption=QUALITY, columns=("Subject", "What to know"), rows=rows, widths=(0.25, 0.75))
    return Slide(kind=SlideKind.TABLE, title=QUALITY, table=table, footer=_write_markings(answers))


def _quality_rows(answers: PackAnswers) -> Iterator[tuple[str, str]]:
    comparisons = [each.comparison for each in answers.charts]
    if coverage := sources.write_coverage_of_many(comparisons):
        yield "Coverage", coverage.removeprefix(f"{sources.COVERAGE_START}: ")
    if rule := sources.write_rule(answers.release):
        yield "Safe to share", rule
    if history := area_history.write_history(answers.hierarchy):
        yield "History of the Marac", history
    if isinstance(answers.hierarchy.group, OwnGroup):
        yield "Group of your own", groups.write_members(answers.hierarchy.group.name, answers.hierarchy.group.members)
    yield from _rows_of_indicators(answers)
    yield from _rows_of_dashboards(answers)
    yield "Higher and lower", verdicts.STRENGTHS
    if any(each.indicator.is_total for each in comparisons):
        yield "Totals", verdicts.NO_TOTALS
    if note := staffing.rounding_note(*_list_indicators(answers)):
        yield "Posts", note
    if any(map(gap_in_cases.write_gaps_in_cases, comparisons)):
        yield "Numbers of cases", gap_in_cases.WHAT_IT_IS


def _rows_of_indicators(answers: PackAnswers) -> Iterator[tuple[str, str]]:
    """A row for each thing to know, with all indicators that it is true of."""
    found: dict[str, dict[str, None]] = {}
    for chart in answers.charts:
        lines = (
            *chart.answer.indicator.notes,
            *write_absences(chart.answer),
            write_estimate(chart.answer),
            *write_breaks(chart.answer),
        )
        for line in filter(None, lines):
            found.setdefault(line, {})[chart.answer.indicator.title] = None
    everything = len(_list_indicators(answers))
    for line, titles in found.items():
        yield ALL_INDICATORS if len(titles) == everything > 1 else "; ".join(titles), line


def list_tables(chart: PackChart) -> Iterator[Slide]:
    """The tables that stand behind a chart on its page, a slide each."""
    answer = chart.answer
    for table in figure_tables.build_view_tables(answer, tables.build_figure_rows(answer)):
        yield Slide(
            kind=SlideKind.TABLE,
            title=f"Table: {table.caption}",
            table=table,
            footer=write_footer(answer)[-3:],
        )


def _write_record(answers: PackAnswers, site: str) -> Slide:
    release, request = answers.release, answers.request
    lines = (
        f"Area: {answers.hierarchy.area.name}; quarter: {request.quarter}.",
        f"Release: {release.id}, figures as at {sources.write_day(release.data_as_at)}.",
        f"Audience: {AUDIENCE_WORDS.get(answers.audience, answers.audience)}. {answers.marking}.",
        sources.write_rule(release),
        sources.DEMONSTRATION if release.demonstration else "",
        f"{AGAIN}: {site}/board-pack?{request.query()}&release={release.id}" if site else "",
    )
    return Slide(kind=SlideKind.RECORD, title=RECORD, bullets=keep_known(lines))


def _list_indicators(answers: PackAnswers) -> tuple[Indicator, ...]:
    return tuple({each.answer.indicator.slug: each.answer.indicator for each in answers.charts}.values())


def _make_unique(slides: Iterable[Slide]) -> Iterator[Slide]:
    """The slides with titles that are all different: a screen reader lists slides by them."""
    seen: dict[str, int] = {}
    for slide in slides:
        seen[slide.title] = seen.get(slide.title, 0) + 1
        again = seen[slide.title]
        yield slide if again == 1 else replace(slide, title=f"{slide.title} ({slide.subtitle or again})")
