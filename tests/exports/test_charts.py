"""A chart's file: the printed figure of the answer, with its finding, under a name that says what it is."""

from __future__ import annotations

import html
import re

import pytest

from maracdash import words
from maracdash.exports import chart_images, charts
from maracdash.model.errors import UnknownThing
from tests.support import answers


@pytest.fixture
def drawn(monkeypatch):
    figures = []
    monkeypatch.setattr(charts, "render", lambda figure, form: figures.append(figure) or form.encode())
    return figures


def test_a_chart_is_named_by_area_indicator_and_quarter(drawn):
    file = charts.chart(answers.comparison(), "png")
    assert (file.name, file.media_type) == ("birchford_cases-per-10k_2024-Q1.png", "image/png")
    assert file.content == b"png"
    assert charts.chart(answers.trend(), "svg").name == "birchford_cases-per-10k_2024-Q1_trend.svg"
    assert len(drawn) == 2


def test_no_other_form_is_offered(drawn):
    with pytest.raises(UnknownThing, match="png, svg"):
        charts.chart(answers.comparison(), "pdf")
    assert drawn == []


@pytest.mark.browser
@pytest.mark.usefixtures("chromium")
@pytest.mark.parametrize("answer", [answers.comparison(), answers.comparison(60), answers.trend()])
def test_the_picture_holds_the_finding_and_every_source_line(answer):
    svg = charts.chart(answer, "svg").content.decode()
    chart_images.close()
    spoken = squeezed(html.unescape(re.sub(r"<[^>]+>", " ", svg)))
    for line in (words.finding(answer), *words.source_lines(answer), answers.MARKING):
        assert squeezed(line) in spoken


def squeezed(text: str) -> str:
    return re.sub(r"\W", "", text)
