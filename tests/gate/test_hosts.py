"""Which names the emulator may be called by."""

from pathlib import Path

import httpx
import pytest

from emulator.gate.hosts import Hosts
from tests.refusals import control_refusal
from tests.running import running
from tests.world import World

OURS = [
    "127.0.0.1:8420",
    "127.9.9.9",
    "192.168.1.5:80",
    "[::1]:8420",
    "[fe80::1]",
    "localhost",
    "LOCALHOST:1",
    "mine.localhost:8420",
    "emulator:8420",
    "emulator",
    "host.docker.internal:8420",
    "lms.test",
    "lms.test.",
    "emulator.default.svc.cluster.local",
]
NOT_OURS = [
    "elsewhere.example",
    "localhost.elsewhere.example:8420",
    "127.0.0.1.elsewhere.example",
    "1.2.3",
    "notlocalhost.com",
    "a.test.com",
    "x@y",
    "elsewhere.example.",
]
PATHS = [
    "/",
    "/_emulator/journal",
    "/_emulator/live",
    "/v1.svc/users",
    "/api/v2/ping",
    "/api/v1/AdminApi/Authenticate",
    "/login.aspx",
    "/lrs/EMULATOR01/about",
    "/launch/x",
    "/content/x/y",
    "/nothing",
]


@pytest.mark.parametrize("host", OURS)
def test_addresses_and_names_that_no_site_can_own_are_ours(host: str) -> None:
    assert Hosts([], []).has(host)


@pytest.mark.parametrize("host", NOT_OURS)
def test_names_that_a_site_can_own_are_not_ours(host: str) -> None:
    assert not Hosts([None], []).has(host)


def test_the_settings_name_further_hosts() -> None:
    hosts = Hosts(["https://lms.example.com:8443/x", None], ["One.example", "*.two.example"])
    for ours in ("lms.example.com", "lms.example.com:443", "one.example:1", "a.two.example", "a.b.two.example"):
        assert hosts.has(ours)
    for other in ("x.lms.example.com", "two.example", "atwo.example", "a.one.example"):
        assert not hosts.has(other)
    assert Hosts([], ["*"]).has("anything.example")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host"])
def test_a_foreign_host_is_refused_on_every_path_with_the_setting_that_allows_it(
    world: World, path: str, header: str
) -> None:
    for root in (world.host, world.root):
        response = world.client.get(root + path, headers={header: "elsewhere.example"})
        assert response.status_code == 421
        assert "elsewhere.example" in response.json()["error"]
        assert "EMULATOR_ALLOWED_HOSTS" in response.json()["error"]


def test_a_refused_host_makes_no_sandbox(world: World) -> None:
    headers = {"Host": "elsewhere.example"}
    assert (
        control_refusal(world.client.get(f"{world.host}/~{world.name}-x/v1.svc/users", headers=headers), 421)
        == "lms-emulator is not known as elsewhere.example: if that is its name, set EMULATOR_ALLOWED_HOSTS (or EMULATOR_PUBLIC_URL)"
    )
    assert f"{world.name}-x" not in world.control("GET", "sandboxes")["sandboxes"]


def test_allowed_hosts_and_the_public_url_are_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMULATOR_ALLOWED_HOSTS", "one.example, two.example")
    with running(tmp_path, public_url="https://lms.example.com") as (root, _):
        for host, status in (
            ("one.example", 200),
            ("two.example:81", 200),
            ("lms.example.com", 200),
            ("x.one.example", 421),
        ):
            assert httpx.get(f"{root}/_emulator/live", headers={"Host": host}).status_code == status


def test_the_public_url_is_an_origin_of_ours_behind_a_proxy_that_tells_nothing(tmp_path: Path) -> None:
    with running(tmp_path, public_url="https://lms.example.com/") as (root, _):
        for origin, status in (("https://lms.example.com", 200), ("https://other.example.com", 403)):
            response = httpx.post(f"{root}/_emulator/reset", headers={"Origin": origin})
            assert response.status_code == status
