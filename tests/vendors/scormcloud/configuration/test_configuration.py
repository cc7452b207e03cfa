"""Configuration of applications, courses, registrations and their parts."""

from typing import Any

import pytest

from emulator.app import Emulator
from emulator.vendors.scormcloud import scopes
from emulator.vendors.scormcloud.configuration.configuration import InEffect
from emulator.vendors.scormcloud.tables import ScormCloudRegistration
from tests.vendors.scormcloud.calling import QUIZ, TWO_SCOS, ScormCloudClient, refusal

LAUNCH = "PlayerScoLaunchType"
PLACES = [
    "/appManagement/configuration",
    "/courses/C1/configuration",
    "/courses/C1/versions/0/configuration",
    "/registrations/R1/configuration",
    "/registrations/R1/instances/0/configuration",
]


@pytest.fixture
def registered(cloud: ScormCloudClient) -> ScormCloudClient:
    """A client with a course of one SCO, C1, and a registration, R1."""
    cloud.new_course("C1")
    cloud.register("R1")
    return cloud


def put(client: ScormCloudClient, path: str, value: str, setting_id: str = LAUNCH, **params: str) -> None:
    body = {"settings": [{"settingId": setting_id, "value": value}]}
    response = client.call("POST", path, json=body, params=params)
    assert (response.status_code, response.content) == (204, b""), response.text


def clear(client: ScormCloudClient, path: str, setting_id: str = LAUNCH, **params: str) -> None:
    response = client.call("DELETE", f"{path}/{setting_id}", json={}, params=params)
    assert (response.status_code, response.content) == (204, b""), response.text


def item(client: ScormCloudClient, path: str, setting_id: str = LAUNCH, **params: str) -> dict[str, Any]:
    found = [row for row in client.get(path, **params)["settingItems"] if row["id"] == setting_id]
    assert len(found) == 1
    row: dict[str, Any] = found[0]
    return row


@pytest.mark.parametrize("path", PLACES)
def test_a_setting_is_set_shown_and_cleared(registered: ScormCloudClient, path: str) -> None:
    default = {"id": LAUNCH, "effectiveValue": "NEW_WINDOW", "effectiveValueSource": "default"}
    assert item(registered, path) == default
    put(registered, path, "FRAMESET")
    put(registered, path, "NEW_WINDOW_AFTER_CLICK")
    level = {"a": "application", "c": "course", "r": "registration"}[path[1]]
    assert item(registered, path) == {
        "id": LAUNCH,
        "effectiveValue": "NEW_WINDOW_AFTER_CLICK",
        "effectiveValueSource": level,
        "explicitValue": "NEW_WINDOW_AFTER_CLICK",
    }
    clear(registered, path)
    clear(registered, path)
    assert item(registered, path) == default


def test_the_narrowest_place_wins_and_clearing_falls_back(registered: ScormCloudClient) -> None:
    application, course, version, registration, instance = PLACES
    standard = {"learningStandard": "SCORM_12", "singleSco": "true"}
    setting = "PlayerLaunchType"
    values = [
        "NEW_WINDOW",
        "NEW_WINDOW_AFTER_CLICK",
        "FRAMESET",
        "NEW_WINDOW_WITHOUT_BROWSER_TOOLBAR",
        "NEW_WINDOW",
        "FRAMESET",
    ]
    steps: list[tuple[str, dict[str, str], str]] = [
        (application, {}, "application"),
        (application, standard, "learningStandardForApplication"),
        (course, {}, "course"),
        (version, {}, "course"),
        (registration, {}, "registration"),
        (instance, {}, "registration"),
    ]
    for (path, params, source), value in zip(steps, values, strict=True):
        put(registered, path, value, setting, **params)
        seen = item(registered, instance, setting)
        assert (seen["effectiveValue"], seen["effectiveValueSource"]) == (value, source)
        assert ("explicitValue" in seen) == (path == instance)
    for index in range(len(steps) - 1, 0, -1):
        path, params, _ = steps[index]
        clear(registered, path, setting, **params)
        seen = item(registered, instance, setting)
        assert (seen["effectiveValue"], seen["effectiveValueSource"]) == (values[index - 1], steps[index - 1][2])


def test_the_settings_of_a_learning_standard_reach_its_content_of_one_or_of_several_scos(
    registered: ScormCloudClient,
) -> None:
    registered.new_course("C2", TWO_SCOS)
    params = {"learningStandard": "SCORM_2004_4TH_EDITION", "singleSco": "False"}
    put(registered, PLACES[0], "FRAMESET", **params)
    assert item(registered, "/courses/C2/configuration")["effectiveValueSource"] == "learningStandardForApplication"
    assert item(registered, PLACES[0], **params)["explicitValue"] == "FRAMESET"
    others = [{**params, "singleSco": "true"}, {**params, "learningStandard": "SCORM_12"}, {}]
    for other in others:
        assert item(registered, PLACES[0], **other)["effectiveValueSource"] == "default"
    assert item(registered, "/courses/C1/configuration")["effectiveValueSource"] == "default"


def test_a_version_has_its_own_settings_and_a_registration_those_of_its_version(registered: ScormCloudClient) -> None:
    registered.new_course("C1", QUIZ, mayCreateNewVersion="true")
    registered.register("R2")
    put(registered, "/courses/C1/versions/1/configuration", "FRAMESET")
    for path in ("/courses/C1/versions/1/configuration", "/registrations/R2/configuration"):
        assert item(registered, path)["effectiveValue"] == "FRAMESET"
    for path in ("/courses/C1/versions/0/configuration", "/registrations/R1/configuration", PLACES[1]):
        assert item(registered, path)["effectiveValue"] == "NEW_WINDOW"


def test_metadata_comes_when_it_is_asked_for(registered: ScormCloudClient) -> None:
    for path in PLACES:
        assert "metadata" not in item(registered, path)
        metadata = item(registered, path, includeMetadata="True")["metadata"]
        assert (metadata["default"], metadata["level"]) == ("NEW_WINDOW", "Registration")
        assert {"value": "FRAMESET"} in metadata["validValues"]
    metadata = item(registered, PLACES[0], "PlayerStatusRollupModeValue", includeMetadata="true")["metadata"]
    assert "default" not in metadata
    assert "SCORM12" in metadata["learningStandards"]


def test_every_value_is_text_and_the_settings_are_in_the_order_of_their_ids(registered: ScormCloudClient) -> None:
    items = registered.get(PLACES[3])["settingItems"]
    assert all(isinstance(row["effectiveValue"], str) for row in items)
    names = [row["id"].lower() for row in items]
    assert names == sorted(names)


def test_a_setting_of_the_application_alone_is_neither_shown_nor_set_elsewhere(registered: ScormCloudClient) -> None:
    setting = "ApiPostbackTimeoutSeconds"
    put(registered, PLACES[0], "3", setting)
    assert item(registered, PLACES[0], setting)["effectiveValue"] == "3"
    body = {"settings": [{"settingId": setting, "value": "3"}]}
    for path in PLACES[1:]:
        assert setting not in [row["id"] for row in registered.get(path)["settingItems"]]
        assert (
            refusal(registered.call("POST", path, json=body), 400)
            == "body.settings[0]: ApiPostbackTimeoutSeconds can be set for the application only"
        )


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"settingId": "Nothing", "value": "x"}, "Nothing is not a valid setting ID"),
        ({"settingId": LAUNCH, "value": "POPUP"}, "body.settings[1].value: PlayerScoLaunchType must be one of"),
        ({"settingId": LAUNCH}, "body.settings[1].value: is required"),
        ({"settingId": LAUNCH, "value": None}, "body.settings[1].value: is required"),
        ({"settingId": "LaunchAuthExpiry", "value": [7]}, "body.settings[1].value: must be text"),
        ({"value": "x"}, "body.settings[1].settingId: is required"),
        ("x", "body.settings[1]: must be an object"),
    ],
)
def test_a_setting_or_value_that_cannot_be_answers_400_and_sets_nothing(
    registered: ScormCloudClient, path: str, entry: Any, words: str
) -> None:
    body = {"settings": [{"settingId": LAUNCH, "value": "FRAMESET"}, entry]}
    response = registered.call("POST", path, json=body)
    assert response.status_code == 400
    assert response.json()["message"].startswith(words)
    assert "explicitValue" not in item(registered, path)


@pytest.mark.parametrize("path", PLACES)
def test_clearing_a_setting_that_does_not_exist_answers_400(registered: ScormCloudClient, path: str) -> None:
    response = registered.call("DELETE", f"{path}/Nothing")
    words = "no such configuration setting 'Nothing'"
    assert (response.status_code, response.json()) == (400, {"error": words, "message": words})


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/courses/abc/configuration", "Could not find course [abc]"),
        ("/courses/abc/versions/0/configuration", "Could not find course [abc]"),
        ("/courses/C1/versions/7/configuration", "Could not find course [C1], version [7]"),
        ("/registrations/abc/configuration", "Could not find registration [abc]"),
        ("/registrations/abc/instances/0/configuration", "Could not find registration [abc]"),
        ("/registrations/R1/instances/7/configuration", "Could not find registration [R1], instance [7]"),
    ],
)
def test_the_configuration_of_what_is_not_there_answers_404(
    registered: ScormCloudClient, path: str, words: str
) -> None:
    for method, tail in (("GET", ""), ("POST", ""), ("DELETE", f"/{LAUNCH}")):
        response = registered.call(method, path + tail, json={"settings": []})
        assert (response.status_code, response.json()) == (404, {"error": words, "message": words})


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"learningStandard": "SCORM_12"}, "singleSco: is required: learningStandard and singleSco go together"),
        ({"singleSco": "true"}, "learningStandard: is required: learningStandard and singleSco go together"),
        (
            {"learningStandard": "SCORM_13", "singleSco": "true"},
            "learningStandard: must be one of SCORM_11, SCORM_12, ",
        ),
    ],
)
def test_a_learning_standard_without_its_number_of_scos_answers_400(
    cloud: ScormCloudClient, params: dict[str, str], words: str
) -> None:
    for method, tail in (("GET", ""), ("POST", ""), ("DELETE", f"/{LAUNCH}")):
        refused = cloud.call(method, PLACES[0] + tail, params=params, json={"settings": []})
        assert refusal(refused, 400).startswith(words)


def test_initial_settings_are_those_of_the_registration(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    response = cloud.register("R1", initialSettings={"settings": [{"settingId": LAUNCH, "value": "FRAMESET"}]})
    assert response.status_code == 204
    assert item(cloud, PLACES[3])["explicitValue"] == "FRAMESET"
    assert item(cloud, PLACES[4])["effectiveValueSource"] == "registration"
    response = cloud.register("R2", initialSettings={"settings": [{"settingId": "Nothing", "value": "x"}]})
    assert (response.status_code, response.json()["message"]) == (400, "Nothing is not a valid setting ID")
    assert cloud.call("HEAD", "/registrations/R2").status_code == 404


def test_what_is_deleted_takes_its_settings_along(registered: ScormCloudClient) -> None:
    registered.register("R2")
    put(registered, "/registrations/R2/configuration", "FRAMESET")
    for path in PLACES[3:]:
        put(registered, path, "FRAMESET")
    assert registered.call("DELETE", "/registrations/R1").status_code == 204
    registered.register("R1")
    for path in PLACES[3:]:
        assert item(registered, path)["effectiveValueSource"] == "default"
    assert item(registered, "/registrations/R2/configuration")["effectiveValueSource"] == "registration"
    for path in PLACES[1:]:
        put(registered, path, "FRAMESET")
    assert registered.call("DELETE", "/courses/C1").status_code == 204
    registered.new_course("C1")
    registered.register("R1")
    for path in PLACES[1:]:
        assert item(registered, path)["effectiveValueSource"] == "default"


def test_a_deleted_version_takes_its_settings_along(registered: ScormCloudClient) -> None:
    registered.new_course("C1", mayCreateNewVersion="true")
    put(registered, PLACES[1], "FRAMESET")
    put(registered, PLACES[2], "NEW_WINDOW_AFTER_CLICK")
    put(registered, PLACES[3], "NEW_WINDOW_AFTER_CLICK")
    assert registered.call("DELETE", "/courses/C1/versions/0").status_code == 204
    assert item(registered, PLACES[1])["explicitValue"] == "FRAMESET"
    registered.register("R1")
    assert item(registered, PLACES[3])["effectiveValue"] == "FRAMESET"


def test_explicit_is_named_in_the_hint(cloud: ScormCloudClient) -> None:
    body = {"settings": [{"settingId": LAUNCH, "value": "FRAMESET", "explicit": True}]}
    response = cloud.call("POST", PLACES[0], json=body)
    assert response.status_code == 204
    assert "explicit has no effect" in response.headers["x-emulator-hint"]


def test_other_rules_read_the_value_in_effect(registered: ScormCloudClient, emulator: tuple[str, Emulator]) -> None:
    """What launches, roll-up and postbacks call."""
    put(registered, PLACES[1], "FRAMESET")
    with emulator[1].house.sandboxes.get(registered.world.name).work() as work:
        row = work.get(ScormCloudRegistration, app_id="EMULATOR01", id="R1")
        assert row is not None
        scope = scopes.scope_of(work, row, 0)
        assert InEffect(work, scope).value(LAUNCH) == "FRAMESET"
        assert InEffect(work, scope).value("LaunchAuthExpiry") == "28800"
        assert InEffect(work, scope).value("PlayerStatusRollupModeValue") == ""
        assert [place.level for place in scope.places] == [
            "application",
            "learningStandardForApplication",
            "course",
            "course",
            "registration",
            "registration",
        ]
        with pytest.raises(KeyError):
            InEffect(work, scope).value("Nothing")


@pytest.mark.parametrize("path", PLACES)
def test_a_setting_without_effect_is_named_in_the_hint_wherever_it_is_set(
    registered: ScormCloudClient, path: str
) -> None:
    values = {"PlayerShowHelp": "true", "PlayerShowNavBar": "true", "MediaContentCompletionThreshold": "90"}
    if path.startswith("/appManagement"):
        values["LtiConsumerName"] = "x"
    entries = [{"settingId": name, "value": value} for name, value in values.items()]
    response = registered.call("POST", path, json={"settings": entries})
    named = ", ".join(name for name in values if name != "PlayerShowNavBar")
    assert response.headers["x-emulator-hint"] == f"kept and shown, without effect in lms-emulator: {named}"
    response = registered.call("POST", path, json={"settings": [entries[1]]})
    assert "x-emulator-hint" not in response.headers


def test_an_initial_setting_without_effect_is_named_in_the_hint(registered: ScormCloudClient) -> None:
    settings = {"settings": [{"settingId": "PlayerShowHelp", "value": "true"}]}
    response = registered.register("R9", initialSettings=settings)
    assert response.headers["x-emulator-hint"].endswith("without effect in lms-emulator: PlayerShowHelp")
