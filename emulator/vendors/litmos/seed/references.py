"""References in a seed document to existing rows: by Id or by name, so that a document can be written before Ids exist."""

from typing import Any

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.litmos.rows import Row, Table
from emulator.vendors.litmos.tables import LitmosCourse, LitmosLearningPath, LitmosTeam, LitmosUser


def members(entry: Any, where: str, known: set[str]) -> dict[str, Any]:
    """An entry of a section, once it is sure that it is an object with no other members than the known ones."""
    if not isinstance(entry, dict):
        raise InputProblem(where, "must be an object")
    unknown = [name for name in entry if name not in known]
    if unknown:
        raise InputProblem(f"{where}.{unknown[0]}", "is not a member")
    return entry


def entries(entry: dict[str, Any], member: str, where: str) -> list[tuple[Any, str]]:
    """A list of anything, each with the path of where it is; absent and null are empty."""
    given = entry.get(member) or []
    if not isinstance(given, list):
        raise InputProblem(f"{where}.{member}", "must be an array")
    return [(item, f"{where}.{member}[{index}]") for index, item in enumerate(given)]


def names(entry: dict[str, Any], member: str, where: str) -> list[tuple[str, str]]:
    """A list of texts, each with the path of where it is; absent is empty."""
    given = entry.get(member, [])
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        raise InputProblem(f"{where}.{member}", "must be an array of texts")
    return [(name, f"{where}.{member}[{index}]") for index, name in enumerate(given)]


def user(world: World, name: str, where: str) -> Row:
    """A user by UserName or Id, or by the key of a person of the document."""
    name = world.people.get(name, {}).get("UserName", name)
    return _one(world, name, where, LitmosUser, {"user_name_folded": name.lower()}, "user of that UserName or Id")


def course(world: World, name: str, where: str) -> Row:
    """A course by Code, Name or Id."""
    found = world.work.get(LitmosCourse, code=name) if name else None
    return found or _one(world, name, where, LitmosCourse, {"name": name}, "course of that Code, Name or Id")


def learning_path(world: World, name: str, where: str) -> Row:
    """A learning path by Name or Id."""
    return _one(world, name, where, LitmosLearningPath, {"name": name}, "learning path of that Name or Id")


def team(world: World, name: str, where: str) -> Row:
    """A team by Name or Id."""
    return _one(world, name, where, LitmosTeam, {"name_folded": name.lower()}, "team of that Name or Id")


def _one(world: World, name: str, where: str, table: type[Table], key: dict[str, str], what: str) -> Row:
    row = world.work.get(table, **key) or world.work.get(table, id=name)
    if row is None:
        raise InputProblem(where, f"{name[:80]!r}: there is no {what}")
    return row
