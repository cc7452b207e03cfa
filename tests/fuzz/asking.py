"""Nonsense for what reads bytes from outside, by HTTP as a client sends it: manifests, XML bodies, HACP, multipart.

It is taken or refused in the vendor's words, and soon.
"""

import time
from collections.abc import Callable
from urllib.parse import quote_from_bytes

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import inputs
from tests.player.test_hacp import Unit
from tests.vendors.litmos.calling import OWNER
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

LONGEST = 20.0
"""Seconds for one call; more is a hang, on a busy machine too."""

Ask = Callable[[bytes], httpx.Response]


def asks(world: World) -> dict[str, tuple[st.SearchStrategy[bytes], Ask]]:
    """What is fuzzed: the inputs, and the call that sends one."""
    world.settings(job_mode="instant", litmos_rate_limit=None)
    cloud = ScormCloudClient(world)
    unit = Unit(cloud)

    def user(body: bytes) -> httpx.Response:
        headers = {"apikey": OWNER, "Content-Type": "application/xml"}
        return world.client.post(f"{world.litmos}/users", params={"source": "fuzz"}, headers=headers, content=body)

    def hacp(body: bytes) -> httpx.Response:
        form = f"command=PutParam&version=4.0&session_id={unit.sid}&aicc_data={quote_from_bytes(body)}"
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return world.client.post(unit.url, content=form, headers=headers)

    def form(body: bytes) -> httpx.Response:
        headers = {"Content-Type": "multipart/form-data; boundary=b"}
        return cloud.call(
            "POST", "/courses/importJobs/upload?courseId=F&mayCreateNewVersion=true", content=body, headers=headers
        )

    def course(body: bytes) -> httpx.Response:
        cloud.upload("M", body, mayCreateNewVersion="true")
        job = cloud.call("GET", "/courses/importJobs/EMULATOR01M")
        failed = job.json()
        assert "failed to do this" not in str(failed.get("message")), failed
        return job

    return {
        "XML": (inputs.spoilt(inputs.USER), user),
        "HACP": (inputs.spoilt(inputs.HACP), hacp),
        "multipart": (inputs.spoilt(inputs.FORM), form),
        "manifest": (inputs.courses(), course),
    }


def ask_nonsense(found: st.SearchStrategy[bytes], ask: Ask, examples: int, *, same: bool) -> None:
    """Send so many inputs, the `same` ones each time or new ones; the smallest that is not answered well is raised with what came."""

    @settings(
        max_examples=examples,
        derandomize=same,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(found)
    def one(body: bytes) -> None:
        started = time.monotonic()
        answer = ask(body)
        assert answer.status_code < 500, answer.text
        assert time.monotonic() - started < LONGEST

    one()
