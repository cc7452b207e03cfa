"""The official client on launch links, statements, progress, instances and postbacks."""

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
import rustici_software_cloud_v2 as sc

from tests.clients.test_scormcloud_client import client_of, refused, registration
from tests.receiving import receiving
from tests.world import World

Api = Any  # the client has no annotations

SCO = {
    "id": "welcome",
    "started": "2030-01-01T00:00:00Z",
    "exited": "2030-01-01T00:01:30Z",
    "cmi": {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "75", "cmi.interactions.0.id": "q1"},
}


@pytest.fixture
def api(world: World) -> Api:
    """The client, a course C1 and a registration R1 that has been passed."""
    entry = {"registrationId": "R1", "courseId": "C1", "learner": {"id": "L1"}, "scos": [SCO]}
    world.seed({"scormcloud": {"courses": [{"id": "C1"}], "registrations": [entry]}})
    return client_of(world)


def test_links_are_built(api: Api, world: World) -> None:
    courses, registrations = sc.CourseApi(api), sc.RegistrationApi(api)
    request = sc.LaunchLinkRequestSchema(
        redirect_on_exit_url="Message",
        expiry=60,
        additionalvalues=[sc.ItemValuePairSchema(item="a", value="b")],
        launch_auth=sc.LaunchAuthSchema(type="cookies", options=sc.LaunchAuthOptionsSchema(expiry=300)),
    )
    link = registrations.build_registration_launch_link("R1", request).launch_link
    assert link.startswith(f"{world.root}/api/cloud/registration/launch/")
    preview = sc.PreviewLaunchLinkRequestSchema()
    assert courses.build_course_preview_launch_link("C1", preview).launch_link.startswith(world.root)
    assert courses.build_course_preview_launch_link_with_version("C1", 0, preview).launch_link.startswith(world.root)
    with refused(400):
        registrations.build_registration_launch_link(
            "R1", sc.LaunchLinkRequestSchema(redirect_on_exit_url="", expiry=1)
        )
    with refused(404):
        registrations.build_registration_launch_link("R2", request)
    with refused(404):
        courses.build_course_preview_launch_link("C2", preview)
    with refused(404):
        courses.build_course_preview_launch_link_with_version("C1", 1, preview)


def test_statements_are_an_empty_list(api: Api) -> None:
    courses, registrations = sc.CourseApi(api), sc.RegistrationApi(api)
    since = datetime(2030, 1, 1, tzinfo=UTC)
    assert courses.get_course_statements("C1", learner_id="L1", since=since).statements == []
    assert courses.get_course_version_statements("C1", 0).statements == []
    assert registrations.get_registration_statements("R1").statements == []
    assert registrations.get_registration_instance_statements("R1", 0).more is None
    with refused(404):
        courses.get_course_version_statements("C1", 1)
    with refused(404):
        registrations.get_registration_instance_statements("R1", 1)


def test_progress_and_history_of_an_attempt_are_decoded(api: Api) -> None:
    registrations = sc.RegistrationApi(api)
    options = {"include_child_results": True, "include_interactions_and_objectives": True, "include_runtime": True}
    progress = registrations.get_registration_progress("R1", **options)
    assert (progress.registration_completion, progress.registration_success) == ("COMPLETED", "PASSED")
    assert (progress.score.scaled, progress.total_seconds_tracked) == (75.0, 90.0)
    assert progress.completed_date == datetime(2030, 1, 1, 0, 1, 30, tzinfo=UTC)
    (child,) = progress.activity_details.children
    assert (child.time_tracked, child.runtime.runtime_interactions[0].id) == ("0000:01:30", "q1")
    assert registrations.get_registration_instance_progress("R1", 0, **options) == progress
    (launch,) = registrations.get_registration_launch_history("R1", include_history_log=True).launch_history
    assert (launch.completion_status, launch.success_status, launch.score.scaled) == ("COMPLETED", "PASSED", 75.0)
    (same,) = registrations.get_registration_instance_launch_history("R1", 0).launch_history
    assert same == launch


def test_instances_come_and_go(api: Api) -> None:
    registrations = sc.RegistrationApi(api)
    registrations.create_new_registration_instance("R1")
    listed = registrations.get_registration_instances("R1").registrations
    assert [row.instance for row in listed] == [1, 0]
    registrations.delete_registration_instance("R1", 1)
    with refused(404):
        registrations.get_registration_instance_progress("R1", 1)
    registrations.delete_registration_progress("R1")
    assert registrations.get_registration_progress("R1").registration_completion == "UNKNOWN"
    registrations.delete_registration_global_data("R1")
    registrations.delete_registration_instance("R1", 0)
    for call in (
        registrations.create_new_registration_instance,
        registrations.delete_registration_progress,
        registrations.delete_registration_global_data,
        registrations.get_registration_launch_history,
    ):
        with refused(404):
            call("R1")


def test_a_registration_is_posted_to_its_postback(api: Api, world: World) -> None:
    world.control("PUT", "clock", json={"held": True})
    registrations = sc.RegistrationApi(api)
    with receiving(500) as receiver:
        post_back = sc.PostBackSchema(url=receiver.url, auth_type="HTTPBASIC", user_name="jo", password="p")
        registrations.test_registration_postback(post_back)
        world.advance(0)
        new = registration("R2")
        new.post_back = post_back
        registrations.create_registration(new)
        registrations.delete_registration_progress("R2")
        world.advance(0)
    dummy, real = (orjson.loads(came.body) for came in receiver.received)
    assert (dummy["registrationSuccess"], real["id"]) == ("PASSED", "R2")
    with refused(400):
        registrations.test_registration_postback(sc.PostBackSchema())
