"""Collections and their listings."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos.collections import collection_content, collection_images, collections, listings
from emulator.vendors.litmos.collections.collection_content import COURSES, PATHS
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.wire.page import Page
from emulator.vendors.router import before


@router.get("/collections", status_code=200)
def list_collections(call: Call, page: Page) -> list[Row]:
    return collections.find_all(call, page)


@router.post("/collections", status_code=201)
@before(collection_images.check)
def create_collection(call: Call, body: dict[str, Any]) -> Row:
    return collections.create(call, body)


@router.delete("/collection/{collectionid}", status_code=200)
@router.delete("/collections/{collectionid}", status_code=200)
def delete_collection(call: Call, collectionid: str) -> None:
    collections.delete(call, collectionid)


@router.post("/collections/{collectionid}/courses", status_code=201)
def add_courses(call: Call, collectionid: str, body: list[dict[str, Any]]) -> None:
    collection_content.add(call, collectionid, body, COURSES)


@router.delete("/collections/{collectionid}/courses", status_code=200)
def remove_course(call: Call, collectionid: str, body: list[dict[str, Any]]) -> None:
    collection_content.remove(call, collectionid, body, COURSES)


@router.post("/collections/{collectionid}/learningpaths", status_code=201)
def add_learning_paths(call: Call, collectionid: str, body: list[dict[str, Any]]) -> None:
    collection_content.add(call, collectionid, body, PATHS)


@router.delete("/collections/{collectionid}/learningpaths", status_code=200)
def remove_learning_path(call: Call, collectionid: str, body: list[dict[str, Any]]) -> None:
    collection_content.remove(call, collectionid, body, PATHS)


@router.post("/collectionlistings", status_code=201)
def create_listing(call: Call, body: dict[str, Any]) -> Row:
    return listings.create(call, body)


@router.get("/collectionlistings/{collectionid}", status_code=200)
def list_listings(call: Call, collectionid: str, page: Page) -> list[Row]:
    return listings.find_all(call, collectionid, page)


@router.delete("/collectionlistings/{collectionid}/{listingid}", status_code=200)
def delete_listing(call: Call, collectionid: str, listingid: str) -> None:
    listings.delete(call, collectionid, listingid)


@router.get("/collectionlistings/{listingid}/users", status_code=200)
def list_listing_users(call: Call, listingid: str, page: Page) -> list[Row]:
    return listings.users(call, listingid, page)


@router.post("/collectionlistings/{listingid}/users", status_code=200)
def add_listing_users(call: Call, listingid: str, body: list[dict[str, Any]]) -> None:
    listings.add_users(call, listingid, [user["id"] for user in body])


@router.delete("/collectionlistings/{listingid}/users/{userid}", status_code=200)
def remove_listing_user(call: Call, listingid: str, userid: str) -> None:
    listings.remove_user(call, listingid, userid)


@router.get("/collectionlistings/{listingid}/teams", status_code=200)
def list_listing_teams(call: Call, listingid: str, page: Page) -> list[Row]:
    return listings.teams(call, listingid, page)


@router.post("/collectionlistings/{listingid}/team/{teamid}", status_code=200)
def add_listing_team(call: Call, listingid: str, teamid: str) -> None:
    listings.add_team(call, listingid, teamid)


@router.delete("/collectionlistings/{listingid}/team/{teamid}", status_code=200)
def remove_listing_team(call: Call, listingid: str, teamid: str) -> None:
    listings.remove_team(call, listingid, teamid)
