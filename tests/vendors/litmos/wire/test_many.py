"""Lists that are found in one way among few rows and in another among many: both return the same."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import bindparam, select

from emulator.vendors.litmos.reports import deltas, ecommerce
from emulator.vendors.litmos.tables import LitmosSession
from emulator.vendors.litmos.teams import team_courses, team_paths
from emulator.vendors.litmos.training import session_lists
from emulator.vendors.litmos.wire.many import beyond
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.litmos.learning import WEEK, hold_clock
from tests.vendors.litmos.teams.teaming import new_path, new_team
from tests.vendors.litmos.training.test_sessions import Training


def sessions(litmos: LitmosClient) -> str:
    """Sessions of a course for sale, of which the later ones begin earlier."""
    training = Training(litmos)
    litmos.call("PUT", f"/courses/{training.course['Id']}", json={"ForSale": True})
    for day in (20, 18, 18, 16):
        training.new(Days=[{"StartDate": f"2030-07-{day}T09:00:00Z", "EndDate": f"2030-07-{day}T17:00:00Z"}])
        litmos.world.advance(1)
    return ""


def logins(litmos: LitmosClient) -> str:
    """Users who logged in: one only as the user's row says, the others by a link."""
    for number in range(3):
        user = litmos.new_user(f"u{number}@example.com")
        key = litmos.call("GET", f"/users/{user['Id']}").json()["LoginKey"]
        assert litmos.world.client.get(key).status_code < 400
        litmos.world.advance(1)
    litmos.world.seed({"litmos": {"users": [{"UserName": "old@example.com", "LastLogin": "2030-05-13T08:00:00Z"}]}})
    return ""


def team(litmos: LitmosClient) -> str:
    """A team with courses and learning paths; the id of the team. Others have none of them."""
    made = new_team(litmos)
    courses = [litmos.new_course(f"C{number}") for number in range(5)]
    paths = [new_path(litmos, f"P{number}", []) for number in range(5)]
    for number in (3, 0, 4):
        litmos.call("POST", f"/teams/{made['Id']}/courses", json=[{"Id": courses[number]["Id"]}])
        litmos.call("POST", f"/teams/{made['Id']}/learningpaths", json=[{"Id": paths[number]["Id"]}])
    gone = [{"Id": courses[3]["Id"]}], [{"Id": paths[3]["Id"]}]
    litmos.call("DELETE", f"/teams/{made['Id']}/courses", json=gone[0])
    litmos.call("DELETE", f"/teams/{made['Id']}/learningpaths", json=gone[1])
    return str(made["Id"])


LISTS: dict[str, tuple[Any, Callable[[LitmosClient], str], dict[str, str], int]] = {
    "/sessions/future": (session_lists, sessions, WEEK, 4),
    "/org/ecommerce/coursesessions": (ecommerce, sessions, WEEK, 4),
    "/org/users/logins": (deltas, logins, WEEK, 4),
    "/teams/{}/courses": (team_courses, team, {}, 2),
    "/teams/{}/learningpaths": (team_paths, team, {}, 2),
}


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_the_same_whichever_way_it_is_found(
    litmos: LitmosClient, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_clock(litmos)
    module, make, params, count = LISTS[path]
    path = path.format(make(litmos))
    found: list[list[Any]] = []
    for many in (False, True):
        monkeypatch.setattr(module, "has_many", lambda *_, many=many, **__: many)
        whole = litmos.call("GET", path, params=params)
        pages = [litmos.call("GET", path, params={**params, "start": at, "limit": 1}).json() for at in range(count + 1)]
        assert whole.status_code == 200, whole.text
        found.append([whole.json(), *pages])
    few, much = found
    assert few == much
    assert whole.text.count('"Id":') >= count
    assert few[1] != few[2]


@pytest.mark.parametrize(("few", "way"), [(3, "many"), (4, "few")])
def test_there_are_many_once_there_is_one_more_than_few(
    litmos: LitmosClient, few: int, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_clock(litmos)
    sessions(litmos)
    ways: list[str] = []
    made = session_lists._list

    def noted(when: Any, sort: str, descending: bool, way: Any) -> Any:
        ways.append(way)
        return made(when, sort, descending, way)

    monkeypatch.setattr(session_lists, "_list", noted)
    changed = select(LitmosSession.id).where(LitmosSession.updated_date.between(bindparam("since"), bindparam("to")))
    monkeypatch.setattr(session_lists, "CHANGED", beyond(changed, few))
    litmos.call("GET", "/sessions/future", params=WEEK)
    litmos.call("GET", "/sessions/future")
    assert ways == [way, ""]
