"""A board pack as a file: presentation, document or page, each a rendering of the same outline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from pkgutil import resolve_name
from types import MappingProxyType

from maracdash.exports.files import File, make_file_name
from maracdash.model.board_packs import BoardPack
from maracdash.model.errors import NotFoundError

PPTX_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML_TYPE = "text/html; charset=utf-8"
PPTX = "pptx"


@dataclass(frozen=True, kw_only=True)
class PackWriter:
    """Format of a pack's file; `title` is its word for a reader, within a sentence.

    `write` is called by its name, so that libraries of office files are loaded with the first file: 30 MB of a server.
    """

    title: str
    media_type: str
    write: str


WRITERS: Mapping[str, PackWriter] = MappingProxyType(
    {
        PPTX: PackWriter(title="PowerPoint", media_type=PPTX_TYPE, write="maracdash.exports.slides:write_slides"),
        "docx": PackWriter(title="Word", media_type=DOCX_TYPE, write="maracdash.exports.pack_documents:write_document"),
        "html": PackWriter(title="web page", media_type=HTML_TYPE, write="maracdash.exports.pack_pages:write_page"),
    }
)


def build_pack_file(pack: BoardPack, form: str, template: Path | None = None) -> File:
    """The file in one of the formats; a template is for presentations. Raises NotFoundError and MaracdashError."""
    if form not in WRITERS:
        raise NotFoundError(f"A board pack is not available as “{form[:20]}”. Choose one of: {', '.join(WRITERS)}.")
    writer = WRITERS[form]
    name = make_file_name(pack.area, "board-pack", str(pack.quarter), extension=form)
    return File(name=name, content=resolve_name(writer.write)(pack, template), media_type=writer.media_type)
