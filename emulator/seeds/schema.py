"""The JSON Schema (2020-12) of seed documents, for editors: what the vendors say of their sections, put together."""

import json
from copy import deepcopy
from typing import Any

from emulator.jobs.set_clock import ClockChange
from emulator.sandbox.whole import LARGEST
from emulator.seeds.expanding import COUNT, CSV, CSV_FILE, DEFAULTS, MOST_COPIES
from emulator.vendors import every_vendor
from emulator.vendors.credential_forms import FORMS
from emulator.vendors.for_seeds.people import Person
from emulator.vendors.settings import SandboxSettings

Document = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MANY: Document = {
    COUNT: {
        "type": "integer",
        "minimum": 0,
        "maximum": MOST_COPIES,
        "description": "So many of it: {n} is the number.",
    },
    CSV: {"type": "string", "description": "Rows, each an entry: the first line names the members."},
    CSV_FILE: {"type": "string", "description": "The same in a file beside the seed file."},
}
"""What every entry of a list may have."""


def seed_schema() -> Document:
    """The schema. All vendors are imported for it."""
    types: Document = {}
    sections = {vendor.name: _taken_out(vendor.name, vendor.seed_schema(), types) for vendor in every_vendor()}
    credentials = [_taken_out("credentials", form.model_json_schema(), types) for form in FORMS]
    document = {
        "type": "object",
        "properties": {
            "$schema": {"type": "string"},
            "version": {"const": 1},
            "id_seed": {
                "type": "integer",
                "minimum": 0,
                "maximum": LARGEST,
                "description": "The seed of its ids.",
            },
            "settings": _without_required(_taken_out("settings", SandboxSettings.model_json_schema(), types)),
            "clock": _taken_out("clock", ClockChange.model_json_schema(), types),
            "credentials": {"type": "array", "items": {"anyOf": credentials}},
            "people": {"type": "array", "items": _person(sections, types)},
            **sections,
        },
        "additionalProperties": False,
    }
    written = _written_out({**document, "$defs": types})
    for single in (written, *written["properties"].values()):
        for name in MANY:
            single.get("properties", {}).pop(name, None)  # a section is there once
    title = {"title": "Seed document of lms-emulator", "description": "What is to be there before the first call."}
    return {"$schema": DIALECT, **title, **written}


def text() -> str:
    """The schema as it is kept in a file."""
    return json.dumps(seed_schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _person(sections: Document, types: Document) -> Document:
    person = _taken_out("people", Person.model_json_schema(), types)
    for name in sections:
        own = {"type": "object", "description": f"What is for {name} alone; false leaves the person out there."}
        person["properties"][name] = {"anyOf": [own, {"const": False}]}
    return person


def _taken_out(prefix: str, schema: Document, types: Document) -> Document:
    """A schema whose `$defs` are among the common ones, by names that begin so."""
    schema = _renamed(deepcopy(schema), prefix)
    types.update({f"{prefix}.{name}": found for name, found in schema.pop("$defs", {}).items()})
    return schema


def _renamed(value: Any, prefix: str) -> Any:
    if isinstance(value, list):
        return [_renamed(each, prefix) for each in value]
    if not isinstance(value, dict):
        return value
    renamed = {name: _renamed(each, prefix) for name, each in value.items()}
    if isinstance(renamed.get("$ref"), str):
        renamed["$ref"] = renamed["$ref"].replace("#/$defs/", f"#/$defs/{prefix}.")
    return renamed


def _without_required(schema: Document) -> Document:
    return {name: value for name, value in schema.items() if name != "required"}


def _written_out(value: Any) -> Any:
    """The schema, in which one entry may stand for many: then nothing is required of it, and a number may be a text with `{n}`."""
    if isinstance(value, list):
        return [_written_out(each) for each in value]
    if not isinstance(value, dict):
        return value
    schema = {name: _written_out(each) for name, each in value.items()}
    if schema.get("type") in ("integer", "number") and "description" not in schema:
        return {"type": [schema["type"], "string"]}
    if isinstance(members := schema.get("properties"), dict) and "type" in schema:
        schema = _without_required(schema)
        lists = [name for name, member in members.items() if _is_list(member)]
        schema["properties"] = {**members, **MANY, **({DEFAULTS: _defaults(lists)} if lists else {})}
    if schema.get("type") == "string" and schema.get("format") != "password":
        schema = {name: each for name, each in schema.items() if name not in ("format", "pattern")}
    return schema


def _is_list(member: Any) -> bool:
    return isinstance(member, dict) and (
        member.get("type") == "array" or any(_is_list(each) for each in member.get("anyOf", ()))
    )


def _defaults(lists: list[str]) -> Document:
    members = {name: {"type": "object"} for name in lists}
    return {"type": "object", "properties": members, "additionalProperties": False}
