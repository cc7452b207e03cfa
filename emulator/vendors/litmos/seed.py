"""The Litmos section of a seed document, in the vendor's own member names. Its parts are created in the order of `_SECTIONS`."""

from collections.abc import Callable
from typing import Any

from emulator.contract.reading import InputProblem
from emulator.vendors.call import Call
from emulator.vendors.errors import VendorError
from emulator.vendors.litmos import courses, seed_assignments, seed_gamification, seed_learning_paths, seed_teams, users
from emulator.vendors.litmos.authentication import KEY_LENGTH
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.tables import LitmosUser
from emulator.vendors.litmos.wire_in import LitmosReader

_reader = LitmosReader(contract)
_SCHEMAS = {"users": "User", "courses": "Course"}
_MORE: dict[str, Callable[[Call, Any, str], None]] = {
    "learning_paths": seed_learning_paths.create,
    "teams": seed_teams.create,
    "assignments": seed_assignments.create,
    "badges": seed_gamification.create_badge,
    "awards": seed_gamification.create_award,
}
_SECTIONS = (*_SCHEMAS, *_MORE)


def create(call: Call, document: Any) -> None:
    """Create what `{"users": [{"UserName": …}], "courses": [{"Name": …}], …}` describes; a user may bring its own `ApiKey`."""
    if not isinstance(document, dict):
        raise InputProblem("litmos", "must be an object")
    for name in document:
        if name not in _SECTIONS:
            raise InputProblem(f"litmos.{name}", f"is not known; {', '.join(_SECTIONS)} are")
    for section in _SECTIONS:
        entries = document.get(section, [])
        if not isinstance(entries, list):
            raise InputProblem(f"litmos.{section}", "must be an array")
        for index, entry in enumerate(entries):
            _create_one(call, section, entry, f"litmos.{section}[{index}]")


def _create_one(call: Call, section: str, entry: Any, where: str) -> None:
    try:
        if section in _MORE:
            _MORE[section](call, entry, where)
        else:
            _create_plain(call, section, entry, where)
    except VendorError as error:
        text = contract.error(type(error).__name__, None).text
        raise InputProblem(where, error.hint or text or type(error).__name__) from None


def _create_plain(call: Call, section: str, entry: Any, where: str) -> None:
    body = _reader.document(contract.schemas[_SCHEMAS[section]], entry, where)
    unknown = [name for name in entry if name not in _names(section)]
    if unknown:
        raise InputProblem(f"{where}.{unknown[0]}", "is not a member")
    if section == "courses":
        courses.create(call, body)
    else:
        users.check_new(call, body)
        users.store_new(call, body, api_key=_api_key(call, entry, where))


def _api_key(call: Call, entry: Any, where: str) -> str | None:
    key = entry.get("ApiKey")
    if key is None:
        return None
    if not isinstance(key, str) or not 1 <= len(key) <= KEY_LENGTH:
        raise InputProblem(f"{where}.ApiKey", f"must be text of 1 to {KEY_LENGTH} characters")
    if call.store.get(LitmosUser, api_key=key) is not None:
        raise InputProblem(f"{where}.ApiKey", "belongs to another user")
    return key


def _names(section: str) -> set[str]:
    names = {field.name for field in contract.schemas[_SCHEMAS[section]].fields if not field.read_only}
    return names | {"ApiKey"} if section == "users" else names
