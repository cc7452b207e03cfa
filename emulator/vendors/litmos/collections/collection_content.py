"""The content of a collection: courses and learning paths, under the same rules."""

from emulator.light.records import dataclass
from emulator.sandbox.world import World
from emulator.vendors.litmos.collections import collections
from emulator.vendors.litmos.errors import (
    ContentAlreadyInCollection,
    ContentDuplicated,
    ContentInvalid,
    ContentMustBeOne,
    ContentNotFound,
    ContentNotInCollection,
    ContentsNotFound,
    TooMuchContent,
    UnknownCollection,
    UnknownCollectionOrContent,
)
from emulator.vendors.litmos.rows import Row, Table
from emulator.vendors.litmos.tables import (
    LitmosCollection,
    LitmosCollectionCourse,
    LitmosCollectionPath,
    LitmosCourse,
    LitmosLearningPath,
)

MOST = 25  # in one request (documented)


@dataclass(frozen=True, slots=True)
class Content:
    """A kind of content: its table, the table of its places in collections, and the place's column."""

    table: type[Table]
    places: type[Table]
    column: str


COURSES = Content(LitmosCourse, LitmosCollectionCourse, "course_id")
PATHS = Content(LitmosLearningPath, LitmosCollectionPath, "path_id")


def add(world: World, collectionid: str, body: list[Row], content: Content) -> None:
    """Put content into a collection, all of it or none. The checks run in the order of this function (inferred)."""
    collections.check_feature(world)
    ids = _ids(body)
    if len(ids) > MOST:
        raise TooMuchContent()
    if not ids or world.work.get(LitmosCollection, id=collectionid) is None:
        raise UnknownCollectionOrContent()
    if len(set(ids)) < len(ids):
        raise ContentDuplicated()
    found = [row for row in (world.work.get(content.table, id=content_id) for content_id in ids) if row is not None]
    if not found:
        raise ContentsNotFound()
    if len(found) < len(ids) or not all(row["active"] for row in found):
        raise ContentInvalid()
    if any(_place(world, collectionid, content_id, content) for content_id in ids):
        raise ContentAlreadyInCollection()
    for content_id, entry in zip(ids, body, strict=True):
        place = {"collection_id": collectionid, content.column: content_id, "seq_id": entry.get("seq_id") or ""}
        world.work.insert(content.places, place)


def remove(world: World, collectionid: str, body: list[Row], content: Content) -> None:
    """Take one course or learning path out of a collection."""
    collections.check_feature(world)
    ids = _ids(body)
    if len(ids) > 1:
        raise ContentMustBeOne()
    if not ids:
        raise UnknownCollectionOrContent()
    if world.work.get(LitmosCollection, id=collectionid) is None:
        raise UnknownCollection()
    if world.work.get(content.table, id=ids[0]) is None:
        raise ContentNotFound()
    if _place(world, collectionid, ids[0], content) is None:
        raise ContentNotInCollection()
    world.work.delete(content.places, collection_id=collectionid, **{content.column: ids[0]})


def _ids(body: list[Row]) -> list[str]:
    return [entry.get("id") or "" for entry in body]


def _place(world: World, collection_id: str, content_id: str, content: Content) -> Row | None:
    return world.work.get(content.places, collection_id=collection_id, **{content.column: content_id})
