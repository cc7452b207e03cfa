"""`lms-emulator record` and `diff`: a proxy that changes nothing, and a file that has no data."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from emulator.vendors import ENTRIES
from emulator.vendors.scenarios.verification import verification_of
from emulator.verifying.own_emulator import emulated_side
from emulator.verifying.own_shapes import OwnShapes
from tests.cli.running_command import surroundings
from tests.starting import forked
from tests.verifying.commands import KEY, command
from tests.verifying.sides import twin_of
from tests.verifying.twin import Altered, Twin

PARAMS = {"source": "canary-source", "format": "json"}
HEADERS = {"apikey": KEY[1], "X-Canary": "canary-header"}


@contextmanager
def recording(upstream: str, out: Path) -> Iterator[str]:
    """The proxy; gives its root URL, and ends it by SIGTERM."""
    line = ["record", "--upstream", upstream, "--out", str(out), "--port", "0"]
    process = forked.Popen(
        [sys.executable, "-m", "emulator", *line], env=surroundings(http_proxy=""), stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split()[2].removesuffix("/v1.svc")
        process.terminate()
        assert process.wait(60) == 0
        assert "shapes of Litmos" in process.stdout.read()
    finally:
        process.kill()
        process.communicate()


def scenarios(root: str) -> None:
    """Call what the scenarios of the vendor call."""
    entry = next(entry for entry in ENTRIES if entry.name == "litmos")
    how = verification_of(entry)
    assert how is not None
    side = emulated_side(entry, how, root, "canary-prefix")
    OwnShapes(side).run(how.all_scenarios(side.contract))
    side.close()


def test_a_recording_of_a_whole_twin_agrees_and_what_passes_is_unchanged(root: str, twin: Twin, tmp_path: Path) -> None:
    upstream = twin_of(root)
    out = tmp_path / "shapes.json"
    with recording(f"{upstream}/v1.svc", out) as proxy:
        scenarios(proxy)
        for path in ("/v1.svc/users", "/v1.svc/users/nobody", "/v1.svc/none", "/elsewhere"):
            direct, passed = (httpx.get(base + path, params=PARAMS, headers=HEADERS) for base in (upstream, proxy))
            assert (direct.status_code, direct.reason_phrase, direct.content) == (
                *(passed.status_code, passed.reason_phrase, passed.content),
            )
    code, lines, _ = command("diff", str(out), "--emulator", root)
    assert (code, "places agree" in lines[-2]) == (0, True), lines


def test_a_broken_twin_is_told_with_a_list_of_what_is_not_served_and_no_data_gets_through(
    root: str, twin: Twin, tmp_path: Path
) -> None:
    def alter(answer: Altered) -> None:
        answer.json(_secretive)
        answer.headers["x-canary"] = "canary-value"
        if answer.path.endswith(("/canaries", "/locked")):
            answer.status = 200 if answer.path.endswith("/canaries") else 403
        if (answer.method, answer.path) == ("POST", "/v1.svc/courses"):
            answer.status = 201
            answer.json(lambda _: {"Id": "canary-id"})

    twin.alter = alter
    out = tmp_path / "shapes.json"
    body = {"UserName": "canary@example.com", "FirstName": "Canarybird", "LastName": "Canary", "Password": "canary-1"}
    with recording(f"{twin_of(root)}/v1.svc", out) as proxy:
        made = httpx.post(f"{proxy}/v1.svc/users", params=PARAMS, headers=HEADERS, json=body)
        assert made.status_code == 201
        course = {"Name": "Canary", "Code": "canary", "Active": True, "Shade": "canary", "canary": "canary"}
        asked = {**PARAMS, "colour": "canary"}
        assert httpx.post(f"{proxy}/v1.svc/courses", params=asked, headers=HEADERS, json=course).status_code == 201
        for path in (
            f"users/{made.json()['Id']}",
            "users",
            "users/canary-id/canaries",
            "users/x/y/locked",
            "users?search=canary",
        ):
            httpx.get(f"{proxy}/v1.svc/{path}", params=PARAMS, headers=HEADERS)
    text = out.read_text()
    assert "canary" not in text.lower().replace('"x-canary"', "")
    assert made.json()["Id"] not in text
    assert KEY[1] not in text
    code, lines, errors = command("diff", str(out), "--emulator", root)
    assert (code, "canary" in "\n".join(lines + errors).lower().replace("x-canary", "")) == (2, False)
    assert any(line.startswith("vendor extra: post_users: body.Nickname") for line in lines), lines
    assert "not served: GET /users/{}/{} (called 1 times; the contract does not have it)" in lines
    assert {
        "not served: GET /users/{}/{}/{} (called 1 times, answered 403; the contract does not have it)",
        "not served: POST /courses, query parameter colour (the contract does not have it)",
        "not served: POST /courses, body.Shade (the contract does not have it)",
    } <= set(lines)
    assert (
        "emulator wrong: post_courses: body.Name, member: missing; here there" in lines
    )  # the emulator was asked, too


def _secretive(document: object) -> object:
    """An answer with data where names are: below members that nobody knows, and as members."""
    entries = document if isinstance(document, list) else [document]
    for entry in entries:
        if isinstance(entry, dict) and "UserName" in entry:
            entry["Nickname"] = "Canary"
            entry["ByName"] = {"Canarybird": {"canary@example.com": 1}, "canaryid": "canary"}
            entry["Canarybird"] = True
    return document
