"""Learners: what registrations say of them, their tags, and deleting all their data."""

from typing import Any

import pytest

from tests.vendors.scormcloud.calling import APP, ScormCloudClient, ids, refusal

OWNER = "owner@lms-emulator.example"


@pytest.fixture(autouse=True)
def _registered(cloud: ScormCloudClient) -> None:
    """L1 in R1 and R2, L2 in R3."""
    learner = {"id": "L1", "email": "l1@example.com", "firstName": "Jo", "lastName": "Baba"}
    rows: list[dict[str, Any]] = [
        {"registrationId": "R1", "courseId": "C1", "learner": learner, "learnerTags": ["t"], "registrationTags": ["r"]},
        {"registrationId": "R2", "courseId": "C1", "learner": learner},
        {"registrationId": "R3", "courseId": "C1", "learner": {**learner, "id": "L2"}},
    ]
    cloud.world.seed({"scormcloud": {"courses": [{"id": "C1"}], "registrations": rows}})


def learner_of(cloud: ScormCloudClient, registration_id: str) -> Any:
    return cloud.get(f"/registrations/{registration_id}")["learner"]


def delete(cloud: ScormCloudClient, learner_id: str, user_email: str = OWNER) -> Any:
    return cloud.call("POST", f"/learner/{learner_id}/delete-information", params={"userEmail": user_email}, json={})


def test_an_update_reaches_every_registration_of_the_learner_and_no_other(cloud: ScormCloudClient) -> None:
    before = learner_of(cloud, "R3")
    response = cloud.call("POST", "/learner/L1/updateInfo", json={"id": "L1", "firstName": "Joan", "email": ""})
    assert (response.status_code, response.content) == (204, b"")
    expected = {"id": "L1", "email": "", "firstName": "Joan", "lastName": "Baba"}
    assert learner_of(cloud, "R1") == learner_of(cloud, "R2") == expected
    assert learner_of(cloud, "R3") == before


def test_an_update_cannot_change_the_id(cloud: ScormCloudClient) -> None:
    response = cloud.call("POST", "/learner/L1/updateInfo", json={"id": "L9"})
    assert (response.status_code, response.json()["message"]) == (400, "body.id: must be the learner's id")


def test_tags_are_set_added_and_taken_away(cloud: ScormCloudClient) -> None:
    assert cloud.get("/learner/L1/tags") == {"tags": ["t"]}
    assert cloud.call("PUT", "/learner/L1/tags", json={"tags": ["b", "a"]}).status_code == 204
    assert cloud.call("DELETE", "/learner/L1/tags", json={"tags": ["b", "x"]}).status_code == 204
    assert cloud.call("PUT", "/learner/tags", json={"ids": ["L1", "L2"], "tags": ["c"]}).status_code == 204
    assert [cloud.get(f"/learner/{one}/tags")["tags"] for one in ("L1", "L2")] == [["a", "c"], ["c"]]
    assert (
        refusal(cloud.call("PUT", "/learner/tags", json={"ids": ["L1", "L9"], "tags": ["d"]}), 404)
        == "Could not find learner [L9]"
    )
    assert cloud.get("/learner/L1/tags") == {"tags": ["a", "c"]}
    assert (
        refusal(cloud.call("PUT", "/learner/L1/tags", json={"tags": [""]}), 400)
        == "tags: a tag must have 1 to 255 characters"
    )


def test_a_learner_whom_no_registration_has_answers_404(cloud: ScormCloudClient) -> None:
    cloud.world.settings(scormcloud_learner_deletion=True)
    for method, path in (
        ("GET", "tags"),
        ("PUT", "tags"),
        ("DELETE", "tags"),
        ("POST", "updateInfo"),
        ("POST", f"delete-information?userEmail={OWNER}"),
    ):
        response = cloud.call(method, f"/learner/L9/{path}", json={"id": "L9", "tags": ["t"]})
        words = "Could not find learner [L9]"
        assert (response.status_code, response.json()) == (404, {"error": words, "message": words}), path


def test_deletion_is_off_until_the_account_has_it_on_and_the_owners_alone(cloud: ScormCloudClient) -> None:
    response = delete(cloud, "L1")
    assert response.status_code == 403
    assert "scormcloud_learner_deletion" in response.headers["x-emulator-hint"]
    cloud.world.settings(scormcloud_learner_deletion=True)
    response = delete(cloud, "L1", "somebody@example.com")
    assert response.status_code == 403
    assert OWNER in response.headers["x-emulator-hint"]
    assert refusal(cloud.call("POST", "/learner/L1/delete-information"), 400) == "userEmail: is required"
    assert learner_of(cloud, "R1")["id"] == "L1"
    assert (
        refusal(delete(cloud.token("write:learner"), "L1"), 403)
        == "The token does not carry a scope for this operation: admin."
    )
    assert delete(cloud.token("admin"), "L1").status_code == 204


def test_deletion_takes_everything_of_the_learner_everywhere(cloud: ScormCloudClient) -> None:
    cloud.world.settings(scormcloud_learner_deletion=True)
    for addresses in (["l1@example.com", "x@example.com"], ["L1@example.com"]):
        email = {"addresses": addresses}
        body = {"courseId": "C1", "creatingUserEmail": OWNER, "invitationEmail": email}
        assert cloud.call("POST", "/invitations/private", json=body).status_code == 200
    assert delete(cloud, "L1").status_code == 204
    left = ids(cloud.get("/registrations", learnerId="L1")["registrations"])
    assert left == []
    for path, what in (
        ("/learner/L1/tags", "learner [L1]"),
        ("/registrations/R1", "registration [R1]"),
        ("/registrations/R1/tags", "registration [R1]"),
    ):
        assert refusal(cloud.call("GET", path), 404) == f"Could not find {what}"
    cloud.register("R1")
    assert cloud.get("/learner/L1/tags") == cloud.get("/registrations/R1/tags") == {"tags": []}
    assert learner_of(cloud, "R3")["id"] == "L2"
    shown = cloud.call("GET", "/invitations/private").text
    assert "l1@example.com" not in shown.lower()
    assert "x@example.com" in shown
    for row in cloud.get("/invitations/private")["invitations"]:
        listed = cloud.call("GET", f"/invitations/private/{row['id']}/userInvitations").text
        assert "l1@example.com" not in listed.lower()


def test_deletion_takes_the_learner_whose_id_is_an_address_of_an_invitation(cloud: ScormCloudClient) -> None:
    cloud.world.settings(scormcloud_learner_deletion=True)
    body = {"courseId": "C1", "creatingUserEmail": OWNER, "invitationEmail": {"addresses": ["p@example.com"]}}
    invitation_id = cloud.call("POST", "/invitations/private", json=body).json()["id"]
    assert delete(cloud, "p@example.com").status_code == 204
    assert cloud.get(f"/invitations/private/{invitation_id}/userInvitations") == {"userInvitations": []}
    assert cloud.get("/registrations", learnerId="p@example.com") == {"registrations": []}
    assert cloud.get(f"/invitations/private/{invitation_id}")["invitationEmail"]["addresses"] == []


def test_the_applications_own_secret_is_enough(cloud: ScormCloudClient) -> None:
    assert cloud.call("GET", "/learner/L1/tags", auth=APP).status_code == 200
    assert (
        refusal(cloud.call("GET", "/learner/L1/tags", auth=("EMULATORMG", "emulator-secret")), 403)
        == "These credentials do not work for this operation."
    )
