"""The rules of collections: bundles of courses and learning paths."""

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.vendors.litmos.activities import note
from emulator.vendors.litmos.errors import (
    CollectionHasListings,
    CollectionIdMismatch,
    CollectionInvalid,
    CollectionsNotFound,
    CollectionsOff,
)
from emulator.vendors.litmos.ids import new_id
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.settings import settings_of
from emulator.vendors.litmos.stamps import stamped
from emulator.vendors.litmos.tables import (
    LitmosCollection,
    LitmosCollectionCourse,
    LitmosCollectionPath,
    LitmosListing,
)
from emulator.vendors.litmos.wire.page import Page

_LIST = Statement(
    select(*LitmosCollection.__table__.c)
    .order_by(LitmosCollection.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_ANY = Statement(select(LitmosCollection.number).limit(1))


def check_feature(world: World) -> None:
    """403 while the feature is off."""
    if not settings_of(world).litmos_collections:
        raise CollectionsOff("the sandbox's setting litmos_collections is off")


def find_all(world: World, page: Page) -> list[Row]:
    """A page of the collections. 404 if there are none at all (documented)."""
    check_feature(world)
    if world.work.one(_ANY) is None:
        raise CollectionsNotFound()
    return world.work.all(_LIST, start=page.start, limit=page.limit)


def find(world: World, collectionid: str) -> Row:
    """A collection by Id. 403 if there is none (documented)."""
    row = world.work.get(LitmosCollection, id=collectionid)
    if row is None:
        raise CollectionInvalid()
    return row


def create(world: World, body: Row) -> Row:
    """A new collection. Its image was looked at before (`collection_images.check`)."""
    check_feature(world)
    row = store_new(world, body)
    note(world, "content", "Collection Created", "Collection", row)
    return row


def store_new(world: World, body: Row, collection_id: str | None = None) -> Row:
    """Add the row of a collection, and its default listing if it is to have one (documented; its members are inferred)."""
    row: Row = {
        "id": collection_id or new_id(world.ids),
        "number": world.ids.number("litmos.collection"),
        "name": body["name"],
        "description": body.get("description") or "",
        "default_listing": body.get("default_listing") or False,
        "image_url": body.get("image_url") or None,
        **stamped(world),
    }
    world.work.insert(LitmosCollection, row)
    if row["default_listing"]:
        store_listing(world, {"name": row["name"], "collection_id": row["id"]})
    return row


def store_listing(world: World, body: Row, listing_id: str | None = None) -> Row:
    """Add the row of a listing; without limits where the body says nothing."""
    row: Row = {
        "id": listing_id or new_id(world.ids),
        "number": world.ids.number("litmos.listing"),
        "collection_id": body["collection_id"],
        "name": body["name"],
        "active": body.get("active") is not False,
        "duration_type": body.get("duration_type") or "Unlimited",
        "max_users": body.get("max_users") or "unlimited",
        "duration_days": body.get("duration_days") or 0,
        "fixed_date": body.get("fixed_date"),
        **stamped(world),
    }
    world.work.insert(LitmosListing, row)
    return row


def delete(world: World, collectionid: str, named: str | None) -> None:
    """Delete a collection. 403 while it has a listing (documented)."""
    check_feature(world)
    row = find(world, collectionid)
    if (named or collectionid) != collectionid:
        raise CollectionIdMismatch()
    if world.work.get(LitmosListing, collection_id=collectionid):
        raise CollectionHasListings()
    for table in (LitmosCollectionCourse, LitmosCollectionPath):
        world.work.delete(table, collection_id=collectionid)
    world.work.delete(LitmosCollection, id=collectionid)
    note(world, "content", "Collection Deleted", "Collection", row)
