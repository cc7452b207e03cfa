"""The official client, rustici-software-cloud-v2, drives us over HTTP as it drives the service."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import rustici_software_cloud_v2 as sc
from rustici_software_cloud_v2.rest import ApiException

from emulator.courseware.samples import build_sample
from tests.courseware.building import package
from tests.world import World

PACKAGES = Path(__file__).parents[3] / "shared" / "packages"
SCORM = [path for path in sorted(PACKAGES.glob("*.zip")) if path.name.startswith(("scorm", "tiny-scorm"))]

Api = Any  # the client has no annotations


@pytest.fixture
def api(world: World) -> Api:
    """The client with the application's credentials; its host ends in a slash, as its default does."""
    world.settings(job_mode="step")
    return client_of(world)


def client_of(world: World, **settings: str) -> Api:
    configuration = sc.Configuration()
    configuration.host = f"{world.scormcloud}/"
    configuration.username, configuration.password = "EMULATOR01", "emulator-secret"
    for name, value in settings.items():
        setattr(configuration, name, value)
    return sc.ApiClient(configuration)


def import_course(api: Api, course_id: str, path: Path, **options: Any) -> Api:
    """Upload a package and poll the job to its end; returns the job."""
    courses = sc.CourseApi(api)
    job_id = courses.create_upload_and_import_course_job(course_id, file=str(path), **options).result
    for _ in range(10):
        job = courses.get_import_job_status(job_id)
        if job.status != "RUNNING":
            return job
    pytest.fail("the job did not end")


def registration(registration_id: str, course_id: str = "C1") -> Api:
    learner = sc.LearnerSchema(id="L1", first_name="Jo", last_name="Baba", email="jo@example.com")
    return sc.CreateRegistrationSchema(course_id=course_id, learner=learner, registration_id=registration_id)


@pytest.fixture
def course(api: Api, tmp_path: Path) -> Api:
    """A course, C1."""
    (tmp_path / "course.zip").write_bytes(build_sample("scorm2004-two-scos.zip"))
    return import_course(api, "C1", tmp_path / "course.zip", tags=["a", "b c"]).import_result.course


@contextmanager
def refused(status: int) -> Iterator[pytest.ExceptionInfo[ApiException]]:
    """The call in the block raises the client's exception with this status."""
    with pytest.raises(ApiException) as caught:
        yield caught
    assert caught.value.status == status


def test_ping_and_about_answer_with_a_doubled_slash(api: Api) -> None:
    assert sc.PingApi(api).ping_app_id().api_message == "API is up."
    assert sc.AboutApi(api).get_about().distribution == "lms-emulator"


def test_a_wrong_secret_raises_401(world: World) -> None:
    with refused(401) as caught:
        sc.PingApi(client_of(world, password="wrong")).ping_app_id()
    assert b"Authorization Required." in caught.value.body.encode()


def test_an_uploaded_package_becomes_a_course(api: Api, tmp_path: Path) -> None:
    job = import_course(api, "C1", package(tmp_path), tags=["a"])
    assert (job.status, job.import_result.course.id, job.import_result.course.version) == ("COMPLETE", "C1", 0)
    course = sc.CourseApi(api).get_course("C1", include_registration_count=True, include_course_metadata=True)
    assert (course.title, course.course_learning_standard, course.registration_count) == ("Tiny", "SCORM12", 0)
    assert course.tags == ["a"]
    assert course.root_activity.children[0].activity_type == "SCO"
    assert isinstance(course.created, datetime)


def test_a_fetched_and_a_referenced_package_become_versions(api: Api, world: World) -> None:
    courses = sc.CourseApi(api)
    request = sc.ImportFetchRequestSchema(url=world.sample("scorm12-minimal.zip"))
    job_id = courses.create_fetch_and_import_course_job("C1", request).result
    assert [courses.get_import_job_status(job_id).status for _ in range(2)] == ["RUNNING", "COMPLETE"]
    reference = sc.ImportRequestSchema(fetch_request=request)
    with refused(409):
        courses.create_no_upload_and_import_course_job("C1", reference)
    courses.create_no_upload_and_import_course_job("C1", reference, may_create_new_version=True)
    assert [courses.get_import_job_status(job_id).status for _ in range(2)] == ["RUNNING", "COMPLETE"]
    assert [version.version for version in courses.get_course_versions("C1").courses] == [0, 1]
    assert courses.get_course_version_info("C1", 1).version == 1
    courses.delete_course_version("C1", 1)
    assert courses.get_course("C1").version == 0


def test_a_package_that_is_none_ends_in_error(api: Api, tmp_path: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(b"not a zip")
    job = import_course(api, "C1", tmp_path / "broken.zip")
    assert (job.status, "zip" in job.message) == ("ERROR", True)
    with refused(404):
        sc.CourseApi(api).get_course("C1")


@pytest.mark.skipif(not SCORM, reason="the real packages are not beside this checkout (../shared/packages)")
@pytest.mark.parametrize("path", SCORM or [Path("none.zip")], ids=lambda path: path.name)
def test_every_real_scorm_package_becomes_a_course_with_a_registration(api: Api, path: Path) -> None:
    job = import_course(api, "real", path)
    assert job.status == "COMPLETE", job.message
    course = sc.CourseApi(api).get_course("real")
    assert course.course_learning_standard.startswith("SCORM")
    registrations = sc.RegistrationApi(api)
    registrations.create_registration(registration("R1", "real"))
    progress = registrations.get_registration_progress("R1", include_child_results=True, include_runtime=True)
    assert progress.activity_details.title == course.title
    assert len(progress.activity_details.children) == len(course.root_activity.children)


@pytest.mark.usefixtures("course")
def test_a_registration_is_created_once_read_and_deleted(api: Api) -> None:
    registrations = sc.RegistrationApi(api)
    assert registrations.create_registration(registration("R1")) is None
    with refused(400) as caught:
        registrations.create_registration(registration("R1"))
    assert "already exists" in caught.value.body
    registrations.get_registration("R1")
    with refused(404) as caught:
        registrations.get_registration("R2")
    assert not caught.value.body
    progress = registrations.get_registration_progress("R1")
    assert (progress.registration_completion, progress.registration_success) == ("UNKNOWN", "UNKNOWN")
    assert (progress.course.id, progress.learner.first_name) == ("C1", "Jo")
    assert registrations.get_registration_instances("R1").registrations[0].instance == 0
    registrations.delete_registration("R1")
    with refused(404):
        registrations.get_registration_progress("R1")


@pytest.mark.usefixtures("course")
def test_a_list_is_walked_by_more(api: Api) -> None:
    registrations = sc.RegistrationApi(api)
    for number in range(23):
        registrations.create_registration(registration(f"R{number}"))
    since = datetime.now(UTC) - timedelta(days=1)  # noqa: TID251 - the sandbox's clock runs with the machine's
    first, status, headers = registrations.get_registrations_with_http_info(
        course_id="C1", since=since, order_by="created_asc", include_total_count=True
    )
    assert (status, headers["X-Total-Count"]) == (200, "23")
    seen, page = [], first
    while True:
        seen += [row.id for row in page.registrations]
        if page.more is None:
            break
        page = registrations.get_registrations(more=page.more)
    assert seen == [f"R{number}" for number in range(23)]


@pytest.mark.usefixtures("course")
def test_tags_are_taken_away_by_a_delete_with_a_body(api: Api) -> None:
    courses = sc.CourseApi(api)
    assert courses.get_course_tags("C1").tags == ["a", "b c"]
    courses.delete_course_tags("C1", sc.TagListSchema(tags=["a"]))
    assert courses.get_course_tags("C1").tags == ["b c"]
    courses.put_course_tags("C1", sc.TagListSchema(tags=["x"]))
    courses.put_course_tags_batch(sc.BatchTagsSchema(ids=["C1"], tags=["y"]))
    assert courses.get_courses(tags=["y", "z"]).courses[0].tags == ["x", "y"]
    registrations = sc.RegistrationApi(api)
    registrations.create_registration(registration("R1"))
    registrations.put_registration_tags("R1", sc.TagListSchema(tags=["x"]))
    registrations.put_registration_tags_batch(sc.BatchTagsSchema(ids=["R1"], tags=["y"]))
    registrations.delete_registration_tags("R1", sc.TagListSchema(tags=["x"]))
    assert registrations.get_registration_tags("R1").tags == ["y"]


@pytest.mark.usefixtures("course")
def test_a_title_is_set_and_a_course_deleted(api: Api) -> None:
    courses = sc.CourseApi(api)
    courses.set_course_title("C1", sc.TitleSchema(title="Another"))
    assert courses.get_courses(filter="noth", filter_by="title").courses[0].title == "Another"
    courses.delete_course("C1")
    with refused(404):
        courses.get_course("C1")


@pytest.mark.usefixtures("course")
def test_a_token_works_within_its_scopes(api: Api, world: World) -> None:
    token = sc.AuthenticationApi(api).get_app_token("read:course", expiration=600)
    assert (token.expires_in, token.token_type) == (600, "bearer")
    reader = sc.CourseApi(client_of(world, access_token=token.access_token))
    assert [course.id for course in reader.get_courses().courses] == ["C1"]
    with refused(403):
        reader.delete_course("C1")


@pytest.mark.usefixtures("course")
def test_a_token_asked_for_by_a_document_works_within_its_scopes(api: Api, world: World) -> None:
    permissions = sc.PermissionsSchema(scopes=["delete:course"])
    expiry = datetime(2099, 1, 1, tzinfo=UTC)
    request = sc.TokenRequestSchema(permissions=permissions, expiry=expiry)
    token = sc.ApplicationManagementApi(api).create_token(request).result
    deleter = sc.CourseApi(client_of(world, access_token=token))
    with refused(403):
        deleter.get_courses()
    deleter.delete_course("C1")
    assert sc.CourseApi(api).get_courses().courses == []
