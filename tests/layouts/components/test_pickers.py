"""What the pickers offer, in which order."""

from __future__ import annotations

import json

from layouts.components.pickers import build_pickers
from maracdash.model.answers import Choices
from tests.support.answers import FORCE, OWN, QUARTER, RELEASE, make_marac


def test_a_force_stands_before_its_maracs_so_that_its_name_and_enter_choose_it():
    choices = Choices(
        forces=((FORCE, (OWN, make_marac(2))), (None, (make_marac(3),))), quarters=(QUARTER,), release=RELEASE
    )
    row = build_pickers(choices, OWN, QUARTER)
    offered = json.loads(row.children[0].to_plotly_json()["props"]["data-choices"])
    assert offered == [
        [
            "Harrowshire Police",
            [["F01", "Harrowshire Police: the whole force"], ["M01", "Birchford"], ["M02", "Marac 2"]],
        ],
        ["Maracs of no known force", [["M03", "Marac 3"]]],
    ]
