"""The emulator as a FastAPI app: served, mounted, in process with a lifespan and without, in one event loop after another."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from emulator.app import Emulator, create_app
from emulator.settings import load_settings
from tests.refusals import control_refusal
from tests.vendors.litmos.calling import FORBIDDEN

USERS = "/v1.svc/users?source=tests&format=json"
KEY = {"apikey": "litmos-account-owner"}
NEW = {"UserName": "ada@example.com", "FirstName": "Ada", "LastName": "Lovelace", "Email": "ada@example.com"}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Emulator]:
    """An app of its own, which nobody has opened."""
    app = create_app(load_settings(data=tmp_path / "data"))
    yield app
    asyncio.run(app.close())


@pytest.fixture
def clients() -> Iterator[list[TestClient]]:
    """Test clients to close."""
    opened: list[TestClient] = []
    yield opened
    for client in opened:
        client.close()


def names(response: Any) -> set[str]:
    """The user names of a list of users."""
    assert response.status_code == 200, response.text
    return {user["UserName"] for user in response.json()}


def in_process(app: FastAPI) -> httpx.AsyncClient:
    """A client that calls the app without a server, and without its lifespan."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://emulator", headers=KEY)


def test_it_is_a_fastapi_app_whose_lifespan_opens_and_closes_the_data_folder(app: Emulator, tmp_path: Path) -> None:
    assert isinstance(app, FastAPI)
    for _ in range(2):
        with TestClient(app, headers=KEY) as client:
            assert client.get("/_emulator/ready").status_code == 200
            client.post(USERS, json=NEW)
            assert "ada@example.com" in names(client.get(USERS))
        with TestClient(create_app(load_settings(data=tmp_path / "data")), headers=KEY) as other:  # the folder is free
            assert "ada@example.com" in names(other.get(USERS))


def test_a_test_client_without_a_lifespan_is_served_at_each_call(app: Emulator, clients: list[TestClient]) -> None:
    client = TestClient(app, headers=KEY)
    clients.append(client)
    assert client.post(USERS, json=NEW).status_code == 201
    assert "ada@example.com" in names(client.get(USERS))
    assert client.get("/_emulator/journal").json()["entries"]


def test_links_lead_below_the_path_that_the_app_is_mounted_at(app: Emulator) -> None:
    outer = FastAPI()
    outer.mount("/lms", app)
    with TestClient(outer, headers=KEY) as client:
        assert client.get("/lms/~one/_emulator/ready").status_code == 200
        users = client.get("/lms/~one" + USERS).json()
        user = client.get(f"/lms/~one/v1.svc/users/{users[0]['Id']}?source=tests&format=json").json()
        assert user["LoginKey"].startswith("http://testserver/lms/~one/login.aspx?")
        page = client.get(user["LoginKey"])
        assert page.status_code == 200
        assert "/lms/~one/login.aspx/home/" in page.text
        nowhere: Any = client.get("/lms/nowhere")  # of httpx, or of its next version where that is installed
        servers = client.get("/lms/~one/_emulator/openapi/litmos.json").json()["servers"]
        assert servers[0]["url"] == "http://testserver/lms/~one/v1.svc"
        assert (
            control_refusal(nowhere, 404)
            == "nothing is served at /nowhere; vendors are at /v1.svc, /api/v2, /api/v1, the control API at /_emulator"
        )
        assert client.get("/nowhere").json() == {"detail": "Not Found"}
        entries = client.get("/lms/~one/_emulator/journal").json()["entries"]
        assert [entry["operation"] for entry in entries] == [
            "get_users",
            "get_users_userid",
            None,
        ]  # the last is a page


def test_without_a_lifespan_the_first_call_opens_it_and_jobs_move(app: Emulator) -> None:
    async def use() -> str:
        async with in_process(app) as client:
            await client.patch("/_emulator/settings", json={"job_seconds": 0.1})
            sample = {"file": ("course.zip", await _sample(client), "application/zip")}
            auth = httpx.BasicAuth("EMULATOR01", "emulator-secret")
            started = await client.post(
                "/api/v2/courses/importJobs/upload?courseId=C1", files=sample, auth=auth, headers={"apikey": ""}
            )
            assert started.status_code == 200, started.text
            path = f"/api/v2/courses/importJobs/{started.json()['result']}"
            for _ in range(600):
                status: str = (await client.get(path, auth=auth)).json()["status"]
                if status in ("COMPLETE", "ERROR"):
                    break
                await asyncio.sleep(0.05)
            return status

    assert asyncio.run(use()) == "COMPLETE"


def test_one_event_loop_after_another_serves_the_same_world(app: Emulator) -> None:
    async def create(name: str) -> None:
        async with in_process(app) as client:
            response = await client.post(USERS, json={**NEW, "UserName": name, "Email": name})
            assert response.status_code == 201, response.text

    async def read() -> set[str]:
        async with in_process(app) as client:
            return names(await client.get(USERS))

    for name in ("ada@example.com", "grace@example.com", "alan@example.com"):
        asyncio.run(create(name))
    assert asyncio.run(read()) >= {"ada@example.com", "grace@example.com", "alan@example.com"}


def test_two_event_loops_at_once_are_refused_in_words(app: Emulator) -> None:
    async def outer() -> None:
        async with in_process(app) as client:
            await client.get(USERS)
            await asyncio.to_thread(asyncio.run, inner())

    async def inner() -> None:
        async with in_process(app) as client:
            await client.get(USERS)

    with pytest.raises(RuntimeError, match="another event loop already; make an app for each"):
        asyncio.run(outer())


def test_two_apps_in_one_process_share_nothing(app: Emulator, tmp_path: Path) -> None:
    other = create_app(load_settings(data=tmp_path / "other", litmos_rate_limit=None))
    with TestClient(app, headers=KEY) as one, TestClient(other, headers=KEY) as two:
        one.post(USERS, json=NEW)
        one.put("/_emulator/clock", json={"now": "2020-01-01T00:00:00Z"})
        one.patch("/_emulator/settings", json={"litmos_bad_key_status": 401})
        assert "ada@example.com" not in names(two.get(USERS))
        assert not two.get("/_emulator/clock").json()["now"].startswith("2020")
        refused = two.get(USERS, headers={"apikey": "no"})
        assert (refused.status_code, refused.json()) == (403, {"Detail": FORBIDDEN})
        refused = one.get(USERS, headers={"apikey": "no"})
        assert (refused.status_code, refused.json()["Detail"].startswith("The API key that you have used")) == (
            401,
            True,
        )
        assert all("2020" not in entry["at"] for entry in two.get("/_emulator/journal").json()["entries"])


async def _sample(client: httpx.AsyncClient) -> bytes:
    return (await client.get("/_emulator/samples/scorm12-minimal.zip")).content
