"""Format of an answer: by the ending of the address, the parameter `format`, or the Accept header."""

from __future__ import annotations

from flask import Request

from callbacks.api.parameters import FORMAT, Arguments, ParameterError
from maracdash.exports.plain_tables import PLAIN_WRITERS, PlainWriter

BY_EXTENSION = {each.extension: each for each in PLAIN_WRITERS}
BY_TYPE = {each.media_type.partition(";")[0]: each for each in PLAIN_WRITERS}
NONE_FITS = f"The API answers as {', '.join(BY_TYPE)}. Ask for one of these in the Accept header, or name a format."


class NotAcceptableError(ParameterError):
    """The Accept header lets none of the formats through: answer 406."""


def choose_writer(request: Request, arguments: Arguments, extension: str) -> PlainWriter:
    """The writer of an answer. Raises ParameterError where address and parameter differ, and NotAcceptableError."""
    named = arguments.one(FORMAT, extension)
    if extension and named != extension:
        raise ParameterError(f"The address ends with .{extension}, and “format” says {named}. Say it once.")
    if named:
        return BY_EXTENSION[named]
    if not request.accept_mimetypes:
        return PLAIN_WRITERS[0]
    found = request.accept_mimetypes.best_match(BY_TYPE)
    if found is None:
        raise NotAcceptableError(NONE_FITS)
    return BY_TYPE[found]
