"""The heat map's file: each figure once, with what its cell says."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from maracdash import queries
from maracdash.exports.heat_maps import build_heat_map_file
from maracdash.model.answers import AreaRole
from maracdash.model.audiences import Audience
from maracdash.model.heat_maps import EVERY_MARAC, HeatMapSelection
from maracdash.model.quarters import Quarter
from maracdash.reading.reader import Reader


def test_every_figure_has_a_row_with_its_verdict_and_its_place(demonstration: Path) -> None:
    chosen = HeatMapSelection(quarter=Quarter(2024, 4), section="referrals", against=AreaRole.REGION, page=EVERY_MARAC)
    view = Reader(demonstration, Audience.FULL).ask(queries.HEAT_MAP, chosen)
    file = build_heat_map_file(view)
    assert file.name == "everywhere_heat-map_referrals_2024-Q4.csv"
    lines = {
        (line["indicator"], line["area_code"]): line
        for line in csv.DictReader(io.StringIO(file.content.decode("utf-8-sig")))
    }
    assert len(lines) == len(view.maracs) * len(view.rows) > 400
    for row in view.rows:
        for marac, cell in zip(view.maracs, row.cells, strict=True):
            line = lines[row.indicator.slug, marac.code]
            assert line["value"] == "" if cell.value.number is None else float(line["value"]) == cell.value.number
            assert (line["outcome"], line["against"]) == (str(cell.verdict), "region")
            assert (line["confidence"] == "99.8%") is cell.strong
            assert line["place"] == ("" if cell.rank is None else str(cell.rank))
            assert line["marking"]
