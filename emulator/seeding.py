"""Seed documents: a world described in JSON, with comments or without, created whole or not at all."""

import codecs
import re
from pathlib import Path
from typing import Any

import orjson

from emulator.contract.reading import InputProblem
from emulator.sandbox.owners import KeyTakenError
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.sandboxes import Sandboxes
from emulator.sandbox.world import World
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors import ENTRIES, load_vendor, owned_accounts
from emulator.vendors.accounts import CredentialForm, CredentialRefusedError
from emulator.vendors.credentials import with_credentials

VERSION = 1

_STRING_OR_COMMENT = re.compile(rb'("(?:[^"\\]++|\\.)*+"?)|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?', re.DOTALL)
_BLANKS = bytes(10 if byte == 10 else 32 for byte in range(256))


class SeedError(Exception):
    """A seed document that cannot be used; the words name the line or the path in it."""


class SeedConflictError(SeedError):
    """A seed document has a credential that another sandbox owns."""


def seed(sandbox: Sandbox, text: bytes, beside: Path | None = None, *, sandboxes: Sandboxes | None = None) -> list[str]:
    """Create what a seed document describes; returns the vendors in the document. Raises `SeedError` and changes nothing.

    `beside` is the folder of the document's file, for relative paths of course packages; None if the document is not a file.
    `sandboxes` are those that its credentials must not belong to; None for a copy that is tried out, with `claim_credentials` to follow.
    """
    document = _parse(text)
    named = [entry.name for entry in ENTRIES if entry.name in document]
    world = World(sandbox, beside=beside)
    try:
        credentials = _credentials(document.get("credentials", []))
        wanted = {*named, *(form.vendor for form in credentials)}
        vendors = {entry.name: load_vendor(entry.name) for entry in ENTRIES if entry.name in wanted}
        with with_credentials(world, list(vendors.values())):
            for name in named:
                vendors[name].seed(world, document[name])
            for index, form in enumerate(credentials):
                _add(world, form, f"credentials[{index}]")
            if sandboxes is not None:
                claim_credentials(sandboxes, sandbox, world.work)
    except InputProblem as problem:
        raise SeedError(f"{problem.where} {problem.why}") from None
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


def read_seed_file(path: Path) -> bytes:
    """The text of a seed file. Raises `SeedError`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SeedError(f"it cannot be read: {error.strerror}") from None


def _parse(text: bytes) -> dict[str, Any]:
    document = _read(text.removeprefix(codecs.BOM_UTF8))  # editors on Windows write one
    if not isinstance(document, dict):
        raise SeedError("the document must be an object")
    known = ["version", "credentials", *(entry.name for entry in ENTRIES)]
    for name in document:
        if name not in known:
            raise SeedError(f"{name} is not known; {', '.join(known)} are")
    if document.get("version", VERSION) != VERSION:
        raise SeedError(f"version must be {VERSION}")
    return document


def _read(text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        pass  # perhaps for its comments alone
    blanked = _without_comments(text)
    if not blanked.strip() and text.strip():
        raise SeedError(
            "there is nothing but comments in it (curl -d @FILE takes the line ends away; use --data-binary @FILE)"
        )
    try:
        return orjson.loads(blanked)
    except orjson.JSONDecodeError as error:
        raise SeedError(f"line {error.lineno}, column {error.colno}: {error.msg}") from None


def _without_comments(text: bytes) -> bytes:
    """The text with blanks for `// …` and `/* … */`, so that everything else stays in its line and column."""
    return _STRING_OR_COMMENT.sub(lambda found: found[1] or found[0].translate(_BLANKS), text)
