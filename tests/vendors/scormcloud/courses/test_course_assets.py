"""The files of a course: read, listed, put, fetched, removed, and packed again."""

import io
import zipfile
from typing import Any

import httpx
import pytest

from emulator.courseware.samples import build_sample
from tests.vendors.scormcloud.calling import MINIMAL, QUIZ, ScormCloudClient, refusal

FILES = ["imsmanifest.xml", "index.html", "shared/course.css", "shared/scorm12.js"]
ESCAPES = [
    "../x",
    "a/../../x",
    "//x",
    "/../x",
    "..\\x",
    "C:\\x",
    "C:/x",
    "",
    "/",
    "a/",
    "a\x01b",
    "x" * 300,
    "a/" * 150 + "b",
]


def put(cloud: ScormCloudClient, destination: str, content: bytes = b"new", version: str = "", **params: Any) -> Any:
    files = {"file": ("local name.html", content)}
    path = f"/courses/C1{version}/asset/upload"
    return cloud.call("POST", path, files=files, data={"destination": destination}, params=params)


def read(cloud: ScormCloudClient, relative_path: str, version: str = "") -> httpx.Response:
    return cloud.call("GET", f"/courses/C1{version}/asset", params={"relativePath": relative_path})


def paths(cloud: ScormCloudClient, version: str = "") -> list[str]:
    return [file["path"] for file in cloud.get(f"/courses/C1{version}/asset/list")["files"]]


def sample_file(sample: str, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(build_sample(sample))).read(name)


def test_a_file_is_read_as_it_came(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    for path in ("shared/course.css", "/shared/course.css", "./shared\\course.css"):
        response = read(cloud, path)
        assert (response.status_code, response.headers["content-type"]) == (200, "application/octet-stream")
        assert response.headers["content-disposition"] == 'attachment; filename="course.css"'
        assert response.content == sample_file(MINIMAL, "shared/course.css")


def test_files_are_listed_flat_with_size_and_moment(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    cloud.new_course("C1")
    cloud.world.advance(60)
    put(cloud, "notes/a.txt", b"four")
    listed = cloud.get("/courses/C1/asset/list")["files"]
    assert [file["path"] for file in listed] == sorted([*FILES, "notes/a.txt"])
    by_path = {file["path"]: file for file in listed}
    assert by_path["notes/a.txt"] == {"path": "notes/a.txt", "size": 4, "modified": "2030-01-01T00:01:00.000Z"}
    assert by_path["index.html"]["size"] == len(sample_file(MINIMAL, "index.html"))
    assert by_path["index.html"]["modified"] == "2030-01-01T00:00:00.000Z"


def test_an_upload_puts_a_file_into_the_course_and_replaces_one(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    response = put(cloud, "/Etiquette/Course.html", b"one")
    assert response.status_code == 200
    assert response.json() == {"filename": "Course.html", "destination": "/Etiquette/Course.html"}
    assert read(cloud, "Etiquette/Course.html").content == b"one"
    put(cloud, "Etiquette/Course.html", b"")
    assert read(cloud, "Etiquette/Course.html").content == b""
    assert paths(cloud).count("Etiquette/Course.html") == 1


def test_the_policy_decides_whether_a_file_may_or_must_be_there(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    assert (
        refusal(put(cloud, "a.txt", updateAssetPolicy="strict"), 400) == "Asset [a.txt] of course [C1] does not exist"
    )
    assert put(cloud, "a.txt", updateAssetPolicy="reject").status_code == 200
    response = put(cloud, "a.txt", b"other", updateAssetPolicy="reject")
    assert (response.status_code, response.json()["message"]) == (400, "Asset [a.txt] of course [C1] already exists")
    assert read(cloud, "a.txt").content == b"new"
    assert put(cloud, "a.txt", b"third", updateAssetPolicy="strict").status_code == 200
    assert read(cloud, "a.txt").content == b"third"
    assert (
        refusal(put(cloud, "a.txt", updateAssetPolicy="loose"), 400)
        == "updateAssetPolicy: must be one of reject, strict, lax"
    )


def test_a_file_is_fetched_into_the_course(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    body = {"fetchUrl": cloud.world.sample(QUIZ), "destination": "more/quiz.zip"}
    response = cloud.call("POST", "/courses/C1/asset", json=body)
    assert (response.status_code, response.json()) == (
        200,
        {"filename": "quiz.zip", "destination": "more/quiz.zip"},
    )
    assert read(cloud, "more/quiz.zip").content == build_sample(QUIZ)
    response = cloud.call("POST", "/courses/C1/asset", json=body, params={"updateAssetPolicy": "reject"})
    assert refusal(response, 400) == "Asset [more/quiz.zip] of course [C1] already exists"
    for url, words in (
        ("http://127.0.0.1:9/x", "cannot be fetched"),
        ("nonsense", "not an http"),
        (f"{cloud.world.root}/_emulator/nothing", "answered 404"),
    ):
        response = cloud.call("POST", "/courses/C1/asset", json={"fetchUrl": url, "destination": "x"})
        assert response.status_code == 400
        assert words in response.json()["message"]
    assert "x" not in paths(cloud)


def test_a_file_is_removed(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    gone = {"relativePath": "shared/course.css"}
    response = cloud.call("DELETE", "/courses/C1/asset", params=gone)
    assert (response.status_code, response.content) == (204, b"")
    words = "Could not find asset [shared/course.css] of course [C1]"
    for method in ("GET", "DELETE"):
        response = cloud.call(method, "/courses/C1/asset", params=gone)
        assert (response.status_code, response.json()) == (404, {"error": words, "message": words})
    assert paths(cloud) == [name for name in FILES if name != "shared/course.css"]


def test_a_change_of_the_manifest_is_let_through_with_a_hint(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    assert "manifest" in put(cloud, "imsmanifest.xml").headers["x-emulator-hint"]
    assert cloud.get("/courses/C1")["rootActivity"]["children"]


@pytest.mark.parametrize("path", ESCAPES)
def test_a_path_cannot_leave_the_course(cloud: ScormCloudClient, path: str) -> None:
    cloud.new_course("C1")
    words = "names a folder" if path in ("/", "a/") else "is not the relative path of a file"
    assert refusal(put(cloud, path), 400) == f"destination: {words}"
    assert refusal(read(cloud, path), 400) == f"relativePath: {words}"
    refused = cloud.call("DELETE", "/courses/C1/asset", params={"relativePath": path})
    assert refusal(refused, 400) == f"relativePath: {words}"
    body = {"fetchUrl": cloud.world.sample(QUIZ), "destination": path}
    assert refusal(cloud.call("POST", "/courses/C1/asset", json=body), 400) == f"destination: {words}"
    assert paths(cloud) == FILES


def test_a_file_and_a_folder_do_not_share_a_name(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    for path in ("shared", "index.html/a.txt", "index.html/a/b.txt"):
        response = put(cloud, path)
        assert (response.status_code, "destination" in response.json()["message"]) == (400, True)
    assert refusal(read(cloud, "shared"), 404) == "Could not find asset [shared] of course [C1]"
    assert paths(cloud) == FILES


def test_each_version_has_files_of_its_own_and_the_latest_is_meant(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.new_course("C1", QUIZ, mayCreateNewVersion="true")
    put(cloud, "a.txt")
    assert "a.txt" in paths(cloud, "/versions/1")
    assert paths(cloud, "/versions/0") == FILES
    put(cloud, "b.txt", version="/versions/0")
    body = {"fetchUrl": cloud.world.sample(QUIZ), "destination": "c.zip"}
    assert cloud.call("POST", "/courses/C1/versions/0/asset", json=body).status_code == 200
    assert read(cloud, "b.txt", "/versions/0").content == b"new"
    assert refusal(read(cloud, "b.txt"), 404) == "Could not find asset [b.txt] of course [C1]"
    gone = {"relativePath": "index.html"}
    assert cloud.call("DELETE", "/courses/C1/versions/0/asset", params=gone).status_code == 204
    assert paths(cloud, "/versions/0") == [
        "b.txt",
        "c.zip",
        "imsmanifest.xml",
        "shared/course.css",
        "shared/scorm12.js",
    ]
    assert zip_of(cloud, "/versions/0").namelist() == paths(cloud, "/versions/0")


def zip_of(cloud: ScormCloudClient, version: str = "") -> zipfile.ZipFile:
    response = cloud.call("GET", f"/courses/C1{version}/zip")
    assert (response.status_code, response.headers["content-type"]) == (200, "application/zip")
    assert response.headers["content-disposition"] == 'attachment; filename="C1.zip"'
    assert len(response.content) == int(response.headers["content-length"])
    return zipfile.ZipFile(io.BytesIO(response.content))


def test_the_zip_of_a_course_holds_what_it_has_now_and_can_be_imported(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    put(cloud, "a.txt", b"mine")
    archive = zip_of(cloud)
    assert archive.testzip() is None
    assert archive.namelist() == sorted([*FILES, "a.txt"])
    assert archive.read("a.txt") == b"mine"
    assert archive.read("index.html") == sample_file(MINIMAL, "index.html")
    first, second = (cloud.call("GET", "/courses/C1/zip").content for _ in range(2))
    assert first == second, "the same files make the same bytes"
    assert cloud.upload("C2", first).status_code == 200
    assert cloud.get("/courses/C2")["title"] == cloud.get("/courses/C1")["title"]


def test_a_large_file_is_sent_in_slices_and_whole(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    content = bytes(range(256)) * 8192
    put(cloud, "large.bin", content)
    assert read(cloud, "large.bin").content == content
    assert zip_of(cloud).read("large.bin") == content
    uploads = list(cloud.world.journal(operation="getCourseZip"))[-1]["response"]
    assert uploads["bytes"] > len(content)


def test_the_name_of_a_zip_can_be_a_file_name_whatever_the_course_is_called(cloud: ScormCloudClient) -> None:
    cloud.new_course("a/b ü")
    header = cloud.call("GET", "/courses/a%2Fb%20%C3%BC/zip").headers["content-disposition"]
    assert header == "attachment; filename=\"a_b__.zip\"; filename*=UTF-8''a%2Fb%20%C3%BC.zip"


@pytest.mark.parametrize(
    ("method", "path", "options"),
    [
        ("GET", "/asset", {"params": {"relativePath": "a"}}),
        ("DELETE", "/asset", {"params": {"relativePath": "a"}}),
        ("GET", "/asset/list", {}),
        ("POST", "/asset/upload", {"files": {"file": ("a", b"")}, "data": {"destination": "a"}}),
        ("POST", "/asset", {"json": {"fetchUrl": "http://127.0.0.1:9/", "destination": "a"}}),
        ("GET", "/zip", {}),
        ("GET", "/xAPIStatements", {}),
        ("POST", "/preview", {"json": {}}),
    ],
)
def test_an_unknown_course_or_version_answers_404(
    cloud: ScormCloudClient, method: str, path: str, options: dict[str, Any]
) -> None:
    cloud.new_course("C1")
    response = cloud.call(method, f"/courses/abc{path}", **options)
    assert (response.status_code, response.json()["message"]) == (404, "Could not find course [abc]")
    response = cloud.call(method, f"/courses/C1/versions/7{path}", **options)
    assert (response.status_code, response.json()["message"]) == (404, "Could not find course [C1], version [7]")


def test_what_is_missing_from_an_upload_answers_400(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    path = "/courses/C1/asset/upload"
    response = cloud.call("POST", path, files={"file": ("a", b"x")})
    assert (response.status_code, response.json()["message"]) == (400, "destination: is required")
    response = cloud.call("POST", path, files={"other": ("a", b"x")}, data={"destination": "a"})
    assert (response.status_code, response.json()["message"]) == (400, "file: is required")
    assert (
        refusal(cloud.call("POST", "/courses/C1/asset", json={"destination": "a"}), 400) == "body.fetchUrl: is required"
    )
    assert refusal(cloud.call("GET", "/courses/C1/asset"), 400) == "relativePath: is required"
