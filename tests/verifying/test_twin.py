"""The emulator against its twin: what is broken on purpose is found, each time, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest

from emulator import example_seed
from emulator.vendors import ENTRIES
from emulator.vendors.scenarios.scenario import Scenario
from emulator.vendors.scenarios.step import Step
from tests.verifying.sides import ran, told
from tests.verifying.twin import Altered, Twin

JSON = {"format": "json"}
USER = "/v1.svc/users/"


def _new(number: str) -> Step:
    login = "{login" + number + "}"
    body = {"UserName": login, "FirstName": "Ann", "LastName": "Lee", "Email": login, "Culture": "en-US"}
    return Step(operation="post_users", query=JSON, body=body, binds={"user" + number: "Id"})


PAGE = {**JSON, "search": "{prefix}", "sort": "UserName", "limit": "2"}
WALK = Scenario(
    name="walk",
    writes=True,
    names={"login1": "{prefix}-a@example.com", "login2": "{prefix}-b@example.com", "login3": "{prefix}-c@example.com"},
    steps=(
        *map(_new, "123"),
        Step(operation="get_users_userid", path={"userid": "{user1}"}, query=JSON),
        Step(operation="get_users_userid", path={"userid": "{user1}"}, query={"format": "xml"}),
        Step(operation="get_users", query=PAGE),
        Step(operation="get_users_userid", path={"userid": "zzzzzzzzzzz1"}, query=JSON),
    ),
)
ONE, LIST = "get_users_userid", "get_users"
Break = Callable[[Altered], None]


def _user(change: Callable[[dict[str, Any]], Any]) -> Break:
    """Break the JSON of one user."""

    def alter(answer: Altered) -> None:
        if answer.path.startswith(USER) and answer.status == 200:
            answer.json(change)

    return alter


def _refusal(change: Callable[[Altered], Any]) -> Break:
    def alter(answer: Altered) -> None:
        if answer.status == 404:
            change(answer)

    return alter


def _list(change: Callable[[Altered], Any]) -> Break:
    def alter(answer: Altered) -> None:
        if answer.path == "/v1.svc/users" and "limit=2" in answer.query:
            change(answer)

    return alter


def _xml(old: str, new: str) -> Break:
    def alter(answer: Altered) -> None:
        if "xml" in answer.headers.get("content-type", ""):
            answer.text(old, new)

    return alter


def _first_last(user: dict[str, Any]) -> dict[str, Any]:
    return {"Id": user["Id"], "FirstName": user["FirstName"], **{n: v for n, v in user.items() if n != "Id"}}


BREAKS: dict[str, tuple[Break, tuple[str, str, str, str]]] = {
    "another status": (
        _refusal(lambda answer: setattr(answer, "status", 400)),
        (ONE, "status", "status", "emulator wrong"),
    ),
    "a status that the contract does not have": (
        _refusal(lambda answer: setattr(answer, "status", 418)),
        (ONE, "status", "status", "contract stale"),
    ),
    "a member missing": (
        _user(lambda user: user.__delitem__("Points")),
        (ONE, "body.Points", "member", "emulator wrong"),
    ),
    "a member more": (
        _user(lambda user: user.update(Nickname="Annie")),
        (ONE, "body.Nickname", "member", "vendor extra"),
    ),
    "another type": (_user(lambda user: user.update(Points="0")), (ONE, "body.Points", "type", "contract stale")),
    "another order of members": (_user(_first_last), (ONE, "body", "order", "contract stale")),
    "another order of elements": (
        _xml(
            "<FirstName>Ann</FirstName><LastName>Lee</LastName>", "<LastName>Lee</LastName><FirstName>Ann</FirstName>"
        ),
        (ONE, "body", "order", "contract stale"),
    ),
    "null": (_user(lambda user: user.update(Culture=None)), (ONE, "body.Culture", "null", "emulator wrong")),
    "another form of dates": (
        _user(lambda user: user.update(CreatedDate="/Date(1700000000000+0000)/")),
        (ONE, "body.CreatedDate", "form", "emulator wrong"),
    ),
    "a value that is none of the known": (
        _user(lambda user: user.update(AccessLevel="Guru")),
        (ONE, "body.AccessLevel", "form", "contract stale"),
    ),
    "another value than was sent": (
        _user(lambda user: user.update(Email="other@example.com")),
        (ONE, "body.Email", "value", "emulator wrong"),
    ),
    "a page without its limit": (
        _list(lambda answer: answer.json(lambda rows: [*rows, rows[0]])),
        (LIST, "body", "number of entries", "emulator wrong"),
    ),
    "another order of entries": (
        _list(lambda answer: answer.json(lambda rows: rows[::-1])),
        (LIST, "body", "order of entries", "emulator wrong"),
    ),
    "a header missing": (
        _list(lambda answer: answer.headers.pop("x-powered-by")),
        (LIST, "header x-powered-by", "member", "emulator wrong"),
    ),
    "a header more": (
        _list(lambda answer: answer.headers.update({"x-page-count": "7"})),
        (LIST, "header x-page-count", "member", "vendor extra"),
    ),
    "another media type": (
        _list(lambda answer: answer.headers.update({"content-type": "text/json"})),
        (LIST, "header content-type", "form", "contract stale"),
    ),
    "another reason": (
        _refusal(lambda answer: setattr(answer, "reason", "Gone fishing")),
        (ONE, "reason", "words", "emulator wrong"),
    ),
    "other words of an error": (
        _refusal(lambda answer: answer.json(lambda _: {"Detail": "Gone fishing"})),
        (ONE, "body.Detail", "form", "emulator wrong"),
    ),
    "another body of an error": (
        _refusal(lambda answer: answer.json(lambda _: ["Gone fishing"])),
        (ONE, "body", "type", "contract stale"),
    ),
    "slow": (
        _refusal(lambda answer: setattr(answer, "seconds", 0.8)),
        (ONE, "time", "time", "emulator wrong"),
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_broken_on_purpose_is_found_and_nothing_else(root: str, twin: Twin, name: str) -> None:
    alter, finding = BREAKS[name]
    twin.alter = alter
    assert told(ran(root, "litmos", [WALK], slow=0.5 if name == "slow" else 5).findings) == {finding}


@pytest.mark.parametrize("vendor", [entry.name for entry in ENTRIES])
def test_a_twin_that_is_whole_agrees_everywhere(root: str, vendor: str) -> None:
    run = ran(root, vendor, seeded=True)
    assert told(finding for finding in run.findings if finding.verdict != "not tried") == set()
    assert run.agreed > 400
    assert len(run.tried) >= {"litmos": 80, "scormcloud": 64, "nexport": 27}[vendor]


@pytest.mark.parametrize("vendor", ["nexport", "scormcloud"])
def test_it_is_no_difference_that_an_account_has_other_data(root: str, vendor: str) -> None:
    run = ran(root, vendor, seeded=True, there=example_seed.text())
    assert told(finding for finding in run.findings if finding.verdict != "not tried") == set()
