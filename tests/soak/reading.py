"""How what is written in the ledger is read from the server, through the vendors' own operations."""

import io
import time
import zipfile
from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import count

from tests.soak.client import Answer, Client
from tests.soak.ledger import ABSENT, Fact, Tally

MARKER = "marker.txt"
SAMPLE = "a sample"
SENT = "sent"
TWICE = " twice"
FAILED = "Failed"  # what an import says of itself follows
SETTLED_SECONDS = 60  # for an import that nothing hinders
ENDED = ("COMPLETE", "ERROR", "Ready", "Failed", "Completed")
POLL = 0.02


class Unsettled(Exception):
    """Work that does not come to its end; the words say which."""


def read_fact(client: Client, fact: Fact) -> str:
    """What it is now. Raises `Unsettled` if it does not come to its end."""
    return READERS[fact.kind](client, fact.sandbox, fact.key)


def read_tally(client: Client, tally: Tally) -> float:
    """What it is now."""
    if tally.kind == "clock":
        now = datetime.fromisoformat(client.control(tally.sandbox, "GET", "/clock").json()["now"])
        return (now - datetime.fromisoformat(tally.key)).total_seconds()
    # Imports of one course at the same time have numbers behind their id.
    jobs = (f"{tally.key}-{number}" if number > 1 else tally.key for number in count(1))
    for job in jobs:
        if not _settled(client, f"import {job} of {tally}", partial(_import, client, tally.sandbox, job)).ok:
            break
    return _versions(client, tally.sandbox, tally.key)


def _course(client: Client, sandbox: str, course: str) -> str:
    ended = _settled(client, f"import of {course} of {sandbox}", lambda: _import(client, sandbox, course))
    answer = client.cloud(sandbox, "GET", f"/courses/{course}/zip")
    if not answer.ok:
        failed = ended.ok and ended.json()["status"] == "ERROR"
        return f"{FAILED}: {ended.json()['message']}" if failed else _absent(answer)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        if "imsmanifest.xml" not in names or "index.html" not in names:
            return f"a zip of {names}"
        value = archive.read(MARKER).decode() if MARKER in names else SAMPLE
    return value + TWICE if _versions(client, sandbox, course) > 1 else value


def _asset(client: Client, sandbox: str, key: str) -> str:
    course, _, name = key.partition("/")
    answer = client.cloud(sandbox, "GET", f"/courses/{course}/asset", relativePath=name)
    return answer.content.decode() if answer.ok else _absent(answer)


def _registration(client: Client, sandbox: str, key: str) -> str:
    answer = client.cloud(sandbox, "GET", f"/courses/{key.partition('.')[0]}")
    if answer.ok:  # the registrations of a deleted course go later
        answer = client.cloud(sandbox, "GET", f"/registrations/{key}")
    return str(answer.json()["registrationCompletion"]) if answer.ok else _absent(answer)


def _user(client: Client, sandbox: str, key: str) -> str:
    user, _, name = key.partition("/")
    answer = client.litmos(sandbox, "GET", f"/users/{user}")
    if not answer.ok:
        return _absent(answer)
    return "there" if answer.json()["UserName"] == name else ABSENT  # its id was dealt to another one after a reset


def _module(client: Client, sandbox: str, key: str) -> str:
    answer = _settled(client, f"module {key} of {sandbox}", lambda: client.litmos(sandbox, "GET", f"/modules/{key}"))
    return str(answer.json()["Status"]) if answer.ok else _absent(answer)


def _import_of_users(client: Client, sandbox: str, key: str) -> str:
    what = f"import of users {key} of {sandbox}"
    answer = _settled(client, what, lambda: client.litmos(sandbox, "GET", f"/bulkimports/{key}"))
    if not answer.ok:
        return ABSENT if answer.status == 400 else _absent(answer)  # what the vendor says of one that is not there
    found = answer.json()
    return f"{found['TotalUsersCreated']} of {found['TotalRecords']} users"


def _invitation(client: Client, sandbox: str, key: str) -> str:
    """Whether the message is in the outbox; behind the key's last point stands the invitation's id, if an answer told it."""
    course, name, *ids = key.split(".")
    answer = client.cloud(sandbox, "GET", f"/courses/{course}")
    if not answer.ok:  # what was sent to is deleted with it, later
        return _absent(answer)
    for known in ids:
        what, path = f"invitation {key} of {sandbox}", f"/invitations/private/{known}/jobStatus"
        _settled(client, what, lambda path=path: client.cloud(sandbox, "GET", path))  # type: ignore[misc]
    messages = client.control(sandbox, "GET", "/outbox").json()["messages"]
    number = [message["recipient"] for message in messages].count(address_of(name))
    return ABSENT if not number else SENT if number == 1 else SENT + TWICE


def address_of(name: str) -> str:
    """The address of whom an invitation with this name in its key is for."""
    return f"{name}@example.com"


READERS: dict[str, Callable[[Client, str, str], str]] = {
    "course": _course,
    "asset": _asset,
    "registration": _registration,
    "user": _user,
    "module": _module,
    "users": _import_of_users,
    "invitation": _invitation,
}


def _absent(answer: Answer) -> str:
    return ABSENT if answer.status == 404 else f"answered {answer.status}"


def _import(client: Client, sandbox: str, course: str) -> Answer:
    return client.cloud(sandbox, "GET", f"/courses/importJobs/EMULATOR01{course}")


def _versions(client: Client, sandbox: str, course: str) -> int:
    answer = client.cloud(sandbox, "GET", f"/courses/{course}/versions")
    return len(answer.json()["courses"]) if answer.ok else 0


def _settled(client: Client, what: str, poll: Callable[[], Answer]) -> Answer:
    until = time.monotonic() + SETTLED_SECONDS
    while True:
        answer = poll()
        if not answer.ok:
            return answer
        found = answer.json()
        if found.get("status", found.get("Status")) in ENDED:
            return answer
        if time.monotonic() > until:
            raise Unsettled(f"{what}: {answer.content[:200]!r}")
        time.sleep(POLL)
