"""The legend as a list: a mark and a name for each entry."""

from __future__ import annotations

from layouts.components import legends
from maracdash import figures
from maracdash.figures import LegendEntry, Mark
from maracdash.model.answers import AreaRole
from tests.support import answers


def test_every_entry_is_an_item_with_its_mark_colour_and_name() -> None:
    (items,) = legends.build_legend(
        [
            LegendEntry(name="This Marac", role=AreaRole.OWN, mark=Mark.DIAMOND),
            LegendEntry(name="UK", role=AreaRole.UK, mark=Mark.LINE),
        ]
    )
    marks = [item.children[0] for item in items.children]
    assert [item.children[1] for item in items.children] == ["This Marac", "UK"]
    assert [mark.className for mark in marks] == ["glyph glyph-diamond", "glyph glyph-line glyph-longdash"]
    assert [mark.style["color"] for mark in marks] == ["#12436D", "#3D3D3D"]


def test_the_list_has_a_name_for_those_who_do_not_see_it() -> None:
    (items,) = legends.build_legend(figures.build_legend(answers.make_comparison()))
    assert items.to_plotly_json()["props"]["aria-label"] == "What the colours stand for"


def test_no_entries_are_no_list() -> None:
    assert legends.build_legend(()) == []
