"""What the READMEs of the vendor's six clients show: import, register, launch, read, list, delete the course and then its registration.

Each is run twice at once, as somebody who tries a sample does. Python and JavaScript by the vendor's own clients, the others by the
requests that they send, which tell them apart on the wire: where they put slashes, what they declare for no body, and how they upload.
"""

import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
import rustici_software_cloud_v2 as sc

from emulator.courseware.samples import build_sample
from tests.world import World

APP = ("EMULATOR01", "emulator-secret")
JSON = {"Content-Type": "application/json"}


@pytest.fixture(params=["real", "instant", "step"])
def sandbox(request: pytest.FixtureRequest, world: World) -> World:
    """A sandbox in each job mode: a sample must run in all of them.

    The registrations of a deleted course go after `job_seconds`, before which each sample deletes its own, however slow the machine is.
    """
    world.settings(job_mode=request.param, job_seconds=2 if request.param == "real" else 60)
    return world


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "course.zip"
    path.write_bytes(build_sample("scorm2004-two-scos.zip"))
    return path


def test_the_javascript_sample_runs_twice(
    sandbox: World, archive: Path, node: Callable[..., "subprocess.CompletedProcess[str]"]
) -> None:
    for _ in range(2):
        done = node("sample.js", sandbox.scormcloud, str(archive))
        assert done.returncode == 0, done.stderr
        told = orjson.loads(done.stdout)
        assert told["link"].startswith(f"{sandbox.root}/api/cloud/registration/launch/")
        assert (told["title"], told["completion"]) == ("Reading a weather map", "UNKNOWN")
        assert (told["courses"], told["registrations"]) == (["JS_COURSE"], ["JS_REGISTRATION"])


def test_the_python_sample_runs_twice(sandbox: World, archive: Path) -> None:
    configuration = sc.Configuration()
    configuration.host, configuration.username, configuration.password = f"{sandbox.scormcloud}/", *APP
    client = sc.ApiClient(configuration)
    courses, registrations = sc.CourseApi(client), sc.RegistrationApi(client)
    for _ in range(2):
        job_id = courses.create_upload_and_import_course_job("PY_COURSE", file=str(archive)).result
        while (job := courses.get_import_job_status(job_id)).status == "RUNNING":
            time.sleep(0.1)
        assert job.import_result.course.title == "Reading a weather map"
        learner = sc.LearnerSchema("PY_LEARNER")
        registrations.create_registration(sc.CreateRegistrationSchema("PY_COURSE", learner, "PY_REGISTRATION"))
        settings = sc.LaunchLinkRequestSchema(redirect_on_exit_url="Message")
        assert registrations.build_registration_launch_link("PY_REGISTRATION", settings).launch_link
        assert registrations.get_registration_progress("PY_REGISTRATION").registration_completion == "UNKNOWN"
        assert [course.id for course in courses.get_courses().courses] == ["PY_COURSE"]
        assert [each.id for each in registrations.get_registrations().registrations] == ["PY_REGISTRATION"]
        courses.delete_course("PY_COURSE")
        registrations.delete_registration("PY_REGISTRATION")


@dataclass(frozen=True)
class Dialect:
    """How a client's requests look: what stands between the base URL and a path, the headers and the body of a call without one.

    `query` is what it adds to an upload's query, `form` what it adds to its parts.
    """

    name: str
    agent: str
    slash: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    nothing: bytes = b""
    query: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)
    file_type: str = "application/octet-stream"


DIALECTS = [
    Dialect("PHP", "Swagger-Codegen/4.0.0/php", "/", JSON, query={"mayCreateNewVersion": "false"}),
    Dialect("Ruby", "Swagger-Codegen/3.0.0/ruby", headers=JSON, file_type="application/zip"),
    Dialect("Java", "Swagger-Codegen/3.0.0/java", "/", JSON, form={"contentMetadata": "null"}),
    Dialect(
        "NET", "Swagger-Codegen/3.0.0/csharp", headers=JSON, nothing=b"null", query={"mayCreateNewVersion": "False"}
    ),
]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_the_requests_of_the_other_samples_are_answered_twice(sandbox: World, archive: Path, dialect: Dialect) -> None:
    headers = {"User-Agent": dialect.agent, "Accept": "application/json"}
    base, name = sandbox.scormcloud + dialect.slash, dialect.name.upper()

    with httpx.Client(auth=APP, headers=headers) as client:

        def call(method: str, path: str, **options: Any) -> Any:
            if not options.keys() & {"json", "files"}:
                options |= {"headers": dialect.headers, "content": dialect.nothing if method == "DELETE" else b""}
            response = client.request(method, base + path, **options)
            assert response.is_success, f"{method} {path}: {response.text}"
            return response.json() if response.content else None

        for _ in range(2):
            files = {"file": ("course.zip", archive.read_bytes(), dialect.file_type)}
            query = {"courseId": f"{name}_COURSE", **dialect.query}
            job_id = call("POST", "/courses/importJobs/upload", params=query, files=files, data=dialect.form)["result"]
            while (job := call("GET", f"/courses/importJobs/{job_id}"))["status"] == "RUNNING":
                time.sleep(0.1)
            assert job["importResult"]["course"]["title"] == "Reading a weather map"
            learner = {"id": f"{name}_LEARNER"}
            body = {"courseId": f"{name}_COURSE", "learner": learner, "registrationId": f"{name}_REGISTRATION"}
            call("POST", "/registrations", json=body)
            own = f"/registrations/{name}_REGISTRATION"
            assert call("POST", f"{own}/launchLink", json={"redirectOnExitUrl": "Message"})["launchLink"]
            assert call("GET", own)["registrationCompletion"] == "UNKNOWN"
            assert [row["id"] for row in call("GET", "/courses")["courses"]] == [f"{name}_COURSE"]
            assert [row["id"] for row in call("GET", "/registrations")["registrations"]] == [f"{name}_REGISTRATION"]
            call("DELETE", f"/courses/{name}_COURSE")
            call("DELETE", own)
