"""The form of a contract's files, in tables made from the classes that read them."""

from typing import Any, get_args

from pydantic import TypeAdapter

from emulator.contract.model import (
    EVIDENCE,
    PARTS,
    About,
    Auth,
    Decision,
    ErrorEntry,
    Field,
    Operation,
    RequestBody,
    Response,
    Schema,
    Type,
)

FILES: tuple[tuple[str, Any], ...] = (
    ("`operations/RESOURCE.json`: an array of operations", Operation),
    ("`response` of an operation", Response),
    ("`request` of an operation", RequestBody),
    ("`auth` of an operation", Auth),
    ("`schemas/RESOURCE.json` and `schemas/shared.json`: arrays of types", Schema),
    ("A member of a type, a parameter, a field of a form", Field),
    ("`errors.json`, and `errors` of an operation", ErrorEntry),
    ("`decisions.json`: an array of decisions", Decision),
    ("`vendor.json`", About),
)


def contract_form() -> str:
    """One table a form: key, what it holds, whether it must be there."""
    parts = []
    for title, form in FILES:
        words = (form.__doc__ or "").splitlines()[0]
        parts += [f"## {title}", words, _table(form)]
    levels, types = ", ".join(f"`{level}`" for level in EVIDENCE), ", ".join(f"`{kind}`" for kind in get_args(Type))
    parts += [
        "## Vocabularies",
        f"Evidence: {levels}, the best first. Parts of an operation: {', '.join(f'`{part}`' for part in PARTS)}.",
        f"Types: {types}.",
    ]
    return "\n\n".join(parts)


def _table(form: Any) -> str:
    document = TypeAdapter(form).json_schema(ref_template="{model}")
    needed = document.get("required", ())
    lines = ["| Key | Holds | Must be there | |", "| --- | --- | --- | --- |"]
    for name, held in document["properties"].items():
        if (form, name) == (Operation, "resource"):  # the name of the file
            continue
        default = held.get("default")
        words = [held.get("description", "")]
        if default not in (None, "", [], {}, False):
            words.append(f"`{default}` if left out")
        said = "; ".join(word for word in words if word)
        lines.append(f"| `{name}` | {_kind(held)} | {'yes' if name in needed else ''} | {said} |")
    return "\n".join(lines)


def _kind(held: dict[str, Any]) -> str:
    if "anyOf" in held:
        return " or ".join(_kind(one) for one in held["anyOf"] if one.get("type") != "null")
    if "$ref" in held:
        return _title(held["$ref"])
    if "enum" in held:
        return "one of a vocabulary" if len(held["enum"]) > 6 else " or ".join(f"`{one}`" for one in held["enum"])
    if "const" in held:
        return f"`{held['const']}`"
    if held.get("type") == "array":
        return f"array of {_kind(held.get('items', {}))}"
    if held.get("type") == "object":
        inner = held.get("additionalProperties")
        return f"object of {_kind(inner)}" if isinstance(inner, dict) else "object"
    return str(held.get("type", "any value"))


def _title(name: str) -> str:
    return {"ErrorEntry": "error", "RequestBody": "request"}.get(name, name.lower())
