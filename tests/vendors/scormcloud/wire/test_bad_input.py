"""What must never happen: a framework's error body, a 500, a change by a request that was refused."""

from urllib.parse import unquote

import pytest

from tests.vendors.scormcloud.calling import ScormCloudClient, refusal


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "body: is required"),
        (b"{", "body: is not JSON: line 1, column 2: unexpected end of data"),
        (b"[]", "body: must be an object"),
        (b"7", "body: must be an object"),
        (b"null", "body: must be an object"),
        (b"\xff", "body: is not JSON: line 1, column 1: str is not valid UTF-8: surrogates not allowed"),
        (b"[" * 100_000, "body: is not JSON: line 1, column 1026: depth limit exceeded"),
        (b'{"title": {"a": 1}}', "body.title: must be text"),
        (b'{"title": ["a"]}', "body.title: must be text"),
        (b'{"title": "a\\u0000b"}', "body.title: has a NUL character"),
    ],
)
def test_bad_json_answers_400_in_the_vendors_envelope_and_changes_nothing(
    cloud: ScormCloudClient, body: bytes, words: str
) -> None:
    cloud.new_course("C1")
    before = cloud.get("/courses/C1")
    headers = {"Content-Type": "application/json"}
    response = cloud.call("PUT", "/courses/C1/title", content=body, headers=headers)
    assert refusal(response, 400) == words
    assert cloud.get("/courses/C1") == before


def test_json_is_read_whatever_its_content_type_says(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    for content_type in ("text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-8"):
        headers = {"Content-Type": content_type}
        response = cloud.call("PUT", "/courses/C1/title", content=b'{"title": "A"}', headers=headers)
        assert response.status_code == 204


def test_a_form_that_is_none_answers_400(cloud: ScormCloudClient) -> None:
    path = "/oauth/authenticate/application/token"
    for content, words in (
        (b"scope=%ff", "body: is not application/x-www-form-urlencoded"),
        (b"\xff", "body: is not application/x-www-form-urlencoded"),
        (b"scope=a%00b", "scope: has a NUL character"),
    ):
        assert refusal(cloud.call("POST", path, content=content), 400).startswith(words)


def test_unknown_members_and_parameters_are_let_through_and_named_in_the_hint(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    body = {"title": "A", "colour": "red"}
    response = cloud.call("PUT", "/courses/C1/title", json=body, params={"shade": "dark"})
    assert response.status_code == 204
    hints = " ".join(response.headers.get_list("x-emulator-hint"))
    assert "colour" in hints
    assert "shade" in hints


def test_members_of_a_registration_that_are_misspelt_or_out_of_place_are_named_with_their_place(
    cloud: ScormCloudClient,
) -> None:
    cloud.new_course("C1")
    body = {"registrationId": "R1", "courseId": "C1", "firstName": "Jo", "learner": {"id": "L1", "lastname": "Baba"}}
    response = cloud.call("POST", "/registrations", json=body)
    assert response.status_code == 204
    hints = " ".join(response.headers.get_list("x-emulator-hint"))
    assert "firstName (nearest: learner.firstName), learner.lastname (nearest: lastName)" in hints


def test_form_fields_that_are_not_declared_are_named(cloud: ScormCloudClient) -> None:
    form = {"scope": "read", "expiry": "600", "scopes": "write"}
    response = cloud.call("POST", "/oauth/authenticate/application/token", data=form)
    hints = " ".join(response.headers.get_list("x-emulator-hint"))
    assert "form field scopes (nearest: scope)" in hints


def test_an_unknown_path_answers_404_and_a_wrong_method_405(cloud: ScormCloudClient) -> None:
    assert refusal(cloud.call("GET", "/registrations/R1/progress"), 405) == "Method Not Allowed"
    assert refusal(cloud.call("GET", "/nothing"), 404) == "Not Found"


def test_a_wrong_method_is_told_the_right_ones(cloud: ScormCloudClient) -> None:
    for path, allowed in (("/courses", "GET"), ("/courses/C1/tags", "DELETE, GET, PUT")):
        assert cloud.call("POST", path).headers["allow"] == allowed


def test_a_number_or_a_boolean_in_place_of_a_text_is_its_text(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    for title, text in ((7, "7"), (7.5, "7.5"), (True, "true")):
        assert cloud.call("PUT", "/courses/C1/title", json={"title": title}).status_code == 204
        assert cloud.get("/courses/C1")["title"] == text
    learner = {"id": 7, "firstName": 8, "lastName": False}
    assert cloud.register(9, learner=learner, registrationTags=[1, True]).status_code == 204  # type: ignore[arg-type]
    shown = cloud.get("/registrations/9")
    assert shown["learner"] == {"id": "7", "firstName": "8", "lastName": "false"}
    assert cloud.get("/registrations/9/tags") == {"tags": ["1", "true"]}
    settings = {"settings": [{"settingId": "PlayerShowNavBar", "value": True}]}
    assert cloud.call("POST", "/registrations/9/configuration", json=settings).status_code == 204


@pytest.mark.parametrize("auth_type", ["form", "Form", "FORM"])
def test_values_of_a_vocabulary_are_taken_in_any_case(cloud: ScormCloudClient, auth_type: str) -> None:
    cloud.new_course("C1")
    post_back = {"url": "http://127.0.0.1:9/", "authType": auth_type, "resultsFormat": "Full"}
    assert cloud.register("R1", postBack=post_back).status_code == 204
    assert cloud.call("GET", "/courses", params={"orderBy": "TITLE_asc"}).status_code == 200
    words = refusal(cloud.register("R2", postBack={**post_back, "resultsFormat": "some"}), 400)
    assert words == "body.postBack.resultsFormat: must be one of UNDEFINED, COURSE, ACTIVITY, FULL"


def test_doubled_slashes_are_harmless(cloud: ScormCloudClient) -> None:
    assert cloud.call("GET", "//ping").status_code == 200
    assert cloud.call("GET", "//courses//").status_code == 200


KINDS = {
    "/courses": ("courseId", 255, "course"),
    "/registrations": ("registrationId", 255, "registration"),
    "/courses/importJobs": ("importJobId", 280, "import job"),
}


@pytest.mark.parametrize("path", KINDS)
def test_an_odd_id_is_unknown_and_one_that_cannot_be_is_refused(cloud: ScormCloudClient, path: str) -> None:
    parameter, longest, what = KINDS[path]
    for odd, words in (("%00", "has a NUL character"), ("x" * 1000, f"is longer than {longest} characters")):
        assert refusal(cloud.call("GET", f"{path}/{odd}"), 400) == f"{parameter}: {words}"
    for odd in ("%FF", "%2e%2e%2f", "' OR 1=1", "%F0%9F%92%A9"):
        assert refusal(cloud.call("GET", f"{path}/{odd}"), 404) == f"Could not find {what} [{unquote(odd)}]"


def test_the_applications_of_two_sandboxes_share_nothing(cloud: ScormCloudClient) -> None:
    from tests.world import World

    other = ScormCloudClient(World(cloud.world.host, f"{cloud.world.name}-twin", cloud.world.client))
    cloud.new_course("C1")
    cloud.register("R1")
    assert other.get("/courses") == {"courses": []}
    assert refusal(other.call("GET", "/registrations/R1"), 404) == "Could not find registration [R1]"
