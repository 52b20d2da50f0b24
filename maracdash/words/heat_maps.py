"""A heat map in words: what is most often different, and every cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from maracdash.catalogue import SECTIONS
from maracdash.model.answers import AreaRole, Verdict
from maracdash.model.heat_maps import CellContent, HeatMap, HeatMapCell, HeatMapRow, HeatMapSelection
from maracdash.model.quarters import Window, describe_period
from maracdash.model.values import Value
from maracdash.words import estimates, numbers, sources, verdicts
from maracdash.words.comparators import SENTENCE_NAMES
from maracdash.words.differences import SHAPES
from maracdash.words.indicator_phrases import lower_label
from maracdash.words.sentences import join_words

MAX_NAMED = 3
FEW_RANKED = 4
"""With fewer no quarter of them is shaded."""
VERDICT_SHADES = "Dark cells are higher and light ones lower at 99.8%; a bar at the edge marks higher or lower at 95%."
SHADES = {
    CellContent.VERDICT: VERDICT_SHADES,
    CellContent.VALUE: VERDICT_SHADES,
    CellContent.POSITION: (
        "1st is the highest figure, or the most. A dark bar at the edge marks the highest quarter of the places, a "
        "light one the lowest; a high place is neither good nor bad."
    ),
}
LEFT_OUT = "Each Marac is left out of the area that it is compared with, wherever its counts are known."
HIGHER, LOWER, STRONG, ABSENT = "higher", "lower", "strong", "absent"


@dataclass(frozen=True, kw_only=True)
class WrittenHeatCell:
    """A cell: `text`, a second line `under` it, `why` to tell of an absence, and `look` as classes of its style."""

    text: str
    under: str = ""
    why: str = ""
    look: str = ""


def write_summary(view: HeatMap) -> str:
    """Sentence on the indicators in which most Maracs of the page stand out from the comparator at 99.8%."""
    where = view.area.name if view.area else "All forces"
    maracs = f"{len(view.maracs)} of {view.total} Maracs" if len(view.maracs) < view.total else _count_maracs(view)
    head = f"{where}, {describe_period(view.selection.quarter, Window.YEAR)}, {maracs}"
    found = [(row, row.count(Verdict.HIGHER), row.count(Verdict.LOWER)) for row in view.rows]
    found = sorted((each for each in found if each[1] + each[2]), key=lambda each: -(each[1] + each[2]))
    other = name_comparator(view.selection, view.selection.against).replace("its ", "their ", 1)
    if not found:
        return f"{head}: none stands out from {other} in any indicator (at {verdicts.STRONG})."
    named = [
        f"{lower_label(row.indicator)} ({_write_counts(higher, lower)})" for row, higher, lower in found[:MAX_NAMED]
    ]
    return f"{head}: most often different from {other} (at {verdicts.STRONG}) in {join_words(named)}."


def write_caption(view: HeatMap, content: CellContent) -> str:
    """Caption of the table."""
    section = next((each.title for each in SECTIONS if each.slug == view.selection.section), "All indicators")
    other = name_comparator(view.selection, view.selection.against)
    said = {
        CellContent.VERDICT: f"each Marac against {other}",
        CellContent.POSITION: "each Marac's place among those with a figure",
        CellContent.VALUE: f"each Marac's figure and what it is against {other}",
    }
    return f"{section}: {said[content]}, {describe_period(view.selection.quarter, Window.YEAR)}."


def name_comparator(selection: HeatMapSelection, role: AreaRole) -> str:
    """`the UK`, or the name of a group of the reader's own."""
    return f"“{selection.group.name}”" if selection.group and role is AreaRole.GROUP else SENTENCE_NAMES[role]


def list_rows(view: HeatMap, content: CellContent) -> tuple[HeatMapRow, ...]:
    """Rows that can say something: not those without any verdict, or in which every Marac has one place."""
    if content is CellContent.VERDICT:
        return tuple(row for row in view.rows if any(cell.verdict is not Verdict.NOT_COMPARED for cell in row.cells))
    if content is CellContent.POSITION:
        return tuple(row for row in view.rows if any(cell.rank for cell in row.cells) and not _is_level(row))
    return view.rows


def write_left_out(view: HeatMap, content: CellContent) -> str:
    """Sentence on the indicators that are not shown, and why; empty where all are."""
    kept = {row.indicator.slug for row in list_rows(view, content)}
    names = [lower_label(row.indicator) for row in view.rows if row.indicator.slug not in kept]
    if not names:
        return ""
    why = "they are totals, have no interval or no figure" if content is CellContent.VERDICT else "all places are one"
    return f"Not shown, as {why}: {join_words(names)}."


def write_cell(row: HeatMapRow, cell: HeatMapCell, content: CellContent) -> WrittenHeatCell:
    """A cell; an absence says its reason."""
    if cell.value.number is None:
        return WrittenHeatCell(text=cell.value.status.words, why=cell.value.reason, look=ABSENT)
    value = estimates.mark_number(verdicts.write_beside(row.indicator, cell.value), cell.value)
    if content is CellContent.POSITION:
        return WrittenHeatCell(text=_write_place(row, cell), under=value, look=_quarter_look(row, cell))
    verdict = _write_verdict(cell)
    look = _verdict_look(cell)
    if content is CellContent.VALUE:
        return WrittenHeatCell(text=value, under=verdict, look="" if look == ABSENT else look)
    return WrittenHeatCell(text=verdict, under=value, look=look)


def write_estimate_note(view: HeatMap, content: CellContent) -> str:
    """Note on the mark of estimates, where a cell has it."""
    return estimates.explain_marks(cell.value for row in list_rows(view, content) for cell in row.cells)


def write_head(view: HeatMap, place: int) -> str:
    """Line under a Marac's name: its force, where there are several, and if any figure below is estimated."""
    force = view.forces[place].name if len(set(view.forces)) > 1 else ""
    marked = estimates.explain_marks(row.cells[place].value for row in view.rows)
    return ", ".join(filter(None, (force, "estimated in part" if marked else "")))


def write_lines(view: HeatMap) -> tuple[str, ...]:
    """Sources, date with release, marking, and whether all is invented."""
    release = view.release
    made_of = "; ".join(dict.fromkeys(part for row in view.rows for part in row.indicator.source.split("; ")))
    lines = (
        LEFT_OUT,
        sources.write_source(made_of, _list_figures(view)),
        f"Figures as at {sources.write_day(release.data_as_at)}, {release.id}",
        view.marking,
        sources.DEMONSTRATION if release.demonstration else "",
    )
    return tuple(line for line in lines if line)


def _list_figures(view: HeatMap) -> Iterator[tuple[str, Value]]:
    return (("some Maracs", cell.value) for row in view.rows for cell in row.cells)


def _count_maracs(view: HeatMap) -> str:
    return f"{view.total} {'Marac' if view.total == 1 else 'Maracs'}"


def _write_counts(higher: int, lower: int) -> str:
    return join_words([f"{number} {word}" for number, word in ((higher, "higher"), (lower, "lower")) if number])


def _write_place(row: HeatMapRow, cell: HeatMapCell) -> str:
    """`3rd of 19`, `joint 3rd of 19`; a planning figure has none."""
    if cell.rank is None:
        return "no place"
    if row.ranked == 1:
        return "the only figure"
    if cell.tied == row.ranked - 1:
        return f"same in all {row.ranked}"
    return f"{'joint ' if cell.tied else ''}{numbers.write_ordinal(cell.rank)} of {row.ranked}"


def _write_verdict(cell: HeatMapCell) -> str:
    if cell.doubted:
        return "probably not recorded"
    if cell.verdict is Verdict.NOT_COMPARED:
        return Verdict.NOT_COMPARED.value
    return f"{SHAPES[cell.verdict]} {verdicts.write_verdict(cell.verdict, strong=cell.strong)}"


def _verdict_look(cell: HeatMapCell) -> str:
    if cell.doubted or cell.verdict is Verdict.NOT_COMPARED:
        return ABSENT
    if cell.verdict is Verdict.SIMILAR:
        return ""
    word = HIGHER if cell.verdict is Verdict.HIGHER else LOWER
    return f"{word} {STRONG}" if cell.strong else word


def _quarter_look(row: HeatMapRow, cell: HeatMapCell) -> str:
    """Look of the highest and the lowest quarter of the places; ties count from their own side."""
    if cell.rank is None or row.ranked < FEW_RANKED:
        return ""
    if cell.rank + cell.tied <= row.ranked / 4:
        return HIGHER
    return LOWER if cell.rank > row.ranked * 3 / 4 else ""


def _is_level(row: HeatMapRow) -> bool:
    return all(cell.rank is None or cell.tied == row.ranked - 1 for cell in row.cells) and row.ranked > 1
