"""Requests that call Dash's callbacks: Dash takes for granted that they have the form that its own scripts send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash.dependencies import Output
from flask import request

LOCATION_PROPERTIES = {"pathname": "/", "search": ""}
"""Parts of the page's address, which the router reads as text, with the beginning of each."""
Dependency = Mapping[str, Any]


def read_body() -> object:
    """The JSON that was sent; None where it is nested too deep to be read. Raises BadRequest where it is not JSON."""
    try:
        return request.get_json()
    except RecursionError:
        return None


def is_callback_request(callbacks: Mapping[str, Any], body: object) -> bool:
    """Tell whether this calls one of the app's callbacks as its own page would."""
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    known = callbacks.get(body["output"], {})
    return (
        "callback" in known
        and _match_values(known["inputs"], body.get("inputs", []))
        and _match_values(known["state"], body.get("state", []))
        and _match_outputs(known["output"], body.get("outputs", []))
        and _is_list_of_text(body.get("changedPropIds", []))
    )


def _match_outputs(known: Output | Sequence[Output], given: object) -> bool:
    """One output is sent by itself, several as a list, and none as nothing or an empty list."""
    if isinstance(known, Output):
        return _match(known.to_dict(), given)
    return _match_all([each.to_dict() for each in known], given or [])


def _match_values(known: Sequence[Dependency], given: object) -> bool:
    return _match_all(known, given) and isinstance(given, list) and all(map(_has_readable_value, given))


def _match_all(known: Sequence[Dependency], given: object) -> bool:
    return isinstance(given, list) and len(given) == len(known) and all(map(_match, known, given))


def _match(known: Dependency, given: object) -> bool:
    """No callback here has ids that stand for several components, so each dependency is one object."""
    return isinstance(given, dict) and all(given.get(key) == known[key] for key in ("id", "property"))


def _has_readable_value(given: Dependency) -> bool:
    start, value = LOCATION_PROPERTIES.get(given["property"]), given.get("value")
    return start is None or (_is_text(value) and str(value).startswith(start))


def _is_list_of_text(given: object) -> bool:
    return isinstance(given, list) and all(map(_is_text, given))


def _is_text(value: object) -> bool:
    """JSON may hold half of a pair of surrogates, which no answer can be written with."""
    return isinstance(value, str) and not any("\ud800" <= each <= "\udfff" for each in value)
