"""The control API as its clients have it: methods by nouns, read from its OpenAPI document and from names.json."""

import json
import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from emulator.app import create_app
from emulator.control.app import install_control
from emulator.settings import load_settings

NAMES = json.loads(Path(__file__).with_name("names.json").read_text())
METHODS = ("get", "put", "post", "patch", "delete")
Schema = dict[str, Any]


@dataclass(frozen=True)
class Parameter:
    """What a method is given. `place` is where it goes: path, query or body."""

    wire: str
    place: str
    schema: Schema
    required: bool
    description: str = ""

    @property
    def name(self) -> str:
        """The name in the spelling of code."""
        name = re.sub(r"\W", "_", self.wire)
        return f"{name}_" if keyword.iskeyword(name) else name


@dataclass(frozen=True)
class Method:
    """An operation of the control API, as a method of a noun; `noun` is empty for one of the sandbox itself.

    `forms` are the parameters: more than one list if the body may have one of several forms. `document` is the parameter that is the
    whole body, if it is one. `holds` is whether an answer that is not `ok` is an error.
    """

    operation: str
    noun: str
    name: str
    verb: str
    path: str
    description: str
    forms: list[list[Parameter]]
    result: Schema | None
    document: str | None = None
    holds: bool = False


@dataclass(frozen=True)
class Api:
    """The methods by noun, and the types that they take and return."""

    version: str
    nouns: dict[str, list[Method]] = field(default_factory=dict)
    schemas: dict[str, Schema] = field(default_factory=dict)


def control_document() -> dict[str, Any]:
    """The OpenAPI document of the control API. Nothing is started for it, so the data folder is not made."""
    app = create_app(load_settings(data=Path(gettempdir()) / "none", port=8420))
    install_control(app)
    return app.openapi()


def read_api(document: dict[str, Any]) -> Api:
    """The API of a document. An operation that names.json does not know has its own name below the first part of its path."""
    api = Api(document["info"]["version"])
    types = document["components"]["schemas"]
    for method in sorted(_methods(document, types), key=lambda method: (method.noun, method.name)):
        api.nouns.setdefault(method.noun, []).append(method)
    used = _used(api, types)
    api.schemas.update({name: types[name] for name in sorted(used)})
    return api


def unknown_names(document: dict[str, Any]) -> set[str]:
    """What names.json names that the document does not have."""
    there = {operation["operationId"] for _, _, operation in _operations(document)}
    named = {*NAMES["names"], *NAMES["left_out"], *NAMES["hold"], *NAMES["documents"], *NAMES["without"]}
    return named - there


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for verb in METHODS:
            if verb in methods:
                yield verb, path, methods[verb]


def _methods(document: dict[str, Any], types: dict[str, Schema]) -> Iterator[Method]:
    for verb, path, operation in _operations(document):
        known = operation["operationId"]
        if known in NAMES["left_out"]:
            continue
        below = path.removeprefix("/_emulator/")
        usual = f"{re.sub(r'[^a-z].*', '', below)}.{known}"
        noun, _, name = NAMES["names"].get(known, usual).rpartition(".")
        given = [
            Parameter(
                each["name"], each["in"], each["schema"], each.get("required", False), each.get("description", "")
            )
            for each in operation.get("parameters", ())
            if each["in"] in ("path", "query") and each["name"] not in NAMES["without"].get(known, ())
        ]
        document_name = NAMES["documents"].get(known)
        forms = [[*given, *body] for body in _bodies(operation, types, document_name)]
        yield Method(
            known,
            noun,
            name,
            verb.upper(),
            below,
            operation["description"],
            [sorted(form, key=lambda each: not each.required) for form in forms],
            _result(operation),
            document_name,
            known in NAMES["hold"],
        )


def _bodies(operation: dict[str, Any], types: dict[str, Schema], document: str | None) -> list[list[Parameter]]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    if body is None:
        return [[]]
    if document is not None:
        return [[Parameter(document, "body", {"type": "object"}, True)]]
    found = []
    for form in body.get("oneOf", [body]):
        whole = resolved(form, types)
        required = whole.get("required", ())
        found.append(
            [
                Parameter(name, "body", schema, name in required, schema.get("description", ""))
                for name, schema in whole["properties"].items()
            ]
        )
    return found


def resolved(schema: Schema, types: dict[str, Schema]) -> Schema:
    """The schema that a reference leads to."""
    while "$ref" in schema:
        schema = types[schema["$ref"].rpartition("/")[2]]
    return schema


def _result(operation: dict[str, Any]) -> Schema | None:
    """The schema of a success; None if it has no body."""
    success = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
    content = success.get("content", {})
    kind = "application/json" if "application/json" in content else next(iter(content), None)
    schema: Schema | None = None if kind is None else content[kind].get("schema", {"type": "string"})
    return schema


def _used(api: Api, types: dict[str, Schema]) -> set[str]:
    """The names of all types that methods reach."""
    found: set[str] = set()
    parts: list[Any] = [
        [method.result, *(each.schema for form in method.forms for each in form)]
        for methods in api.nouns.values()
        for method in methods
    ]
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            name = str(part.get("$ref", "")).rpartition("/")[2]
            if name and name not in found:
                found.add(name)
                parts.append(types[name])
            parts.extend(value for key, value in part.items() if key not in ("examples", "example", "discriminator"))
        elif isinstance(part, list):
            parts.extend(part)
    return found
