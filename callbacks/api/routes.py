"""Addresses of the API: a resource in each of its formats, the document of all of them, and plain refusals."""

from __future__ import annotations

import hashlib
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import orjson
from dash import Dash
from flask import Blueprint, Request, Response, request

from callbacks.api.formats import NotAcceptableError, choose_writer
from callbacks.api.openapi import API_VERSION, DOCUMENT_NAME, build_document
from callbacks.api.parameters import FORMAT, OFFSET, RELEASE, ParameterError, read_arguments
from callbacks.api.resources import RESOURCES, Resource, ResourceAnswer
from callbacks.context import AppContext
from callbacks.http import audit_trail
from callbacks.http.address_checks import STATUSES
from callbacks.http.problems import API_PATH, build_problem
from maracdash.exports.files import File, make_file_name
from maracdash.exports.plain_tables import PLAIN_WRITERS, PlainWriter
from maracdash.exports.tidy_rows import write_marking
from maracdash.model.answers import ReleaseNote
from maracdash.model.errors import MaracdashError, NotFoundError
from maracdash.reading.reader import Reader

VERSION_PATH = f"{API_PATH}/v1"
REFUSED = "This cannot be answered"
NOTHING_HERE = f"There is nothing at this address. {VERSION_PATH}/{DOCUMENT_NAME} says what there is."
REPLACED = (
    "These figures were replaced by a newer release ({release}) since the first page. Begin again with the first page."
)
VARIES_BY = "Accept, Authorization, Cookie"


class ReplacedError(MaracdashError):
    """A newer release was published between two pages: answer 409."""


OWN_STATUSES = {
    **STATUSES,
    ParameterError: HTTPStatus.BAD_REQUEST,
    NotAcceptableError: HTTPStatus.NOT_ACCEPTABLE,
    ReplacedError: HTTPStatus.CONFLICT,
}


def register(app: Dash, context: AppContext) -> None:
    """/api/v1/..., each resource with and without the ending of a format, and a refusal of all else below /api."""
    routes = Blueprint("api", __name__, url_prefix=API_PATH)
    for resource in RESOURCES:
        for extension in ("", *(each.extension for each in PLAIN_WRITERS)):
            path = f"/v1/{resource.name}.{extension}" if extension else f"/v1/{resource.name}"
            routes.add_url_rule(
                path, f"{resource.name}-{extension}", partial(serve_resource, context, resource, extension)
            )
    routes.add_url_rule(f"/v1/{DOCUMENT_NAME}", "document", partial(serve_document, context))
    routes.add_url_rule("/", "nothing", serve_nothing)
    routes.add_url_rule("/<path:path>", "nothing-below", serve_nothing)
    app.server.register_blueprint(routes)


def serve_resource(context: AppContext, resource: Resource, extension: str) -> Response:
    """Serve what is asked of a resource; or 304 if the asker has it already."""
    try:
        arguments = read_arguments((*resource.parameters, FORMAT), request.args)
        writer = choose_writer(request, arguments, extension)
        reader = context.reader
        tag = build_tag(reader, request, writer.media_type)
        if request.if_none_match.contains_weak(tag):
            return _mark(Response(status=HTTPStatus.NOT_MODIFIED), tag)
        answer = resource.ask(reader, arguments)
        _check_release(arguments.one(RELEASE, answer.release.id), answer.release)
        return _mark(_send(context, resource, writer, answer), tag)
    except MaracdashError as error:
        return refuse(error)


def serve_document(context: AppContext) -> Response:
    """Serve the OpenAPI document."""
    document = build_document(context.settings.deployment, f"{request.root_path}{VERSION_PATH}")
    return Response(orjson.dumps(document), content_type="application/json")


def serve_nothing(path: str = "") -> Response:  # noqa: ARG001 - the route's own name for it
    """Refuse an address that means nothing."""
    return refuse(NotFoundError(NOTHING_HERE))


def refuse(error: MaracdashError) -> Response:
    """Problem with the status that fits the error."""
    return build_problem(REFUSED, str(error), OWN_STATUSES.get(type(error), HTTPStatus.SERVICE_UNAVAILABLE))


def build_tag(reader: Reader, asked: Request, media_type: str) -> str:
    """The entity tag of an answer: of its release, its audience, its address and its format."""
    audience = reader.audience
    parts = (
        API_VERSION,
        reader.release.id,
        str(audience),
        *sorted(audience.areas),
        asked.path,
        asked.query_string.decode("latin-1"),
        media_type,
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _check_release(named: str, release: ReleaseNote) -> None:
    if named != release.id:
        raise ReplacedError(REPLACED.format(release=release.id))


def _send(context: AppContext, resource: Resource, writer: PlainWriter, answer: ResourceAnswer) -> Response:
    following = _next_address(answer)
    content = writer.write(answer.table, _describe_answer(context.reader, answer, following))
    name = make_file_name(resource.name, extension=writer.extension)
    if request.method == "GET":
        file = File(name=name, content=content, media_type=writer.media_type)
        audit_trail.record_export(context, file, answer.release.id, request.remote_addr or "somebody")
    response = Response(content, content_type=writer.media_type)
    if writer is not PLAIN_WRITERS[0]:
        response.headers.set("Content-Disposition", "attachment", filename=name)
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def _next_address(answer: ResourceAnswer) -> str | None:
    """The address of the next page, bound to the release of this one; None after the last."""
    if not answer.rest:
        return None
    kept = [(name, each) for name, each in request.args.items(multi=True) if name not in (OFFSET.name, RELEASE.name)]
    query = urlencode([*kept, (OFFSET.name, str(answer.rest)), (RELEASE.name, answer.release.id)])
    return f"{request.root_path}{request.path}?{query}"


def _describe_answer(reader: Reader, answer: ResourceAnswer, following: str | None) -> dict[str, Any]:
    """Facts that are said beside the rows."""
    release = answer.release
    return {
        "release": release.id,
        "data_as_at": release.data_as_at,
        "marking": write_marking(release, reader.marking),
        "demonstration": release.demonstration,
        "total": answer.total,
        "offset": answer.offset,
        "next": following,
    }


def _mark(response: Response, tag: str) -> Response:
    """The tag is a weak one: the same figures may come in another compression."""
    response.set_etag(tag, weak=True)
    response.headers["Vary"] = VARIES_BY
    return response
