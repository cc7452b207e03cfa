"""The official client's InvitationsApi."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import rustici_software_cloud_v2 as sc

from tests.clients.test_scormcloud_client import Api, client_of, refused
from tests.world import World

NEVER = "00000000-0000-4000-8000-000000000000"
OWNER = "jo@example.com"
EXPIRES = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture
def api(world: World) -> Api:
    """The InvitationsApi in a sandbox with the course C1."""
    world.settings(job_mode="step")
    world.seed({"scormcloud": {"courses": [{"id": "C1", "title": "One"}]}})
    return sc.InvitationsApi(client_of(world))


def private(api: Api, *addresses: str, **members: str) -> Api:
    email = sc.InvitationEmailSchema(subject="[COURSE]", body="[URL]", addresses=list(addresses))
    request = sc.CreatePrivateInvitationSchema(
        course_id="C1", creating_user_email=OWNER, invitation_email=email, tags=["t"], **members
    )
    return api.create_private_invitation(request)


def public(api: Api) -> Api:
    return api.create_public_invitation(
        sc.CreatePublicInvitationSchema(course_id="C1", creating_user_email=OWNER, expiration_date=EXPIRES)
    )


def test_a_private_invitation_is_sent_by_a_job_that_is_polled(api: Api, world: World) -> None:
    summary = private(api, "a@example.com", "b@example.com")
    assert (summary.course_id, summary.is_public, type(summary.create_date)) == ("C1", False, datetime)
    jobs = [api.get_private_invitation_job_status(summary.id) for _ in range(2)]
    assert [(job.status, job.processed, job.total) for job in jobs] == [("STARTED", 1, 2), ("COMPLETE", 2, 2)]
    assert [row["subject"] for row in world.control("GET", "outbox")["messages"]] == ["One", "One"]
    page = api.get_private_user_invitations(summary.id, order_by="email_asc", include_registration_report=True)
    first, second = page.user_invitations
    assert (first.email, first.is_started, first.registration_report.complete) == ("a@example.com", False, "UNKNOWN")
    assert first.url != second.url
    progress = sc.RegistrationApi(api.api_client).get_registration_progress(first.registration_id)
    assert (progress.course.id, progress.learner.email) == ("C1", "a@example.com")


def test_a_private_invitation_is_read_listed_and_updated(api: Api) -> None:
    invitation_id = private(api, "a@example.com").id
    shown = api.get_private_invitation(invitation_id, include_registration_count=True)
    assert (shown.course_title, shown.registration_count, shown.launched_registration_count) == ("One", 1, 0)
    assert shown.invitation_email.addresses == ["a@example.com"]
    update = sc.PrivateInvitationUpdateSchema(
        allow_launch=False,
        invitation_email=sc.InvitationEmailUpdateSchema(subject="Late"),
        expiration_date=EXPIRES,
        post_back=sc.PostBackSchema(url="http://localhost/"),
    )
    updated = api.update_private_invitation(invitation_id, update)
    assert (updated.allow_launch, updated.invitation_email.subject) == (False, "Late")
    assert (updated.expiration_date, updated.post_back.url) == (EXPIRES, "http://localhost/")
    listed = api.get_private_invitations(course_id="C1", tags=["t", "u"], include_registration_count=True).invitations
    assert [(row.id, row.registration_count) for row in listed] == [(invitation_id, 1)]
    assert api.get_private_invitations(filter="x").invitations == []


def test_who_was_invited_before_is_an_error_of_the_job_with_fail(api: Api) -> None:
    private(api, "a@example.com")
    job = api.get_private_invitation_job_status(private(api, "a@example.com", duplicate_registration_option="FAIL").id)
    assert (job.total, job.processed, len(job.errors)) == (0, 0, 1)


def test_a_public_invitation_is_created_read_listed_and_updated(api: Api, world: World) -> None:
    created = public(api)
    assert created.url.startswith(world.root)
    assert (created.registration_cap, created.allow_new_registrations) == (0, True)
    assert created.expiration_date == EXPIRES
    update = sc.PublicInvitationUpdateSchema(allow_new_registrations=False, registration_cap=3)
    updated = api.update_public_invitation(created.id, update)
    assert (updated.allow_launch, updated.allow_new_registrations, updated.registration_cap) == (True, False, 3)
    shown = api.get_public_invitation(created.id, include_registration_count=True)
    assert (shown.registration_cap, shown.registration_count) == (3, 0)
    listed = api.get_public_invitations(since=datetime(2000, 1, 1, tzinfo=UTC), include_registration_count=True)
    assert [row.registration_count for row in listed.invitations] == [0]
    assert api.get_public_user_invitations(created.id).user_invitations == []


def test_both_kinds_are_walked_by_more(api: Api) -> None:
    created = [public(api).id for _ in range(10)] + [private(api, "a@example.com").id]
    page, status, headers = api.get_all_invitations_with_http_info(order_by="created_asc", include_total_count=True)
    assert (status, headers["X-Total-Count"]) == (200, "11")
    rest = api.get_all_invitations(more=page.more)
    rows = [*page.invitations, *rest.invitations]
    assert ([row.id for row in rows], rest.more) == (created, None)
    assert [row.is_public for row in rows] == [True] * 10 + [False]


def test_tags_are_set_added_and_taken_away(api: Api) -> None:
    invitation_id = public(api).id
    api.put_invitation_tags(invitation_id, sc.TagListSchema(tags=["a", "b"]))
    api.put_invitation_tags_batch(sc.BatchTagsSchema(ids=[invitation_id], tags=["c"]))
    api.delete_invitation_tags(invitation_id, sc.TagListSchema(tags=["a"]))
    assert api.get_invitation_tags(invitation_id).tags == ["b", "c"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda api: api.get_private_invitation(NEVER),
        lambda api: api.get_public_invitation(NEVER),
        lambda api: api.get_private_invitation_job_status(NEVER),
        lambda api: api.get_private_user_invitations(NEVER),
        lambda api: api.get_public_user_invitations(NEVER),
        lambda api: api.update_private_invitation(NEVER, sc.PrivateInvitationUpdateSchema()),
        lambda api: api.update_public_invitation(NEVER, sc.PublicInvitationUpdateSchema()),
        lambda api: api.get_invitation_tags(NEVER),
        lambda api: api.put_invitation_tags(NEVER, sc.TagListSchema(tags=["t"])),
        lambda api: api.delete_invitation_tags(NEVER, sc.TagListSchema(tags=["t"])),
        lambda api: api.put_invitation_tags_batch(sc.BatchTagsSchema(ids=[NEVER], tags=["t"])),
    ],
)
def test_an_unknown_invitation_raises_404(api: Api, ask: Callable[[Api], Api]) -> None:
    with refused(404) as caught:
        ask(api)
    assert NEVER in caught.value.body


def test_an_unknown_course_or_order_raises_400(api: Api) -> None:
    with refused(400) as caught:
        api.create_public_invitation(sc.CreatePublicInvitationSchema(course_id="abc", creating_user_email=OWNER))
    assert "Could not find course [abc]" in caught.value.body
    with refused(400):
        private(api, "nobody")
    for ask in (api.get_all_invitations, api.get_public_invitations, api.get_private_invitations):
        with refused(400):
            ask(order_by="size_asc")
