"""Requests to Dash's callbacks: valid ones, made from the callbacks that an app has registered, and damaged ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from dash import Dash
from dash.dependencies import Output

Body = dict[str, Any]
DEEP = 8_000
DEEP_ENOUGH_TO_READ = 500
VALUES = {"pathname": "/", "search": ""}


def list_server_callbacks(app: Dash) -> list[str]:
    """Outputs of the callbacks that the server answers; the others are the browser's."""
    return [name for name, known in app.callback_map.items() if "callback" in known]


def build_valid_request(app: Dash, name: str) -> Body:
    """The body that the page itself would send."""
    known = app.callback_map[name]
    output = known["output"]
    outputs = _address(output) if isinstance(output, Output) else [_address(each) for each in output]
    inputs = [{**_named(each), "value": VALUES.get(each["property"])} for each in known["inputs"]]
    state = [{**_named(each), "value": VALUES.get(each["property"])} for each in known["state"]]
    changed = [f"{each['id']}.{each['property']}" for each in known["inputs"]]
    body = {"output": name, "outputs": outputs, "inputs": inputs, "changedPropIds": changed}
    return {**body, "state": state} if state else body


def damage_request(valid: Body) -> Iterator[tuple[str, object]]:
    """The request with each of its parts dropped and replaced in turn, under a name for each damage."""
    for path in _list_paths(valid):
        if path:
            yield f"without {path}", _changed(valid, path, _drop)
        for label, wrong in WRONG_VALUES.items():
            yield f"{label} at {path}", _changed(valid, path, lambda parent, key, wrong=wrong: _put(parent, key, wrong))
    for key in ("inputs", "outputs", "changedPropIds"):
        yield f"one more of {key}", {**valid, key: [*valid[key], deepcopy(valid[key][0])]}
        yield f"{key} turned round", {**valid, key: valid[key][::-1]}
    yield "a state that it does not have", {**valid, "state": [{"id": "x", "property": "y", "value": 1}]}


def _nest(depth: int) -> object:
    nested: object = "x"
    for _ in range(depth):
        nested = [nested]
    return nested


WRONG_VALUES: dict[str, object] = {
    "null": None,
    "a number": 5,
    "a word": "nowhere",
    "nothing": "",
    "half a surrogate pair": "/\ud800",
    "a zero character": "/\0?quarter=\0",
    "an address of nothing": "//[",
    "true": True,
    "a list": [],
    "a list of lists": [[[]]],
    "an object": {},
    "an object of lists": {"id": [], "property": {}},
    "a deep list": _nest(DEEP_ENOUGH_TO_READ),
    "a long text": "/" + "9" * 5_000,
}


def _list_paths(part: object, before: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield before
    items: Any = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in items:
        yield from _list_paths(value, (*before, key))


def _changed(valid: Body, path: tuple[str | int, ...], change: Callable[[Any, Any], None]) -> object:
    whole: dict[str, Any] = {"body": deepcopy(valid)}
    parent: Any = whole
    for key in ("body", *path)[:-1]:
        parent = parent[key]
    change(parent, ("body", *path)[-1])
    return whole["body"]


def _drop(parent: Any, key: Any) -> None:
    del parent[key]


def _put(parent: Any, key: Any, value: object) -> None:
    parent[key] = value


def _address(output: Output) -> Body:
    return {"id": output.component_id, "property": output.component_property}


def _named(known: Body) -> Body:
    return {"id": known["id"], "property": known["property"]}
