"""Applications: their life, their lists, and that each is a world of its own."""

from typing import Any

import pytest

from emulator.vendors import load_vendor
from tests.stored import stored, tables
from tests.vendors.scormcloud.calling import MANAGEMENT_APP, ScormCloudClient, ids, pages, refusal
from tests.vendors.scormcloud.dispatches.dispatching import new_destination, new_dispatch
from tests.vendors.test_every_operation import BODIES, VALUES, check, paths

APPS = "/appManagement/applications"
LIST = "/appManagement/applicationList"


@pytest.fixture
def manager(cloud: ScormCloudClient) -> ScormCloudClient:
    """A client with the App Management application's credentials."""
    return ScormCloudClient(cloud.world, MANAGEMENT_APP)


def new_app(manager: ScormCloudClient, name: str = "Mine") -> str:
    response = manager.call("POST", APPS, json={"name": name})
    assert response.status_code == 200, response.text
    app_id: str = response.json()["id"]
    assert response.json() == {"id": app_id, "name": name}
    return app_id


def client_for(manager: ScormCloudClient, app_id: str) -> ScormCloudClient:
    """A client with a new secret key of an application."""
    secret = manager.call("POST", f"/appManagement/{app_id}/credentials", json={}).json()["credential"]
    return ScormCloudClient(manager.world, (app_id, secret))


def test_a_new_application_has_an_id_of_ten_capitals_and_digits(manager: ScormCloudClient) -> None:
    manager.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00.987Z"})
    first, second = new_app(manager), new_app(manager)
    assert first != second
    assert len(first) == 10
    assert first.isalnum()
    assert first == first.upper()
    assert manager.get(f"{APPS}/{first}") == {
        "id": first,
        "name": "Mine",
        "createDate": "2030-01-01T00:00:00.987Z",
        "updateDate": "2030-01-01T00:00:00.987Z",
        "allowDelete": True,
    }


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "is required"),
        ({"name": ""}, "is required"),
        ({"name": None}, "is required"),
        ({"name": []}, "must be text"),
    ],
)
def test_an_application_without_a_name_answers_400(manager: ScormCloudClient, body: dict[str, Any], words: str) -> None:
    assert refusal(manager.call("POST", APPS, json=body), 400) == f"body.name: {words}"
    assert ids(manager.get(APPS)["applications"]) == ["EMULATOR01"]


def test_each_application_has_its_own_courses_registrations_tags_and_settings(
    cloud: ScormCloudClient, manager: ScormCloudClient
) -> None:
    other = client_for(manager, new_app(manager))
    cloud.new_course("C1", tags="a")
    cloud.register("R1")
    body = {"settings": [{"settingId": "PlayerLaunchType", "value": "NEW_WINDOW"}]}
    assert cloud.call("POST", "/appManagement/configuration", json=body).status_code == 204
    assert other.get("/courses") == {"courses": []}
    assert other.get("/registrations") == {"registrations": []}
    assert refusal(other.call("GET", "/courses/C1"), 404) == "Could not find course [C1]"
    assert other.call("HEAD", "/registrations/R1").status_code == 404
    assert (
        refusal(other.call("GET", "/courses/importJobs/EMULATOR01C1"), 404)
        == "Could not find import job [EMULATOR01C1]"
    )
    assert "explicitValue" not in str(other.get("/appManagement/configuration"))
    other.new_course("C1")
    assert other.register("R1").status_code == 204
    assert other.get("/courses/C1")["tags"] == []
    assert other.call("DELETE", "/courses/C1").status_code == 204
    assert cloud.call("HEAD", "/registrations/R1").status_code == 200


def test_the_counts_of_an_application_are_shown_when_they_are_asked_for(
    cloud: ScormCloudClient, manager: ScormCloudClient
) -> None:
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-31T23:00:00Z"})
    cloud.new_course("C1")
    cloud.register("R1")
    counts = {"includeCourseCount": "True", "includeRegistrationCount": "True"}
    shown = manager.get(f"{APPS}/EMULATOR01", **counts)
    assert (shown["courseCount"], shown["registrationCount"]) == (1, 1)
    cloud.world.advance(7200)
    cloud.register("R2")
    cloud.register("R3")
    response = manager.call("GET", LIST, params=counts)
    listed = response.json()["applications"][0]
    assert (listed["courseCount"], listed["registrationCount"]) == (1, 2), "registrations of this month"
    assert "24 hours" in response.headers["x-emulator-hint"]
    assert not {"courseCount", "registrationCount"} & set(manager.get(LIST)["applications"][0])


def test_an_application_is_renamed_and_what_is_left_out_stays(manager: ScormCloudClient) -> None:
    manager.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    app_id = new_app(manager)
    manager.world.advance(60)
    response = manager.call("PUT", f"{APPS}/{app_id}", json={"name": "Ours"})
    assert (response.status_code, response.content) == (204, b"")
    manager.call("PUT", f"{APPS}/{app_id}", json={"allowDelete": False})
    shown = manager.get(f"{APPS}/{app_id}")
    assert (shown["name"], shown["allowDelete"], shown["updateDate"]) == ("Ours", False, "2030-01-01T00:01:00.000Z")
    for body, words in (
        ({"name": ""}, "body.name: must not be empty"),
        ({"allowDelete": "perhaps"}, "body.allowDelete: must be true or false"),
    ):
        assert refusal(manager.call("PUT", f"{APPS}/{app_id}", json=body), 400) == words


def test_an_application_that_may_not_delete_is_refused_with_403(
    cloud: ScormCloudClient, manager: ScormCloudClient
) -> None:
    cloud.new_course("C1", tags="a")
    cloud.register("R1")
    token = cloud.token("delete")
    manager.call("PUT", f"{APPS}/EMULATOR01", json={"allowDelete": False})
    words = "Application [EMULATOR01] is not allowed to delete."
    for client in (cloud, token):
        for path in ("/courses/C1", "/registrations/R1"):
            response = client.call("DELETE", path)
            assert (response.status_code, response.json()) == (403, {"error": words, "message": words})
            assert response.headers["X-Emulator-Hint"] == "updateApplication set allowDelete to false"
    setting = "/courses/C1/configuration/PlayerLaunchType"
    assert cloud.call("DELETE", setting).status_code == 204, "its scope is one to write"
    manager.call("PUT", f"{APPS}/EMULATOR01", json={"allowDelete": True})
    assert cloud.call("DELETE", "/courses/C1").status_code == 204


def test_an_empty_application_is_deleted_with_all_that_is_left_of_it(
    cloud: ScormCloudClient, manager: ScormCloudClient
) -> None:
    app_id = new_app(manager)
    other = client_for(manager, app_id)
    token = other.token("read")
    other.new_course("C1", tags="a")
    other.register("R1", learnerTags=["l"])
    body = {"settings": [{"settingId": "PlayerLaunchType", "value": "NEW_WINDOW"}]}
    other.call("POST", "/appManagement/configuration", json=body)
    response = manager.call("DELETE", f"{APPS}/{app_id}")
    words = f"Application [{app_id}] has content"
    assert (response.status_code, response.json()) == (409, {"error": words, "message": words})
    assert other.get("/courses/C1")["id"] == "C1"
    assert other.call("DELETE", "/courses/C1").status_code == 204
    response = manager.call("DELETE", f"{APPS}/{app_id}", json={})
    assert (response.status_code, response.content) == (204, b"")
    assert refusal(manager.call("GET", f"{APPS}/{app_id}"), 404) == f"Could not find application [{app_id}]"
    assert refusal(other.call("GET", "/ping"), 401) == "Authorization Required."
    assert refusal(token.call("GET", "/courses"), 401) == "Authorization Required."
    assert ids(manager.get(APPS)["applications"]) == ["EMULATOR01"]
    assert cloud.get("/courses") == {"courses": []}


def test_no_table_keeps_a_row_of_a_deleted_application(cloud: ScormCloudClient, emulator: Any) -> None:
    manager = ScormCloudClient(cloud.world, MANAGEMENT_APP)
    other = client_for(manager, new_app(manager))
    assert other.auth is not None
    app_id = other.auth[0]
    other.new_course("C1", tags="a")
    other.register("R1", learnerTags=["l"])
    other.call("DELETE", "/courses/C1")
    assert rows_of(emulator, cloud.world.name, app_id)
    assert manager.call("DELETE", f"{APPS}/{app_id}").status_code == 204
    assert rows_of(emulator, cloud.world.name, app_id) == []


def rows_of(emulator: Any, sandbox: str, app_id: str) -> list[str]:
    """The tables in which a sandbox has a row with the application's id in it."""
    data, found = emulator[1].house.settings.data, []
    for table, names in tables(data).items():
        wanted = " OR ".join(f'CAST("{name}" AS TEXT) LIKE ?' for name in names)
        sql = f'SELECT 1 FROM "{table}" WHERE sandbox = ? AND ({wanted})'
        if "sandbox" in names and stored(data, sql, sandbox, *[f"%{app_id}%"] * len(names)):
            found.append(table)
    return found


def test_an_application_whose_import_has_not_ended_is_not_deleted(manager: ScormCloudClient) -> None:
    manager.world.settings(job_mode="step")
    other = client_for(manager, new_app(manager))
    assert other.auth is not None
    job_id = other.upload("C1", b"no zip").json()["result"]
    refused = manager.call("DELETE", f"{APPS}/{other.auth[0]}")
    assert refusal(refused, 409) == f"Application [{other.auth[0]}] has content"
    for _ in range(2):
        job = other.job(job_id)
    assert job["status"] == "ERROR"
    assert manager.call("DELETE", f"{APPS}/{other.auth[0]}").status_code == 204


def test_the_well_known_application_may_go_too_and_a_seed_then_says_so(manager: ScormCloudClient) -> None:
    assert manager.call("DELETE", f"{APPS}/EMULATOR01").status_code == 204
    assert manager.get(APPS) == {"applications": []}
    url = f"{manager.world.root}/_emulator/seed"
    response = manager.world.client.post(url, json={"scormcloud": {"courses": [{"id": "C1"}]}})
    assert response.status_code == 400
    assert "EMULATOR01 was deleted" in response.text


@pytest.mark.parametrize(
    ("app_id", "status", "words"),
    [
        ("abc", 404, "Could not find application [abc]"),
        ("EMULATORMG", 404, "Could not find application [EMULATORMG]"),
        ("x" * 256, 400, "childAppId: is longer than 255 characters"),
        ("%00", 400, "childAppId: has a NUL character"),
    ],
)
def test_an_application_that_the_realm_does_not_have_is_refused(
    manager: ScormCloudClient, app_id: str, status: int, words: str
) -> None:
    """The App Management application itself is none of those that it manages. The contract has no 404 for some operations."""
    for method in ("GET", "PUT"):
        assert refusal(manager.call(method, f"{APPS}/{app_id}", json={"name": "A"}), status) == words
    assert refusal(manager.call("DELETE", f"{APPS}/{app_id}"), 400) == words
    for method in ("GET", "POST"):
        assert refusal(manager.call(method, f"/appManagement/{app_id}/credentials", json={}), 400) == words


def test_the_words_for_an_unknown_application_are_the_same_with_either_status(manager: ScormCloudClient) -> None:
    words = "Could not find application [abc]"
    for method in ("GET", "DELETE"):
        assert manager.call(method, f"{APPS}/abc").json() == {"error": words, "message": words}


def test_applications_are_listed_by_their_latest_change_the_oldest_first(manager: ScormCloudClient) -> None:
    manager.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    made = ["EMULATOR01"]
    for number in range(22):
        manager.world.advance(1)
        made.append(new_app(manager, f"App {number:02}"))
    response = manager.call("GET", LIST, params={"includeTotalCount": "true"})
    assert response.headers["x-total-count"] == "23"
    assert [ids(page) for page in pages(manager, LIST, "applications")] == [made[:10], made[10:20], made[20:]]
    assert ids(manager.get(LIST, orderBy="created_desc")["applications"]) == made[:-11:-1]
    assert ids(manager.get(APPS)["applications"]) == made
    manager.world.advance(1)
    manager.call("PUT", f"{APPS}/{made[3]}", json={"name": "Another"})
    assert ids(pages(manager, LIST, "applications")[-1])[-1] == made[3]
    since = {"since": "2030-01-01T00:00:22Z"}
    assert ids(manager.get(LIST, **since)["applications"]) == [made[22], made[3]]
    assert ids(manager.get(LIST, **since, datetimeFilter="created")["applications"]) == [made[22]]
    assert ids(manager.get(LIST, filter=made[5].lower()[2:])["applications"]) == [made[5]]
    assert ids(manager.get(LIST, filter="another", filterBy="name")["applications"]) == [made[3]]
    by_name = [ids(page) for page in pages(manager, LIST, "applications", orderBy="name_asc")]
    assert [len(page) for page in by_name] == [10, 10, 3]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"orderBy": "size_asc"}, "orderBy: must be one of created_asc, created_desc, updated_asc, "),
        ({"filterBy": "size"}, "filterBy: must be one of app_id, name"),
        ({"datetimeFilter": "read"}, "datetimeFilter: must be one of created, updated"),
        ({"more": "x"}, "more: is not a token of this list"),
        ({"since": "now"}, "since: must be a date and time in ISO 8601"),
    ],
)
def test_a_list_of_applications_that_cannot_be_answers_400(
    manager: ScormCloudClient, params: dict[str, str], words: str
) -> None:
    assert refusal(manager.call("GET", LIST, params={"filter": "a", **params}), 400).startswith(words)


def test_management_takes_its_own_credentials_only(cloud: ScormCloudClient, manager: ScormCloudClient) -> None:
    calls = [
        ("POST", APPS),
        ("GET", APPS),
        ("GET", LIST),
        ("GET", f"{APPS}/EMULATOR01"),
        ("PUT", f"{APPS}/EMULATOR01"),
        ("DELETE", f"{APPS}/EMULATOR01"),
        ("GET", "/appManagement/EMULATOR01/credentials"),
        ("POST", "/appManagement/EMULATOR01/credentials"),
        ("PUT", "/appManagement/EMULATOR01/credentials/x"),
        ("DELETE", "/appManagement/EMULATOR01/credentials/x"),
    ]
    for method, path in calls:
        assert (
            refusal(cloud.call(method, path, json={"name": "A"}), 403)
            == "These credentials do not work for this operation."
        ), path
        no_scope = refusal(manager.token("read:ping").call(method, path, json={}), 403)
        assert no_scope.startswith("The token does not carry a scope for this operation: "), path
        assert refusal(manager.call(method, path, auth=None), 401) == "Authorization Required.", path
    for method, path in (("GET", "/appManagement/configuration"), ("POST", "/appManagement/configuration")):
        assert refusal(manager.call(method, path, json={}), 403) == "These credentials do not work for this operation."
    assert ids(manager.get(APPS)["applications"]) == ["EMULATOR01"]


def test_no_management_operation_fails_in_a_foreign_way_for_odd_input(manager: ScormCloudClient) -> None:
    """What tests of every operation do with the credentials of a normal application, which reach none of these."""
    contract = load_vendor("scormcloud").contract
    wanted = [one for one in contract.operations.values() if "basic:APP_MANAGEMENT" in one.auth.get("kinds", ())]
    assert len(wanted) == 12
    for operation in wanted:
        for path in paths(operation):
            check("scormcloud", manager.call(operation.method, path, json={}))
        for parameter in operation.parameters:
            if parameter.place == "query":
                for value in VALUES:
                    path = next(paths(operation))
                    check("scormcloud", manager.call(operation.method, path, params={parameter.name: value}))
        for content_type, body in BODIES:
            headers = {"Content-Type": content_type}
            path = operation.path.replace("{childAppId}", "EMULATOR01").replace("{credentialId}", "x")
            if operation.method != "DELETE":
                check("scormcloud", manager.call(operation.method, path, content=body, headers=headers))


def test_the_same_ids_in_two_applications_name_things_of_their_own_in_every_list(cloud: ScormCloudClient) -> None:
    manager = ScormCloudClient(cloud.world, MANAGEMENT_APP)
    cloud.world.settings(job_mode="instant")
    clients = {"Mine": cloud, "Theirs": client_for(manager, new_app(manager))}
    for name, client in clients.items():
        client.new_course("C1")
        assert client.call("PUT", "/courses/C1/title", json={"title": f"{name} course"}).status_code == 204
        new_destination(client, name=f"{name} place")
        new_dispatch(client, notes=name)
        assert client.register("R1", learner={"id": "L1", "firstName": name}).status_code == 204
    for name, client in clients.items():
        (dispatch,) = client.get("/dispatch/dispatches")["dispatches"]
        data = dispatch["data"]
        assert (data["courseTitle"], data["destinationName"], data["notes"]) == (
            f"{name} course",
            f"{name} place",
            name,
        )
        assert [found["title"] for found in client.get("/courses")["courses"]] == [f"{name} course"]
        (registration,) = client.get("/registrations")["registrations"]
        assert (registration["course"]["title"], registration["learner"]["firstName"]) == (f"{name} course", name)
