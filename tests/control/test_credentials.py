"""Credentials that a sandbox owns: calls that show them come there without its name in the path, and to no other sandbox."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.logged import logged
from tests.refusals import control_refusal
from tests.running import running
from tests.vendors.litmos import calling as litmos
from tests.vendors.scormcloud import calling as scormcloud
from tests.world import World

LITMOS = {"vendor": "litmos", "key": "acme-key"}
CLOUD = {"vendor": "scormcloud", "key": "ACME", "secret": "acme-secret"}
NEXPORT = {"vendor": "nexport", "key": "Acme.User", "secret": "acme-password"}
EVERY = [LITMOS, CLOUD, NEXPORT]


@pytest.fixture
def acme(tmp_path: Path, client: httpx.Client) -> Iterator[World]:
    """A sandbox of an emulator that has no other tests in it."""
    with running(tmp_path) as (root, _):
        yield World(root, "acme", client)


def add(world: World, credential: dict[str, Any]) -> httpx.Response:
    return world.client.post(f"{world.root}/_emulator/credentials", json=credential)


def owned(world: World) -> list[tuple[str, str]]:
    return [(each["vendor"], each["key"]) for each in world.control("GET", "credentials")["credentials"]]


def default_of(world: World) -> World:
    return World(world.host, "default", world.client)


class Bare:
    """Calls without a prefix, by credentials alone."""

    def __init__(self, world: World) -> None:
        self.root, self.client = world.host, world.client

    def litmos(self, method: str, path: str, key: str = "acme-key", **options: Any) -> httpx.Response:
        url = f"{self.root}/v1.svc{path}?source=t&format=json"
        return self.client.request(method, url, headers={"apikey": key}, **options)

    def cloud(
        self, method: str, path: str, app: str = "ACME", secret: str = "acme-secret", **options: Any
    ) -> httpx.Response:
        return self.client.request(method, f"{self.root}/api/v2{path}", auth=(app, secret), **options)

    def token(self, login: str = "acme.user", password: str = "acme-password", **options: Any) -> httpx.Response:
        body = {"username": login, "password": password, "grant_type": "password"}
        return self.client.post(f"{self.root}/api/v1/AdminApi/Authenticate", **(options or {"json": body}))


def test_a_litmos_key_leads_to_its_sandbox_and_the_well_known_ones_to_the_default_one(acme: World) -> None:
    bare = Bare(acme)
    assert add(acme, LITMOS).json() == {"sandbox": "acme", "vendor": "litmos", "key": "acme-key"}
    assert bare.litmos("POST", "/courses", json={"Name": "Tides"}).status_code == 201
    assert [each["Name"] for each in bare.litmos("GET", "/courses").json()] == ["Tides"]
    assert bare.litmos("GET", "/courses", "litmos-account-owner").json() == []
    query = acme.client.get(f"{acme.host}/v1.svc/courses?source=t&format=json&apikey=acme-key").json()
    assert [each["Name"] for each in query] == ["Tides"]
    assert [entry["operation"] for entry in acme.journal()][:1] == ["post_courses"]


def test_links_that_such_a_call_gets_lead_into_its_sandbox(acme: World) -> None:
    add(acme, LITMOS)
    bare = Bare(acme)
    user = next(each for each in bare.litmos("GET", "/users").json() if each["UserName"].startswith("acme-key"))
    link = bare.litmos("GET", f"/users/{user['Id']}").json()["LoginKey"]
    assert link.startswith(f"{acme.root}/login.aspx")
    assert acme.client.get(link).status_code == 200


@pytest.mark.parametrize("level", ["Learner", "Account_Owner"])
def test_a_litmos_key_has_the_level_that_was_asked_for(acme: World, level: str) -> None:
    assert add(acme, {**LITMOS, "level": level}).status_code == 201
    status = Bare(acme).litmos("POST", "/courses", json={"Name": "A"}).status_code
    assert status == (403 if level == "Learner" else 201)
    refused = add(acme, {**LITMOS, "level": "Team_Leader"})
    assert (refused.status_code, level in refused.json()["error"]) == (409, True)


def test_applications_are_told_apart_by_basic_credentials_by_tokens_and_by_the_path_of_their_lrs(acme: World) -> None:
    add(acme, CLOUD)
    bare = Bare(acme)
    body = {"courseId": "C1", "fetchRequest": {"url": acme.sample("scorm12-minimal.zip")}}
    acme.settings(job_mode="instant")
    assert bare.cloud("POST", "/courses/importJobs", params={"courseId": "C1"}, json=body["fetchRequest"]).is_success
    assert [each["id"] for each in bare.cloud("GET", "/courses").json()["courses"]] == ["C1"]
    assert bare.cloud("GET", "/courses", "EMULATOR01", "emulator-secret").json()["courses"] == []
    token = bare.cloud("POST", "/oauth/authenticate/application/token", data={"scope": "read", "expiry": "600"}).json()
    headers = {"Authorization": f"Bearer {token['access_token']}"}
    listed = acme.client.get(f"{acme.host}/api/v2/courses", headers=headers)
    assert [each["id"] for each in listed.json()["courses"]] == ["C1"]
    lrs = {"X-Experience-API-Version": "1.0.3"}
    found = acme.client.get(f"{acme.host}/lrs/ACME/statements", auth=("ACME", "acme-secret"), headers=lrs)
    assert found.status_code == 200
    wrong = bare.cloud("GET", "/courses", secret="wrong")
    assert (wrong.status_code, wrong.headers["x-emulator-hint"]) == (401, "the application has no such secret")


def test_a_management_application_manages_those_of_its_sandbox(acme: World) -> None:
    add(acme, {"vendor": "scormcloud", "key": "ACMEMG", "secret": "m", "management": True})
    made = Bare(acme).cloud("POST", "/appManagement/applications", "ACMEMG", "m", json={"name": "One"})
    assert made.status_code == 200, made.text
    app_id = made.json()["id"]
    assert add(acme, {"vendor": "scormcloud", "key": app_id, "secret": "s"}).status_code == 201
    assert Bare(acme).cloud("GET", "/courses", app_id, "s").status_code == 200


def test_nexport_users_are_told_apart_by_the_login_and_then_by_the_token(acme: World) -> None:
    assert add(acme, NEXPORT).json()["key"] == "acme.user"
    bare, default = Bare(acme), default_of(acme)
    acme.seed({"nexport": {"organizations": [{"name": "Acme"}]}})
    token = bare.token("ACME.USER").json()["access_token"]
    own = bare.token("api.user", "emulator-password").json()["access_token"]
    assert token != own
    for each in (token, own):
        answer = acme.client.get(f"{acme.host}/api/v1/AdminApi/ValidateAccessToken", params={"access_token": each})
        assert answer.json()["api_error_entity"]["error_code"] == 0, answer.text
    assert [entry["operation"] for entry in acme.journal()] == ["AdminApi_Authenticate", "AdminApi_ValidateAccessToken"]
    assert len(default.journal()) == 2


def test_a_nexport_user_is_found_by_the_login_though_the_password_has_half_a_character(acme: World) -> None:
    add(acme, NEXPORT)
    body = rb'{"username": "acme.user", "password": "\ud83d", "grant_type": "password"}'
    acme.client.post(
        f"{acme.host}/api/v1/AdminApi/Authenticate", content=body, headers={"Content-Type": "application/json"}
    )
    assert [entry["operation"] for entry in acme.journal()] == ["AdminApi_Authenticate"]


def test_what_the_sandbox_has_already_is_made_reachable_without_its_secret(acme: World) -> None:
    acme.seed(
        {
            "litmos": {
                "users": [
                    {
                        "UserName": "jo@x.example",
                        "FirstName": "J",
                        "LastName": "B",
                        "ApiKey": "jo-key",
                        "AccessLevel": "Account_Owner",
                    }
                ]
            },
            "nexport": {"users": [{"login": "ann", "password": "p"}]},
        }
    )
    assert litmos.refusal(Bare(acme).litmos("GET", "/courses", "jo-key"), 403) == litmos.FORBIDDEN
    assert add(acme, {"vendor": "litmos", "key": "jo-key"}).status_code == 201
    assert add(acme, {"vendor": "nexport", "key": "ann"}).status_code == 201
    assert Bare(acme).litmos("GET", "/courses", "jo-key").status_code == 200
    assert Bare(acme).token("ann", "p").json()["access_token"]
    refused = add(acme, {"vendor": "nexport", "key": "ann", "secret": "other"})
    assert (refused.status_code, "another password" in refused.json()["error"]) == (409, True)


@pytest.mark.parametrize("credential", EVERY)
def test_a_key_that_another_sandbox_owns_is_refused_by_name(acme: World, credential: dict[str, Any]) -> None:
    globex = World(acme.host, "globex", acme.client)
    assert add(acme, credential).status_code == 201
    assert add(acme, credential).status_code == 201, "again is no conflict"
    for other in (globex, default_of(acme)):
        refused = add(other, credential)
        assert (refused.status_code, refused.json()["error"]) == (
            409,
            f"the key {acme.control('GET', 'credentials')['credentials'][0]['key']} of {credential['vendor']} belongs to the sandbox acme",
        )
        assert owned(other) == []
    assert owned(acme) == [(credential["vendor"], owned(acme)[0][1])]


@pytest.mark.parametrize(
    "credential",
    [
        {"vendor": "litmos", "key": "litmos-account-owner"},
        {"vendor": "scormcloud", "key": "EMULATOR01"},
        {"vendor": "nexport", "key": "API.user"},
        {"vendor": "litmos", "key": "jo-key"},
    ],
)
def test_a_key_of_the_default_sandbox_is_refused_elsewhere(acme: World, credential: dict[str, Any]) -> None:
    user = {"UserName": "jo@x.example", "FirstName": "J", "LastName": "B", "ApiKey": "jo-key"}
    default_of(acme).seed({"litmos": {"users": [user]}})
    refused = add(acme, credential)
    assert (refused.status_code, "belongs to the sandbox default" in refused.json()["error"]) == (409, True)
    assert add(default_of(acme), credential).status_code == 201


@pytest.mark.parametrize(
    ("credential", "words"),
    [
        ({"vendor": "moodle", "key": "a"}, "vendor"),
        ({"vendor": "litmos"}, "key: Field required"),
        ({"vendor": "litmos", "key": "a b"}, "key"),
        ({"vendor": "litmos", "key": "x" * 51}, "key"),
        ({"vendor": "litmos", "key": "a", "secret": "b"}, "secret"),
        ({"vendor": "litmos", "key": "a", "level": "Boss"}, "level"),
        ({"vendor": "scormcloud", "key": "a/b", "secret": "s"}, "key"),
        ([], "must be an object"),
    ],
)
def test_a_credential_that_is_none_is_refused_with_its_member(acme: World, credential: Any, words: str) -> None:
    refused = add(acme, credential)
    assert (refused.status_code, words in refused.json()["error"]) == (400, True), refused.text
    assert owned(acme) == []


@pytest.mark.parametrize("vendor", ["scormcloud", "nexport"])
def test_a_new_account_needs_its_secret(acme: World, vendor: str) -> None:
    refused = add(acme, {"vendor": vendor, "key": "NEW"})
    assert (refused.status_code, "a secret is required" in refused.json()["error"]) == (409, True)


def test_a_deleted_credential_lets_nobody_in_and_can_be_owned_elsewhere(acme: World) -> None:
    for credential in EVERY:
        add(acme, credential)
    token = Bare(acme).token().json()["access_token"]
    for path in ("litmos/acme%2Dkey", "scormcloud/ACME", "nexport/acme.user"):
        url = f"{acme.root}/_emulator/credentials/{path}"
        assert acme.client.delete(url).status_code == 204
        assert control_refusal(acme.client.delete(url), 404).startswith("the sandbox acme owns no ")
    assert owned(acme) == []
    assert litmos.refusal(Bare(acme).litmos("GET", "/users"), 403) == litmos.FORBIDDEN
    refused = acme.client.get(f"{acme.litmos}/users?source=t&format=json", headers={"apikey": "acme-key"})
    assert litmos.refusal(refused, 403) == litmos.FORBIDDEN
    refused = acme.client.get(f"{acme.scormcloud}/courses", auth=("ACME", "acme-secret"))
    assert scormcloud.refusal(refused, 401) == "Authorization Required."
    gone = acme.client.get(f"{acme.nexport}/AdminApi/ValidateAccessToken", params={"access_token": token})
    assert "unknown" in gone.text
    globex = World(acme.host, "globex", acme.client)
    assert [add(globex, credential).status_code for credential in EVERY] == [201, 201, 201]
    refused = acme.client.delete(f"{acme.root}/_emulator/credentials/moodle/x")
    assert control_refusal(refused, 404) == "the sandbox acme owns no key x of moodle"


@pytest.mark.parametrize("how", ["reset", "delete"])
def test_credentials_go_with_a_reset_and_with_the_sandbox(acme: World, how: str) -> None:
    add(acme, LITMOS)
    if how == "reset":
        acme.control("POST", "reset")
    else:
        assert acme.client.delete(f"{acme.host}/_emulator/sandboxes/acme").status_code == 204
    assert owned(acme) == []
    assert litmos.refusal(Bare(acme).litmos("GET", "/users"), 403) == litmos.FORBIDDEN
    assert add(World(acme.host, "globex", acme.client), LITMOS).status_code == 201


def test_credentials_are_there_after_a_restart(tmp_path: Path, client: httpx.Client) -> None:
    with running(tmp_path) as (root, _):
        for credential in EVERY:
            assert add(World(root, "acme", client), credential).status_code == 201
        token = Bare(World(root, "acme", client)).token().json()["access_token"]
    with running(tmp_path) as (root, _):
        acme = World(root, "acme", client)
        assert Bare(acme).litmos("GET", "/users").status_code == 200
        assert Bare(acme).cloud("GET", "/courses").status_code == 200
        url = f"{root}/api/v1/AdminApi/ValidateAccessToken"
        assert "unknown" not in client.get(url, params={"access_token": token}).text
        assert (
            control_refusal(add(World(root, "globex", client), LITMOS), 409)
            == "the key acme-key of litmos belongs to the sandbox acme"
        )


def test_a_seed_document_gives_a_sandbox_credentials_for_what_it_makes(acme: World) -> None:
    user = {
        "UserName": "jo@x.example",
        "FirstName": "J",
        "LastName": "B",
        "ApiKey": "jo-key",
        "AccessLevel": "Account_Owner",
    }
    acme.seed({"litmos": {"users": [user]}, "credentials": [{"vendor": "litmos", "key": "jo-key"}, CLOUD]})
    assert owned(acme) == [("litmos", "jo-key"), ("scormcloud", "ACME")]
    assert Bare(acme).litmos("GET", "/users", "jo-key").status_code == 200
    assert Bare(acme).cloud("GET", "/courses").status_code == 200


def test_a_seed_document_with_a_key_of_another_sandbox_changes_nothing(
    acme: World, caplog: pytest.LogCaptureFixture
) -> None:
    add(acme, LITMOS)
    globex = World(acme.host, "globex", acme.client)
    document = {"litmos": {"courses": [{"Name": "A"}]}, "credentials": [CLOUD, LITMOS]}
    refused = globex.client.post(f"{globex.root}/_emulator/seed", json=document)
    assert refused.status_code == 409
    assert refused.json()["error"] == "credentials: the key acme-key of litmos belongs to the sandbox acme"
    assert logged(caplog) == []
    assert owned(globex) == []
    courses = globex.client.get(
        f"{globex.litmos}/courses?source=t&format=json", headers={"apikey": "litmos-account-owner"}
    )
    assert courses.json() == []
    assert add(acme, CLOUD).status_code == 201, "nothing is left of it"


@pytest.mark.parametrize(
    ("credentials", "words"),
    [
        ({}, "credentials must be an array"),
        ([7], "credentials[0]"),
        ([LITMOS, {"vendor": "litmos", "key": "x", "levle": 1}], "credentials[1].levle"),
        ([{"vendor": "scormcloud", "key": "NEW"}], "credentials[0] cannot be kept: a secret is required"),
    ],
)
def test_a_wrong_credential_in_a_seed_is_named_by_its_path(acme: World, credentials: Any, words: str) -> None:
    refused = acme.client.post(f"{acme.root}/_emulator/seed", json={"credentials": credentials})
    assert (refused.status_code, words in refused.json()["error"]) == (400, True), refused.text
    assert owned(acme) == []


def test_the_seed_file_gives_the_default_sandbox_its_credentials_again_after_a_reset(
    tmp_path: Path, client: httpx.Client
) -> None:
    (tmp_path / "seed.jsonc").write_text('{"credentials": [{"vendor": "litmos", "key": "acme-key"}]} // one')
    with running(tmp_path / "data", seed=tmp_path / "seed.jsonc") as (root, _):
        default = World(root, "default", client)
        for _ in range(2):
            assert Bare(default).litmos("GET", "/users").status_code == 200
            default.control("POST", "reset")


def test_of_many_sandboxes_that_want_a_key_at_once_one_gets_it(acme: World) -> None:
    worlds = [World(acme.host, f"w{number}", acme.client) for number in range(12)]
    got: list[int] = []
    threads = [
        threading.Thread(target=lambda world=world: got.append(add(world, LITMOS).status_code)) for world in worlds
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [201] + [409] * 11
    assert [bool(owned(world)) for world in worlds].count(True) == 1


def test_a_prefix_wins_over_the_key(acme: World) -> None:
    add(acme, LITMOS)
    for name in ("default", "globex"):
        url = f"{acme.host}/~{name}/v1.svc/users?source=t"
        assert litmos.refusal(acme.client.get(url, headers={"apikey": "acme-key"}), 403) == litmos.FORBIDDEN
