"""The OpenAPI document: valid, true to the routes and the answers, and of the fictional country."""

from __future__ import annotations

from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest
from dash import Dash

from callbacks.api import parameters
from callbacks.api.parameters import Parameter
from maracdash import catalogue, queries
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.reading.reader import Reader

VALIDATOR = "jsonschema:Draft202012Validator"
SPECIFICATION_VALIDATOR = "openapi_spec_validator:OpenAPIV31SpecValidator"
"""By their names: they take two seconds to load, of each process that only lists the tests too."""


@pytest.fixture(scope="module")
def document(app: Dash) -> dict[str, Any]:
    return app.server.test_client().get("/api/v1/openapi.json").json


def test_it_is_valid(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    validator = resolve_name(SPECIFICATION_VALIDATOR)
    validator(document).validate()
    assert list(validator({**document, "paths": {"values": {}}}).iter_errors())


def test_it_has_every_route_and_no_other(app: Dash, document: dict[str, Any]) -> None:
    rules = {each.rule.removeprefix("/api/v1") for each in app.server.url_map.iter_rules() if "/api/v1/" in each.rule}
    plain = {each for each in rules if "." not in each}
    assert plain == document["paths"].keys()
    endings = {f"{each}.{ending}" for each in plain for ending in ("json", "csv", "parquet")}
    assert rules == plain | endings | {"/openapi.json"}


def test_answers_and_examples_are_as_it_says(app: Dash, document: dict[str, Any]) -> None:
    client, validator = app.server.test_client(), resolve_name(VALIDATOR)
    for path, methods in document["paths"].items():
        said = methods["get"]["responses"]["200"]["content"]["application/json"]
        check = validator({**said["schema"], "components": document["components"]})
        check.validate(said["example"])
        check.validate(client.get(f"/api/v1{path}").json)
        assert not check.is_valid({**said["example"], "data": [{}]})


def test_each_parameter_takes_its_own_example(document: dict[str, Any]) -> None:
    declared = {each.name: each for each in vars(parameters).values() if isinstance(each, Parameter)}
    validator = resolve_name(VALIDATOR)
    for methods in document["paths"].values():
        for said in methods["get"]["parameters"]:
            validator(said["schema"]).validate(said["example"])
            declared[said["name"]].read(declared[said["name"]].example)


def test_examples_name_what_the_demonstration_has(document: dict[str, Any], demonstration: Path) -> None:
    directory = Reader(demonstration, Audience.FULL).ask(queries.DIRECTORY)
    examples = {
        path: methods["get"]["responses"]["200"]["content"]["application/json"]["example"]["data"][0]
        for path, methods in document["paths"].items()
    }
    area, value, group = examples["/areas"], examples["/values"], examples["/groups"]
    named = directory.listing(Level.MARAC, area["code"])
    assert named
    assert (named.area.name, named.parent) == (area["name"], area["parent"])
    assert (value["area_code"], value["area"]) == (area["code"], area["name"])
    member = directory.listing(Level.FORCE, group["member"])
    assert member
    assert member.area.name == group["member_name"]
    known = catalogue.indicator(value["indicator"])
    assert (known.title, known.unit.value) == (value["title"], value["unit"])
    own = examples["/indicators"]
    assert (known.title, known.section, known.decimals) == (own["title"], own["section"], own["decimals"])
    assert (known.definition, known.formula, known.source) == (own["definition"], own["formula"], own["source"])
    section = examples["/sections"]
    assert section["indicators"] == len(catalogue.section_indicators(section["slug"]))
    assert value["value"] == 100 * value["numerator"] / value["denominator"]
