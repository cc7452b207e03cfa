"""Write the parts of README.md and docs/*.md that follow from code, between `<!-- generated: NAME -->` and `<!-- end -->`.

The files of the contracts are laid out anew too (`contract_files.py`), the clients of the control API are made from it (`clients/`), and
`migrations/newest.sql` from the migrations.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import scripts.only_own  # noqa: F401 - before the vendors are looked for

# isort: split
from fastapi import FastAPI
from pydantic.fields import FieldInfo

from emulator.contract.coverage import coverage
from emulator.contract.model import EVIDENCE, Contract, Operation
from emulator.control.app import install_control
from emulator.seeds.schema import text as seed_schema
from emulator.settings import Settings
from emulator.store.database import Database
from emulator.store.migration import migrate, own_history, schema_of
from emulator.vendors import ENTRIES, load_vendor
from emulator.vendors.settings import SandboxSettings
from scripts import row_types
from scripts.clients.files import client_files
from scripts.command_pages import commands
from scripts.contract_files import contract_files, laid_out
from scripts.contract_form import contract_form

ROOT = Path(__file__).parents[1]
SEED_SCHEMA = ROOT / "docs" / "seed.schema.json"
PART = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
EVIDENCE_SEEN = json.loads((ROOT / "tests" / "evidence.json").read_text())
OPTIONS = (
    "host",
    "port",
    "data",
    "seed",
    "memory",
    "log_level",
    "log_format",
    "access_log",
    "tls",
    "tls_cert",
    "tls_key",
    "proxy_port",
    "pass_on",
)  # of `lms-emulator serve`


class UnknownPartError(Exception):
    """A marker names a part that nothing here writes."""


def main(arguments: Sequence[str]) -> int:
    """Renew every file; with --check change none and answer 1 if one is stale."""
    if arguments not in ([], ["--check"]):
        print("usage: scripts/generate [--check]", file=sys.stderr)
        return 2
    stale = []
    pages = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    for path in (*pages, *contract_files(ROOT), SEED_SCHEMA):
        old = path.read_text() if path.exists() else ""
        new = renewed(old) if path in pages else seed_schema() if path == SEED_SCHEMA else laid_out(old)
        if new != old:
            stale.append(path.relative_to(ROOT).as_posix())
            if not arguments:
                path.write_text(new)
    types = ((place.path.with_suffix(".pyi"), row_types.row_type(place)) for place in row_types.places())
    schema = (ROOT / "migrations" / "newest.sql", newest_schema())
    for path, new in (*types, *client_files(ROOT), schema):
        if not path.exists() or path.read_text() != new:
            stale.append(path.relative_to(ROOT).as_posix())
            if not arguments:
                path.write_text(new)
    for name in stale:
        print(f"{name} is stale: run scripts/generate" if arguments else f"{name} renewed")
    return 1 if stale and arguments else 0


def newest_schema() -> str:
    """What a new database gets in place of the migrations: the tables that they make in SQLite."""
    database = Database(None)
    migrate(database, own_history().newest())
    text = schema_of(database)
    database.close()
    return text


def renewed(text: str) -> str:
    """The text with each generated part as it should be. Raises `UnknownPartError`."""

    def part(match: re.Match[str]) -> str:
        start, name, end = match.groups()
        if name not in PARTS:
            raise UnknownPartError(f"{name} is no generated part; {', '.join(PARTS)} are")
        return f"{start}\n{PARTS[name]()}\n\n{end}"

    return PART.sub(part, text)


def server_settings() -> str:
    """The settings of the server, which no sandbox can change."""
    fields = {name: field for name, field in Settings.model_fields.items() if name not in SandboxSettings.model_fields}
    return _settings(fields)


def sandbox_settings() -> str:
    """The settings that each sandbox has."""
    return _settings(SandboxSettings.model_fields)


def coverage_summary() -> str:
    """One line a vendor: how much of it is served, and what is known about that."""
    lines = []
    for found in _coverage():
        served = [operation for operation in found["operations"] if operation["served"]]
        counts = Counter(level for operation in served for level in operation["evidence"].values())
        title = f"{found['title']} `{found['base_path']}`"
        lines.append((title, found["known"], found["served"], *(counts[level] for level in EVIDENCE)))
    return _table(("Vendor", "Operations known", "Served", *(f"Parts {level}" for level in EVIDENCE)), lines)


def coverage_by_vendor() -> str:
    """Every operation of every vendor."""
    return "\n\n".join(
        f"## {found['title']}\n\n`{found['base_path']}`: {found['served']} of {found['known']} operations are served.\n\n"
        + _table(
            (
                "Resource",
                "Operation",
                "Method and path",
                "Served",
                "Request",
                "Response",
                "Errors",
                "Official client saw",
                "Recordings agree",
                "Errors provoked",
                "Not provoked",
            ),
            (
                (
                    operation["resource"],
                    f"`{operation['id']}`",
                    f"`{operation['method']} {operation['path']}`",
                    "yes" if operation["served"] else "501",
                    *(operation["evidence"].get(part, "") for part in ("request", "response", "errors")),
                    *_seen(found["vendor"], operation),
                )
                for operation in sorted(found["operations"], key=lambda operation: not operation["served"])
            ),
        )
        + _unserved(found)
        for found in _coverage()
    )


def _unserved(found: dict[str, Any]) -> str:
    """Why operations of a vendor are not served, and what is known of others that have not even a name."""
    lines = [
        f"- `{operation['id']}` is not served: {operation['why_not']}."
        for operation in found["operations"]
        if operation.get("why_not")
    ]
    for entry in load_vendor(found["vendor"]).contract.extra.get("names_only", ()):
        name = f" `{entry['operation_name']}`" if entry["operation_name"] else ""
        lines.append(f"- Not in the table, of {entry['area']}{name}: {entry['what']}.")
    return "\n\n" + "\n".join(lines) if lines else ""


def served_by_resource(vendor: str) -> str:
    """One line a resource of a vendor: its operations, and how sure their parts are."""
    (found,) = (found for found in _coverage() if found["vendor"] == vendor)
    resources: dict[str, list[dict[str, Any]]] = {}
    for operation in found["operations"]:
        resources.setdefault(operation["resource"], []).append(operation)
    lines = []
    for resource, operations in sorted(resources.items()):
        counts = Counter(level for operation in operations for level in operation["evidence"].values())
        served = sum(operation["served"] for operation in operations)
        lines.append((resource, f"{served} of {len(operations)}", *(counts[level] for level in EVIDENCE)))
    return _table(("Resource", "Served", *(f"Parts {level}" for level in EVIDENCE)), lines)


def control_operations() -> str:
    """Every operation of the control API, in the order of its nouns."""
    app = FastAPI()
    install_control(app)
    lines = [
        (
            ", ".join(operation["tags"]),
            f"`{method.upper()} {path}`",
            operation["description"].partition("\n\n")[0].replace("\n", " "),
        )
        for path, methods in app.openapi()["paths"].items()
        for method, operation in methods.items()
    ]
    return _table(("Noun", "Method and path", "What it does"), sorted(lines, key=lambda line: line[0]))


def inferred() -> str:
    """What each vendor's contract decides by itself, and the errors whose words or status are ours."""
    parts = []
    for entry in ENTRIES:
        contract = load_vendor(entry.name).contract
        decisions = [(one.about, one.choice, one.reason) for one in contract.decisions]
        errors = [
            (f"`{name}`", f"{error.status} {error.text}", error.reason)
            for name, error in contract.errors.items()
            if error.evidence == "inferred"
        ]
        parts += [f"## {entry.title}", _table(("About", "Choice", "Reason"), decisions)]
        parts += ["Errors:", _table(("Error", "Status and words", "Reason"), errors)]
        parts += ["Parts of operations and types:", _table(("What", "Of", "Reason"), _by_reason(contract))]
    return "\n\n".join(parts)


def _by_reason(contract: Contract) -> list[tuple[str, str, str]]:
    """What of operations and types is inferred: each reason once, with all that it is the reason for."""
    of: dict[tuple[str, str], list[str]] = {}
    for operation in contract.operations.values():
        for what, reason in _inferred_of(operation):
            of.setdefault((what, reason), []).append(operation.id)
    for schema in contract.schemas.values():
        if schema.reason:
            of.setdefault(("type", schema.reason), []).append(schema.name)
        for field in schema.fields:
            if field.reason:
                of.setdefault(("member", field.reason), []).append(f"{schema.name}.{field.name}")
    return [(what, ", ".join(f"`{name}`" for name in names), reason) for (what, reason), names in of.items()]


def _inferred_of(operation: Operation) -> Iterator[tuple[str, str]]:
    for part, reason in operation.reason.items():
        yield f"{part} of", reason
    if not_documented := operation.auth.get("reason"):
        yield "who may call", not_documented
    for parameter in operation.parameters:
        if parameter.reason:
            yield f"parameter `{parameter.name}` of", parameter.reason
    for error in operation.errors:
        if error.reason:
            yield f"{error.status} {f'`{error.name}`' if error.name else error.text} of", error.reason


PARTS: dict[str, Callable[[], str]] = {
    "server-settings": server_settings,
    "sandbox-settings": sandbox_settings,
    "coverage-summary": coverage_summary,
    "coverage": coverage_by_vendor,
    "inferred": inferred,
    "contract-form": contract_form,
    "commands": commands,
    "control-operations": control_operations,
    **{f"served-{entry.name}": partial(served_by_resource, entry.name) for entry in ENTRIES},
}


def _seen(vendor: str, operation: dict[str, Any]) -> tuple[str, ...]:
    """What the tests saw (tests/evidence.json): statuses by an official client, by recordings, errors that came and that did not."""
    seen = EVIDENCE_SEEN.get(vendor, {}).get(operation["id"], {"seen": []})
    declared = {error["status"] for error in operation["errors"]}
    return (
        *(", ".join(map(str, seen.get(caller, ()))) for caller in ("client", "recording")),
        ", ".join(map(str, sorted(declared & set(seen["seen"])))),
        ", ".join(map(str, sorted(declared - set(seen["seen"])))) if operation["served"] else "",
    )


def _coverage() -> list[dict[str, Any]]:
    vendors = [(entry.title, load_vendor(entry.name)) for entry in ENTRIES]
    return [{"title": title, **coverage(vendor.contract, vendor.router.served_by())} for title, vendor in vendors]


def _settings(fields: dict[str, FieldInfo]) -> str:
    return _table(
        ("Setting", "Environment variable", "Default", "What it does"),
        (
            (
                f"`{name}`" + (f", `--{name.replace('_', '-')}`" if name in OPTIONS else ""),
                f"`EMULATOR_{name.upper()}`",
                _default(field.default),
                field.description,
            )
            for name, field in fields.items()
        ),
    )


def _default(value: Any) -> str:
    """As it is written in the environment."""
    if value is None:
        return "none"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
