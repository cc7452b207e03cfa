"""Collections and self sign-up tokens in a seed document."""

from typing import Any, cast

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.litmos.collections import collection_content, collections, listings
from emulator.vendors.litmos.collections.collection_content import COURSES, PATHS
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.seed import identity, references
from emulator.vendors.litmos.tables import LitmosCollection, LitmosListing, LitmosToken
from emulator.vendors.litmos.users import tokens
from emulator.vendors.litmos.wire.reading import LitmosReader

_reader = LitmosReader(contract)
COLLECTION = contract.schemas["Collection"]
_LISTING = contract.schemas["Listing"]
TOKEN = contract.schemas["Token"]


def create_collection(world: World, entry: Any, where: str) -> None:
    """Create a collection with `Courses`, `LearningPaths` (names) and `Listings`, each of these with `Users` and `Teams` (names)."""
    known = {field.name for field in COLLECTION.fields} | {"Courses", "LearningPaths", "Listings"}
    given = references.members(entry, where, known)
    body: Row = cast(Row, _reader.document(COLLECTION, given, where))
    if not body.get("name"):
        raise InputProblem(f"{where}.Name", "is required")
    # A default listing is made with the collection's Id, so that has to be the final one.
    row = collections.store_new(world, {**body, "default_listing": False})
    collection_id = identity.take(world, LitmosCollection, row["id"], given, where)
    if body.get("default_listing"):
        world.work.update(LitmosCollection, {"id": collection_id}, {"default_listing": True})
        collections.store_listing(world, {"name": body["name"], "collection_id": collection_id})
    for name, inside in references.names(given, "Courses", where):
        course = references.course(world, name, inside)
        collection_content.add(world, collection_id, [{"id": course["id"]}], COURSES)
    for name, inside in references.names(given, "LearningPaths", where):
        path = references.learning_path(world, name, inside)
        collection_content.add(world, collection_id, [{"id": path["id"]}], PATHS)
    for listing, inside in references.entries(given, "Listings", where):
        _add_listing(world, collection_id, listing, inside)


def create_token(world: World, entry: Any, where: str) -> None:
    """Create a self sign-up token: the members of POST /tokens."""
    given = references.members(entry, where, {field.name for field in TOKEN.fields})
    body: Row = cast(Row, _reader.document(TOKEN, given, where))
    tokens.check(world, body)
    if world.work.get(LitmosToken, token_code_folded=body["token_code"].lower()):
        raise InputProblem(f"{where}.TokenCode", "belongs to another token")
    if body.get("token_id") and world.work.get(LitmosToken, token_id=body["token_id"]):
        raise InputProblem(f"{where}.TokenId", "belongs to another token")
    tokens.store_new(world, body, body.get("token_id") or None)


def _add_listing(world: World, collection_id: str, entry: Any, where: str) -> None:
    known = {field.name for field in _LISTING.fields} - {"CollectionId"} | {"Users", "Teams"}
    given = references.members(entry, where, known)
    body: Row = listings.checked(cast(Row, _reader.document(_LISTING, given, where)))
    row = collections.store_listing(world, {**body, "collection_id": collection_id})
    listing_id = identity.take(world, LitmosListing, row["id"], given, where)
    users = [references.user(world, *named)["id"] for named in references.names(given, "Users", where)]
    if users:
        listings.add_users(world, listing_id, users)
    for name, inside in references.names(given, "Teams", where):
        listings.add_team(world, listing_id, references.team(world, name, inside)["id"])
