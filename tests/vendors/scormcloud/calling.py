"""Calls to SCORM Cloud as a client makes them."""

from typing import Any
from urllib.parse import quote

import httpx

from emulator.courseware.samples import build_sample
from tests.world import World

APP = ("EMULATOR01", "emulator-secret")
MANAGEMENT_APP = ("EMULATORMG", "emulator-secret")
MINIMAL, QUIZ, TWO_SCOS = "scorm12-minimal.zip", "scorm12-quiz.zip", "scorm2004-two-scos.zip"


class ScormCloudClient:
    """Sends Basic credentials, or a token if it has one."""

    def __init__(self, world: World, auth: tuple[str, str] | None = APP, token: str | None = None) -> None:
        self.world = world
        self.auth = None if token else auth
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def call(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Any call."""
        headers = {**self.headers, **options.pop("headers", {})}
        auth = options.pop("auth", self.auth)
        return self.world.client.request(
            method, self.world.scormcloud + path, headers=headers, auth=auth or httpx.Auth(), **options
        )

    def get(self, path: str, **params: Any) -> Any:
        """A read that goes well: its document."""
        response = self.call("GET", path, params=params)
        assert response.status_code == 200, response.text
        return response.json()

    def upload(self, course_id: str, content: bytes | None = None, **params: Any) -> httpx.Response:
        """Start an import by upload."""
        files = {"file": ("course.zip", build_sample(MINIMAL) if content is None else content, "application/zip")}
        return self.call("POST", "/courses/importJobs/upload", params={"courseId": course_id, **params}, files=files)

    def fetch(self, course_id: str, sample: str = MINIMAL, **params: Any) -> httpx.Response:
        """Start an import of a sample course by its URL."""
        body = {"url": self.world.sample(sample)}
        return self.call("POST", "/courses/importJobs", params={"courseId": course_id, **params}, json=body)

    def new_course(self, course_id: str, sample: str = MINIMAL, **params: Any) -> None:
        """Import a sample course; the sandbox must be in `instant` mode."""
        response = self.fetch(course_id, sample, **params)
        assert response.status_code == 200, response.text
        job = self.job(response.json()["result"])
        assert job["status"] == "COMPLETE", job

    def job(self, job_id: str) -> dict[str, Any]:
        """The status of an import job."""
        job: dict[str, Any] = self.get(f"/courses/importJobs/{quote(job_id, safe='')}")
        return job

    def register(self, registration_id: str, course_id: str = "C1", **members: Any) -> httpx.Response:
        """Create a registration."""
        params = {key: members.pop(key) for key in ("courseVersion",) if key in members}
        learner = {"id": "L1", "firstName": "Jo", "lastName": "Baba"}
        body = {"registrationId": registration_id, "courseId": course_id, "learner": learner, **members}
        return self.call("POST", "/registrations", json=body, params=params)

    def token(self, scope: str, **form: Any) -> "ScormCloudClient":
        """A client that uses a token with these scopes."""
        response = self.call("POST", "/oauth/authenticate/application/token", data={"scope": scope, **form})
        assert response.status_code == 200, response.text
        return ScormCloudClient(self.world, token=response.json()["access_token"])


def refusal(response: httpx.Response, status: int) -> str:
    """The words of an answer that must be an error of this status in the vendor's envelope."""
    assert (response.status_code, response.headers["content-type"]) == (status, "application/json"), response.text
    assert list(response.json()) in (["error", "message"], ["error"]), response.text
    words: str = response.json()["error"]
    return words


def ids(rows: list[dict[str, Any]]) -> list[str]:
    """The ids of listed rows, in their order."""
    return [row["id"] for row in rows]


def pages(client: ScormCloudClient, path: str, member: str, **params: Any) -> list[list[dict[str, Any]]]:
    """Every page of a list; only the first call has the parameters."""
    found = []
    answer = client.get(path, **params)
    while True:
        found.append(answer[member])
        if "more" not in answer:
            return found
        answer = client.get(path, more=answer["more"])
