"""The rules of notes."""

from sqlalchemy import select

from emulator.sandbox.world import World
from toy_vendor.errors import NoteNotFound
from toy_vendor.rows import Row, Statement
from toy_vendor.tables import ToyNote

_EVERY = Statement(select(ToyNote.__table__).order_by(ToyNote.id))


def every(world: World) -> list[Row]:
    """All notes, in order of creation."""
    return world.work.all(_EVERY)


def find(world: World, note_id: int) -> Row:
    """A note. 404 if there is none."""
    note = world.work.get(ToyNote, id=note_id)
    if note is None:
        raise NoteNotFound(note_id=note_id)
    return note


def create(world: World, body: Row) -> Row:
    """A new note with the members of the body."""
    note: Row = {"id": world.ids.number("toy_note"), "text": None, **body, "changed": world.now()}
    world.work.insert(ToyNote, note)
    return note


def update(world: World, note_id: int, body: Row) -> Row:
    """The note with the members of the body and no others. 404 if there is none."""
    changes: Row = {"text": None, **body, "changed": world.now()}
    if not world.work.update(ToyNote, {"id": note_id}, changes):
        raise NoteNotFound(note_id=note_id)
    return find(world, note_id)


def delete(world: World, note_id: int) -> None:
    """Delete a note. 404 if there is none."""
    if not world.work.delete(ToyNote, id=note_id):
        raise NoteNotFound(note_id=note_id)
