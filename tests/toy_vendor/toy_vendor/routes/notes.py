"""Notes."""

from emulator.sandbox.world import World
from toy_vendor import notes
from toy_vendor.routing import router
from toy_vendor.rows import Row


@router.get("/notes", status_code=200)
def list_notes(world: World) -> list[Row]:
    return notes.every(world)


@router.post("/notes", status_code=201)
def create_note(world: World, body: Row) -> Row:
    return notes.create(world, body)


@router.get("/notes/{noteId}", status_code=200)
def get_note(world: World, note_id: int) -> Row:
    return notes.find(world, note_id)


@router.put("/notes/{noteId}", status_code=200)
def update_note(world: World, note_id: int, body: Row) -> Row:
    return notes.update(world, note_id, body)


@router.delete("/notes/{noteId}", status_code=204)
def delete_note(world: World, note_id: int) -> None:
    notes.delete(world, note_id)
