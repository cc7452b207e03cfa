"""A call that succeeds for each of the operations, in a world where each of them has something to show or to change."""

from dataclasses import dataclass, field, replace
from typing import Any
from xml.sax.saxutils import escape

import httpx
import orjson

from emulator.contract.model import Operation
from emulator.vendors import load_vendor
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.litmos.learning import NOW, WEEK, hold_clock
from tests.world import World

CONTRACT = load_vendor("litmos").contract

DAY = {"StartDate": "2030-07-16T09:00:00", "EndDate": "2030-07-16T17:00:00"}
SESSION = {
    "Name": "S", "InstructorUserId": "ada", "SessionType": 1, "Days": [DAY], "TimeZone": "UTC", "Location": "Hall", "LocationId": 1,
}  # fmt: skip
PAST = {**SESSION, "Id": "past", "Days": [{"StartDate": "2030-05-01T09:00:00", "EndDate": "2030-05-01T10:00:00"}]}
SEED: dict[str, list[Any]] = {
    "users": [
        {"Id": "ada", "UserName": "ada@example.com", "FirstName": "A", "LastName": "A", "Email": "ada@example.com",
         "AccessLevel": "Administrator", "LastLogin": "2030-05-15T10:00:00Z"},
        {"Id": "jo", "UserName": "jo@example.com", "FirstName": "J", "LastName": "O", "Email": "jo@example.com"},
        {"Id": "lee", "UserName": "lee@example.com", "FirstName": "L", "LastName": "E", "Email": "lee@example.com"},
        {"Id": "gone", "UserName": "gone@example.com", "FirstName": "G", "LastName": "O", "Email": "gone@example.com"},
    ],
    "instructors": ["ada"],
    "locations": [{"LocationId": 1, "Location": "Hall"}],
    "course_custom_fields": [{"CustomFieldId": "level", "Label": "Level", "DefaultValue": "low"}],
    "user_custom_fields": [{"Label": "Badge", "DefaultValue": "0"}],
    "courses": [
        {"Id": "fire", "Name": "Fire", "Code": "F", "Active": True, "ForSale": True, "Price": "9.5",
         "Modules": [{"Id": "quiz", "Name": "Quiz", "ModuleType": "9"},
                     {"Id": "live", "Name": "Live", "Sessions": [{**SESSION, "Id": "next"}, PAST]}]},
        {"Id": "water", "Name": "Water", "Active": True, "Modules": [{"Id": "dive", "Name": "Dive", "ModuleType": "9"}]},
        {"Id": "air", "Name": "Air", "Active": True},
    ],
    "learning_paths": [
        {"Id": "path", "Name": "Path", "Active": True, "ForSale": True, "Price": "1", "Courses": ["water"], "Users": ["lee"]},
        {"Id": "way", "Name": "Way", "Active": True},
    ],
    "teams": [
        {"Id": "team", "Name": "Team", "Users": ["jo"], "Leaders": ["lee"], "Admins": ["lee"], "Courses": ["air"],
         "LearningPaths": ["way"]},
        {"Id": "sub", "Name": "Sub", "ParentTeam": "team"},
    ],
    "assignments": [{"User": "jo", "Course": "fire"}],
    "badges": [{"Title": "Star"}],
    "awards": [{"Course": "water", "Points": 5, "Badge": "Star"}, {"LearningPath": "path", "Points": 1}],
    "collections": [
        {"Id": "box", "Name": "Box", "Courses": ["fire"], "LearningPaths": ["path"],
         "Listings": [{"Id": "list", "Name": "List", "Users": ["jo"], "Teams": ["team"]}]},
        {"Id": "empty", "Name": "Empty"},
        {"Id": "half", "Name": "Half", "Listings": [{"Id": "unused", "Name": "Unused"}]},
    ],
    "tokens": [{"TokenId": "token", "TokenCode": "T1", "TokenType": 1, "TokenTypeId": "fire"}],
}  # fmt: skip

LIVE = "/courses/fire/modules/live"
NEXT = f"{LIVE}/sessions/next"
IDS = [{"Id": "jo"}]


@dataclass(frozen=True)
class Example:
    """A call: `path` with `{day}` and `{job}` for Ids that only the sandbox knows, the body's members, further parameters."""

    path: str
    body: Any = None
    params: dict[str, str] = field(default_factory=dict)

    def with_ids(self, ids: dict[str, str]) -> "Example":
        """The same with the sandbox's own Ids, as `prepare` answers them."""
        path = self.path
        for name, value in ids.items():
            path = path.replace("{" + name + "}", value)
        return replace(self, path=path)


def plain(operation: Operation) -> Example:
    """The call that follows from the path alone."""
    path = operation.path
    for name, value in PLACEHOLDERS.items():
        path = path.replace("{" + name + "}", value)
    wants_period = operation.path.startswith("/org/")
    return Example(path, BODIES.get(operation.id), WEEK if wants_period else PARAMS.get(operation.id, {}))


PLACEHOLDERS = {
    "courseid": "fire", "userid": "lee", "teamid": "team", "learningpathid": "path", "moduleid": "quiz", "sessionid": "next",
    "eventid": "live", "instructorid": "ada", "bulkimportid": "{job}", "customfieldid": "level", "tokenid": "token",
    "collectionid": "box", "listingid": "list",
}  # fmt: skip
PARAMS = {"get_results_details": {"since": "2030-05-12"}}
BODIES: dict[str, Any] = {
    "post_courses_courseid_modules_copy": [{"Id": "dive"}],
    "post_courses_courseid_modules_link": [{"Id": "dive"}],
    "post_courses_courseid_modules_mirror": [{"Id": "dive"}],
    "post_modules": {"Name": "M", "ModuleType": "9", "Active": "true", "ContentURL": ""},
    "put_modules_moduleid": {"Id": "quiz", "ModuleType": "9", "Name": "N"},
    "post_users": {
        "Id": "",
        "UserName": "new@example.com",
        "FirstName": "N",
        "LastName": "W",
        "Email": "new@example.com",
    },
    "put_users_userid": {"Id": "lee", "UserName": "lee@example.com", "FirstName": "Leo"},
    "post_courses": {"Name": "New"},
    "put_courses_courseid": {"Id": "fire", "Name": "Fire!"},
    "put_results_modules_moduleid": {"CourseId": "fire", "UserId": "jo", "Score": 80, "Completed": True, "Note": ""},
    "post_users_courses": IDS,
    "post_users_userid_courses": [{"Id": "air"}],
    "post_teams": {"Id": "", "Name": "Other", "Description": ""},
    "put_teams_teamid": {"Id": "team", "Name": "Team!"},
    "delete_teams_teamid_courses": [{"Id": "air"}],
    "post_teams_teamid_courses": [{"Id": "fire"}],
    "post_teams_teamid_teams": {"Id": "", "Name": "Other", "Description": ""},
    "post_teams_teamid_users": [{"Id": "gone"}],
    "post_users_userid_teams": [{"Id": "sub"}],
    "delete_teams_teamid_learningpaths": [{"Id": "way"}],
    "post_teams_teamid_learningpaths": [{"Id": "path"}],
    "post_users_userid_learningpaths": [{"Id": "path"}],
    "post_courses_courseid_events": {"Name": "Event", "Code": "E", "Description": "d"},
    "post_courses_courseid_events_eventid": {"Name": "Event", "Code": "E", "Description": "d"},
    "post_courses_courseid_modules_moduleid_sessiondays_sessiondayid_attended_attended": IDS,
    "post_courses_courseid_modules_moduleid_sessions": SESSION,
    "put_courses_courseid_modules_moduleid_sessions_sessionid": {"Id": "next", "Name": "Later"},
    "post_courses_courseid_modules_moduleid_sessions_sessionid_rollcall": [
        {"Id": "jo", "Score": 70, "Completed": True}
    ],
    "post_courses_courseid_modules_moduleid_sessions_sessionid_users_register": IDS,
    "post_bulkimports": [{"Username": "x@example.com", "FirstName": "X", "LastName": "Y", "Email": "x@example.com"}],
    "post_bulkimports_courses": [{"CourseTitle": "Imported", "Active": True}],
    "post_historyimports": [
        {"Username": "jo@example.com", "CourseId": "fire", "CompletedDate": "2030-05-01", "Complete": True}
    ],
    "post_users_userid_usercustomfields": [{"Badge": "7"}],
    "post_tokens": [{"TokenCode": "T2", "TokenType": 1, "TokenTypeId": "fire"}],
    "put_tokens": [{"TokenId": "token", "TokenCode": "T1", "TokenType": 1, "TokenTypeId": "water"}],
    "post_collectionlistings": {"Name": "More", "CollectionId": "box"},
    "post_collectionlistings_listingid_users": [{"Id": "lee"}],
    "post_collections": {"Name": "Crate"},
    "delete_collections_collectionid_courses": [{"Id": "fire"}],
    "post_collections_collectionid_courses": [{"Id": "water"}],
    "delete_collections_collectionid_learningpaths": [{"Id": "path"}],
    "post_collections_collectionid_learningpaths": [{"Id": "way"}],
}
PATHS: dict[str, str] = {
    "put_results_modules_moduleid": "/results/modules/quiz",
    "delete_courses_courseid_events_eventid": "/courses/fire/events/live",
    "get_users_userid_courses_courseid": "/users/jo/courses/fire",
    "delete_users_userid_courses_courseid": "/users/jo/courses/fire",
    "put_users_userid_courses_courseid_reset": "/users/jo/courses/fire/reset",
    "get_courses_courseid_modules_moduleid_registration": f"{LIVE}/registration",
    "get_courses_courseid_modules_moduleid_sessions": f"{LIVE}/sessions",
    "post_courses_courseid_modules_moduleid_sessions": f"{LIVE}/sessions",
    "post_courses_courseid_modules_moduleid_sessiondays_sessiondayid_attended_attended": f"{LIVE}/sessiondays/{{day}}/attended/true",
    "post_courses_courseid_modules_moduleid_sessiondays_sessiondayid_users_userid_attended_attended": (
        f"{LIVE}/sessiondays/{{day}}/users/jo/attended/true"
    ),
    "get_courses_courseid_modules_moduleid_sessions_sessionid": NEXT,
    "put_courses_courseid_modules_moduleid_sessions_sessionid": NEXT,
    "delete_courses_courseid_modules_moduleid_sessions_sessionid": NEXT,
    "get_courses_courseid_modules_moduleid_sessions_sessionid_attendance": f"{NEXT}/attendance",
    "get_courses_courseid_modules_moduleid_sessions_sessionid_rollcall": f"{NEXT}/rollcall",
    "post_courses_courseid_modules_moduleid_sessions_sessionid_rollcall": f"{NEXT}/rollcall",
    "post_courses_courseid_modules_moduleid_sessions_sessionid_users_register": f"{NEXT}/users/register",
    "post_courses_courseid_modules_moduleid_sessions_sessionid_users_userid_register": f"{NEXT}/users/jo/register",
    "delete_collection_collectionid": "/collection/empty",
    "delete_collections_collectionid": "/collections/empty",
    "delete_collectionlistings_collectionid_listingid": "/collectionlistings/half/unused",
    "delete_collectionlistings_listingid_users_userid": "/collectionlistings/list/users/jo",
}


def example_of(operation: Operation) -> Example:
    """The call of an operation that succeeds in the world of `prepare`."""
    example = plain(operation)
    return Example(PATHS.get(operation.id, example.path), example.body, example.params)


_ids: dict[str, dict[str, str]] = {}
"""The Ids by the emulator where the world was made."""


def prepare(litmos: LitmosClient) -> dict[str, str]:
    """A fork of the world that `make` makes, which costs a sixth; returns the same Ids."""
    world = litmos.world
    original = World(world.host, "prepared", world.client)
    if world.host not in _ids:
        original.settings(litmos_rate_limit=None)
        _ids[world.host] = make(LitmosClient(original))
    world.client.post(
        f"{world.host}/_emulator/sandboxes/{world.name}", json={"from": original.name, "replace": True}
    ).raise_for_status()
    return _ids[world.host]


def make(litmos: LitmosClient, seed: dict[str, list[Any]] = SEED) -> dict[str, str]:
    """Make the world; returns the Ids that only it knows: of a session's day, and of an import that has an error."""
    hold_clock(litmos, NOW)
    litmos.world.settings(job_mode="instant")
    litmos.world.seed({"litmos": seed})
    done = {"CourseId": "water", "UserId": "lee", "Score": 90, "Completed": True, "Note": ""}
    calls: list[tuple[str, str, Any]] = [
        ("PUT", "/results/modules/dive", done),
        ("POST", f"{NEXT}/users/jo/register", None),
        ("PUT", "/users/gone", {"Id": "gone", "FirstName": "Went"}),
    ]
    for method, path, body in calls:
        assert litmos.call(method, path, json=body).is_success, path
    job = litmos.call(
        "POST", "/bulkimports", json=[{"Username": "bad", "FirstName": "B", "LastName": "D", "Email": "bad"}]
    )
    day = litmos.call("GET", NEXT).json()["Days"][0]["Id"]
    assert litmos.call("POST", f"{LIVE}/sessiondays/{day}/users/jo/attended/true").is_success
    assert litmos.world.client.get(litmos.call("GET", "/users/lee").json()["LoginKey"]).is_success
    return {"job": job.json()["Id"], "day": day}


def send(
    litmos: LitmosClient, operation: Operation, example: Example, *, xml: bool, text: str | None = None
) -> httpx.Response:
    """The call in JSON or in XML, both ways; `text` is a body as it stands."""
    if xml:
        body = text if text is not None or example.body is None else in_xml(operation, example.body)
        return litmos.xml(operation.method, example.path, body, **example.params)
    content = text if text is not None or example.body is None else orjson.dumps(example.body)
    headers = {"Content-Type": "application/json"}
    return litmos.call(operation.method, example.path, content=content, headers=headers, params=example.params)


def in_xml(operation: Operation, body: Any) -> str:
    """A body of JSON as XML: roots and order as the contract has them."""
    request = operation.request
    if request is None:  # a body that nobody asks for: only its Id is looked at
        return "<Record>" + "".join(f"<{name}>{escape(value)}</{name}>" for name, value in body.items()) + "</Record>"
    if request.schema == "CustomFieldParameter":
        pairs = [pair for item in body for pair in item.items()]
        inner = "".join(f'<Parameter fieldname="{name}">{escape(value)}</Parameter>' for name, value in pairs)
    elif request.list:
        inner = "".join(f"<{request.item}>{_members(request.schema, item)}</{request.item}>" for item in body)
    else:
        inner = _members(request.schema, body)
    return f"<{request.root}>{inner}</{request.root}>"


def _members(schema: str | None, row: dict[str, Any]) -> str:
    assert schema is not None
    parts = []
    for member in CONTRACT.schemas[schema].fields:
        value = row.get(member.name)
        if isinstance(value, list):
            inside = "".join(f"<{member.item}>{_members(member.schema, item)}</{member.item}>" for item in value)
            parts.append(f"<{member.name}>{inside}</{member.name}>")
        elif value is not None:
            parts.append(
                f"<{member.name}>{escape(str(value).lower() if isinstance(value, bool) else str(value))}</{member.name}>"
            )
    return "".join(parts)
