"""The rules of collection listings: who may use a collection, for how long, and how many."""

from sqlalchemy import bindparam, func, select

from emulator.sandbox.world import World
from emulator.store.search import contains_folded, pattern_of
from emulator.vendors.litmos.activities import note
from emulator.vendors.litmos.collections import collections
from emulator.vendors.litmos.errors import (
    BadRequest,
    CollectionInvalid,
    CollectionNotFound,
    DurationDaysRequired,
    FixedDateRequired,
    ListingElsewhere,
    ListingExpired,
    ListingFull,
    ListingHasUsers,
    ListingIdMismatch,
    ListingIdsInvalid,
    ListingInvalid,
    ListingIsLimited,
    ListingNameRequired,
    ListingNotFound,
    ListingsNotFound,
    ListingTeamsNotFound,
    ListingUserNotRemoved,
    ListingUsersNotFound,
)
from emulator.vendors.litmos.imports import bulk_codes
from emulator.vendors.litmos.passed_over import note_passed_over
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import (
    LitmosCollection,
    LitmosListing,
    LitmosListingTeam,
    LitmosListingUser,
    LitmosTeam,
    LitmosUser,
)
from emulator.vendors.litmos.users.users import LISTED
from emulator.vendors.litmos.wire.page import Page

UNLIMITED = "unlimited"
DURATIONS = {"unlimited": "Unlimited", "dynamic": "Dynamic", "fixed": "Fixed"}

_user = LitmosUser.__table__.c
_LIST = Statement(
    select(*LitmosListing.__table__.c)
    .where(LitmosListing.collection_id == bindparam("collection"))
    .order_by(LitmosListing.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_USERS = Statement(
    select(*(_user[key] for key in LISTED))
    .join_from(LitmosListingUser, LitmosUser, LitmosUser.id == LitmosListingUser.user_id)
    .where(LitmosListingUser.listing_id == bindparam("listing"))
    .where(contains_folded(_user.search_text, "search"))
    .order_by(LitmosListingUser.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_COUNT = Statement(
    select(func.count()).select_from(LitmosListingUser).where(LitmosListingUser.listing_id == bindparam("listing"))
)
_TEAMS = Statement(
    select(*LitmosTeam.__table__.c)
    .join_from(LitmosListingTeam, LitmosTeam, LitmosTeam.id == LitmosListingTeam.team_id)
    .where(LitmosListingTeam.listing_id == bindparam("listing"))
    .order_by(LitmosListingTeam.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)


def create(world: World, body: Row) -> Row:
    """A new listing of a collection."""
    collections.check_feature(world)
    body = checked(body)
    if not body.get("collection_id") or world.work.get(LitmosCollection, id=body["collection_id"]) is None:
        raise CollectionNotFound()
    row = collections.store_listing(world, body)
    note(world, "content", "Listing Created", "Listing", row)
    return row


def checked(body: Row) -> Row:
    """The valid values of a listing, with DurationType in the documented spelling."""
    if not body.get("name"):
        raise ListingNameRequired()
    duration = DURATIONS.get((body.get("duration_type") or "Unlimited").lower())
    if duration is None:
        raise BadRequest("DurationType must be Unlimited, Dynamic or Fixed")
    if duration == "Dynamic" and (body.get("duration_days") or 0) < 1:
        raise DurationDaysRequired()
    if duration == "Fixed" and body.get("fixed_date") is None:
        raise FixedDateRequired()
    most = (body.get("max_users") or UNLIMITED).lower()
    if most != UNLIMITED and not (most.isascii() and most.isdigit() and len(most) <= 9):
        raise BadRequest("MaxUsers must be unlimited or a whole number")
    return {**body, "duration_type": duration, "max_users": most}


def find_all(world: World, collectionid: str, page: Page) -> list[Row]:
    """A page of the listings of a collection. 404 if it has none (documented)."""
    collections.check_feature(world)
    if world.work.get(LitmosListing, collection_id=collectionid) is None:
        raise ListingsNotFound()
    return world.work.all(_LIST, collection=collectionid, start=page.start, limit=page.limit)


def delete(world: World, collectionid: str, listingid: str, named: str | None) -> None:
    """Delete a listing. 403 while it has users (documented)."""
    collections.check_feature(world)
    if world.work.get(LitmosCollection, id=collectionid) is None:
        raise CollectionInvalid()
    row = world.work.get(LitmosListing, id=listingid)
    if row is None:
        raise ListingInvalid()
    if row["collection_id"] != collectionid:
        raise ListingElsewhere()
    if (named or listingid) != listingid:
        raise ListingIdMismatch()
    if world.work.get(LitmosListingUser, listing_id=listingid):
        raise ListingHasUsers()
    world.work.delete(LitmosListingTeam, listing_id=listingid)
    world.work.delete(LitmosListing, id=listingid)
    note(world, "content", "Listing Deleted", "Listing", row)


def users(world: World, listingid: str, page: Page) -> list[Row]:
    """A page of the users of a listing, without those of its teams. 404 if it has none (documented)."""
    collections.check_feature(world)
    if world.work.get(LitmosListingUser, listing_id=listingid) is None:
        raise ListingUsersNotFound()
    search = pattern_of(page.search or "")
    return world.work.all(_USERS, listing=listingid, search=search, start=page.start, limit=page.limit)


def add_users(world: World, listingid: str, user_ids: list[str]) -> None:
    """Add users to a listing, all or none; users who are already in it and unknown ones are skipped (inferred)."""
    collections.check_feature(world)
    row = world.work.get(LitmosListing, id=listingid)
    if row is None or not user_ids:
        raise ListingNotFound()
    if row["duration_type"] == "Fixed" and row["fixed_date"] < world.now():
        raise ListingExpired()
    known = [user_id for user_id in dict.fromkeys(user_ids) if world.work.get(LitmosUser, id=user_id)]
    note_passed_over(world, "no such user", (user_id for user_id in user_ids if user_id not in known))
    new = [each for each in known if world.work.get(LitmosListingUser, listing_id=listingid, user_id=each) is None]
    if row["max_users"] != UNLIMITED and world.work.value(_COUNT, listing=listingid) + len(new) > int(row["max_users"]):
        raise ListingFull()
    for user_id in new:
        number = world.ids.number("litmos.listing_user")
        member = {"listing_id": listingid, "user_id": user_id, "number": number, "created_date": world.now()}
        world.work.insert(LitmosListingUser, member)


def remove_user(world: World, listingid: str, userid: str) -> None:
    """Take a user out of a listing. 404 if they are not in it."""
    collections.check_feature(world)
    user = world.work.get(LitmosUser, id=userid) or world.work.get(LitmosUser, user_name_folded=userid.lower())
    if user is None or not world.work.delete(LitmosListingUser, listing_id=listingid, user_id=user["id"]):
        raise ListingUserNotRemoved()


def teams(world: World, listingid: str, page: Page) -> list[Row]:
    """A page of the teams of a listing. 404 if it has none (documented)."""
    collections.check_feature(world)
    if world.work.get(LitmosListingTeam, listing_id=listingid) is None:
        raise ListingTeamsNotFound()
    rows = world.work.all(_TEAMS, listing=listingid, start=page.start, limit=page.limit)
    return [
        {**row, "team_code_for_bulk_import": bulk_codes.of_team(row), "parent_team_id": row["parent_id"]}
        for row in rows
    ]


def add_team(world: World, listingid: str, teamid: str) -> None:
    """Add a team to a listing; if it is in it already, nothing changes."""
    key = _team_key(world, listingid, teamid)
    if world.work.get(LitmosListingTeam, **key) is None:
        world.work.insert(LitmosListingTeam, {**key, "number": world.ids.number("litmos.listing_team")})


def remove_team(world: World, listingid: str, teamid: str) -> None:
    """Take a team out of a listing; nothing if it is not in it (inferred)."""
    world.work.delete(LitmosListingTeam, **_team_key(world, listingid, teamid))


def _team_key(world: World, listingid: str, teamid: str) -> dict[str, str]:
    collections.check_feature(world)
    row = world.work.get(LitmosListing, id=listingid)
    if row is None or world.work.get(LitmosTeam, id=teamid) is None:
        raise ListingIdsInvalid()
    if row["max_users"] != UNLIMITED:
        raise ListingIsLimited()
    return {"listing_id": listingid, "team_id": teamid}
