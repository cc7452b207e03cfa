"""The control API's reads and the console's pages, in a world of the three vendors that has been played in."""

from collections.abc import Iterator

from tests.counts.asking import Ask
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

NOT_COUNTED = {
    "GET /_emulator/events": "it does not end",
    "GET /_emulator/export": "it reads every table that there is",
}
CONTROL = (
    "/about",
    "/clock",
    "/credentials",
    "/deliveries",
    "/deliveries/wait?seconds=0",
    "/due",
    "/faults",
    "/faults/recipes",
    "/jobs",
    "/jobs/wait?seconds=0",
    "/journal",
    "/journal.har",
    "/journal/wait?seconds=0",
    "/limits",
    "/live",
    "/metrics",
    "/operations",
    "/outbox",
    "/outbox/wait?seconds=0",
    "/ready",
    "/samples/",
    "/sandboxes",
    "/seed.schema.json",
    "/settings",
    "/sink",
    "/sink-script",
    "/snapshots",
)
CONSOLE = (
    "/actions",
    "/coverage",
    "/faults",
    "/jobs",
    "/journal",
    "/journal/rows",
    "/sent",
    "/world",
    "/world/changes?snapshot=s0",
    "/world/learners",
    "/world/search?q=a",
)
SHELVES = {
    "litmos": ("users", "id=lee"),
    "nexport": ("users", "login=Jo"),
    "scormcloud": ("registrations", "id=R1"),
}


def make(world: World, rows: int) -> None:
    """Add to the world so many of what only the control API makes."""
    for number in range(rows):
        world.control("POST", "faults", json={"match": {"path": f"/never{number}"}, "do": {"status": 503}})
        world.control("PUT", "sink-script", json={"path": f"/{number}", "answers": [200]})
        world.control("POST", f"sink/{number}", json={})
        world.control("POST", "credentials", json=_key(f"{world.name}-{number}"))
    _deliver(world, rows)
    for number in range(rows):
        world.control("POST", "snapshots", json={"name": f"s{number}"})


def _deliver(world: World, rows: int) -> None:
    """Have so many postbacks made, to the sink: they end with the first try."""
    cloud = ScormCloudClient(world)
    target = {"url": f"{world.root}/_emulator/sink/posted", "authType": "UNDEFINED", "resultsFormat": "UNDEFINED"}
    for number in range(rows):
        assert cloud.register(f"posted{number}", postBack=target).status_code == 204
        of = {"vendor": "scormcloud", "registration": f"posted{number}"}
        world.control("POST", "attempts/play", params=of, json={"status": "passed"})
    wanted = {"state": "Delivered", "at_least": rows}
    assert world.control("GET", "deliveries/wait", params=wanted)["ok"]


def _key(text: str) -> dict[str, str]:
    return {"vendor": "litmos", "key": f"counted-{text}"}


def asks(world: World) -> Iterator[Ask]:
    """A call of each read and each page."""
    root = f"{world.root}/_emulator"
    for path in CONTROL:
        yield Ask(f"GET /_emulator{path.partition('?')[0]}", "GET", root + path, kind="read")
    number = world.journal()[-1]["number"]
    fault = world.control("GET", "faults")["faults"][0]["id"]
    world.control("GET", "snapshots/s0/changes")  # the columns of tables are read once
    mail = world.control("GET", "outbox")["messages"][0]["number"]
    for template, path in {
        "faults/{fault_id}": f"faults/{fault}",
        "journal/{number}": f"journal/{number}",
        "openapi/{name}.json": "openapi/litmos.json",
        "outbox/{number}": f"outbox/{mail}",
        "outbox/{number}/html": f"outbox/{mail}/html",
        "outbox/{number}/text": f"outbox/{mail}/text",
        "samples/{name}": "samples/scorm12-quiz.zip",
        "snapshots/{name}/changes": "snapshots/s0/changes",
    }.items():
        yield Ask(f"GET /_emulator/{template}", "GET", f"{root}/{path}", kind="read")
    for path in CONSOLE:
        yield Ask(f"GET /_emulator/console{path.partition('?')[0]}", "GET", f"{root}/console{path}", kind="page")
    yield Ask("GET /_emulator/console/journal/{number}", "GET", f"{root}/console/journal/{number}", kind="page")
    for vendor, (shelf, query) in SHELVES.items():
        name, place = "GET /_emulator/console/world/{vendor}/{name}", f"{root}/console/world/{vendor}/{shelf}"
        yield Ask(f"{name} of {vendor}", "GET", place, kind="page")
        yield Ask(f"{name}/one of {vendor}", "GET", f"{place}/one?{query}", kind="page")
