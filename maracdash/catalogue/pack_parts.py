"""Parts of the dashboards that a board pack takes: their charts. What else they hold stays on their pages."""

from __future__ import annotations

from maracdash.catalogue.dashboards import dashboard
from maracdash.model.board_packs import PackPart
from maracdash.model.dashboards import Block, BlockKind

CHART_BLOCKS = {BlockKind.COMPARE: PackPart.COMPARE, BlockKind.TREND: PackPart.TREND}


def list_left_out(slug: str) -> tuple[Block, ...]:
    """Blocks of a dashboard that a pack leaves out; not cards of which every figure is in a chart of it."""
    blocks = dashboard(slug).blocks
    charted = {each for block in blocks if block.kind in CHART_BLOCKS for each in block.indicators}
    return tuple(each for each in blocks if each.kind not in CHART_BLOCKS and not _is_charted(each, charted))


def _is_charted(block: Block, charted: set[str]) -> bool:
    return block.kind is BlockKind.CARDS and charted.issuperset(block.indicators)
