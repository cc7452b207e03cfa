"""What is measured: requests a second, each beside its yardstick in the same rounds."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.load import COUNTER, Target, drive
from tests.bench.servers import Server, emulator
from tests.bench.table import Row

QUERY = "?source=bench&format=json"
KEY = {"apikey": "litmos-account-owner"}
USER = {"UserName": f"{COUNTER}@example.com", "FirstName": "Jo", "LastName": "Baba", "Email": "jo@example.com"}
POST = {"Content-Type": "application/json"}
APP = {"Authorization": "Basic RU1VTEFUT1IwMTplbXVsYXRvci1zZWNyZXQ="}  # EMULATOR01:emulator-secret
LRS = "/lrs/EMULATOR01"
XAPI = {**APP, **POST, "X-Experience-API-Version": "1.0.3"}
STATEMENT = {
    "actor": {"mbox": f"mailto:{COUNTER}@example.com"},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/experienced"},
    "object": {"id": "http://example.com/course"},
}


FILLING = 4  # seconds in which a journal gets its 10,000 entries
GOALS = {
    "Prism GET": 4,
    "Prism POST": 3.5,
    "WireMock GET": 1.2,
    "moto GET": 20,
    "moto PUT": 12,
    "json-server POST": 3,
}
"""How many times as many requests a second as a peer's."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure."""

    rounds: int
    seconds: float
    starts: int
    resets: int


def rates(
    ours: Server, bare: Server, prism: Server | None, peers: Sequence[Target], effort: Effort
) -> tuple[list[Row], float]:
    """The rows on requests a second, and the cores that others used."""
    get_user = Target("GET user", ours, _new_user(ours), headers=KEY)
    post_user = Target("POST user", ours, f"/v1.svc/users{QUERY}", "POST", {**KEY, **POST}, json.dumps(USER))
    constant = Target("FastAPI, a constant dict", bare, "/dict")
    least = Target("FastAPI, constant bytes", bare, "/bytes")
    post_statement = Target("POST statement", ours, f"{LRS}/statements", "POST", XAPI, json.dumps(STATEMENT))
    last = _last_route(ours)
    targets = [constant, get_user, post_user, post_statement, least, *([last] if last else []), *_peers(prism), *peers]
    others = drive(targets, effort.rounds, effort.seconds)
    rows = [
        *(
            Row(
                f"{target.name} (16 connections)",
                target.rate,
                "requests/s",
                note=f"{target.cost:.0f} us of the server each",
            )
            for target in targets
        ),
        _ratio("GET Litmos user by id / FastAPI dict", get_user, constant, 45),
        _ratio("POST Litmos user, committed / FastAPI dict", post_user, constant, 30),
        _ratio("POST xAPI statement, committed / POST Litmos user", post_statement, post_user, 50),
        _ratio("GET Litmos user by id / FastAPI bytes", get_user, least),
        _ratio("POST Litmos user, committed / FastAPI bytes", post_user, least),
        _ratio("last route (NexPort ValidateAccessToken) / first (Litmos user)", last, get_user, 95),
    ]
    for peer in (*_peers_of(targets), *peers):
        target = get_user if peer.method == "GET" else post_user
        rows.append(Row(f"{target.name} / {peer.name}", target.rate / peer.rate, "x", least=GOALS.get(peer.name)))
    return rows, others


def observation(folder: Path, effort: Effort) -> list[Row]:
    """What journal, faults and limits cost a GET together, with no rule set: beside the same server without them."""
    with (
        emulator(folder / "observed") as observed,
        emulator(folder / "unobserved", "tests.bench.unobserved", limit="0") as unobserved,
    ):
        with_them, without = (
            Target("GET user", server, _new_user(server), headers=KEY) for server in (observed, unobserved)
        )
        drive([with_them], 1, FILLING)  # a journal that is full costs more than one that has room
        with_them.rates.clear()
        with_them.costs.clear()
        drive([with_them, without], 2 * effort.rounds, 1)
    cost = 100 * (1 - min(without.costs) / min(with_them.costs))  # others of the machine only ever add to a turn
    note = f"{min(with_them.costs):.0f} us each, {min(without.costs):.0f} without; the best of {2 * effort.rounds} turns of each"
    return [Row("journal, faults and limits, of a GET's processor time", cost, "%", most=8, note=note)]


def _ratio(name: str, ours: Target | None, other: Target, least: float | None = None) -> Row:
    if ours is None:
        return Row(name, None, "%", least=least, note="not served yet")
    note = f"{100 * other.cost / ours.cost:.0f} % by the servers' processor time"
    return Row(name, 100 * ours.rate / other.rate, "%", least=least, note=note)


def _new_user(emulator: Server) -> str:
    body = json.dumps({**USER, "UserName": "bench@example.com"})
    made = json.loads(emulator.call("POST", f"/v1.svc/users{QUERY}", body, **KEY, **POST))
    return f"/v1.svc/users/{made['Id']}{QUERY}"


def _last_route(emulator: Server) -> Target | None:
    """NexPort is the last vendor in the table; its cheapest call checks a token, as the Litmos one checks a key."""
    body = json.dumps({"username": "api.user", "password": "emulator-password", "grant_type": "password"})
    try:
        made = json.loads(emulator.call("POST", "/api/v1/AdminApi/Authenticate", body, **POST))
    except AssertionError:
        return None
    path = f"/api/v1/AdminApi/ValidateAccessToken?access_token={made['access_token']}"
    return Target("GET NexPort ValidateAccessToken", emulator, path)


def _peers(prism: Server | None) -> list[Target]:
    if prism is None:
        return []
    return [
        Target("Prism GET", prism, "/users/1"),
        Target("Prism POST", prism, "/users", "POST", POST, json.dumps(USER)),
    ]


def _peers_of(targets: list[Target]) -> list[Target]:
    return [target for target in targets if target.name.startswith("Prism")]
