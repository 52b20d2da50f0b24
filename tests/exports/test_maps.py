"""Files of the map of police forces."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest

from maracdash.exports import chart_images, maps
from maracdash.model.errors import NotFoundError
from maracdash.model.values import Status
from maracdash.words import force_maps as said
from tests.support.force_maps import make_map

ANSWER = make_map([30.0, 45.0, 60.0, Status.WITHHELD])


def test_the_table_has_every_force_with_its_status_and_the_uk():
    file = maps.build_map_file(ANSWER, "csv")
    assert file.name == "police-forces_cases-per-10k_2024-Q1.csv"
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert [(row["level"], row["area"], row["value"], row["value_status"]) for row in rows] == [
        ("force", "Avon and Somerset", "30", "ok"),
        ("force", "Bedfordshire", "45", "ok"),
        ("force", "Cambridgeshire", "60", "ok"),
        ("force", "Cheshire", "", "withheld"),
        ("uk", "United Kingdom", "46", "ok"),
    ]


def test_a_picture_is_named_by_what_its_colours_mean(monkeypatch):
    monkeypatch.setattr(maps, "render", lambda _, form: form.encode())
    assert maps.build_map_file(ANSWER, "png").name == "police-forces_cases-per-10k_2024-Q1.png"
    by_verdict = make_map([30.0], by_verdict=True)
    assert maps.build_map_file(by_verdict, "svg").name == "police-forces_cases-per-10k_2024-Q1_verdict.svg"
    with pytest.raises(NotFoundError, match="png, svg, csv"):
        maps.build_map_file(ANSWER, "pdf")


@pytest.mark.browser
@pytest.mark.usefixtures("chromium")
def test_the_picture_holds_the_sentence_every_key_and_every_source_line():
    svg = maps.build_map_file(ANSWER, "svg").content.decode()
    chart_images.close()
    spoken = re.sub(r"\W", "", html.unescape(re.sub(r"<[^>]+>", " ", svg)))
    keys = [each.name for each in maps.build_keys(ANSWER)]
    for line in (said.write_map_summary(ANSWER), *said.write_map_lines(ANSWER), *keys):
        assert re.sub(r"\W", "", line) in spoken
