"""The rules of collections: bundles of courses and learning paths."""

from typing import Any

from sqlalchemy import bindparam, func, select

from emulator.store.statement import Row, Statement
from emulator.vendors.call import Call
from emulator.vendors.litmos.activities import note
from emulator.vendors.litmos.errors import (
    BadRequest,
    CollectionHasListings,
    CollectionIdMismatch,
    CollectionInvalid,
    CollectionsNotFound,
    CollectionsOff,
)
from emulator.vendors.litmos.ids import new_id
from emulator.vendors.litmos.settings import settings_of
from emulator.vendors.litmos.stamps import stamped
from emulator.vendors.litmos.tables import (
    LitmosCollection,
    LitmosCollectionCourse,
    LitmosCollectionPath,
    LitmosListing,
)
from emulator.vendors.litmos.wire.page import Page
from emulator.vendors.litmos.wire.reading import named_id

_LIST = Statement(
    select(*LitmosCollection.__table__.c)
    .order_by(LitmosCollection.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_COUNT = Statement(select(func.count()).select_from(LitmosCollection))


def check_feature(call: Call) -> None:
    """403 while the feature is off."""
    if not settings_of(call).litmos_collections:
        raise CollectionsOff("the sandbox's setting litmos_collections is off")


def find_all(call: Call, page: Page) -> list[Row]:
    """A page of the collections. 404 if there are none at all (documented)."""
    check_feature(call)
    if not call.store.value(_COUNT):
        raise CollectionsNotFound()
    return call.store.all(_LIST, start=page.start, limit=page.limit)


def find(call: Call, collectionid: str) -> Row:
    """A collection by Id. 403 if there is none (documented)."""
    row = call.store.get(LitmosCollection, id=collectionid)
    if row is None:
        raise CollectionInvalid()
    return row


def create(call: Call, body: dict[str, Any]) -> Row:
    """A new collection. Its image was looked at before (`collection_images.check`)."""
    check_feature(call)
    if not body.get("name"):
        raise BadRequest("Name is required")
    row = store_new(call, body)
    note(call, "content", "Collection Created", "Collection", row)
    return row


def store_new(call: Call, body: dict[str, Any], collection_id: str | None = None) -> Row:
    """Add the row of a collection, and its default listing if it is to have one (documented; its members are inferred)."""
    row: Row = {
        "id": collection_id or new_id(call.ids),
        "number": call.ids.number("litmos.collection"),
        "name": body["name"],
        "description": body.get("description") or "",
        "default_listing": body.get("default_listing") or False,
        "image_url": body.get("image_url") or None,
        **stamped(call),
    }
    call.store.insert(LitmosCollection, row)
    if row["default_listing"]:
        store_listing(call, {"name": row["name"], "collection_id": row["id"]})
    return row


def store_listing(call: Call, body: dict[str, Any], listing_id: str | None = None) -> Row:
    """Add the row of a listing; without limits where the body says nothing."""
    row: Row = {
        "id": listing_id or new_id(call.ids),
        "number": call.ids.number("litmos.listing"),
        "collection_id": body["collection_id"],
        "name": body["name"],
        "active": body.get("active") is not False,
        "duration_type": body.get("duration_type") or "Unlimited",
        "max_users": body.get("max_users") or "unlimited",
        "duration_days": body.get("duration_days") or 0,
        "fixed_date": body.get("fixed_date"),
        **stamped(call),
    }
    call.store.insert(LitmosListing, row)
    return row


def delete(call: Call, collectionid: str) -> None:
    """Delete a collection. 403 while it has a listing (documented)."""
    check_feature(call)
    row = find(call, collectionid)
    if (named_id(call.request) or collectionid) != collectionid:
        raise CollectionIdMismatch()
    if call.store.get(LitmosListing, collection_id=collectionid):
        raise CollectionHasListings()
    for table in (LitmosCollectionCourse, LitmosCollectionPath):
        call.store.delete(table, collection_id=collectionid)
    call.store.delete(LitmosCollection, id=collectionid)
    note(call, "content", "Collection Deleted", "Collection", row)
