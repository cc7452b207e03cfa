"""The section of Toy in a seed document: `notes`, with the members that POST /notes takes."""

from typing import Any, cast

from emulator.contract.reading import InputProblem, InputReader
from emulator.sandbox.world import World
from toy_vendor import notes
from toy_vendor.routing import contract
from toy_vendor.rows import Row

SCHEMA = contract.schemas["NoteInput"]


def create(world: World, document: Any) -> None:
    """Create what the document describes. Raises `InputProblem` with the path of what is wrong."""
    if not isinstance(document, dict):
        raise InputProblem("toy", "must be an object")
    for name in document:
        if name != "notes":
            raise InputProblem(f"toy.{name}", "is not known; notes is")
    for index, note in enumerate(InputReader(contract).documents(SCHEMA, document.get("notes", []), "toy.notes")):
        _refuse_unknown(document["notes"][index], f"toy.notes[{index}]")
        notes.create(world, cast(Row, note))


def _refuse_unknown(entry: dict[str, Any], where: str) -> None:
    for name in entry.keys() - {field.name for field in SCHEMA.fields}:
        raise InputProblem(f"{where}.{name}", "is not known")
