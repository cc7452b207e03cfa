"""Invitations: public and private, their links, e-mails, people, tags and ends."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from emulator.vendors.scormcloud.invitations.invitations import closed_because
from emulator.vendors.scormcloud.rows import Row
from tests.vendors.scormcloud.calling import ScormCloudClient, ids, pages, refusal

NEVER = "00000000-0000-4000-8000-000000000000"
OWNER = "jo@example.com"
ADDRESSES = "body.invitationEmail.addresses:"


def public(cloud: ScormCloudClient, **members: Any) -> httpx.Response:
    body = {"courseId": "C1", "creatingUserEmail": OWNER, **members}
    return cloud.call("POST", "/invitations/public", json=body)


def private(cloud: ScormCloudClient, *addresses: str, email: dict[str, Any] | None = None, **members: Any) -> str:
    invitation_email = {"addresses": addresses, **(email or {})}
    body = {"courseId": "C1", "creatingUserEmail": OWNER, "invitationEmail": invitation_email, **members}
    response = cloud.call("POST", "/invitations/private", json=body)
    assert response.status_code == 200, response.text
    found: str = response.json()["id"]
    return found


def people(cloud: ScormCloudClient, invitation_id: str, **params: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cloud.get(f"/invitations/private/{invitation_id}/userInvitations", **params)[
        "userInvitations"
    ]
    return found


def outbox(cloud: ScormCloudClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cloud.world.control("GET", "outbox")["messages"]
    return found


@pytest.fixture
def course(cloud: ScormCloudClient) -> None:
    """Course C1, titled One."""
    cloud.world.seed({"scormcloud": {"courses": [{"id": "C1", "title": "One"}, {"id": "C2", "title": "Two"}]}})


@pytest.mark.usefixtures("course")
def test_a_public_invitation_has_a_link_into_this_sandbox(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    response = public(cloud, registrationCap=2, expirationDate="2030-01-02T00:00:00Z", tags=["t"])
    assert response.status_code == 200
    invitation = response.json()
    link = urlsplit(invitation["url"])
    assert invitation["url"].startswith(f"{cloud.world.root}/sc/InvitationConfirmEmail?")
    assert parse_qs(link.query)["publicInvitationId"] != [invitation["id"]]
    assert invitation == {
        "id": invitation["id"],
        "courseId": "C1",
        "courseTitle": "One",
        "allowLaunch": True,
        "allowNewRegistrations": True,
        "url": invitation["url"],
        "createDate": "2030-01-01T00:00:00.000Z",
        "updated": "2030-01-01T00:00:00.000Z",
        "expirationDate": "2030-01-02T00:00:00.000Z",
        "registrationCap": 2,
    }
    assert cloud.get(f"/invitations/public/{invitation['id']}") == invitation
    counted = cloud.get(f"/invitations/public/{invitation['id']}", includeRegistrationCount="true")
    assert counted == {**invitation, "registrationCount": 0}
    assert cloud.get(f"/invitations/public/{invitation['id']}/userInvitations") == {"userInvitations": []}
    assert cloud.get(f"/invitations/{invitation['id']}/tags") == {"tags": ["t"]}


@pytest.mark.usefixtures("course")
def test_a_private_invitation_makes_ordinary_registrations_at_once(cloud: ScormCloudClient) -> None:
    cloud.world.settings(job_mode="real")
    invitation_id = private(cloud, "a@example.com, B@example.com", "b@example.com", postBack={"url": "http://a"})
    registrations = cloud.get("/registrations", orderBy="created_asc")["registrations"]
    learners = [{"id": address, "email": address} for address in ("a@example.com", "B@example.com")]
    assert [row["learner"] for row in registrations] == learners
    invited = people(cloud, invitation_id, orderBy="created_asc")
    assert [(row["email"], row["isStarted"]) for row in invited] == [("a@example.com", False), ("B@example.com", False)]
    assert [row["registrationId"] for row in invited] == ids(registrations)
    assert all(row["url"].startswith(f"{cloud.world.root}/sc/InvitationLaunch?userInvitationId=") for row in invited)
    assert len({row["url"] for row in invited}) == 2
    assert outbox(cloud) == []


@pytest.mark.usefixtures("course")
def test_the_job_sends_the_emails_into_the_outbox_step_by_step(cloud: ScormCloudClient) -> None:
    cloud.world.settings(job_mode="step")
    text = {"subject": "[COURSE] for [USER]", "body": "[URL] or [URL:here] [NOTHING][COURSE_DURATION]"}
    invitation_id = private(cloud, "a@example.com", "b@example.com", "c@example.com", email=text)
    path = f"/invitations/private/{invitation_id}/jobStatus"
    seen = [cloud.get(path) for _ in range(3)]
    assert [(job["status"], job["processed"]) for job in seen] == [("STARTED", 1), ("COMPLETE", 3), ("COMPLETE", 3)]
    assert all((job["total"], job["errors"]) == (3, []) for job in seen)
    messages = outbox(cloud)
    assert [row["recipient"] for row in messages] == ["a@example.com", "b@example.com", "c@example.com"]
    url = people(cloud, invitation_id, filter="a@", filterBy="email")[0]["url"]
    assert messages[0]["subject"] == "One for a@example.com"
    assert messages[0]["body"] == f'{url} or <a href="{url}">here</a> [NOTHING]'


@pytest.mark.usefixtures("course")
def test_the_job_runs_on_the_sandboxs_clock(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True})
    cloud.world.settings(job_mode="real", job_seconds=10)
    path = f"/invitations/private/{private(cloud, 'a@example.com')}/jobStatus"
    assert cloud.get(path)["status"] == "STARTED"
    ran = cloud.world.advance(10)
    assert [move["state"] for move in ran] == ["SENDING", "COMPLETE"]
    assert cloud.get(path) == {"status": "COMPLETE", "errors": [], "total": 1, "processed": 1}


@pytest.mark.usefixtures("course")
def test_an_email_without_words_has_those_of_the_emulator_and_greets_by_name(cloud: ScormCloudClient) -> None:
    first = private(cloud, "a@example.com")
    update = {"id": "a@example.com", "firstName": "Ann", "lastName": "Young"}
    assert cloud.call("POST", "/learner/a@example.com/updateInfo", json=update).status_code == 204
    private(cloud, "a@example.com")
    first_message, second_message = outbox(cloud)
    assert (first_message["subject"], "a@example.com" in first_message["body"]) == ("One", True)
    assert "Ann Young" in second_message["body"]
    assert cloud.get(f"/invitations/private/{first}")["invitationEmail"]["subject"] == "One"


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize(
    ("option", "registrations", "instances", "sent"),
    [
        ("FAIL", 2, 1, 1),
        ("SEND_EXISTING", 2, 1, 2),
        (None, 2, 1, 2),
        ("INSTANCE_EXISTING", 2, 2, 2),
        ("CREATE_NEW", 3, 1, 2),
    ],
)
def test_who_was_invited_before_is_treated_as_the_option_says(
    cloud: ScormCloudClient, option: str | None, registrations: int, instances: int, sent: int
) -> None:
    before = people(cloud, private(cloud, "old@example.com"))[0]["registrationId"]
    invitation_id = private(cloud, "OLD@example.com", "new@example.com", duplicateRegistrationOption=option)
    assert len(cloud.get("/registrations")["registrations"]) == registrations
    assert len(cloud.get(f"/registrations/{before}/instances")["registrations"]) == instances
    assert cloud.get(f"/registrations/{before}")["instance"] == instances - 1
    job = cloud.get(f"/invitations/private/{invitation_id}/jobStatus")
    assert (job["status"], job["total"], job["processed"]) == ("COMPLETE", sent, sent)
    assert len(job["errors"]) == 2 - sent
    assert len(outbox(cloud)) == 1 + sent
    assert (before in [row["registrationId"] for row in people(cloud, invitation_id)]) == (
        option not in ("FAIL", "CREATE_NEW")
    )


@pytest.mark.usefixtures("course")
def test_an_invitation_to_another_course_is_none_before(cloud: ScormCloudClient) -> None:
    private(cloud, "a@example.com")
    private(cloud, "a@example.com", courseId="C2", duplicateRegistrationOption="FAIL")
    assert len(cloud.get("/registrations")["registrations"]) == 2


@pytest.mark.usefixtures("course")
def test_the_people_show_what_their_registrations_say(cloud: ScormCloudClient) -> None:
    invitation_id = private(cloud, "a@example.com")
    report = people(cloud, invitation_id, includeRegistrationReport="true")[0]["registrationReport"]
    assert report == {"complete": "UNKNOWN", "success": "UNKNOWN", "totalSecondsTracked": 0.0}
    assert "registrationReport" not in people(cloud, invitation_id)[0]
    counted = cloud.get(f"/invitations/private/{invitation_id}", includeRegistrationCount="true")
    assert (counted["registrationCount"], counted["launchedRegistrationCount"]) == (1, 0)
    listed = cloud.get("/invitations/private", includeRegistrationCount="true")["invitations"]
    assert listed == [counted]


@pytest.mark.usefixtures("course")
def test_an_update_changes_what_is_given(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    public_one = public(cloud, expirationDate="2030-01-02T00:00:00Z").json()
    cloud.world.advance(5)
    changes: dict[str, Any] = {"allowLaunch": False, "registrationCap": 7, "allowNewRegistrations": None}
    response = cloud.call("PUT", f"/invitations/public/{public_one['id']}", json=changes)
    expected = {**public_one, "allowLaunch": False, "registrationCap": 7, "updated": "2030-01-01T00:00:05.000Z"}
    assert (response.status_code, response.json()) == (200, expected)
    assert cloud.get(f"/invitations/public/{public_one['id']}") == expected
    response = cloud.call("PUT", f"/invitations/public/{public_one['id']}", json={"expirationDate": ""})
    assert "expirationDate" not in response.json(), "an empty value is no expiry"
    invitation_id = private(cloud, "a@example.com", email={"subject": "S", "body": "B"})
    changes = {"invitationEmail": {"subject": "T"}, "expirationDate": "2031-01-01", "postBack": {"url": "http://a"}}
    response = cloud.call("PUT", f"/invitations/private/{invitation_id}", json=changes)
    shown = response.json()
    assert shown["invitationEmail"] == {"subject": "T", "body": "B", "addresses": ["a@example.com"]}
    assert (shown["expirationDate"], shown["postBack"]) == ("2031-01-01T00:00:00.000Z", {"url": "http://a"})
    assert "x-emulator-hint" not in response.headers


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"allowLaunch": False}, "allowLaunch"),
        ({"allowNewRegistrations": False}, "allowNewRegistrations"),
        ({"expirationDate": "2029-12-31"}, "expired"),
    ],
)
def test_a_closed_invitation_says_so_in_the_hint(cloud: ScormCloudClient, changes: dict[str, Any], why: str) -> None:
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    path = f"/invitations/public/{public(cloud).json()['id']}"
    assert "x-emulator-hint" not in cloud.call("GET", path).headers
    cloud.call("PUT", path, json=changes)
    assert why in cloud.call("GET", path).headers["x-emulator-hint"]


def test_an_invitation_is_closed_by_its_cap_and_a_private_one_by_launch_and_expiry_alone() -> None:
    now = datetime(2030, 1, 1, tzinfo=UTC)
    row: Row = {
        "kind": "public",
        "allow_launch": True,
        "allow_new_registrations": True,
        "registration_cap": 2,
    }
    row["expiration_date"] = now
    assert closed_because(row, now, 1) is None, "the moment itself is not after it"
    assert closed_because(row, now, 2) == "registrationCap is reached"
    assert closed_because({**row, "registration_cap": 0}, now, 2) is None, "0 is no limit"
    private_one: Row = {**row, "kind": "private", "allow_new_registrations": False}
    assert closed_because(private_one, now, 2) is None
    assert closed_because(private_one, now + timedelta(seconds=1), 2) is not None


@pytest.mark.usefixtures("course")
def test_the_three_lists_show_their_kinds_and_page(cloud: ScormCloudClient) -> None:
    for _ in range(11):
        public(cloud)
    secret = private(cloud, "a@example.com", courseId="C2", tags=["t"])
    listed = pages(cloud, "/invitations", "invitations", orderBy="created_asc")
    assert [len(page) for page in listed] == [10, 2]
    assert [row["isPublic"] for row in listed[1]] == [True, False]
    assert list(listed[1][1]) == ["id", "courseId", "isPublic", "createDate", "updated"]
    assert [len(page) for page in pages(cloud, "/invitations/public", "invitations")] == [10, 1]
    assert ids(cloud.get("/invitations/private")["invitations"]) == [secret]
    for params in (
        {"courseId": "C2"},
        {"tags": "t,u"},
        {"filter": secret[:30]},
        {"filter": "two", "filterBy": "course_title"},
    ):
        assert ids(cloud.get("/invitations", **params)["invitations"]) == [secret]
    assert cloud.get("/invitations/public", courseId="C2") == {"invitations": []}
    response = cloud.call("GET", "/invitations", params={"includeTotalCount": "true"})
    assert response.headers["x-total-count"] == "12"


@pytest.mark.usefixtures("course")
def test_the_people_are_paged_and_filtered(cloud: ScormCloudClient) -> None:
    invitation_id = private(cloud, *(f"p{number}@example.com" for number in range(12)))
    path = f"/invitations/private/{invitation_id}/userInvitations"
    found = pages(cloud, path, "userInvitations", orderBy="email_desc")
    assert [len(page) for page in found] == [10, 2]
    assert found[0][0]["email"] == "p9@example.com"
    one = people(cloud, invitation_id, filter=found[1][1]["registrationId"])
    assert [row["email"] for row in one] == [found[1][1]["email"]]


@pytest.mark.usefixtures("course")
def test_tags_are_set_added_and_taken_away(cloud: ScormCloudClient) -> None:
    first, second = public(cloud).json()["id"], private(cloud, "a@example.com")
    assert cloud.call("PUT", f"/invitations/{first}/tags", json={"tags": ["b", "a"]}).status_code == 204
    assert cloud.call("DELETE", f"/invitations/{first}/tags", json={"tags": ["b", "x"]}).status_code == 204
    batch = {"ids": [first, second], "tags": ["c"]}
    assert cloud.call("PUT", "/invitations/tags", json=batch).status_code == 204
    assert [cloud.get(f"/invitations/{one}/tags")["tags"] for one in (first, second)] == [["a", "c"], ["c"]]
    response = cloud.call("PUT", "/invitations/tags", json={"ids": [first, NEVER], "tags": ["d"]})
    assert (response.status_code, response.json()["message"]) == (404, f"Could not find invitation [{NEVER}]")
    assert cloud.get(f"/invitations/{first}/tags") == {"tags": ["a", "c"]}


@pytest.mark.usefixtures("course")
def test_an_invitation_of_the_other_kind_or_none_answers_404(cloud: ScormCloudClient) -> None:
    public_one, private_one = public(cloud).json()["id"], private(cloud, "a@example.com")
    for method, path in (
        ("GET", f"/invitations/public/{private_one}"),
        ("GET", f"/invitations/private/{public_one}"),
        ("PUT", f"/invitations/public/{private_one}"),
        ("PUT", f"/invitations/private/{public_one}"),
        ("GET", f"/invitations/public/{private_one}/userInvitations"),
        ("GET", f"/invitations/private/{public_one}/userInvitations"),
        ("GET", f"/invitations/private/{public_one}/jobStatus"),
        ("GET", f"/invitations/{NEVER}/tags"),
        ("PUT", f"/invitations/{NEVER}/tags"),
        ("DELETE", f"/invitations/{NEVER}/tags"),
    ):
        response = cloud.call(method, path, json={"tags": ["t"]})
        assert (response.status_code, list(response.json())) == (404, ["error", "message"]), path


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"courseId": "abc"}, "Could not find course [abc]"),
        ({"courseId": ""}, ""),
        ({"creatingUserEmail": None}, "body.creatingUserEmail"),
        ({"creatingUserEmail": ""}, "body.creatingUserEmail"),
        ({"registrationCap": -1}, "body.registrationCap"),
        ({"expirationDate": "soon"}, "body.expirationDate"),
        ({"tags": [""]}, "body.tags"),
    ],
)
def test_an_invitation_that_cannot_be_answers_400(cloud: ScormCloudClient, members: dict[str, Any], words: str) -> None:
    response = public(cloud, **members)
    assert response.status_code == 400
    assert response.json()["message"].startswith(words)
    assert cloud.get("/invitations") == {"invitations": []}


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize(
    ("email", "members", "words"),
    [
        ({"addresses": []}, {}, f"{ADDRESSES} at least one is required"),
        ({"addresses": [" , "]}, {}, f"{ADDRESSES} at least one is required"),
        ({"addresses": ["nobody"]}, {}, f"{ADDRESSES} nobody is no e-mail address"),
        ({"addresses": ["x" * 300 + "@example.com"]}, {}, "xxx is no e-mail address"),
        ({"addresses": "a@example.com"}, {}, f"{ADDRESSES} must be an array"),
        ({}, {}, f"{ADDRESSES} is required"),
        ({"addresses": ["a@example.com"]}, {"courseId": "abc"}, "Could not find course [abc]"),
        (
            {"addresses": ["a@example.com"]},
            {"duplicateRegistrationOption": "PERHAPS"},
            "body.duplicateRegistrationOption: must be one of FAIL, INSTANCE_EXISTING, SEND_EXISTING, CREATE_NEW",
        ),
    ],
)
def test_a_private_invitation_that_cannot_be_makes_no_registration(
    cloud: ScormCloudClient, email: dict[str, Any], members: dict[str, Any], words: str
) -> None:
    body = {"courseId": "C1", "creatingUserEmail": OWNER, "invitationEmail": email, **members}
    response = cloud.call("POST", "/invitations/private", json=body)
    assert refusal(response, 400).endswith(words)
    assert cloud.get("/registrations") == {"registrations": []}


@pytest.mark.parametrize("params", [{"orderBy": "shoe_size_asc"}, {"filterBy": "shoe_size"}, {"more": "x"}])
def test_a_list_refuses_what_is_not_in_its_vocabulary(cloud: ScormCloudClient, params: dict[str, str]) -> None:
    for path in ("/invitations", "/invitations/public", "/invitations/private"):
        response = cloud.call("GET", path, params=params)
        assert response.status_code == 400
        assert response.json()["message"].startswith(next(iter(params)))


@pytest.mark.usefixtures("course")
def test_a_deleted_course_takes_its_invitations_along_and_ends_their_jobs(cloud: ScormCloudClient) -> None:
    cloud.world.settings(job_mode="step")
    gone, staying = private(cloud, "a@example.com", tags=["t"]), private(cloud, "a@example.com", courseId="C2")
    public(cloud)
    assert cloud.call("DELETE", "/courses/C1").status_code == 204
    assert ids(cloud.get("/invitations")["invitations"]) == [staying]
    assert (
        refusal(cloud.call("GET", f"/invitations/private/{gone}/jobStatus"), 404)
        == f"Could not find invitation [{gone}]"
    )
    assert outbox(cloud) == []
    assert len(people(cloud, staying)) == 1


@pytest.mark.usefixtures("course")
def test_a_deleted_registration_leaves_its_invitation(cloud: ScormCloudClient) -> None:
    invitation_id = private(cloud, "a@example.com", "b@example.com")
    gone = people(cloud, invitation_id, orderBy="email_asc")[0]["registrationId"]
    cloud.call("DELETE", f"/registrations/{gone}")
    assert [row["email"] for row in people(cloud, invitation_id)] == ["b@example.com"]
    again = private(cloud, "a@example.com", duplicateRegistrationOption="FAIL")
    assert len(people(cloud, again)) == 1


def test_a_deleted_version_takes_its_registrations_out_of_invitations(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    invitation_id = private(cloud, "a@example.com")
    cloud.new_course("C1", mayCreateNewVersion="true")
    private(cloud, "b@example.com")
    assert cloud.call("DELETE", "/courses/C1/versions/0").status_code == 204
    assert people(cloud, invitation_id) == []
    assert len(cloud.get("/invitations/private")["invitations"]) == 2


@pytest.mark.usefixtures("course")
def test_a_new_instance_is_on_the_latest_version(cloud: ScormCloudClient) -> None:
    registration_id = people(cloud, private(cloud, "a@example.com"))[0]["registrationId"]
    cloud.new_course("C1", mayCreateNewVersion="true")
    private(cloud, "a@example.com", duplicateRegistrationOption="INSTANCE_EXISTING")
    instances = cloud.get(f"/registrations/{registration_id}/instances")["registrations"]
    assert [(row["instance"], row["course"]["version"]) for row in instances] == [(1, 1), (0, 0)]
    assert len({row["xapiRegistrationId"] for row in instances}) == 2


@pytest.mark.usefixtures("course")
def test_nothing_is_sent_to_a_learner_whose_data_was_deleted_meanwhile(cloud: ScormCloudClient) -> None:
    cloud.world.settings(job_mode="step")
    invitation_id = private(cloud, "a@example.com")
    cloud.world.settings(scormcloud_learner_deletion=True)
    params = {"userEmail": "owner@lms-emulator.example"}
    assert cloud.call("POST", "/learner/a@example.com/delete-information", params=params).status_code == 204
    seen = [cloud.get(f"/invitations/private/{invitation_id}/jobStatus") for _ in range(2)]
    assert [(job["status"], job["processed"], job["total"]) for job in seen] == [("STARTED", 0, 1), ("COMPLETE", 0, 0)]
    assert outbox(cloud) == []


@pytest.mark.usefixtures("course")
def test_a_token_reads_invitations_and_changes_none_without_the_scope(cloud: ScormCloudClient) -> None:
    invitation_id = public(cloud).json()["id"]
    reader = cloud.token("read:invitation")
    assert ids(reader.get("/invitations")["invitations"]) == [invitation_id]
    assert (
        refusal(reader.call("PUT", f"/invitations/{invitation_id}/tags", json={"tags": ["t"]}), 403)
        == "The token does not carry a scope for this operation: write or write:invitation."
    )
