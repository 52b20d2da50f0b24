"""A walk of the public through every page, file, feed and address: no number but those of the safe release.

That the walk would find a leak is seen at one address of seven, or at all with MARACDASH_THOROUGH=1.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from dash import Dash
from plotly.utils import PlotlyJSONEncoder

from app import create_app
from callbacks.api.resources import RESOURCES
from callbacks.context import AppContext
from callbacks.pages.page_record import SLUG, build_menu
from callbacks.pages.registry import PAGES
from callbacks.pages.router import build_page
from maracdash import catalogue, queries
from maracdash.catalogue import dashboards
from maracdash.model.areas import LEVELS, Level
from maracdash.model.audiences import Audience
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Window
from maracdash.model.values import Value
from maracdash.reading.reader import Reader
from maracdash.settings import Settings, SignIn
from maracdash.statistics.intervals import confidence_interval
from tests.support.api import read_parquet
from tests.support.board_packs import PIXEL
from tests.support.thoroughness import choose_number

DIGITS = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w]|[.,]\d)")
MIN_DIGITS = 5
"""Digits from which a number is nobody else's by chance: 63.21 or 7,648, and not 120."""


def numbers_of(reader: Reader) -> set[str]:
    """Every figure that a release holds, as it may be written: whole, in the indicator's form, and its counts."""
    found: set[str] = set()
    for quarter in reader.ask(queries.CHOICES).quarters:
        for window in Window:
            table = reader.ask(queries.TIDY_TABLE, quarter, window, tuple(each for each in LEVELS))
            for cell in table.cells:
                found |= set(written(cell.value, cell.indicator.format))
    return found


def rests_of(reader: Reader) -> Iterator[str]:
    """Figures of larger areas without a Marac or force of them, as the sums of the same release tell them."""
    known = reader.ask(queries.DIRECTORY)
    places = [known.hierarchy(each.area) for level in (Level.MARAC, Level.FORCE) for each in known.at(level)]
    pairs = {
        (place.area, larger)
        for place in places
        for larger in (place.force, place.group, place.region, place.country, place.uk)
        if larger
    }
    for quarter in reader.ask(queries.CHOICES).quarters:
        for window in Window:
            cells = reader.ask(queries.TIDY_TABLE, quarter, window, tuple(each for each in LEVELS)).cells
            held = {(each.area, each.indicator.slug): each.value for each in cells}
            for indicator in catalogue.INDICATORS:
                for own, larger in pairs:
                    number = rest(indicator, held.get((own, indicator.slug)), held.get((larger, indicator.slug)))
                    if number is not None:
                        yield repr(number)


def limits_of(reader: Reader) -> Iterator[str]:
    """Ends of the 95% intervals of a release's own figures, as they are written."""
    for quarter in reader.ask(queries.CHOICES).quarters:
        for window in Window:
            for cell in reader.ask(queries.TIDY_TABLE, quarter, window, tuple(each for each in LEVELS)).cells:
                limits = confidence_interval(cell.indicator, cell.value)
                for end in (limits.lower, limits.upper) if limits else ():
                    yield cell.indicator.format(end).removesuffix("%")
                    yield cell.indicator.fitting(cell.value).format(end).removesuffix("%")


def rest(indicator: Indicator, own: Value | None, larger: Value | None) -> float | None:
    if own is None or larger is None or own.numerator is None or larger.numerator is None:
        return None
    below = (larger.denominator or 0) - (own.denominator or 0)
    return indicator.number(larger.numerator - own.numerator, below) if below > 0 else None


def written(value: Value, form) -> Iterator[str]:
    for number in (value.number, value.numerator, value.denominator):
        if number is not None:
            yield from (repr(float(number)), f"{number:,.0f}" if float(number).is_integer() else f"{number:,}")
            yield repr(int(number)) if float(number).is_integer() else repr(float(number))
    if value.number is not None:
        yield form(value.number).removesuffix("%")
        yield form(abs(value.number)).removesuffix("%")


@pytest.fixture(scope="module")
def public(demonstration: Path) -> Dash:
    return create_app(Settings(data=demonstration, deployment="Alderland Maracs", sign_in=SignIn.PUBLIC))


@pytest.fixture(scope="module")
def told_to_nobody(demonstration: Path) -> set[str]:
    """Numbers of the full release that the safe one does not hold, long enough to be told from any other."""
    full, safe = (numbers_of(Reader(demonstration, each)) for each in (Audience.FULL, Audience.SAFE))
    safe |= {*rests_of(Reader(demonstration, Audience.SAFE)), *limits_of(Reader(demonstration, Audience.SAFE))}
    found = {
        each for each in full - safe if len(re.sub(r"\D", "", each)) >= MIN_DIGITS or ("," in each and len(each) > 4)
    }
    assert len(found) > 1000
    return found


WALKED = 7
"""Of so many addresses the first HTML is read of one: it is as long as all else of a page together."""
MORE = {
    "profile": ("", "&window=quarter", "&order=standing-out&against=uk"),
    "heat_map": ("", "&within=all&content=value", "&content=position&against=force"),
}


def addresses(demonstration: Path) -> Iterator[str]:
    """Every page, of several Maracs, both windows and both views; the report in each of its forms."""
    reader = Reader(demonstration, Audience.SAFE)
    listed = reader.ask(queries.DIRECTORY).at(Level.MARAC)
    quarters = reader.ask(queries.CHOICES).quarters
    slugs = {
        "indicator": [each.slug for each in catalogue.INDICATORS],
        "section": [each.slug for each in catalogue.SECTIONS],
        "dashboard": [each.slug for each in dashboards.DASHBOARDS],
    }
    for page in PAGES:
        kind = next((each for each in slugs if each in page.path), "")
        for slug in slugs[kind] if SLUG in page.path else [""]:
            for marac in (listed[0], listed[7], listed[-1]):
                force = f"&force={quote(marac.parent)}" if page.name == "report" else ""
                others = MORE.get(page.name, ("", "&window=quarter", "&view=trend"))
                for more in (force,) if force else others:
                    chosen = f"marac={quote(marac.area.name)}&quarter={quarters[0]}{more}"
                    yield f"{page.path.replace(SLUG, slug)}?{chosen}"


def test_no_page_holds_a_number_that_the_safe_release_does_not(demonstration: Path, told_to_nobody: set[str]) -> None:
    context = AppContext.of(Settings(data=demonstration), build_menu(PAGES), outside_requests=Audience.SAFE)
    seen = 0
    for address in addresses(demonstration):
        page = next(each for each in PAGES if matches(each.path, address))
        built = json.loads(json.dumps(build_page(context, page, address), cls=PlotlyJSONEncoder))
        text = json.dumps(read_json(built), ensure_ascii=False)
        assert "Page not found" not in text, (address, text[-600:])
        assert leaks(text, told_to_nobody) == set(), address
        seen += 1
    assert seen > 100


def test_the_first_html_of_no_page_does_either(public: Dash, demonstration: Path, told_to_nobody: set[str]) -> None:
    """With the tables in the place of charts, and with all that Dash is given to begin with."""
    client = public.server.test_client()
    for address in list(addresses(demonstration))[::WALKED]:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.text[-600:])
        assert "<noscript>" in answer.text
        assert leaks(numbers_apart(answer.text), told_to_nobody) == set(), address


def test_the_walk_of_the_first_html_would_find_a_leak(app: Dash, demonstration: Path, told_to_nobody: set[str]) -> None:
    client = app.server.test_client()
    walked = list(addresses(demonstration))[::WALKED]
    assert sum(bool(leaks(numbers_apart(client.get(each).text), told_to_nobody)) for each in walked) > len(walked) / 4


JSON_PARTS = re.compile(r'data-[a-z]+="([{[][^"]*)"|<script[^>]*json">(.*?)</script>', re.DOTALL)


def numbers_apart(text: str) -> str:
    """HTML with the JSON in it written anew: two numbers of a list would be read as one with a comma in it."""

    def write(found: re.Match[str]) -> str:
        return json.dumps(read_json(html.unescape(found[1]) if found[1] else found[2]), ensure_ascii=False)

    return JSON_PARTS.sub(write, text)


def read_json(held: Any) -> Any:
    """What is held, with the JSON in its texts read too."""
    if isinstance(held, str):
        return read_json(json.loads(held)) if held.startswith(("{", "[{", "[[")) else held
    if isinstance(held, list):
        return [read_json(each) for each in held]
    return {name: read_json(each) for name, each in held.items()} if isinstance(held, dict) else held


def matches(path: str, address: str) -> bool:
    own = address.partition("?")[0]
    return own == path if SLUG not in path else own.startswith(path.removesuffix(SLUG))


def leaks(text: str, told_to_nobody: set[str]) -> set[str]:
    return set(DIGITS.findall(text)) & told_to_nobody


FILES = (
    "/export/table.csv",
    "/export/table.html",
    "/export/report.csv",
    "/export/report-tidy.csv",
    "/export/report.xlsx",
    "/export/heat-map.csv",
    "/export/profile.csv",
    "/export/profile.xlsx",
    "/export/summary.txt",
    "/export/summary.md",
    "/export/peers.csv",
    "/peers",
    "/groups?group=Coast~AF01",
    "/export/map.csv",
    "/export/changes.csv",
    "/board-pack",
    "/meeting?at=1",
    "/export/pack.pptx",
    "/changes?address=/",
    "/notifications",
    "/notifications.atom",
    "/notifications/count",
    "/readyz",
    "/_dash-layout",
    "/_dash-dependencies",
)


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("more", ["", "window=quarter", "view=trend", "indicator=cases", "indicator=repeat-rate"])
def test_no_file_feed_or_address_does_either(public: Dash, path: str, more: str, told_to_nobody: set[str]) -> None:
    joint = "%3F" if "=/" in path else "&" if "?" in path else "?"
    whole = f"{path}{joint}{more}"
    answer = public.server.test_client().get(whole, buffered=True)
    assert answer.status_code == 200, answer.text[:300]
    text = unpacked(answer.data) if path.endswith(PACKED) else cells_apart(answer.data.decode(errors="replace"))
    assert leaks(text, told_to_nobody) == set()


@pytest.mark.parametrize("form", ["docx", "html"])
def test_the_document_and_the_page_of_a_pack_do_not_either(
    public: Dash, form: str, told_to_nobody: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor what is given to be drawn for them; but for a funnel, whose curves hold numbers of every size, of no area."""
    drawn: list[str] = []

    def draw(figure: object, *_: object, **__: object) -> bytes:
        drawn.append(json.dumps(figure, cls=PlotlyJSONEncoder, ensure_ascii=False))
        return PIXEL

    monkeypatch.setattr("maracdash.exports.chart_images.render", draw)
    items = "item=dashboard:overview&item=dashboard:children&item=control:cases"
    answer = public.server.test_client().get(f"/export/pack.{form}?{items}", buffered=True)
    text = unpacked(answer.data) if form == "docx" else cells_apart(answer.data.decode())
    assert leaks(text, told_to_nobody) == set()
    assert len(drawn) > 8
    assert leaks("\n".join(drawn), told_to_nobody) == set()


API = (
    *(f"/api/v1/{each.name}" for each in RESOURCES),
    *(
        f"/api/v1/values?limit=5000&quarter={quarter}&window={window}"
        for quarter in ("2024-Q4", "2023-Q1")
        for window in Window
    ),
    "/api/v1/openapi.json",
)


@pytest.mark.parametrize("address", API)
@pytest.mark.parametrize("form", ["json", "csv", "parquet"])
def test_the_api_does_not_either(
    public: Dash, address: str, form: str, told_to_nobody: set[str], tmp_path: Path
) -> None:
    joined = f"{address}{'&' if '?' in address else '?'}format={form}"
    answer = public.server.test_client().get(address if "openapi" in address else joined, buffered=True)
    assert answer.status_code == 200, answer.text[:300]
    text = str(read_parquet(answer.data, tmp_path)) if "parquet" in answer.content_type else cells_apart(answer.text)
    assert leaks(text, told_to_nobody) == set()


def test_the_walk_of_the_api_would_find_a_leak(app: Dash, told_to_nobody: set[str], tmp_path: Path) -> None:
    """The same addresses with full figures, as whoever sits at the machine sees them."""
    client = app.server.test_client()
    values = "/api/v1/values?limit=5000&quarter=2024-Q4"
    assert len(leaks(client.get(values).text, told_to_nobody)) > 100
    assert len(leaks(cells_apart(client.get(f"{values}&format=csv").text), told_to_nobody)) > 100
    typed = client.get(f"{values}&format=parquet").data
    assert len(leaks(str(read_parquet(typed, tmp_path)), told_to_nobody)) > 100


def cells_apart(text: str) -> str:
    """The same with the cells of CSV on lines of their own: a comma before a number would hide it as a part of one."""
    if not text.startswith("\ufeff"):
        return text
    return "\n".join(cell for row in csv.reader(io.StringIO(text[1:])) for cell in row)


PACKED = (".xlsx", ".pptx")
AXIS = re.compile(r"<c:(max|min|majorUnit) [^>]*>")
"""Ends and steps of a chart's axis are round numbers of no area."""


def unpacked(content: bytes) -> str:
    """Text of every part of an archive, of the workbooks within its charts too."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(each, archive.read(each)) for each in archive.namelist()]
    return "\n".join(
        unpacked(part) if name.endswith(PACKED) else AXIS.sub("", part.decode(errors="replace")) for name, part in parts
    )


def test_the_walk_would_find_a_leak(demonstration: Path, told_to_nobody: set[str]) -> None:
    """The same pages with full figures: each kind of place holds numbers that only the full release has."""
    context = AppContext.of(Settings(data=demonstration), build_menu(PAGES), outside_requests=Audience.FULL)
    walked = list(addresses(demonstration))[:: choose_number(usual=WALKED, thorough=1)]
    found = 0
    for address in walked:
        page = next(each for each in PAGES if matches(each.path, address))
        text = json.dumps(build_page(context, page, address), cls=PlotlyJSONEncoder, ensure_ascii=False)
        found += bool(leaks(text, told_to_nobody))
    assert found > len(walked) / 12


PACK = "/export/pack.pptx?" + "&".join(
    [f"item=dashboard:{each.slug}" for each in dashboards.DASHBOARDS]
    + [f"item=trend:{slug}" for slug in ("cases", "children", "disability", "lgbtq")]
)


def test_a_board_pack_holds_no_number_that_the_safe_release_does_not(public: Dash, told_to_nobody: set[str]) -> None:
    answer = public.server.test_client().get(PACK)
    assert answer.status_code == 200, answer.text[:300]
    said = texts_of_package(answer.data)
    assert len(said.splitlines()) > 1000
    assert leaks(said, told_to_nobody) == set()


def test_the_walk_of_a_board_pack_would_find_a_leak(app: Dash, told_to_nobody: set[str]) -> None:
    said = texts_of_package(app.server.test_client().get(PACK).data)
    assert len(leaks(said, told_to_nobody)) > 5


def texts_of_package(content: bytes) -> str:
    """Every text and number of a presentation: slides, notes, charts, and the workbooks within charts; no measures."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            if name.endswith(".xlsx"):
                found.append(texts_of_package(part))
            elif name.endswith(".xml"):
                found += re.findall(r"<(?:\w+:)?(?:t|v)(?: [^>]*)?>([^<]*)<", part.decode())
                found += re.findall(r' descr="([^"]*)"', part.decode())
    return "\n".join(found)
