"""Collections and their listings."""

from emulator.http import Request
from emulator.sandbox.world import World
from emulator.vendors.litmos.collections import collection_content, collection_images, collections, listings
from emulator.vendors.litmos.collections.collection_content import COURSES, PATHS
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.wire.page import Page
from emulator.vendors.litmos.wire.reading import named_id
from emulator.vendors.router import before


@router.get("/collections", status_code=200)
def list_collections(world: World, page: Page) -> list[Row]:
    return collections.find_all(world, page)


@router.post("/collections", status_code=201)
@before(collection_images.check)
def create_collection(world: World, body: Row) -> Row:
    return collections.create(world, body)


@router.delete("/collection/{collectionid}", status_code=200)
@router.delete("/collections/{collectionid}", status_code=200)
def delete_collection(world: World, collectionid: str, request: Request) -> None:
    collections.delete(world, collectionid, named_id(request))


@router.post("/collections/{collectionid}/courses", status_code=201)
def add_courses(world: World, collectionid: str, body: list[Row]) -> None:
    collection_content.add(world, collectionid, body, COURSES)


@router.delete("/collections/{collectionid}/courses", status_code=200)
def remove_course(world: World, collectionid: str, body: list[Row]) -> None:
    collection_content.remove(world, collectionid, body, COURSES)


@router.post("/collections/{collectionid}/learningpaths", status_code=201)
def add_learning_paths(world: World, collectionid: str, body: list[Row]) -> None:
    collection_content.add(world, collectionid, body, PATHS)


@router.delete("/collections/{collectionid}/learningpaths", status_code=200)
def remove_learning_path(world: World, collectionid: str, body: list[Row]) -> None:
    collection_content.remove(world, collectionid, body, PATHS)


@router.post("/collectionlistings", status_code=201)
def create_listing(world: World, body: Row) -> Row:
    return listings.create(world, body)


@router.get("/collectionlistings/{collectionid}", status_code=200)
def list_listings(world: World, collectionid: str, page: Page) -> list[Row]:
    return listings.find_all(world, collectionid, page)


@router.delete("/collectionlistings/{collectionid}/{listingid}", status_code=200)
def delete_listing(world: World, collectionid: str, listingid: str, request: Request) -> None:
    listings.delete(world, collectionid, listingid, named_id(request))


@router.get("/collectionlistings/{listingid}/users", status_code=200)
def list_listing_users(world: World, listingid: str, page: Page) -> list[Row]:
    return listings.users(world, listingid, page)


@router.post("/collectionlistings/{listingid}/users", status_code=200)
def add_listing_users(world: World, listingid: str, body: list[Row]) -> None:
    listings.add_users(world, listingid, [user["id"] for user in body])


@router.delete("/collectionlistings/{listingid}/users/{userid}", status_code=200)
def remove_listing_user(world: World, listingid: str, userid: str) -> None:
    listings.remove_user(world, listingid, userid)


@router.get("/collectionlistings/{listingid}/teams", status_code=200)
def list_listing_teams(world: World, listingid: str, page: Page) -> list[Row]:
    return listings.teams(world, listingid, page)


@router.post("/collectionlistings/{listingid}/team/{teamid}", status_code=200)
def add_listing_team(world: World, listingid: str, teamid: str) -> None:
    listings.add_team(world, listingid, teamid)


@router.delete("/collectionlistings/{listingid}/team/{teamid}", status_code=200)
def remove_listing_team(world: World, listingid: str, teamid: str) -> None:
    listings.remove_team(world, listingid, teamid)
