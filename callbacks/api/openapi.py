"""The OpenAPI 3.1 document, made of the records that route and check the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from callbacks.api.parameters import FORMAT, Parameter
from callbacks.api.resources import RESOURCES, VALUES, Resource
from callbacks.http.problems import PROBLEM_TYPE
from maracdash.exports.plain_tables import PLAIN_WRITERS, Column, Kind, PlainTable, write_csv

DOCUMENT_NAME = "openapi.json"
API_VERSION = "1.0.0"
JSON_TYPES: Mapping[Kind, Mapping[str, Any]] = {
    Kind.TEXT: {"type": ["string", "null"]},
    Kind.NUMBER: {"type": ["number", "null"]},
    Kind.WHOLE: {"type": ["integer", "null"]},
    Kind.FLAG: {"type": ["boolean", "null"]},
    Kind.DAY: {"type": ["string", "null"], "format": "date"},
    Kind.MOMENT: {"type": ["string", "null"], "format": "date-time"},
}
ABOUT = (
    "Read-only figures for analysts, with the rights of whoever asks: the same figures, markings and protection of "
    "small numbers as on the pages. Every answer comes as JSON, CSV or Parquet. A value that is absent is null, with "
    "its status and its reason."
)
REFUSALS: Mapping[HTTPStatus, tuple[str, str]] = {
    HTTPStatus.BAD_REQUEST: (
        "A parameter is unknown, repeated or cannot be read.",
        "“limit” is a whole number from 1 to 5000, not “many”.",
    ),
    HTTPStatus.UNAUTHORIZED: ("Nobody is signed in.", "Sign in first."),
    HTTPStatus.FORBIDDEN: ("Whoever asks may not.", "Only the proxy in front of this dashboard can say who you are."),
    HTTPStatus.NOT_FOUND: (
        "The release does not have what was named.",
        "There is no marac called “Atlantis” in this release.",
    ),
    HTTPStatus.NOT_ACCEPTABLE: ("The Accept header lets no format through.", "The API answers as application/json."),
    HTTPStatus.CONFLICT: (
        "A newer release was published since the first page.",
        "These figures were replaced by a newer release since the first page. Begin again with the first page.",
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: ("There is no release.", "No data has been loaded yet."),
}
ABOUT_SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "release": {"type": "string", "description": "Id of the release that answered."},
    "data_as_at": {"type": "string", "format": "date", "description": "Day of its last submission."},
    "marking": {"type": ["string", "null"], "description": "Who may see these figures."},
    "demonstration": {"type": "boolean", "description": "True if every place and number is invented."},
    "total": {"type": "integer", "description": "Number of rows of all pages."},
    "offset": {"type": "integer", "description": "Number of rows before the first."},
    "next": {"type": ["string", "null"], "description": "Address of the next page on this host; null after the last."},
}


def build_document(deployment: str, server: str) -> dict[str, Any]:
    """The document for one deployment; `server` is the path that all addresses begin with."""
    return {
        "openapi": "3.1.0",
        "info": {"title": f"{deployment}: API", "version": API_VERSION, "description": ABOUT},
        "servers": [{"url": server}],
        "security": [{"session": []}, {"token": []}, {}],
        "paths": {f"/{each.name}": {"get": _describe_resource(each)} for each in RESOURCES},
        "components": {
            "schemas": {
                **{_row_name(each): _describe_row(each) for each in RESOURCES},
                "Problem": _describe_problem(),
            },
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "maracdash-session"},
                "token": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def build_example(columns: Sequence[Column]) -> dict[str, Any]:
    """A row as it might be, of the fictional country."""
    return {each.name: each.example for each in columns}


def _describe_resource(resource: Resource) -> dict[str, Any]:
    return {
        "operationId": f"get_{resource.name}",
        "summary": resource.summary,
        "parameters": [_describe_parameter(each) for each in (*resource.parameters, FORMAT)],
        "responses": {
            "200": _describe_answer(resource),
            "304": {"description": "The tag in If-None-Match is still that of the answer."},
            **{str(status.value): _describe_refusal(status) for status in REFUSALS},
        },
    }


def _describe_parameter(parameter: Parameter[Any]) -> dict[str, Any]:
    example: Any = int(parameter.example) if parameter.schema["type"] == "integer" else parameter.example
    one = dict(parameter.schema)
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        "schema": {"type": "array", "items": one} if parameter.many else one,
        "example": [example] if parameter.many else example,
        **({"explode": True} if parameter.many else {}),
    }


def _describe_answer(resource: Resource) -> dict[str, Any]:
    json, csv, parquet = (each.media_type.partition(";")[0] for each in PLAIN_WRITERS)
    return {
        "description": resource.summary,
        "headers": {
            "ETag": {"description": "Tag of release, audience and address.", "schema": {"type": "string"}},
            "Link": {"description": "The next page, as rel=next; absent after the last.", "schema": {"type": "string"}},
        },
        "content": {
            json: {"schema": _describe_rows(resource), "example": _example_answer(resource)},
            csv: {"schema": {"type": "string"}, "example": _example_csv(resource)},
            parquet: {"schema": {"type": "string", "format": "binary"}},
        },
    }


def _describe_rows(resource: Resource) -> dict[str, Any]:
    rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{_row_name(resource)}"}}
    return {
        "type": "object",
        "properties": {**{name: dict(each) for name, each in ABOUT_SCHEMAS.items()}, "data": rows},
        "required": [*ABOUT_SCHEMAS, "data"],
    }


def _describe_row(resource: Resource) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            each.name: {**JSON_TYPES[each.kind], "description": each.description} for each in resource.columns
        },
        "required": [each.name for each in resource.columns],
        "additionalProperties": False,
    }


def _example_answer(resource: Resource) -> dict[str, Any]:
    known = build_example(VALUES.columns)
    about = {"release": known["release"], "data_as_at": known["data_as_at"], "marking": known["marking"]}
    counted = {"demonstration": True, "total": 1, "offset": 0, "next": None}
    return {**about, **counted, "data": [build_example(resource.columns)]}


def _example_csv(resource: Resource) -> str:
    row = tuple(each.example for each in resource.columns)
    return write_csv(PlainTable(columns=resource.columns, rows=(row,))).decode("utf-8-sig")


def _describe_refusal(status: HTTPStatus) -> dict[str, Any]:
    said, example = REFUSALS[status]
    return {
        "description": said,
        "content": {
            PROBLEM_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": {"title": "This cannot be answered", "status": status.value, "detail": example},
            }
        },
    }


def _describe_problem() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "A sentence: what happened, and what to do next."},
        },
        "required": ["title", "status", "detail"],
    }


def _row_name(resource: Resource) -> str:
    return f"{resource.name.capitalize()}Row"
