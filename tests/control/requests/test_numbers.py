"""Whole numbers of any size are answered: what goes to the database or into JSON has an end, which the document says."""

from collections.abc import Iterator
from typing import Any

import pytest

from emulator.sandbox.whole import LARGEST
from tests.refusals import control_refusal
from tests.world import World

TOO_LARGE = 99999999999999999999
FAULT = {"when": {"probability": 0.5, "seed": TOO_LARGE}, "do": {"status": 503}}


def _endless(schema: Any, place: str) -> Iterator[str]:
    """Where in a schema there is a whole number without an end."""
    if isinstance(schema, list):
        for each in schema:
            yield from _endless(each, place)
    elif isinstance(schema, dict):
        if schema.get("type") == "integer" and "enum" not in schema and not schema.get("maximum", TOO_LARGE) <= LARGEST:
            yield place
        for name, each in schema.items():
            yield from _endless(each, f"{place}.{name}")


def _asked(document: dict[str, Any], schema: Any) -> Iterator[Any]:
    """A schema with all that it refers to."""
    waiting, known = [schema], set[str]()
    while waiting:
        yield (each := waiting.pop())
        for name in _referred(each):
            if name not in known:
                known.add(name)
                waiting.append(document["components"]["schemas"][name])


def _referred(schema: Any) -> Iterator[str]:
    if isinstance(schema, list):
        for each in schema:
            yield from _referred(each)
    elif isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"].rpartition("/")[2]
        for each in schema.values():
            yield from _referred(each)


def test_every_whole_number_that_the_control_api_takes_has_an_end_and_one_beyond_it_is_refused(world: World) -> None:
    document, asked = world.control("GET", "openapi/control.json"), 0
    endless: list[str] = []
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            for schema in _asked(document, operation.get("requestBody", {})):
                endless += _endless(schema, f"{method} {path}")
            for parameter in operation.get("parameters", ()):
                if parameter["schema"].get("type") != "integer":
                    continue
                endless += _endless(parameter, f"{method} {path} {parameter['name']}")
                asked += 1
                in_query = parameter["in"] == "query"
                answer = world.client.request(
                    method,
                    world.root + path.replace(f"{{{parameter['name']}}}", str(TOO_LARGE)).replace("{name}", "x"),
                    params={parameter["name"]: TOO_LARGE} if in_query else {},
                )
                assert parameter["name"] in control_refusal(answer, 400), path
    assert (endless, asked > 20) == ([], True)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        *(("PATCH", "settings", {name: TOO_LARGE}) for name in ("litmos_rate_limit", "litmos_course_import_rows")),
        *(("PATCH", "settings", {f"scormcloud_{name}_limit": TOO_LARGE}) for name in ("rate", "lrs_read", "lrs_write")),
        ("PUT", "limits/litmos_rate_limit", {"limit": TOO_LARGE}),
        ("POST", "faults", FAULT),
        ("POST", "journal/verify", {"at_least": TOO_LARGE}),
        ("POST", "seed", {"id_seed": TOO_LARGE}),
    ],
)
def test_a_number_of_a_body_that_is_too_large_is_refused(world: World, method: str, path: str, body: Any) -> None:
    answer = world.client.request(method, f"{world.root}/_emulator/{path}", json=body)
    assert "9007199254740991" in control_refusal(answer, 400)


@pytest.mark.parametrize("path", ["outbox/{}/html", "outbox/{}/text", "console/journal/{}"])
def test_a_page_of_a_number_that_is_too_large_is_refused(world: World, path: str) -> None:
    answer = world.client.get(f"{world.root}/_emulator/{path.format(TOO_LARGE)}")
    assert "number" in control_refusal(answer, 400)
