"""Answers that a board pack is made of, in the order of its slides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from maracdash import catalogue, queries
from maracdash.catalogue import dashboards
from maracdash.catalogue.pack_parts import CHART_BLOCKS
from maracdash.model.answers import Choices
from maracdash.model.areas import Area, Level
from maracdash.model.board_packs import MAX_CHARTS, VIEWS, PackAnswers, PackChart, PackItem, PackPart, PackRequest
from maracdash.model.errors import MissingChoiceError, NotFoundError
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.model.view_offers import is_offered
from maracdash.reading.indicator_views import ask_view
from maracdash.reading.reader import Reader

NO_SUCH_VIEW = "There is no {view} of {indicator}. Choose it beside others (compare:) or through time (trend:)."
VIEW_NAMES = {PackPart.FUNNEL: "funnel", PackPart.CONTROL: "control chart"}
NO_FORCE = "This Marac is of no known force, so it is of no region whose packs could be written together."
NOTHING_CHOSEN = "A board pack needs at least one dashboard or indicator. Tick what the board should see."


def resolve_pack_request(reader: Reader, request: PackRequest) -> PackRequest:
    """The request with codes for names. Raises NotFoundError, also for too many charts."""
    charts = list_charts(request)
    if len(charts) > MAX_CHARTS:
        raise NotFoundError(f"A pack of {len(charts)} charts is too long for a board. Choose at most {MAX_CHARTS}.")
    first = charts[0].slug if charts else catalogue.HEADLINE_SLUGS[0]
    found = reader.ask(queries.RESOLVED_SELECTION, request.select(first))
    return replace(request, marac=found.marac, group=found.group)


def list_charts(request: PackRequest) -> tuple[PackItem, ...]:
    """Charts of a request, dashboards taken apart, each once. Raises NotFoundError for an unknown slug."""
    return tuple(dict.fromkeys(chart for item in request.items for chart in _take_apart(item)))


def ask_pack(reader: Reader, request: PackRequest) -> PackAnswers:
    """Every answer of a pack, asked again where a release was published meanwhile.

    Raises NotFoundError and MissingChoiceError.
    """
    request = resolve_pack_request(reader, request)
    charts = list_charts(request)
    if not charts:
        raise MissingChoiceError(NOTHING_CHOSEN)
    answers = _ask_charts(reader, request, charts)
    newest = answers[-1].comparison.release
    if any(each.comparison.release != newest or each.trend.release != newest for each in answers):
        answers = _ask_charts(reader.at(newest.id), request, charts)
    return PackAnswers(
        request=request,
        charts=answers,
        hierarchy=answers[0].comparison.hierarchy,
        release=answers[0].comparison.release,
        audience=str(reader.audience),
        marking=reader.marking,
    )


def _ask_charts(reader: Reader, request: PackRequest, charts: tuple[PackItem, ...]) -> tuple[PackChart, ...]:
    return tuple(_ask_chart(reader, request, each) for each in charts)


def _ask_chart(reader: Reader, request: PackRequest, chart: PackItem) -> PackChart:
    selection = request.select(chart.slug)
    view = VIEWS.get(chart.part)
    return PackChart(
        part=chart.part,
        comparison=reader.ask(queries.COMPARISON, selection),
        trend=reader.ask(queries.TREND, selection),
        view=ask_view(reader, replace(selection, view=view)) if view else None,
    )


def _take_apart(item: PackItem) -> Iterator[PackItem]:
    if item.part is not PackPart.DASHBOARD:
        yield _check_view(item, catalogue.indicator(item.slug))
        return
    for block in dashboards.dashboard(item.slug).blocks:
        if block.kind in CHART_BLOCKS:
            yield from (PackItem(part=CHART_BLOCKS[block.kind], slug=slug) for slug in block.indicators)


def _check_view(item: PackItem, indicator: Indicator) -> PackItem:
    if item.part in VIEWS and not is_offered(indicator, VIEWS[item.part]):
        raise NotFoundError(NO_SUCH_VIEW.format(view=VIEW_NAMES[item.part], indicator=indicator.title))
    return replace(item, slug=indicator.slug)


def list_pack_choices(reader: Reader, quarter: Quarter, own: str = "") -> Choices:
    """Areas that a pack may be of: forces, Maracs that were open in the quarter, and `own`, which is chosen already."""
    offered = reader.ask(queries.CHOICES)
    opened = {each for _, maracs in reader.ask(queries.MEMBER_CHOICES, quarter, (own,)) for each in maracs}
    forces = ((force, tuple(each for each in maracs if each in opened)) for force, maracs in offered.forces)
    return replace(offered, forces=tuple((force, maracs) for force, maracs in forces if force or maracs))


def list_pack_areas(reader: Reader, marac: str, quarter: Quarter) -> tuple[Area, tuple[Area, ...]]:
    """The region of a Marac or force, or its force where that has none, with its Maracs open in the quarter."""
    known = reader.ask(queries.DIRECTORY)
    listed = known.listing(Level.MARAC, marac)
    force = known.listing(Level.FORCE, listed.parent if listed else marac)
    if force is None:
        raise NotFoundError(NO_FORCE)
    region = known.listing(Level.REGION, force.parent)
    forces = list_pack_choices(reader, quarter).forces
    inside = {each.area.code for each in known.children(Level.FORCE, region.area.code)} if region else {force.area.code}
    maracs = tuple(each for own, listing in forces if own and own.code in inside for each in listing)
    return (region or force).area, maracs
