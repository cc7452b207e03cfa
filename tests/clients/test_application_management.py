"""The official client manages applications and configures what is in them."""

from datetime import UTC, datetime
from typing import Any

import pytest
import rustici_software_cloud_v2 as sc

from tests.clients.test_scormcloud_client import client_of, import_course, refused, registration
from tests.courseware.building import package
from tests.world import World

Api = Any  # the client has no annotations


@pytest.fixture
def api(world: World) -> Api:
    """The client with the application's credentials."""
    world.settings(job_mode="step")
    return client_of(world)


@pytest.fixture
def management(world: World) -> Api:
    """The application management service with the App Management application's credentials."""
    return sc.ApplicationManagementApi(client_of(world, username="EMULATORMG"))


def settings(*pairs: tuple[str, str]) -> Api:
    return sc.SettingsPostSchema([sc.SettingsIndividualSchema(name, value) for name, value in pairs])


def item(answer: Api, setting_id: str) -> Api:
    return next(row for row in answer.setting_items if row.id == setting_id)


def test_an_application_is_created_renamed_listed_and_deleted(management: Api) -> None:
    made = management.create_application(sc.ApplicationRequestSchema(name="Mine"))
    management.update_application(made.id, sc.UpdateApplicationSchema(name="Ours", allow_delete=False))
    info = management.get_application_info(made.id, include_course_count=True, include_registration_count=True)
    assert (info.name, info.allow_delete, info.course_count, info.registration_count) == ("Ours", False, 0, 0)
    assert isinstance(info.create_date, datetime)
    with pytest.warns(DeprecationWarning, match="GetApplications"):
        listed = management.get_application_list()
    assert [app.id for app in listed.applications] == ["EMULATOR01", made.id]
    page, status, headers = management.get_applications_with_http_info(
        filter="our", filter_by="name", include_total_count=True, since=datetime(2020, 1, 1, tzinfo=UTC)
    )
    assert (status, headers["X-Total-Count"], page.more) == (200, "1", None)
    assert page.applications[0].id == made.id
    management.delete_application(made.id)
    with refused(404):
        management.get_application_info(made.id)
    with refused(404):
        management.update_application(made.id, sc.UpdateApplicationSchema(name="A"))
    with refused(400):
        management.delete_application(made.id)


def test_a_list_of_applications_is_walked_by_more(management: Api) -> None:
    made = [management.create_application(sc.ApplicationRequestSchema(name=str(number))).id for number in range(12)]
    page = management.get_applications(order_by="created_desc")
    seen = [app.id for app in page.applications]
    while page.more is not None:
        page = management.get_applications(more=page.more)
        seen += [app.id for app in page.applications]
    assert seen == [*reversed(made), "EMULATOR01"]


def test_an_application_with_content_is_not_deleted(management: Api, api: Api, tmp_path: Any) -> None:
    import_course(api, "C1", package(tmp_path))
    with refused(409) as caught:
        management.delete_application("EMULATOR01")
    assert "has content" in caught.value.body


def test_credentials_come_and_go(management: Api, world: World) -> None:
    made = management.create_application(sc.ApplicationRequestSchema(name="Mine"))
    key = management.create_credential(made.id, sc.CredentialRequestSchema(name="one", active=True))
    ping = sc.PingApi(client_of(world, username=made.id, password=key.credential))
    assert ping.ping_app_id().api_message == "API is up."
    management.update_credential(made.id, key.id, sc.CredentialRequestSchema(name="one", active=False))
    with refused(401):
        ping.ping_app_id()
    listed = management.get_credentials(made.id).credentials
    assert [(row.id, row.status, row.credential) for row in listed] == [(key.id, "inactive", key.credential)]
    management.delete_credential(made.id, key.id)
    with refused(404):
        management.delete_credential(made.id, key.id)
    with refused(404):
        management.update_credential(made.id, key.id, sc.CredentialRequestSchema(name="one"))
    assert management.get_credentials(made.id).credentials == []
    calls: list[Api] = [management.get_credentials, lambda app: management.create_credential(app, {})]
    for call in calls:
        with refused(400):
            call("abc")


def test_management_is_refused_to_a_normal_application_and_the_reverse(api: Api, world: World) -> None:
    with refused(403):
        sc.ApplicationManagementApi(api).get_applications()
    with refused(403):
        sc.CourseApi(client_of(world, username="EMULATORMG")).get_courses()
    with refused(400):
        sc.ApplicationManagementApi(client_of(world, username="EMULATORMG")).create_application({})


def test_settings_cascade_from_the_application_to_an_instance(api: Api, tmp_path: Any) -> None:
    import_course(api, "C1", package(tmp_path))
    apps, courses, registrations = sc.ApplicationManagementApi(api), sc.CourseApi(api), sc.RegistrationApi(api)
    registrations.create_registration(registration("R1"))
    name = "PlayerScoLaunchType"
    standard = {"learning_standard": "SCORM_12", "single_sco": True}
    apps.set_application_configuration(settings((name, "FRAMESET")))
    apps.set_application_configuration(settings((name, "NEW_WINDOW_AFTER_CLICK")), **standard)
    courses.set_course_configuration("C1", settings((name, "FRAMESET")))
    courses.set_course_version_configuration("C1", 0, settings((name, "NEW_WINDOW")))
    registrations.set_registration_configuration("R1", settings((name, "FRAMESET")))
    registrations.set_registration_instance_configuration("R1", 0, settings((name, "NEW_WINDOW")))

    def seen() -> tuple[str, str]:
        row = item(registrations.get_registration_instance_configuration("R1", 0), name)
        return row.effective_value, row.effective_value_source

    found = [seen()]
    clearings: list[Api] = [
        lambda: registrations.delete_registration_instance_configuration_setting("R1", 0, name),
        lambda: registrations.delete_registration_configuration_setting("R1", name),
        lambda: courses.delete_course_version_configuration_setting("C1", 0, name),
        lambda: courses.delete_course_configuration_setting("C1", name),
        lambda: apps.delete_application_configuration_setting(name, **standard),
        lambda: apps.delete_application_configuration_setting(name),
    ]
    for clear in clearings:
        assert clear() is None
        found.append(seen())
    assert found == [
        ("NEW_WINDOW", "registration"),
        ("FRAMESET", "registration"),
        ("NEW_WINDOW", "course"),
        ("FRAMESET", "course"),
        ("NEW_WINDOW_AFTER_CLICK", "learningStandardForApplication"),
        ("FRAMESET", "application"),
        ("NEW_WINDOW", "default"),
    ]


def test_configurations_are_read_with_their_metadata(api: Api, tmp_path: Any) -> None:
    import_course(api, "C1", package(tmp_path))
    apps, courses, registrations = sc.ApplicationManagementApi(api), sc.CourseApi(api), sc.RegistrationApi(api)
    registrations.create_registration(registration("R1"))
    for answer in (
        apps.get_application_configuration(include_metadata=True),
        apps.get_application_configuration(learning_standard="AICC", single_sco=False, include_metadata=True),
        courses.get_course_configuration("C1", include_metadata=True),
        courses.get_course_version_configuration("C1", 0, include_metadata=True),
        registrations.get_registration_configuration("R1", include_metadata=True),
        registrations.get_registration_instance_configuration("R1", 0, include_metadata=True),
    ):
        metadata = item(answer, "PlayerScoLaunchType").metadata
        assert (metadata.default, metadata.learning_standard_variant) == ("NEW_WINDOW", "either")
        assert "FRAMESET" in [row.value for row in metadata.valid_values]
        assert item(answer, "PlayerScoLaunchType").explicit_value is None


def test_what_cannot_be_configured_raises_400_or_404(api: Api, tmp_path: Any) -> None:
    import_course(api, "C1", package(tmp_path))
    apps, courses, registrations = sc.ApplicationManagementApi(api), sc.CourseApi(api), sc.RegistrationApi(api)
    registrations.create_registration(registration("R1"))
    unknown, good = settings(("Nothing", "x")), settings(("PlayerLaunchType", "FRAMESET"))
    setting: list[Api] = [
        lambda body: apps.set_application_configuration(body),
        lambda body: courses.set_course_configuration("C1", body),
        lambda body: courses.set_course_version_configuration("C1", 0, body),
        lambda body: registrations.set_registration_configuration("R1", body),
        lambda body: registrations.set_registration_instance_configuration("R1", 0, body),
    ]
    for call in setting:
        with refused(400) as caught:
            call(unknown)
        assert "Nothing is not a valid setting ID" in caught.value.body
    missing: list[Api] = [
        lambda body: courses.set_course_configuration("abc", body),
        lambda body: courses.set_course_version_configuration("C1", 7, body),
        lambda body: registrations.set_registration_configuration("abc", body),
        lambda body: registrations.set_registration_instance_configuration("R1", 7, body),
    ]
    for call in missing:
        with refused(404):
            call(good)
    with refused(400):
        apps.get_application_configuration(learning_standard="SCORM_12")
    with refused(400):
        apps.delete_application_configuration_setting("Nothing")


def test_initial_settings_are_in_effect(api: Api, tmp_path: Any) -> None:
    import_course(api, "C1", package(tmp_path))
    registrations = sc.RegistrationApi(api)
    request = registration("R1")
    request.initial_settings = settings(("PlayerLaunchType", "NEW_WINDOW"), ("LaunchAuthType", "vault"))
    registrations.create_registration(request)
    found = registrations.get_registration_configuration("R1")
    assert item(found, "LaunchAuthType").explicit_value == "vault"
    request.registration_id, request.initial_settings = "R2", settings(("LaunchAuthType", "none"))
    with refused(400):
        registrations.create_registration(request)
