"""Template of a presentation: our own, or a deployment's .pptx, with the layouts that slides are made on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from maracdash.exports.slide_geometry import Box
from maracdash.figures import theme
from maracdash.model.answers import AreaRole
from maracdash.model.errors import MaracdashError

WIDTH, HEIGHT = 960, 540
EDGE = 36
TITLE_BOX = Box(x=EDGE, y=18, width=WIDTH - 2 * EDGE, height=66)
COVER_TITLE_BOX = Box(x=EDGE * 2, y=150, width=WIDTH - 4 * EDGE, height=120)
COVER_TEXT_BOX = Box(x=EDGE * 2, y=285, width=WIDTH - 4 * EDGE, height=150)
FONT = "Arial"
ACCENTS = (AreaRole.OWN, AreaRole.FORCE_MARAC, AreaRole.GROUP_MARAC, AreaRole.FORCE, AreaRole.GROUP, AreaRole.REGION)
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
FOOTERS = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
LOWER_PART = 0.8
BAND = (
    '<p:sp {ns}><p:nvSpPr><p:cNvPr id="99" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
    '<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
    '</a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
    "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
)
ADVICE = "Save a presentation of yours as .pptx and name it, or leave MARACDASH_TEMPLATE out."


@dataclass(frozen=True, kw_only=True)
class Deck:
    """A presentation without slides. `title` is the box of titles, `body` what is left under it for everything else."""

    presentation: Any
    cover_layout: Any
    layout: Any
    title: Box
    body: Box
    own: bool

    @property
    def width(self) -> float:
        """Width of a slide in points."""
        return float(self.presentation.slide_width / Pt(1))

    @property
    def height(self) -> float:
        """Height of a slide in points."""
        return float(self.presentation.slide_height / Pt(1))


def open_deck(template: Path | None) -> Deck:
    """Open the template of a deployment, or our own without one. Raises MaracdashError for one that cannot be used."""
    return _open_given(template) if template else _open_own()


def _open_own() -> Deck:
    presentation: Any = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
    cover, plain = presentation.slide_layouts[0], presentation.slide_layouts[5]
    for each in list(presentation.slide_layouts):
        if each not in (cover, plain):
            presentation.slide_layouts.remove(each)
    for shapes in (presentation.slide_master, cover, plain):
        _remove_footers(shapes)
    for holder in (presentation.slide_master, plain):
        _place(_find_title(holder), TITLE_BOX)
    _place(_find_title(cover), COVER_TITLE_BOX)
    subtitle = next(each for each in cover.placeholders if each.placeholder_format.type is PP_PLACEHOLDER.SUBTITLE)
    _place(subtitle, COVER_TEXT_BOX)
    body = next(each for each in presentation.slide_master.placeholders if each is not None and not _is_title(each))
    _place(body, Box(x=EDGE, y=110, width=WIDTH - 2 * EDGE, height=380))
    _set_titles(presentation.slide_master)
    _set_theme(presentation)
    _drop_thumbnail(presentation)
    _add_band(cover)
    return Deck(
        presentation=presentation,
        cover_layout=cover,
        layout=plain,
        title=TITLE_BOX,
        body=Box(x=EDGE, y=TITLE_BOX.bottom, width=WIDTH - 2 * EDGE, height=HEIGHT - 14 - TITLE_BOX.bottom),
        own=True,
    )


def _open_given(path: Path) -> Deck:
    try:
        presentation: Any = pptx.Presentation(str(path))
    except OSError as error:
        raise MaracdashError(f"The template “{path}” cannot be read: {error.strerror or error}. {ADVICE}") from error
    except (PythonPptxError, BadZipFile, KeyError, ValueError) as error:
        raise MaracdashError(f"The template “{path.name}” is no PowerPoint presentation (.pptx). {ADVICE}") from error
    usable = [each for each in presentation.slide_layouts if _find_title(each) is not None]
    if not usable:
        raise MaracdashError(
            f"The template “{path.name}” has no layout with a title, and every slide needs one. Add a layout with a "
            f"title in PowerPoint (View, Slide Master). {ADVICE}"
        )
    _remove_slides(presentation)
    plain = min(usable, key=_count_others)
    cover = next((each for each in usable if _has_subtitle(each)), plain)
    title = _read_box(_find_title(plain))
    width, height = presentation.slide_width / Pt(1), presentation.slide_height / Pt(1)
    bottom = min([height - 14, *_footer_tops(plain, height)])
    body = Box(x=title.x, y=title.bottom + 4, width=min(title.width, width - 2 * title.x), height=0)
    return Deck(
        presentation=presentation,
        cover_layout=cover,
        layout=plain,
        title=title,
        body=_check_body(
            Box(x=body.x, y=body.y, width=width - 2 * body.x, height=bottom - body.y), (width, height), path
        ),
        own=False,
    )


def _check_body(body: Box, size: tuple[float, float], path: Path) -> Box:
    if body.width >= size[0] / 2 and body.height >= size[1] / 2:
        return body
    raise MaracdashError(
        f"The layouts of the template “{path.name}” leave less than half of a slide for charts. Make the title's box "
        "of the layout with the fewest other boxes smaller (View, Slide Master), or leave MARACDASH_TEMPLATE out."
    )


def _is_title(shape: Any) -> bool:
    return shape.placeholder_format.type in TITLES


def _find_title(holder: Any) -> Any:
    return next((each for each in holder.placeholders if _is_title(each)), None)


def _has_subtitle(layout: Any) -> bool:
    return any(each.placeholder_format.type is PP_PLACEHOLDER.SUBTITLE for each in layout.placeholders)


def _count_others(layout: Any) -> int:
    return sum(not _is_title(each) and each.placeholder_format.type not in FOOTERS for each in layout.placeholders)


def _footer_tops(layout: Any, height: float) -> Iterator[float]:
    for each in layout.placeholders:
        if each.placeholder_format.type in FOOTERS and each.top is not None and each.top / Pt(1) > height * LOWER_PART:
            yield each.top / Pt(1)


def _read_box(shape: Any) -> Box:
    return Box(x=shape.left / Pt(1), y=shape.top / Pt(1), width=shape.width / Pt(1), height=shape.height / Pt(1))


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = (Pt(each) for each in (box.x, box.y, box.width, box.height))


def _remove_footers(holder: Any) -> None:
    for each in list(holder.placeholders):
        if each.placeholder_format.type in FOOTERS:
            each._element.getparent().remove(each._element)  # noqa: SLF001 - there is no other way to remove a shape


def _remove_slides(presentation: Any) -> None:
    """A template may hold sample slides: they are no part of the pack."""
    listed = presentation.slides._sldIdLst  # noqa: SLF001 - there is no other way to remove a slide
    for each in list(listed):
        presentation.part.drop_rel(each.rId)
        listed.remove(each)


def _set_titles(master: Any) -> None:
    """Titles to the left, in the colour of one's own Marac, on the page's left edge."""
    level = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")  # noqa: SLF001 - not in the library
    level.set("algn", "l")
    run = level.find(qn("a:defRPr"))
    run.set("sz", "2400")
    run.set("b", "1")
    run.find(f".//{qn('a:schemeClr')}").set("val", "accent1")
    body = _find_title(master).text_frame._txBody.bodyPr  # noqa: SLF001
    for each in list(body):
        body.remove(each)
    for side in ("lIns", "tIns", "rIns", "bIns"):
        body.set(side, "0")
    body.set("anchor", "t")


def _set_theme(presentation: Any) -> None:
    """Our font and colours, so that what is added later in PowerPoint looks as the rest does."""
    part = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = part.blob.decode()
    for face in ("Calibri", "Calibri Light"):
        text = text.replace(f'<a:latin typeface="{face}"/>', f'<a:latin typeface="{FONT}"/>')
    for place, role in enumerate(ACCENTS, start=1):
        start, end = f"<a:accent{place}>", f"</a:accent{place}>"
        before, _, rest = text.partition(start)
        _, _, after = rest.partition(end)
        colour = theme.COLOURS[role].removeprefix("#")
        text = f'{before}{start}<a:srgbClr val="{colour}"/>{end}{after}'
    part._blob = text.encode()  # noqa: SLF001 - a theme is kept as bytes


def _add_band(cover: Any) -> None:
    """A band in the colour of one's own Marac along the edge of the first slide."""
    shape = parse_xml(BAND.format(ns=nsdecls("p", "a"), width=round(EDGE * Pt(1)), height=round(HEIGHT * Pt(1))))
    cover.shapes._spTree.insert(2, shape)  # noqa: SLF001 - the library adds no shapes to a layout


def _drop_thumbnail(presentation: Any) -> None:
    package = presentation.part.package
    for key, each in list(package._rels.items()):  # noqa: SLF001 - the picture of another presentation
        if each.reltype.endswith("/thumbnail"):
            package._rels.pop(key)  # noqa: SLF001
