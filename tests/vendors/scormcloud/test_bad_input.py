"""What must never happen: a framework's error body, a 500, a change by a request that was refused."""

import pytest

from tests.vendors.scormcloud.calling import ScormCloudClient

ENVELOPE = ["error", "message"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b"null",
        b"\xff",
        b"[" * 100_000,
        b'{"title": {"a": 1}}',
        b'{"title": ["a"]}',
        b'{"title": "a\\u0000b"}',
        b'{"title": "a\\ud800b"}',
        b'{"title": true}',
    ],
)
def test_bad_json_answers_400_in_the_vendors_envelope_and_changes_nothing(cloud: ScormCloudClient, body: bytes) -> None:
    cloud.new_course("C1")
    before = cloud.get("/courses/C1")
    headers = {"Content-Type": "application/json"}
    response = cloud.call("PUT", "/courses/C1/title", content=body, headers=headers)
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/json"
    assert list(response.json()) == ENVELOPE
    assert cloud.get("/courses/C1") == before


def test_json_is_read_whatever_its_content_type_says(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    for content_type in ("text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-8"):
        headers = {"Content-Type": content_type}
        response = cloud.call("PUT", "/courses/C1/title", content=b'{"title": "A"}', headers=headers)
        assert response.status_code == 204


def test_a_form_that_is_none_answers_400(cloud: ScormCloudClient) -> None:
    path = "/oauth/authenticate/application/token"
    for content in (b"scope=%ff", b"\xff", b"scope=a%00b"):
        response = cloud.call("POST", path, content=content)
        assert (response.status_code, list(response.json())) == (400, ENVELOPE)


def test_unknown_members_and_parameters_are_let_through_and_named_in_the_hint(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    body = {"title": "A", "colour": "red"}
    response = cloud.call("PUT", "/courses/C1/title", json=body, params={"shade": "dark"})
    assert response.status_code == 204
    hints = " ".join(response.headers.get_list("x-emulator-hint"))
    assert "colour" in hints
    assert "shade" in hints


def test_an_unknown_path_answers_404_and_a_wrong_method_405(cloud: ScormCloudClient) -> None:
    response = cloud.call("GET", "/registrations/R1/progress")
    assert (response.status_code, list(response.json())) == (405, ENVELOPE)
    response = cloud.call("GET", "/nothing")
    assert (response.status_code, list(response.json())) == (404, ENVELOPE)


def test_doubled_slashes_are_harmless(cloud: ScormCloudClient) -> None:
    assert cloud.call("GET", "//ping").status_code == 200
    assert cloud.call("GET", "//courses//").status_code == 200


@pytest.mark.parametrize("odd", ["%00", "%FF", "x" * 1000, "%2e%2e%2f", "' OR 1=1", "%F0%9F%92%A9"])
def test_odd_ids_are_refused_or_unknown(cloud: ScormCloudClient, odd: str) -> None:
    for path in (f"/courses/{odd}", f"/registrations/{odd}", f"/courses/importJobs/{odd}"):
        response = cloud.call("GET", path)
        assert response.status_code in (400, 404)
        assert list(response.json()) == ENVELOPE


def test_the_applications_of_two_sandboxes_share_nothing(cloud: ScormCloudClient) -> None:
    from tests.world import World

    other = ScormCloudClient(World(cloud.world.host, f"{cloud.world.name}-twin", cloud.world.client))
    cloud.new_course("C1")
    cloud.register("R1")
    assert other.get("/courses") == {"courses": []}
    assert other.call("GET", "/registrations/R1").status_code == 404
