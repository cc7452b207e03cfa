"""Collections, what is in them, and their listings."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from lxml import etree

from tests.vendors.litmos.calling import BAD_REQUEST, LitmosClient, refusal

MEMBERS = ["Id", "Name", "Description", "DefaultListing", "ImageURL"]
LISTING = ["Id", "Name", "Active", "DurationType", "MaxUsers", "DurationDays", "FixedDate", "CollectionId"]
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 100


class Bundle:
    """A collection and calls on it."""

    def __init__(self, litmos: LitmosClient) -> None:
        self.litmos = litmos
        self.collection: dict[str, Any] = litmos.call("POST", "/collections", json={"Name": "All"}).json()
        self.path = f"/collections/{self.collection['Id']}"

    def listing(self, **members: Any) -> dict[str, Any]:
        """Create a listing."""
        response = self.litmos.call("POST", "/collectionlistings", json=self.body(**members))
        assert response.status_code == 201, response.text
        listing: dict[str, Any] = response.json()
        return listing

    def body(self, **members: Any) -> dict[str, Any]:
        """A listing without limits."""
        return {"Name": "For all", "DurationType": "Unlimited", "CollectionId": self.collection["Id"], **members}

    def content(self, kind: str, name: str, *, active: bool = True) -> str:
        """A course or a learning path; returns its Id."""
        if kind == "courses":
            return str(self.litmos.new_course(name, Active=active)["Id"])
        self.litmos.world.seed({"litmos": {"learning_paths": [{"Id": f"path-{name}", "Name": name, "Active": active}]}})
        return f"path-{name}"

    def team(self, name: str) -> str:
        """A team; returns its Id."""
        self.litmos.world.seed({"litmos": {"teams": [{"Id": "team1", "OriginalId": 42, "Name": name}]}})
        return "team1"


@pytest.fixture
def bundle(litmos: LitmosClient) -> Bundle:
    """A collection."""
    return Bundle(litmos)


class Images:
    """A server that answers every GET with one status and one body."""

    def __init__(self) -> None:
        self.status, self.body, self.url = 200, b"", ""

    def answer(self, status: int, body: bytes) -> None:
        """What it answers from now on."""
        self.status, self.body = status, body


@pytest.fixture
def images() -> Iterator[Images]:
    """A server of files."""
    found = Images()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(found.status)
            self.send_header("Content-Length", str(len(found.body)))
            self.end_headers()
            try:
                self.wfile.write(found.body)
            except OSError:  # a client that has seen enough hangs up
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found.url = f"http://127.0.0.1:{server.server_port}/image.png"
    yield found
    server.shutdown()
    server.server_close()


def test_collections_are_created_listed_and_deleted(litmos: LitmosClient) -> None:
    assert refusal(litmos.call("GET", "/collections"), 404) == "Collections do not exist."
    response = litmos.call("POST", "/collections", json={"Name": "A", "Description": "d", "DefaultListing": False})
    assert response.status_code == 201
    first = response.json()
    assert list(first) == MEMBERS
    assert {**first, "Id": ""} == {"Id": "", "Name": "A", "Description": "d", "DefaultListing": False, "ImageURL": None}
    text = litmos.xml("POST", "/collections", "<Collection><Name>B</Name></Collection>").text
    assert text.endswith('<ImageURL i:nil="true"/></Collection>')
    assert [row["Name"] for row in litmos.call("GET", "/collections").json()] == ["A", "B"]
    root = etree.fromstring(litmos.xml("GET", "/collections", start="1").content)
    assert (root.tag, [[child.tag for child in item] for item in root]) == ("Collections", [MEMBERS])
    assert litmos.call("GET", "/collections", params={"start": 9}).json() == []
    for path in (f"/collections/{first['Id']}", f"/collection/{root.findtext('Collection/Id')}"):
        response = litmos.call("DELETE", path)
        assert (response.status_code, response.content) == (200, b"")
        assert refusal(litmos.call("DELETE", path), 403) == "Invalid CollectionID"


def test_a_collection_with_a_listing_or_another_id_in_the_body_is_not_deleted(bundle: Bundle) -> None:
    words = "The Collection Id do not match. Please check the XML/json request and the URL."
    for path in (bundle.path, bundle.path.replace("/collections/", "/collection/")):
        response = bundle.litmos.call("DELETE", path, json={"Id": "another"})
        assert refusal(response, 409) == words
        assert (
            refusal(bundle.litmos.xml("DELETE", path, "<Collection><Id>x</Id></Collection>", format="json"), 409)
            == words
        )
    bundle.listing()
    for path in (bundle.path, bundle.path.replace("/collections/", "/collection/")):
        assert refusal(bundle.litmos.call("DELETE", path), 403) == "One or more Listings Exists"


def test_a_default_listing_is_made_with_its_collection(litmos: LitmosClient) -> None:
    collection = litmos.call("POST", "/collections", json={"Name": "A", "DefaultListing": True}).json()
    (listing,) = litmos.call("GET", f"/collectionlistings/{collection['Id']}").json()
    assert (listing["Name"], listing["DurationType"], listing["MaxUsers"]) == ("A", "Unlimited", "unlimited")


@pytest.mark.parametrize(
    "body", [{}, {"Name": ""}, {"Name": "x" * 256}, {"Name": []}, [], "x", {"Name": "a", "DefaultListing": "perhaps"}]
)
def test_a_collection_that_cannot_be_answers_400(litmos: LitmosClient, body: Any) -> None:
    assert refusal(litmos.call("POST", "/collections", json=body), 400) == BAD_REQUEST
    assert refusal(litmos.xml("POST", "/collections", "<Collections/>"), 400) == BAD_REQUEST


def test_the_image_of_a_collection_is_really_fetched(litmos: LitmosClient, images: Images) -> None:
    def create(url: str) -> httpx.Response:
        return litmos.call("POST", "/collections", json={"Name": "A", "ImageURL": url})

    images.answer(200, PNG)
    response = create(images.url)
    assert (response.status_code, response.json()["ImageURL"]) == (201, images.url)
    images.answer(404, PNG)
    words = "Please provide a downloadable link for Image URL"
    assert refusal(create(images.url), 400) == words
    for url in ("http://127.0.0.1:1/x.png", "nonsense", "file:///etc/passwd", "http://[::1"):
        assert refusal(create(url), 400) == words
    images.answer(200, b"<html>no image</html>")
    assert refusal(create(images.url), 400) == "Invalid File Type For Collection Image"
    images.answer(200, PNG + b"x" * 2 * 1024 * 1024)
    assert refusal(create(images.url), 400) == "Collection Image file too large."
    assert len(litmos.call("GET", "/collections").json()) == 1


WORDS = {
    "courses": {
        "unknown": "The collectionId - {} does not exist or no courses were included in the xml/json body or courses that you requested "
        "does not exist",
        "most": "Please provide maximum 25 courses in the xml/json body!",
        "none": "Not Found - The courses do not exist.",
        "twice": "Conflict - Duplicate courses in the request",
        "already": "Conflict - One or more courses have already been added to the Collection.",
        "one": "Courses must be deleted one by one",
        "missing": "The course does not exist",
        "elsewhere": "The collection does not have the course assigned to it.",
    },
    "learningpaths": {
        "unknown": "The collectionId - {} does not exist or no learningpaths were included in the xml/json body or learningpaths that you "
        "requested does not exist",
        "most": "Please provide maximum 25 learningpaths in the xml/json body!",
        "none": "Not Found - The learningpaths do not exist.",
        "twice": "Conflict - Duplicate learningpaths in the request",
        "already": "Conflict - One or more learningpaths have already been added to the Collection.",
        "one": "Learningpaths must be deleted one by one",
        "missing": "The learningpath does not exist",
        "elsewhere": "The collection does not have the learningpath assigned to it.",
    },
}
XML = {"courses": ("Courses", "Course"), "learningpaths": ("LearningPaths", "LearningPath")}
OTHER_NAME = {"courses": "CourseId", "learningpaths": "LearningPathId"}


@pytest.mark.parametrize("kind", list(WORDS))
def test_content_is_put_into_a_collection_and_taken_out_one_by_one(bundle: Bundle, kind: str) -> None:
    first, second, third = (bundle.content(kind, name) for name in "abc")
    path, call = f"{bundle.path}/{kind}", bundle.litmos.call
    response = call("POST", path, json=[{"Id": first, "SeqId": "1"}, {OTHER_NAME[kind]: second}])
    assert (response.status_code, response.content) == (201, b"")
    root, item = XML[kind]
    body = f"<{root}><{item}><Id>{third}</Id></{item}></{root}>"
    assert bundle.litmos.xml("POST", path, body).status_code == 201
    assert refusal(call("POST", path, json=[{"Id": third}]), 409) == WORDS[kind]["already"]
    assert bundle.litmos.xml("DELETE", path, body).status_code == 200
    response = call("DELETE", path, json=[{"Id": first}])
    assert (response.status_code, response.content) == (200, b"")
    assert refusal(call("DELETE", path, json=[{"Id": first}]), 404) == WORDS[kind]["elsewhere"]


@pytest.mark.parametrize("kind", list(WORDS))
def test_content_that_cannot_be_put_in_is_refused_and_none_is(bundle: Bundle, kind: str) -> None:
    good, resting = bundle.content(kind, "a"), bundle.content(kind, "b", active=False)
    path, call, words = f"{bundle.path}/{kind}", bundle.litmos.call, WORDS[kind]
    unknown = words["unknown"].format(bundle.collection["Id"])
    invalid = "One or more of these records are invalid, inactive or do not exist"
    for ids, status, expected in (
        ([f"x{number}" for number in range(26)], 403, words["most"]),
        ([], 404, unknown),
        ([good, good], 409, words["twice"]),
        (["x", "y"], 404, words["none"]),
        ([good, "x"], 409, invalid),
        ([good, resting], 409, invalid),
    ):
        assert refusal(call("POST", path, json=[{"Id": one} for one in ids]), status) == expected
    response = call("POST", f"/collections/no/{kind}", json=[{"Id": good}])
    assert refusal(response, 404) == words["unknown"].format("no")
    malformed: list[Any] = [{}, [7], "x", [{"Id": []}], [{"Id": good, "SeqId": "123"}]]
    for body in malformed:
        assert refusal(call("POST", path, json=body), 400) == BAD_REQUEST
    assert call("POST", path, json=[{"Id": good}]).status_code == 201


@pytest.mark.parametrize("kind", list(WORDS))
def test_content_that_cannot_be_taken_out_is_refused(bundle: Bundle, kind: str) -> None:
    good = bundle.content(kind, "a")
    path, call, words = f"{bundle.path}/{kind}", bundle.litmos.call, WORDS[kind]
    assert refusal(call("DELETE", path, json=[{"Id": good}, {"Id": "x"}]), 403) == words["one"]
    assert refusal(call("DELETE", path, json=[]), 404) == words["unknown"].format(bundle.collection["Id"])
    assert refusal(call("DELETE", path, json=[{"Id": "x"}]), 404) == words["missing"]
    assert (
        refusal(call("DELETE", f"/collections/no/{kind}", json=[{"Id": good}]), 404) == "The collection does not exist"
    )
    assert refusal(call("DELETE", path, content=b""), 400) == BAD_REQUEST


def test_listings_are_created_listed_and_deleted(bundle: Bundle) -> None:
    absent = f"Listings for collection - {bundle.collection['Id']} does not exist."
    path = f"/collectionlistings/{bundle.collection['Id']}"
    assert refusal(bundle.litmos.call("GET", path), 404) == absent
    first = bundle.listing(Name="A", MaxUsers="10", DurationType="dynamic", DurationDays=30)
    assert list(first) == LISTING
    assert (first["Active"], first["DurationType"], first["MaxUsers"], first["DurationDays"]) == (
        True,
        "Dynamic",
        "10",
        30,
    )
    xml = (
        f"<Listing><Name>B</Name><DurationType>Fixed</DurationType><FixedDate>2030-01-01T00:00:00</FixedDate>"
        f"<CollectionId>{bundle.collection['Id']}</CollectionId></Listing>"
    )
    root = etree.fromstring(bundle.litmos.xml("POST", "/collectionlistings", xml).content)
    assert (root.tag, [child.tag for child in root], root.findtext("FixedDate")) == (
        "Listing",
        LISTING,
        "2030-01-01T00:00:00",
    )
    assert [listing["Name"] for listing in bundle.litmos.call("GET", path).json()] == ["A", "B"]
    assert bundle.litmos.call("GET", path, params={"start": 1, "limit": 1}).json()[0]["Name"] == "B"
    assert etree.fromstring(bundle.litmos.xml("GET", path).content).tag == "Listings"
    response = bundle.litmos.call("DELETE", f"{path}/{first['Id']}")
    assert (response.status_code, response.content) == (200, b"")
    assert len(bundle.litmos.call("GET", path).json()) == 1


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"Name": ""}, (403, "Listing Name is required")),
        ({"DurationType": "Dynamic"}, (403, "DurationType dynamic requires DurationDays")),
        ({"DurationType": "Dynamic", "DurationDays": 0}, (403, "DurationType dynamic requires DurationDays")),
        ({"DurationType": "Fixed"}, (403, "DurationType Fixed requires FixedDate")),
        ({"CollectionId": "no"}, (404, "Collection Id does not exist.")),
        ({"CollectionId": None}, (404, "Collection Id does not exist.")),
        ({"DurationType": "Sometimes"}, (400, None)),
        ({"MaxUsers": "many"}, (400, None)),
        ({"MaxUsers": "-1"}, (400, None)),
        ({"DurationDays": "x"}, (400, None)),
        ({"FixedDate": "soon"}, (400, None)),
    ],
)
def test_a_listing_that_cannot_be_is_refused(
    bundle: Bundle, members: dict[str, Any], expected: tuple[int, str | None]
) -> None:
    response = bundle.litmos.call("POST", "/collectionlistings", json=bundle.body(**members))
    assert (response.status_code, expected[1] and response.json()["Detail"]) == expected


def test_a_listing_that_cannot_be_deleted_says_why(bundle: Bundle) -> None:
    listing, call = bundle.listing(), bundle.litmos.call
    other = call("POST", "/collections", json={"Name": "Other"}).json()["Id"]
    path = f"/collectionlistings/{bundle.collection['Id']}"
    assert refusal(call("DELETE", f"/collectionlistings/no/{listing['Id']}"), 403) == "Invalid CollectionID"
    assert refusal(call("DELETE", f"{path}/no"), 403) == "Invalid ListingID"
    words = "Collection Id do not match. Please check the XML/json request and the URL."
    assert refusal(call("DELETE", f"/collectionlistings/{other}/{listing['Id']}"), 409) == words
    assert refusal(call("DELETE", f"{path}/{listing['Id']}", json={"Id": "another"}), 409) == "The Listing Id"
    user = bundle.litmos.new_user()["Id"]
    call("POST", f"/collectionlistings/{listing['Id']}/users", json=[{"Id": user}])
    assert refusal(call("DELETE", f"{path}/{listing['Id']}"), 403) == "One or more Users exists in the listing"
    call("DELETE", f"/users/{user}")
    assert call("DELETE", f"{path}/{listing['Id']}").status_code == 200


def test_users_are_let_into_a_listing_and_taken_out(bundle: Bundle) -> None:
    path = f"/collectionlistings/{bundle.listing(MaxUsers='2')['Id']}/users"
    users = [bundle.litmos.new_user(f"u{number}@example.com")["Id"] for number in range(3)]
    call = bundle.litmos.call
    assert refusal(call("GET", path), 404) == "Users do not exist in list."
    response = call("POST", path, json=[{"Id": users[0]}, {"Id": users[0]}, {"Id": "nobody"}])
    assert (response.status_code, response.content) == (200, b"")
    assert bundle.litmos.xml("POST", path, f"<Users><User><Id>{users[1]}</Id></User></Users>").status_code == 200
    rows = call("GET", path).json()
    assert [row["Id"] for row in rows] == users[:2]
    assert list(rows[0]) == ["Id", "UserName", "FirstName", "LastName", "Active", "Email", "AccessLevel", "Brand"]
    assert [row["Id"] for row in call("GET", path, params={"search": "u1@"}).json()] == [users[1]]
    root = etree.fromstring(bundle.litmos.xml("GET", path).content)
    assert (root.tag, root[0].tag) == ("ListingUsers", "ListingUser")
    listing = path.split("/")[2]
    assert refusal(call("POST", path, json=[{"Id": users[2]}]), 404) == f"Exceeds Listing User Limit - {listing}"
    assert call("DELETE", f"{path}/u0@example.com").status_code == 200
    assert refusal(call("DELETE", f"{path}/{users[0]}"), 404) == "Delete User from Listing Failed."
    assert refusal(call("DELETE", f"{path}/nobody"), 404) == "Delete User from Listing Failed."
    assert call("POST", path, json=[{"Id": users[2]}]).status_code == 200


def test_users_for_a_listing_that_is_not_there_or_has_expired(bundle: Bundle) -> None:
    user = bundle.litmos.new_user()["Id"]
    listing = bundle.listing(DurationType="Fixed", FixedDate="2020-01-01T00:00:00")["Id"]
    for path_id, body in (("no", [{"Id": user}]), (listing, [])):
        words = f"No listing with this id - {path_id} exists in your organization, or the user list is empty."
        response = bundle.litmos.call("POST", f"/collectionlistings/{path_id}/users", json=body)
        assert refusal(response, 404) == words
    response = bundle.litmos.call("POST", f"/collectionlistings/{listing}/users", json=[{"Id": user}])
    assert refusal(response, 500) == "Listing has expired.", "documented as a 500"


def test_teams_are_let_into_a_listing_that_has_no_limit(bundle: Bundle) -> None:
    open_to_all, limited = bundle.listing()["Id"], bundle.listing(MaxUsers="5")["Id"]
    team, call = bundle.team("Red Team"), bundle.litmos.call
    path = f"/collectionlistings/{open_to_all}"
    assert refusal(call("GET", f"{path}/teams"), 404) == "Teams are not attached to list."
    for method in ("POST", "POST"):
        response = call(method, f"{path}/team/{team}")
        assert (response.status_code, response.content) == (200, b"")
    expected = {"Id": team, "Name": "Red Team", "TeamCodeForBulkImport": "42-RedTeam", "ParentTeamId": ""}
    assert call("GET", f"{path}/teams").json() == [expected]
    root = etree.fromstring(bundle.litmos.xml("GET", f"{path}/teams").content)
    assert (root.tag, [child.tag for child in root[0]]) == ("Teams", list(expected))
    for method in ("POST", "DELETE"):
        assert (
            refusal(call(method, f"/collectionlistings/{limited}/team/{team}"), 404)
            == "Listing is limited cannot add team"
        )
        assert refusal(call(method, f"/collectionlistings/no/team/{team}"), 404) == "Invalid Listing ids."
        assert refusal(call(method, f"{path}/team/no"), 404) == "Invalid Listing ids."
    assert bundle.litmos.xml("DELETE", f"{path}/team/{team}").status_code == 200
    assert refusal(call("GET", f"{path}/teams"), 404) == "Teams are not attached to list."


def test_while_the_feature_is_off_every_operation_says_so(bundle: Bundle) -> None:
    listing, collection = bundle.listing()["Id"], bundle.collection["Id"]
    bundle.litmos.world.settings(litmos_collections=False)
    calls: list[tuple[str, str, Any]] = [
        ("GET", "/collections", None),
        ("POST", "/collections", {"Name": "A", "ImageURL": "http://127.0.0.1:1/"}),
        ("DELETE", f"/collection/{collection}", None),
        ("DELETE", f"/collections/{collection}", None),
        ("POST", f"/collections/{collection}/courses", [{"Id": "x"}]),
        ("DELETE", f"/collections/{collection}/courses", [{"Id": "x"}]),
        ("POST", f"/collections/{collection}/learningpaths", [{"Id": "x"}]),
        ("DELETE", f"/collections/{collection}/learningpaths", [{"Id": "x"}]),
        ("POST", "/collectionlistings", bundle.body()),
        ("GET", f"/collectionlistings/{collection}", None),
        ("DELETE", f"/collectionlistings/{collection}/{listing}", None),
        ("GET", f"/collectionlistings/{listing}/users", None),
        ("POST", f"/collectionlistings/{listing}/users", [{"Id": "x"}]),
        ("DELETE", f"/collectionlistings/{listing}/users/x", None),
        ("GET", f"/collectionlistings/{listing}/teams", None),
        ("POST", f"/collectionlistings/{listing}/team/x", None),
        ("DELETE", f"/collectionlistings/{listing}/team/x", None),
    ]
    for method, path, body in calls:
        response = bundle.litmos.call(method, path, **({} if body is None else {"json": body}))
        assert refusal(response, 403) == "Collection feature is not enabled", (method, path)


def test_collections_come_from_a_seed_with_their_listings(litmos: LitmosClient) -> None:
    listing = {"Id": "listing1", "Name": "L", "DurationType": "Unlimited", "Users": ["jo@example.com"]}
    collection = {"Id": "col1", "Name": "A", "Courses": ["C1"], "Listings": [listing]}
    users, courses = [{"UserName": "jo@example.com"}], [{"Name": "Safety", "Code": "C1"}]
    litmos.world.seed({"litmos": {"users": users, "courses": courses, "collections": [collection]}})
    assert [row["Id"] for row in litmos.call("GET", "/collections").json()] == ["col1"]
    assert [row["Id"] for row in litmos.call("GET", "/collectionlistings/col1").json()] == ["listing1"]
    assert litmos.call("GET", "/collectionlistings/listing1/users").json()[0]["UserName"] == "jo@example.com"


def test_collections_are_for_account_owners_and_a_refused_creation_has_words_of_its_own(litmos: LitmosClient) -> None:
    administrator = LitmosClient(litmos.world, "litmos-administrator")
    assert (
        refusal(administrator.call("GET", "/collections"), 403)
        == "You do not have the proper permissions for this call."
    )
    words = "Failed to upload file image or you do not have the proper permissions for this call."
    assert refusal(administrator.call("POST", "/collections", json={"Name": "A"}), 403) == words
