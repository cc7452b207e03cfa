"""Collections and their listings."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos import collection_content, collection_images, collections, listings
from emulator.vendors.litmos.collection_content import COURSES, PATHS
from emulator.vendors.litmos.page import Page
from emulator.vendors.litmos.routing import routes


@routes.operation("get_collections")
def list_collections(call: Call, page: Page) -> list[Row]:
    return collections.find_all(call, page)


@routes.operation("post_collections", before=collection_images.check)
def create_collection(call: Call, body: dict[str, Any]) -> Row:
    return collections.create(call, body)


@routes.operation("delete_collection_collectionid")
@routes.operation("delete_collections_collectionid")
def delete_collection(call: Call, collectionid: str) -> None:
    collections.delete(call, collectionid)


@routes.operation("post_collections_collectionid_courses")
def add_courses(call: Call, collectionid: str, body: list[dict[str, Any]]) -> None:
    collection_content.add(call, collectionid, body, COURSES)


@routes.operation("delete_collections_collectionid_courses")
def remove_course(call: Call, collectionid: str, body: list[dict[str, Any]]) -> None:
    collection_content.remove(call, collectionid, body, COURSES)


@routes.operation("post_collections_collectionid_learningpaths")
def add_learning_paths(call: Call, collectionid: str, body: list[dict[str, Any]]) -> None:
    collection_content.add(call, collectionid, body, PATHS)


@routes.operation("delete_collections_collectionid_learningpaths")
def remove_learning_path(call: Call, collectionid: str, body: list[dict[str, Any]]) -> None:
    collection_content.remove(call, collectionid, body, PATHS)


@routes.operation("post_collectionlistings")
def create_listing(call: Call, body: dict[str, Any]) -> Row:
    return listings.create(call, body)


@routes.operation("get_collectionlistings_collectionid")
def list_listings(call: Call, collectionid: str, page: Page) -> list[Row]:
    return listings.find_all(call, collectionid, page)


@routes.operation("delete_collectionlistings_collectionid_listingid")
def delete_listing(call: Call, collectionid: str, listingid: str) -> None:
    listings.delete(call, collectionid, listingid)


@routes.operation("get_collectionlistings_listingid_users")
def list_listing_users(call: Call, listingid: str, page: Page) -> list[Row]:
    return listings.users(call, listingid, page)


@routes.operation("post_collectionlistings_listingid_users")
def add_listing_users(call: Call, listingid: str, body: list[dict[str, Any]]) -> None:
    listings.add_users(call, listingid, [user["id"] for user in body])


@routes.operation("delete_collectionlistings_listingid_users_userid")
def remove_listing_user(call: Call, listingid: str, userid: str) -> None:
    listings.remove_user(call, listingid, userid)


@routes.operation("get_collectionlistings_listingid_teams")
def list_listing_teams(call: Call, listingid: str, page: Page) -> list[Row]:
    return listings.teams(call, listingid, page)


@routes.operation("post_collectionlistings_listingid_team_teamid")
def add_listing_team(call: Call, listingid: str, teamid: str) -> None:
    listings.add_team(call, listingid, teamid)


@routes.operation("delete_collectionlistings_listingid_team_teamid")
def remove_listing_team(call: Call, listingid: str, teamid: str) -> None:
    listings.remove_team(call, listingid, teamid)
