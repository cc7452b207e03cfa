"""Write an operation: its entry in the contract (inferred, with the reason), a rule, a route and a test, to be gone on with.

What is written passes the checks: the rule returns the least that the contract allows.
"""

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from os.path import commonpath
from pathlib import Path
from typing import Any

from emulator.contract.model import Field, Operation
from emulator.contract.names import key_of
from emulator.vendors import ENTRIES, load_vendor
from scripts.contract_files import laid_out

ROOT = Path(__file__).parents[1]
PLACEHOLDER = re.compile(r"\{([^}]+)\}")
VALUES: dict[str, Any] = {"integer": 0, "number": 0, "decimal": 0, "boolean": False, "object": {}, "map": {}}
UUID = "00000000-0000-4000-8000-000000000001"

RULE = '''

def {name}({signature}) -> {returns}:
    """{reason}."""
    return {value}
'''
ROUTE = """

@router.{verb}("{path}", status_code={status})
def {name}({signature}) -> {returns}:
    {result}{module}.{name}({arguments})
"""
TEST = """

def test_{name}_returns_{status}(world: World) -> None:
    answer = world.client.request("{method}", f"{{world.{vendor}}}{url}"{body}, **credentials(world)[0])
    assert answer.status_code == {status}, answer.text
"""


class RefusedError(Exception):
    """Nothing is written; the words say why."""


@dataclass(frozen=True)
class Wanted:
    """What the command line says."""

    vendor: str
    id: str
    method: str
    path: str
    rule: str
    reason: str
    answers: str | None
    list: bool
    body: str | None

    @property
    def package(self) -> Path:
        """The vendor's folder."""
        return ROOT / "emulator" / "vendors" / self.vendor


def write(wanted: Wanted) -> list[Path]:
    """Write all parts; returns the files. Raises `RefusedError` before anything is written."""
    contract = load_vendor(wanted.vendor).contract
    for operation in contract.operations.values():
        if operation.id == wanted.id or (operation.method, operation.path) == (wanted.method, wanted.path):
            raise RefusedError(f"{operation.id} is there: {operation.method} {operation.path}")
    for schema in filter(None, (wanted.answers, wanted.body)):
        if schema not in contract.schemas:
            raise RefusedError(f"{schema} is no type of the contract: add it to contract/schemas/ first")
    resource = _resource(contract.operations.values(), wanted)
    files = sorted((wanted.package / "contract/operations").glob("*.json"))
    known = [operation for path in files for operation in json.loads(path.read_text())]
    neighbours = json.loads((wanted.package / "contract/operations" / f"{resource}.json").read_text())
    entry = {**_entry(wanted, known), "auth": _auth(wanted, neighbours)}
    name = key_of(wanted.id).removeprefix(f"{resource}_")
    parts = _parts(wanted, name, entry["response"]["status"], contract.schemas)
    written = [wanted.package / "contract/operations" / f"{resource}.json"]
    written[0].write_text(laid_out(json.dumps([*neighbours, entry])))
    written += [_append(path, head, text) for path, head, text in _code(wanted, resource, parts)]
    return written


def _resource(operations: Iterable[Operation], wanted: Wanted) -> str:
    """Of the resources whose operations share most of the path, the one that the rule's file is named after, else the largest."""
    shared = [(len(commonpath([one.path, wanted.path])), one.resource) for one in operations]
    longest = max(length for length, _ in shared)
    nearest = Counter(resource for length, resource in shared if length == longest)
    nouns = Path(wanted.rule).with_suffix("").parts
    return max(nearest, key=lambda resource: (resource in nouns, nearest[resource]))


def _entry(wanted: Wanted, known: list[dict[str, Any]]) -> dict[str, Any]:
    """The contract's entry: body and answer as those operations have them that are most alike."""
    alike = [one for one in known if one["method"] == wanted.method] or known
    entry: dict[str, Any] = {"id": wanted.id, "method": wanted.method, "path": wanted.path}
    names = PLACEHOLDER.findall(wanted.path)
    if names:
        entry["parameters"] = [{"name": name, "in": "path", "required": True} for name in names]
    if wanted.body:
        named = [one["request"] for one in known if one.get("request", {}).get("schema") == wanted.body]
        others = [one["request"]["media"] for one in known if one.get("request", {}).get("schema")]
        entry["request"] = named[0] if named else {"media": _commonest(others), "schema": wanted.body}
    entry["response"] = _response(wanted, known, alike)
    parts = ("request", "response", "errors")
    return {**entry, "evidence": dict.fromkeys(parts, "inferred"), "reason": dict.fromkeys(parts, wanted.reason)}


def _auth(wanted: Wanted, neighbours: list[dict[str, Any]]) -> dict[str, Any]:
    """Who may call: as most operations of the resource have it that read, or write, as this one does. Nobody has documented it."""
    alike = [one for one in neighbours if (one["method"] == "GET") == (wanted.method == "GET")] or neighbours
    found: dict[str, Any] = _commonest(one.get("auth", {}) for one in alike)
    if "evidence" not in found:
        return found
    told = {name: value for name, value in found.items() if name != "access"}  # the vendor's own words on others
    return {**told, "evidence": "inferred", "reason": wanted.reason}


def _response(wanted: Wanted, known: list[dict[str, Any]], alike: list[dict[str, Any]]) -> dict[str, Any]:
    if wanted.answers is None:
        empty = [one["response"] for one in [*alike, *known] if one["response"].get("empty")]
        if not empty:
            raise RefusedError(f"every answer of {wanted.vendor} has a body: say which type, --answers TYPE")
        return {key: value for key, value in empty[0].items() if key != "also"}
    answers: list[dict[str, Any]] = [one["response"] for one in known if one["response"].get("schema")]
    for response in answers:
        if (response["schema"], response.get("list", False)) == (wanted.answers, wanted.list):
            return {**response, "status": 200}
    media = _commonest(response["media"] for response in answers)
    return {"status": 200, "media": media, "schema": wanted.answers, **({"list": True} if wanted.list else {})}


def _commonest(values: Iterable[Any]) -> Any:
    return json.loads(Counter(json.dumps(value) for value in values).most_common(1)[0][0])


def _parts(wanted: Wanted, name: str, status: int, schemas: Any) -> dict[str, Any]:
    """What the templates have placeholders for."""
    keys = [key_of(parameter) for parameter in PLACEHOLDER.findall(wanted.path)]
    typed = [*(f"{key}: str" for key in keys), *(["body: Row"] if wanted.body else [])]
    returns = "None" if wanted.answers is None else "list[Row]" if wanted.list else "Row"
    least = _least(schemas, wanted.answers, wire=False) if wanted.answers and not wanted.list else []
    sent = f", json={_least(schemas, wanted.body, wire=True)!r}" if wanted.body else ""
    return {
        "name": name,
        "status": status,
        "method": wanted.method,
        "verb": wanted.method.lower(),
        "path": wanted.path,
        "vendor": wanted.vendor,
        "reason": wanted.reason.strip().rstrip(".").capitalize(),
        "returns": returns,
        "signature": ", ".join(["world: World", *typed]),
        "arguments": ", ".join(["world", *keys, *(["body"] if wanted.body else [])]),
        "value": None if wanted.answers is None else repr(least),
        "result": "" if wanted.answers is None else "return ",
        "module": Path(wanted.rule).stem,
        "url": PLACEHOLDER.sub("1", wanted.path),
        "body": sent,
    }


def _least(schemas: Any, name: str, *, wire: bool) -> dict[str, Any]:
    """The least document of a type: what it must have, with a value of each kind."""
    fields: tuple[Field, ...] = schemas[name].fields
    return {(one.name if wire else one.key): _value(schemas, one, wire=wire) for one in fields if one.required}


def _value(schemas: Any, field: Field, *, wire: bool) -> Any:
    if field.list:
        return []
    if field.schema:
        return _least(schemas, field.schema, wire=wire)
    if field.enum or field.example is not None:
        return field.enum[0] if field.enum else field.example
    return VALUES.get(field.type, UUID if field.format == "uuid" else "x")


def _code(wanted: Wanted, resource: str, parts: dict[str, Any]) -> list[tuple[Path, str, str]]:
    """(file, imports, text) of the rule, the route and the test."""
    package, rule = f"emulator.vendors.{wanted.vendor}", Path(wanted.rule)
    where = ".".join([package, *rule.parent.parts])
    common = f"from emulator.sandbox.world import World\nfrom {package}.rows import Row\n"
    tests = ROOT / "tests/vendors" / wanted.vendor / rule.parent / f"test_{rule.name}"
    admitted = f"from tests.vendors.{wanted.vendor}.admission import credentials\nfrom tests.world import World\n"
    return [
        (wanted.package / rule, common, RULE.format(**parts)),
        (
            wanted.package / "routes" / f"{resource}.py",
            f"{common}from {where} import {parts['module']}\nfrom {package}.routing import router\n",
            ROUTE.format(**parts),
        ),
        (tests, admitted, TEST.format(**parts)),
    ]


def _append(path: Path, head: str, text: str) -> Path:
    """Add to a file, or begin it, with the imports that it lacks."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(f'"""{path.stem.removeprefix("test_").replace("_", " ").capitalize()}."""\n\n{head}{text}')
        return path
    old = path.read_text()
    end = old.index('"""', 3) + 3  # of the docstring that each file begins with
    lacking = "".join(f"{line}\n" for line in head.splitlines() if line and line not in old)
    path.write_text(f"{old[:end]}\n\n{lacking}{old[end:].lstrip()}{text}")
    return path


def tidy(written: list[Path]) -> None:
    """Put what was written into style, and renew the docs that tell of it."""
    python = [str(path.relative_to(ROOT)) for path in written if path.suffix == ".py"]
    for command in (
        ["ruff", "format", "--quiet", *python],
        ["ruff", "check", "--fix", "--quiet", *python],
        ["ruff", "format", "--quiet", *python],
        ["scripts.generate"],
    ):
        subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="scripts/new-operation", description=__doc__)
    parser.add_argument("vendor", choices=[one.name for one in ENTRIES if one.module.startswith("emulator.vendors.")])
    parser.add_argument("id", help="the vendor's name for it, as getRegistrationNotes")
    parser.add_argument("method", choices=("GET", "POST", "PUT", "PATCH", "DELETE"))
    parser.add_argument("path", help="below the base path, as /registrations/{registrationId}/notes")
    parser.add_argument(
        "--rule", required=True, help="the file of its noun in the vendor's package, as registrations/notes.py"
    )
    parser.add_argument("--reason", required=True, help="why it is inferred to be so")
    parser.add_argument("--answers", metavar="TYPE", help="of the contract; without it the answer is empty")
    parser.add_argument("--list", action="store_true", help="it answers a list of them")
    parser.add_argument("--body", metavar="TYPE", help="what it takes, a type of the contract")
    given = vars(parser.parse_args())
    try:
        written = write(Wanted(**given))
    except RefusedError as error:
        sys.exit(str(error))
    tidy(written)
    print("\n".join(str(path.relative_to(ROOT)) for path in written))
    print(
        "The generated parts of README.md and docs are renewed. "
        "Next: scripts/counts adds its statements to the table that a test compares, then scripts/check",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
