"""Course imports: upload, fetch and reference; the job's life; versions and conflicts."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from emulator.courseware.samples import build_sample
from tests.courseware.building import manifest
from tests.vendors.scormcloud.calling import MINIMAL, QUIZ, TWO_SCOS, ScormCloudClient, ids, refusal


def zipped(content: dict[str, str]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return out.getvalue()


def test_an_upload_becomes_a_course(cloud: ScormCloudClient) -> None:
    response = cloud.upload("C1", build_sample(TWO_SCOS), tags="a,b")
    assert (response.status_code, response.json()) == (200, {"result": "EMULATOR01C1"})
    job = cloud.job("EMULATOR01C1")
    assert list(job) == ["jobId", "status", "message", "importResult"]
    assert (job["jobId"], job["status"], job["message"]) == ("EMULATOR01C1", "COMPLETE", "Import Successful")
    result = job["importResult"]
    assert list(result) == ["webPathToCourse", "parserWarnings", "courseLanguages", "course"]
    assert result["webPathToCourse"] == "/courses/EMULATOR01/C1/0"
    assert result["parserWarnings"] == []
    course = cloud.get("/courses/C1")
    assert course["title"] == "Reading a weather map"
    assert course["courseLearningStandard"] == "SCORM20044THEDITION"
    assert (course["version"], course["tags"], course["dispatched"]) == (0, ["a", "b"], False)
    assert course["created"].endswith("Z")
    assert len(course["created"]) == len("2030-01-01T00:00:00.000Z")
    assert result["course"] == {name: value for name, value in course.items() if name != "rootActivity"}


def test_a_fetch_becomes_a_course(cloud: ScormCloudClient) -> None:
    assert cloud.fetch("C1", QUIZ).json() == {"result": "EMULATOR01C1"}
    assert cloud.get("/courses/C1")["courseLearningStandard"] == "SCORM12"


def test_a_reference_to_a_url_becomes_a_course(cloud: ScormCloudClient) -> None:
    body = {"fetchRequest": {"url": cloud.world.sample(MINIMAL), "contentType": "application/zip"}}
    response = cloud.call("POST", "/courses/importJobs/noUpload", params={"courseId": "C1"}, json=body)
    assert response.status_code == 200
    assert cloud.get("/courses/C1")["title"] == "Welcome on board"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "exactly one of fetchRequest, mediaFileReferenceRequest, connectorReferenceRequest"),
        ({"fetchRequest": {"url": "http://a"}, "connectorReferenceRequest": {}}, "exactly one of"),
        ({"fetchRequest": {}}, "body.fetchRequest.url: is required"),
        ({"mediaFileReferenceRequest": {"url": "http://a"}}, "mediaFileReferenceRequest.contentType: is required"),
        ({"mediaFileReferenceRequest": {"url": "", "contentType": "video/mp4"}}, "url: must not be empty"),
        (
            {"mediaFileReferenceRequest": {"url": "http://a", "contentType": "application/zip"}},
            "contentType: must be one of",
        ),
    ],
)
def test_a_reference_that_is_not_exactly_one_known_kind_answers_400(
    cloud: ScormCloudClient, body: dict[str, Any], words: str
) -> None:
    response = cloud.call("POST", "/courses/importJobs/noUpload", params={"courseId": "C1"}, json=body)
    assert response.status_code == 400
    assert words in response.json()["message"]
    assert (
        refusal(cloud.call("GET", "/courses/importJobs/EMULATOR01C1"), 404)
        == "Could not find import job [EMULATOR01C1]"
    )


PDF = b"%PDF-1.4\n%%EOF\n"


@contextmanager
def media_at(body: bytes) -> Iterator[str]:
    """The URL of a file that a server has."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/files/Hand%20book.pdf"
        server.shutdown()


def refer(cloud: ScormCloudClient, url: str, **members: Any) -> Any:
    """Import a media file by reference."""
    body = {"mediaFileReferenceRequest": {"url": url, "contentType": "application/pdf", **members}}
    return cloud.call("POST", "/courses/importJobs/noUpload", params={"courseId": "C1"}, json=body)


def test_a_reference_to_a_media_file_becomes_a_course_by_every_state_of_its_job(cloud: ScormCloudClient) -> None:
    cloud.world.settings(job_mode="step")
    with media_at(PDF) as url:
        response = refer(cloud, url, contentType="Application/PDF", mediaFileMetadata={"title": "Handbook"})
        assert response.status_code == 200, response.text
        assert "the media file is fetched now" in response.headers["x-emulator-hint"]
        states = [cloud.job(response.json()["result"])["status"] for _ in range(3)]
    assert states == ["RUNNING", "COMPLETE", "COMPLETE"]
    assert cloud.get("/courses/C1")["title"] == "Handbook"


def test_a_media_file_that_is_not_there_or_is_none_fails_its_job_with_the_reason(cloud: ScormCloudClient) -> None:
    job_id = refer(cloud, "http://127.0.0.1:9/a.pdf").json()["result"]
    assert (cloud.job(job_id)["status"], "127.0.0.1:9" in cloud.job(job_id)["message"]) == ("ERROR", True)
    with media_at(b"<html>") as url:
        job_id = refer(cloud, url).json()["result"]
        assert cloud.job(job_id)["status"] == "ERROR"
    assert refusal(cloud.call("GET", "/courses/C1"), 404) == "Could not find course [C1]"


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ({"connectorReferenceRequest": {"connectorId": "x"}}, "connectorReferenceRequest"),
        ({"mediaFileReferenceRequest": {"url": "http://a", "contentType": "youtube"}}, "contentType youtube"),
        ({"mediaFileReferenceRequest": {"url": "http://a", "contentType": "url"}}, "contentType url"),
    ],
)
def test_a_reference_to_what_cannot_be_played_here_answers_501(
    cloud: ScormCloudClient, body: dict[str, Any], what: str
) -> None:
    response = cloud.call("POST", "/courses/importJobs/noUpload", params={"courseId": "C1"}, json=body)
    assert (response.status_code, response.json()["message"]) == (501, f"{what} is not served by the emulator")
    assert response.headers["x-emulator-hint"]
    assert "EMULATOR01C1" in refusal(cloud.call("GET", "/courses/importJobs/EMULATOR01C1"), 404)


def test_in_step_mode_a_job_moves_one_state_at_each_read(cloud: ScormCloudClient) -> None:
    cloud.world.settings(job_mode="step")
    job_id = cloud.fetch("C1").json()["result"]
    first = cloud.job(job_id)
    assert (first["status"], first["importResult"]) == ("RUNNING", {"parserWarnings": []})
    assert refusal(cloud.call("GET", "/courses/C1"), 404) == "Could not find course [C1]"
    assert [cloud.job(job_id)["status"] for _ in range(2)] == ["COMPLETE", "COMPLETE"]
    assert cloud.get("/courses/C1")["version"] == 0


def test_in_real_mode_a_job_moves_by_the_sandboxes_clock_and_ends_once(cloud: ScormCloudClient) -> None:
    cloud.world.settings(job_mode="real")
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    job_id = cloud.upload("C1").json()["result"]
    assert [move["state"] for move in cloud.world.advance(2)] == ["Running"]
    assert cloud.job(job_id)["status"] == "RUNNING"
    assert [move["state"] for move in cloud.world.advance(60)] == ["Complete"]
    assert cloud.get("/courses/C1")["created"] == "2030-01-01T00:00:03.000Z"
    assert len(cloud.get("/courses/C1/versions")["courses"]) == 1


def test_a_job_is_forgotten_a_week_after_its_end(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True})
    cloud.new_course("C1")
    cloud.world.advance(7 * 86_400)
    assert cloud.job("EMULATOR01C1")["status"] == "COMPLETE"
    cloud.world.advance(1)
    response = cloud.call("GET", "/courses/importJobs/EMULATOR01C1")
    words = "Could not find import job [EMULATOR01C1]"
    assert (response.status_code, response.json()) == (404, {"error": words, "message": words})


def test_an_existing_course_answers_409_unless_a_new_version_is_wanted(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    response = cloud.upload("C1")
    words = "Course [C1] already exists"
    assert (response.status_code, response.json()) == (409, {"error": words, "message": words})
    assert refusal(cloud.fetch("C1"), 409) == "Course [C1] already exists"
    for value in ("true", "True"):
        assert cloud.upload("C1", build_sample(QUIZ), mayCreateNewVersion=value).status_code == 200
    versions = cloud.get("/courses/C1/versions")["courses"]
    assert [version["version"] for version in versions] == [0, 1, 2]
    course = cloud.get("/courses/C1")
    assert (course["version"], course["title"]) == (2, versions[2]["title"])
    assert cloud.job("EMULATOR01C1")["importResult"]["course"]["version"] == 2


def test_a_second_import_of_a_course_answers_409_until_the_first_has_ended(cloud: ScormCloudClient) -> None:
    cloud.world.settings(job_mode="step")
    assert cloud.upload("C1").status_code == 200
    response = cloud.upload("C1")
    assert (response.status_code, response.json()["message"]) == (409, "Course [C1] is being imported")
    assert cloud.upload("C2").status_code == 200


def test_an_import_beside_another_of_the_course_makes_a_further_version(cloud: ScormCloudClient) -> None:
    cloud.world.settings(job_mode="step")
    jobs = [cloud.upload("C1", mayCreateNewVersion="true").json()["result"] for _ in range(3)]
    assert jobs == ["EMULATOR01C1", "EMULATOR01C1-2", "EMULATOR01C1-3"]
    assert cloud.upload("C1-2").json() == {"result": "EMULATOR01C1-2-2"}  # another course, whose first id is taken
    for job_id in reversed(jobs):
        assert [cloud.job(job_id)["status"] for _ in range(2)] == ["RUNNING", "COMPLETE"]
    assert [cloud.job(job_id)["importResult"]["course"]["version"] for job_id in jobs] == [2, 1, 0]
    assert [version["version"] for version in cloud.get("/courses/C1/versions")["courses"]] == [0, 1, 2]
    assert cloud.upload("C1", mayCreateNewVersion="true").json() == {"result": "EMULATOR01C1"}


def test_a_course_that_is_deleted_ends_all_its_imports(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.world.settings(job_mode="step")
    jobs = [cloud.upload("C1", mayCreateNewVersion="true").json()["result"] for _ in range(2)]
    assert cloud.call("DELETE", "/courses/C1").status_code == 204
    for job_id in jobs:
        assert [cloud.job(job_id)["status"] for _ in range(3)] == ["ERROR"] * 3
    assert refusal(cloud.call("GET", "/courses/C1"), 404) == "Could not find course [C1]"


@pytest.mark.parametrize("metadata", ["null", "{}"])
def test_metadata_that_is_not_set_is_ignored(cloud: ScormCloudClient, metadata: str) -> None:
    files = {"file": ("course.zip", build_sample(MINIMAL), "application/zip")}
    response = cloud.call(
        "POST",
        "/courses/importJobs/upload",
        params={"courseId": "C1"},
        files=files,
        data={"contentMetadata": metadata},
    )
    assert (response.status_code, "x-emulator-hint" in response.headers) == (200, False)


def test_a_course_id_may_hold_a_slash_and_255_characters(cloud: ScormCloudClient) -> None:
    cloud.new_course("a/b c?")
    assert cloud.job("EMULATOR01a/b c?")["importResult"]["webPathToCourse"] == "/courses/EMULATOR01/a%2Fb%20c%3F/0"
    assert cloud.get("/courses/a%2Fb%20c%3F")["id"] == "a/b c?"
    longest = "x" * 255
    cloud.new_course(longest)
    assert cloud.get(f"/courses/{longest}")["id"] == longest
    assert refusal(cloud.upload("x" * 256), 400) == "courseId: is longer than 255 characters"
    assert refusal(cloud.upload(""), 400) == "courseId: is required"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a zip archive"),
        (b"not a zip", "not a zip archive"),
        (zipped({"index.html": "x"}), "imsmanifest.xml"),
        (zipped({"imsmanifest.xml": "<manifest>"}), "imsmanifest.xml"),
        (zipped({"imsmanifest.xml": manifest()}), "not in the archive"),
        (zipped({"imsmanifest.xml": manifest(), "../index.html": "x", "index.html": "x"}), "index.html"),
    ],
)
def test_an_upload_that_is_no_course_ends_in_error_with_a_reason(
    cloud: ScormCloudClient, content: bytes, reason: str
) -> None:
    assert cloud.upload("C1", content).status_code == 200
    job = cloud.job("EMULATOR01C1")
    assert (job["status"], job["importResult"]) == ("ERROR", {"parserWarnings": []})
    assert reason in job["message"]
    assert refusal(cloud.call("GET", "/courses/C1"), 404) == "Could not find course [C1]"
    assert cloud.get("/courses") == {"courses": []}
    assert cloud.upload("C1").status_code == 200
    assert cloud.job("EMULATOR01C1")["status"] == "COMPLETE"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1:9/course.zip", "cannot be fetched"),
        ("ftp://example.com/course.zip", "not an http or https URL"),
        ("nonsense", "not an http or https URL"),
    ],
)
def test_a_url_that_gives_no_course_ends_in_error_with_a_reason(cloud: ScormCloudClient, url: str, reason: str) -> None:
    cloud.call("POST", "/courses/importJobs", params={"courseId": "C1"}, json={"url": url})
    job = cloud.job("EMULATOR01C1")
    assert job["status"] == "ERROR"
    assert reason in job["message"]


def upload_file(cloud: ScormCloudClient, name: str, content: bytes, kind: str, **data: str) -> dict[str, Any]:
    """Upload something that is no zip; returns the status of its import."""
    response = cloud.call(
        "POST",
        "/courses/importJobs/upload",
        params={"courseId": "C1", "mayCreateNewVersion": "true"},
        files={"file": (name, content, kind)},
        data=data,
        headers={"uploadedContentType": kind},
    )
    assert response.status_code == 200, response.text
    return cloud.job("EMULATOR01C1")


@pytest.mark.parametrize(
    ("sample", "standard", "activities"),
    [
        ("aicc-minimal.zip", "AICC", ["knots-aicc", "A1"]),
        (
            "cmi5-minimal.zip",
            "CMI5",
            ["https://lms-emulator.example/cmi5/clouds", "https://lms-emulator.example/cmi5/clouds/look"],
        ),
        ("tincan-minimal.zip", "XAPI", ["https://lms-emulator.example/tincan/phases-of-the-moon"]),
        ("scorm2004-forced-order.zip", "SCORM20043RDEDITION", ["course", "first", "second"]),
    ],
)
def test_packages_of_every_standard_become_courses_that_can_be_registered_for(
    cloud: ScormCloudClient, sample: str, standard: str, activities: list[str]
) -> None:
    cloud.new_course("C1", sample)
    course = cloud.get("/courses/C1")
    assert course["courseLearningStandard"] == standard
    root = course["rootActivity"]
    assert [each["itemIdentifier"] for each in (root, *root["children"])] == activities
    assert cloud.register("R1").status_code == 204
    progress = cloud.get("/registrations/R1", includeChildResults="true", includeRuntime="true")
    assert (progress["registrationCompletion"], progress["activityDetails"]["id"]) == ("UNKNOWN", activities[0])


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("shiraz.pdf", b"%PDF-1.7", "application/pdf"),
        ("shiraz.mp3", b"ID3", "audio/mpeg"),
        ("shiraz.mp4", b"\0\0\0\x18ftypmp42", "video/mp4"),
    ],
)
def test_a_media_file_becomes_a_course_named_after_it(
    cloud: ScormCloudClient, name: str, content: bytes, kind: str
) -> None:
    job = upload_file(cloud, name, content, kind)
    assert (job["status"], job["importResult"]["courseLanguages"]) == ("COMPLETE", ["en"])
    course = cloud.get("/courses/C1")
    assert (course["title"], course["courseLearningStandard"]) == ("shiraz", "UNKNOWN")
    assert course["rootActivity"]["href"] == name
    metadata = '{"title": "Wine", "contentLanguage": "fr", "estimatedDuration": 60}'
    assert upload_file(cloud, name, content, kind, contentMetadata=metadata)["importResult"]["courseLanguages"] == [
        "fr"
    ]
    assert cloud.get("/courses/C1")["title"] == "Wine"


def test_a_bare_cmi5_structure_becomes_a_course(cloud: ScormCloudClient) -> None:
    text = (
        '<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"><course id="urn:c"/>'
        '<au id="urn:a"><url>https://example.com/au</url></au></courseStructure>'
    )
    assert upload_file(cloud, "cmi5.xml", text.encode(), "text/xml; charset=utf-8")["status"] == "COMPLETE"
    assert cloud.get("/courses/C1")["courseLearningStandard"] == "CMI5"


def test_a_file_that_is_not_of_its_type_or_a_type_that_is_no_course_ends_in_error(cloud: ScormCloudClient) -> None:
    job = upload_file(cloud, "talk.pdf", b"ID3", "application/pdf")
    assert (job["status"], job["message"]) == (
        "ERROR",
        "talk.pdf is no PDF file, though its content type is application/pdf.",
    )
    assert "image/png cannot be imported" in upload_file(cloud, "a.png", b"x", "image/png")["message"]
    body = {"url": cloud.world.sample(MINIMAL), "contentType": "audio/mpeg"}
    cloud.call("POST", "/courses/importJobs", params={"courseId": "C2"}, json=body)
    assert "scorm12-minimal.zip.mp3 is no MP3 file" in cloud.job("EMULATOR01C2")["message"]


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        ("[]", "contentMetadata: must be a JSON object"),
        ("nonsense", "contentMetadata: must be a JSON object"),
        ('{"title": []}', "contentMetadata.title: must be text"),
        ('{"estimatedDuration": -1}', "estimatedDuration: must not be negative"),
        ('{"estimatedDuration": "x"}', "contentMetadata.estimatedDuration: must be a whole number"),
    ],
)
def test_metadata_that_is_not_of_its_schema_answers_400(cloud: ScormCloudClient, metadata: str, words: str) -> None:
    files = {"file": ("a.pdf", b"%PDF-", "application/pdf")}
    data = {"contentMetadata": metadata}
    params = {"courseId": "C1"}
    response = cloud.call("POST", "/courses/importJobs/upload", params=params, files=files, data=data)
    assert refusal(response, 400) == words


def test_an_upload_without_a_file_or_without_multipart_is_refused(cloud: ScormCloudClient) -> None:
    path, params = "/courses/importJobs/upload", {"courseId": "C1"}
    response = cloud.call("POST", path, params=params, files={"other": ("a.zip", b"x")})
    assert (response.status_code, response.json()["message"]) == (400, "file: is required")
    assert refusal(cloud.call("POST", path, params=params, json={}), 415) == "Unsupported Media Type"
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    assert (
        refusal(cloud.call("POST", path, params=params, content=b"--x\r\nbroken", headers=headers), 400)
        == "body: the multipart body ended before its closing boundary"
    )
    files = {"file": ("a.zip", b"x")}
    assert (
        refusal(cloud.call("POST", path, params=params, files=files, data={"contentMetadata": "{"}), 400)
        == "contentMetadata: must be a JSON object"
    )
    assert cloud.get("/courses") == {"courses": []}


def test_deleting_a_course_ends_the_import_of_its_next_version(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.world.settings(job_mode="step")
    cloud.upload("C1", mayCreateNewVersion="true")
    assert cloud.call("DELETE", "/courses/C1").status_code == 204
    job = cloud.job("EMULATOR01C1")
    assert (job["status"], job["message"]) == ("ERROR", "The course was deleted.")
    assert refusal(cloud.call("GET", "/courses/C1"), 404) == "Could not find course [C1]"


def test_an_import_of_the_same_package_into_two_courses_makes_two_courses(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.new_course("C2")
    assert sorted(ids(cloud.get("/courses")["courses"])) == ["C1", "C2"]
