"""A chart's file: the printed figure of the answer, with its finding, under a name that says what it is."""

from __future__ import annotations

import html
import re

import pytest

from maracdash import words
from maracdash.exports import chart_images, charts
from maracdash.model.errors import NotFoundError
from tests.support import answers


@pytest.fixture
def drawn(monkeypatch):
    figures = []
    monkeypatch.setattr(charts, "render", lambda figure, form: figures.append(figure) or form.encode())
    return figures


def test_a_chart_is_named_by_area_indicator_and_quarter(drawn):
    file = charts.build_chart_file(answers.make_comparison(), "png")
    assert (file.name, file.media_type) == ("birchford_cases-per-10k_2024-Q1.png", "image/png")
    assert file.content == b"png"
    assert charts.build_chart_file(answers.make_trend(), "svg").name == "birchford_cases-per-10k_2024-Q1_trend.svg"
    assert len(drawn) == 2


def test_no_other_form_is_offered(drawn):
    with pytest.raises(NotFoundError, match="png, svg"):
        charts.build_chart_file(answers.make_comparison(), "pdf")
    assert drawn == []


@pytest.mark.browser
@pytest.mark.usefixtures("chromium")
@pytest.mark.parametrize("answer", [answers.make_comparison(), answers.make_comparison(60), answers.make_trend()])
def test_the_picture_holds_the_finding_and_every_source_line(answer):
    svg = charts.build_chart_file(answer, "svg").content.decode()
    chart_images.close()
    spoken = squeezed(html.unescape(re.sub(r"<[^>]+>", " ", svg)))
    for line in (words.write_finding(answer), *words.write_source_lines(answer), answers.MARKING):
        assert squeezed(line) in spoken


def squeezed(text: str) -> str:
    return re.sub(r"\W", "", text)
