"""A project that uses the plugin: collected by tests/plugin/test_plugin.py in a pytest of its own, where some of it has to fail."""

import asyncio
import datetime
import re
from collections.abc import Mapping
from typing import assert_type

import httpx
import pytest
import requests
import urllib3
from pytest_lms_emulator import AsyncSandbox, Emulator, Sandbox, models

LITMOS = "https://api.litmos.com/v1.svc/users?source=t&format=json"


def users(sandbox: Sandbox, path: str = "users") -> httpx.Response:
    url = f"{sandbox.litmos.base_url}/{path}?source=t&format=json"
    return httpx.get(url, headers=sandbox.litmos.headers)


def test_each_test_has_a_sandbox_of_its_own(sandbox: Sandbox, lms_emulator: Emulator) -> None:
    assert users(sandbox).status_code == 200
    sandbox.journal.verify(operation="get_users", status=200, exactly=1)
    assert sandbox.name in lms_emulator.sandboxes.list()["sandboxes"]
    assert sandbox.environment["LITMOS_BASE_URL"] == sandbox.litmos.base_url == f"{sandbox.url}/v1.svc"
    assert httpx.get(f"{sandbox.scormcloud.base_url}/ping", auth=sandbox.scormcloud.auth).status_code == 200
    assert sandbox.nexport.username == "api.user"


def test_the_handles_are_typed(sandbox: Sandbox) -> None:
    clock = assert_type(
        sandbox.clock.set(now=datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC), held=True), models.ClockState
    )
    assert (clock["now"], clock["held"]) == ("2030-01-01T00:00:00Z", True)
    assert_type(sandbox.clock.advance(60)["ran"], list[models.JobMove])
    fault = assert_type(sandbox.faults.add(when={"times": 1}, do={"status": 503, "reason": "Down"}), models.Fault)
    sandbox.faults.add(on="deliveries", match={"url": "*/hooks"}, do={"status": 500})
    assert users(sandbox).json() == {"Detail": "Down"}
    assert sandbox.faults.read(fault["id"])["happened"] == 1
    sandbox.settings.change(litmos_rate_limit=None, job_mode="instant")
    assert sandbox.settings.read()["litmos_rate_limit"] is None
    assert_type(sandbox.samples.get("scorm12-quiz.zip")[:2], bytes)


def test_snapshots_forks_and_the_difference(sandbox: Sandbox) -> None:
    sandbox.snapshots.save("clean")
    sandbox.seed({"litmos": {"users": [{"UserName": "jo@example.com", "FirstName": "Jo", "LastName": "Baba"}]}})
    assert "jo@example.com" in [change["label"] for change in sandbox.diff("clean")["changes"]]
    fork = sandbox.fork()
    sandbox.snapshots.restore("clean")
    assert "jo@example.com" in users(fork).text
    assert "jo@example.com" not in users(sandbox).text
    fork.delete()
    fork.delete()


def test_a_postback_comes_to_the_sink(sandbox: Sandbox) -> None:
    body = {"url": sandbox.sink_url("hooks")}
    asked = f"{sandbox.scormcloud.base_url}/registrations/postBackTest"
    assert httpx.post(asked, auth=sandbox.scormcloud.auth, json=body).is_success
    sandbox.deliveries.wait(state="Delivered", seconds=20)
    assert sandbox.sink.list(path="/hooks")["count"] == 1


def test_fixed_host_names_lead_to_the_sandbox(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # a proxy in the way
    client = httpx.Client(headers=sandbox.litmos.headers)
    with client, sandbox.patch_hosts("lms.example.com"):
        answer = client.get(LITMOS)
        assert (answer.status_code, str(answer.url)) == (200, LITMOS)
        client.post(LITMOS.replace("api.litmos.com", "lms.example.com"), json={})
        basic = urllib3.make_headers(basic_auth=":".join(sandbox.scormcloud.auth))
        with urllib3.ProxyManager("http://127.0.0.1:9") as manager:
            assert manager.request("GET", "https://cloud.scorm.com/api/v2/ping", headers=basic).status == 200
        assert requests.get(LITMOS, headers=sandbox.litmos.headers, timeout=10).ok, "requests goes by urllib3, too"
    sandbox.journal.verify(operation="get_users", exactly=2)
    sandbox.journal.verify(operation="post_users", exactly=1)


def test_the_same_sandbox_is_there_for_asyncio(sandbox: Sandbox, async_sandbox: AsyncSandbox) -> None:
    async def use() -> models.Verdict:
        async with httpx.AsyncClient(headers=async_sandbox.litmos.headers) as client:
            with async_sandbox.patch_hosts():
                assert (await client.get(LITMOS)).status_code == 200
        return assert_type(await async_sandbox.journal.wait(operation="get_users"), models.Verdict)

    assert asyncio.run(use())["found"] == 1
    assert asyncio.run(use())["found"] == 2, "in another event loop"
    assert sandbox.name == async_sandbox.name


@pytest.mark.lms_world("company.yaml")
@pytest.mark.parametrize("again", [1, 2])
def test_a_world_is_seeded_once_and_forked_for_each_test(sandbox: Sandbox, lms_emulator: Emulator, again: int) -> None:
    assert "ann@example.com" in users(sandbox).text
    sandbox.seed({"litmos": {"users": [{"UserName": "x@example.com", "FirstName": "X", "LastName": "Y"}]}})
    worlds = [name for name in lms_emulator.sandboxes.list()["sandboxes"] if re.search("-world-[0-9a-f]{12}$", name)]
    assert len(worlds) == 1


@pytest.mark.lms_world("exported.zip", "company.yaml")
def test_an_exported_world_stands_where_a_seed_does(sandbox: Sandbox) -> None:
    assert "exported@example.com" in users(sandbox).text
    assert "ann@example.com" in users(sandbox).text


@pytest.mark.lms_settings(job_mode="instant", litmos_rate_limit=3)
def test_markers_change_settings(sandbox: Sandbox) -> None:
    settings: Mapping[str, object] = sandbox.settings.read()
    assert (settings["job_mode"], settings["litmos_rate_limit"]) == ("instant", 3)


@pytest.mark.lms_fail_on_unmatched(False)
def test_a_marker_allows_unmatched_calls(sandbox: Sandbox) -> None:
    users(sandbox, "user")
    sandbox.journal.verify(status=404, exactly=1)


def test_that_calls_what_is_not_served(sandbox: Sandbox) -> None:
    users(sandbox, "user")
    httpx.get(f"{sandbox.url}/v2.svc/users")
    httpx.get(f"{sandbox.url}/launch/none")


def test_that_expects_too_much(sandbox: Sandbox) -> None:
    httpx.get(f"{sandbox.litmos.base_url}/users?source=t")
    sandbox.journal.verify(operation="get_users", status=200)


@pytest.mark.lms_world("wrong.json")
def test_of_a_world_that_is_wrong(sandbox: Sandbox) -> None:
    raise NotImplementedError


@pytest.mark.lms_world("none.json")
def test_of_a_world_that_is_not_there(sandbox: Sandbox) -> None:
    raise NotImplementedError


@pytest.mark.lms_world("company.yaml", "exported.zip")
def test_of_a_world_that_would_replace_the_one_before(sandbox: Sandbox) -> None:
    raise NotImplementedError


@pytest.mark.lms_settings(job_mod="instant")
def test_of_a_setting_that_is_not_there(sandbox: Sandbox) -> None:
    raise NotImplementedError
