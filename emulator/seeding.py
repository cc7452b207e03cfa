"""Seed documents: a world described in JSON or YAML, created whole or not at all."""

from pathlib import Path
from typing import Any

from emulator.contract.reading import InputProblem
from emulator.light.records import dataclass
from emulator.sandbox.owners import KeyTakenError
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.sandboxes import Sandboxes
from emulator.sandbox.world import Unreached, World
from emulator.seeds import reading
from emulator.seeds.beside import read_beside
from emulator.seeds.expanding import DEFAULTS, Expanding
from emulator.seeds.nearest import UNKNOWN, nearest
from emulator.seeds.people import read_people
from emulator.seeds.peopled import with_people
from emulator.seeds.places import EntryNames
from emulator.seeds.preparing import PREPARED, prepare
from emulator.seeds.refused import SeedConflictError, SeedError
from emulator.seeds.regular_files import regular
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors import ENTRIES, load_vendor, owned_accounts
from emulator.vendors.accounts import CredentialForm, CredentialRefusedError
from emulator.vendors.credentials import install

__all__ = ["VERSION", "SeedConflictError", "SeedDocument", "SeedError", "claim_credentials", "read_seed_file", "seed"]

VERSION = 1
MUST_BE_TEXT = "must be text"


@dataclass(frozen=True, slots=True)
class SeedDocument:
    """The text of a seed document, the folder that it lies in if it is a file of ours, and its form if that is known.

    `origin` is the URL of the sandbox, for links that are made and kept; None if nobody knows it.
    """

    text: bytes
    beside: Path | None = None
    form: reading.Form | None = None
    origin: str | None = None


def seed(sandbox: Sandbox, document: SeedDocument, *, sandboxes: Sandboxes | None = None) -> list[str]:
    """Create what a seed document describes; returns the vendors in the document. Raises `SeedError` and changes nothing.

    `sandboxes` are those that its credentials must not belong to; None for a copy that is tried out, with `claim_credentials` to follow.
    """
    places = EntryNames()
    described = _described(document, places)
    world = World(sandbox, Unreached(document.origin) if document.origin else None, beside=document.beside)
    try:
        return _create(world, described, places, sandboxes)
    except InputProblem as problem:
        raise SeedError(f"{places.shown(problem.where)} {_why(problem, document)}") from None


def _create(world: World, described: dict[str, Any], places: EntryNames, sandboxes: Sandboxes | None) -> list[str]:
    credentials = _credentials(described.get("credentials", []))
    people = read_people(described.get("people", []))
    made = {entry.name: load_vendor(entry.name).people for entry in ENTRIES} if people.each else {}
    listed = [name for name, each in made.items() if each is not None and each.list is not None]
    named = [entry.name for entry in ENTRIES if entry.name in described or entry.name in listed]
    wanted = {*named, *(form.vendor for form in credentials)}
    vendors = {entry.name: load_vendor(entry.name) for entry in ENTRIES if entry.name in wanted}
    with world.work:
        prepare(world, described)
        install(world, list(vendors.values()))
        for name in named:
            section, world.people = with_people(name, described.get(name, {}), people, made.get(name), places)
            vendors[name].seed(world, section)
        for index, form in enumerate(credentials):
            _add(world, form, f"credentials[{index}]")
        if sandboxes is not None:
            claim_credentials(sandboxes, world.sandbox, world.work)
    return named


def claim_credentials(sandboxes: Sandboxes, sandbox: Sandbox, work: UnitOfWork) -> None:
    """Let the credentials of a seed lead to its sandbox. Raises `SeedConflictError`."""
    try:
        owned_accounts.claim(sandboxes, sandbox, work)
    except KeyTakenError as error:
        raise SeedConflictError(f"credentials: {error}") from None


def _credentials(given: Any) -> list[CredentialForm]:
    if not isinstance(given, list):
        raise InputProblem("credentials", "must be an array")
    if not given:
        return []
    from emulator.vendors.credential_forms import read_credential  # makes the forms, which few documents need

    return [read_credential(each, f"credentials[{index}]") for index, each in enumerate(given)]


def _add(world: World, form: CredentialForm, where: str) -> None:
    try:
        owned_accounts.add(world, form)
    except CredentialRefusedError as error:
        raise InputProblem(where, f"cannot be kept: {error}") from None


def read_seed_file(path: Path) -> SeedDocument:
    """A seed file. Raises `SeedError`."""
    try:
        return SeedDocument(regular(path).read_bytes(), path.parent, reading.form_of_file(path))
    except OSError as error:
        raise SeedError(f"it cannot be read: {error.strerror}") from None


def _described(document: SeedDocument, places: EntryNames) -> dict[str, Any]:
    """The document with every entry in it written out."""
    found = reading.read(document.text, document.form)
    if not isinstance(found, dict):
        raise SeedError("the document must be an object")
    known = ["$schema", "version", *PREPARED, DEFAULTS, "credentials", "people", *(entry.name for entry in ENTRIES)]
    for name in found:
        if name not in known:
            raise SeedError(f"{name} is not known; {', '.join(known)} are")
    version = found.get("version", VERSION)
    if version != VERSION or isinstance(version, bool):
        raise SeedError(f"version must be {VERSION}")
    if not isinstance(found.get("$schema", ""), str):
        raise SeedError("$schema must be text")
    described: dict[str, Any] = Expanding(read_beside(document.beside), places).written_out(found, "")
    return described


def _why(problem: InputProblem, document: SeedDocument) -> str:
    """What is wrong, and in YAML, where 7 is a number and a date is not, what to do."""
    if problem.why == MUST_BE_TEXT and reading.is_yaml(document.text, document.form):
        return f"{problem.why}: put it in quotes"
    if problem.why in UNKNOWN and (near := nearest(problem.where)):
        return f"{problem.why}; {near} is"
    return problem.why
