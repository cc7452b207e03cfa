"""What tests of teams and learning paths do over and over."""

from typing import Any

from tests.vendors.litmos.calling import LitmosClient

UNKNOWN = "AAAAAAAAAAA1"
"""Has the form of an Id, and is nobody's."""


def new_team(litmos: LitmosClient, name: str = "A team", parent: dict[str, Any] | None = None) -> dict[str, Any]:
    """Create a team, or a sub-team."""
    path = f"/teams/{parent['Id']}/teams" if parent else "/teams"
    response = litmos.call("POST", path, json={"Id": "", "Name": name, "Description": ""})
    assert response.status_code == 201, response.text
    team: dict[str, Any] = response.json()
    return team


def add(litmos: LitmosClient, team: dict[str, Any], *users: dict[str, Any], **params: Any) -> None:
    """Put users into a team."""
    body = [{"Id": user["Id"]} for user in users]
    assert litmos.call("POST", f"/teams/{team['Id']}/users", json=body, params=params).status_code == 201


def new_path(litmos: LitmosClient, name: str, courses: list[dict[str, Any]], **members: Any) -> dict[str, Any]:
    """Seed a learning path with courses and answer it."""
    entry = {"Name": name, "Courses": [course["Id"] for course in courses], **members}
    litmos.world.seed({"litmos": {"learning_paths": [entry]}})
    found: list[dict[str, Any]] = litmos.call("GET", "/learningpaths", params={"search": name}).json()
    return found[0]


def names(litmos: LitmosClient, path: str, **params: Any) -> list[str]:
    """The names in a list."""
    return [row.get("Name") or row["UserName"] for row in litmos.call("GET", path, params=params).json()]


def courses_of(litmos: LitmosClient, user: dict[str, Any]) -> list[str]:
    """The courses of a user, as their page shows them."""
    page = litmos.world.client.get(litmos.call("GET", f"/users/{user['Id']}").json()["LoginKey"])
    return [part.partition("</h2>")[0] for part in page.text.split('<h2 class="course">')[1:]]


def level(litmos: LitmosClient, user: dict[str, Any]) -> str:
    """The AccessLevel of a user."""
    found: str = litmos.call("GET", f"/users/{user['Id']}").json()["AccessLevel"]
    return found


def recipients(litmos: LitmosClient) -> list[str]:
    """To whom messages went."""
    return [message["recipient"] for message in litmos.world.control("GET", "outbox")["messages"]]
