"""The zips of dispatches: courses that our own import takes, called as the vendor calls them."""

import io
import zipfile
from pathlib import Path

import orjson
import pytest

from emulator.courseware.importing.importing import import_package
from emulator.courseware.package.package import Standard
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.vendors.scormcloud.dispatches.dispatching import (
    DESTINATIONS,
    DISPATCHES,
    dispatched,
    new_destination,
    new_dispatch,
    refused,
)

ZIP = f"{DISPATCHES}/X1/zip"
ALL = f"{DESTINATIONS}/D1/dispatches/zip"


def names(content: bytes) -> list[str]:
    """The files of an archive."""
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_the_zip_of_a_dispatch_is_a_scorm_12_course_of_its_title(cloud: ScormCloudClient, tmp_path: Path) -> None:
    dispatched(cloud)
    response = cloud.call("GET", ZIP)
    assert response.headers["content-type"] == "application/zip"
    assert response.headers["content-disposition"] == 'attachment; filename="ber_tides_my_lms_dispatch_x1.zip"'
    (tmp_path / "dispatch.zip").write_bytes(response.content)
    package = import_package(tmp_path / "dispatch.zip", tmp_path / "course")
    assert (package.standard, package.title, package.warnings) == (Standard.SCORM_12, "Über Tides", ())
    assert [child.href for child in package.root.children] == ["dispatch.html"]


def test_a_dispatch_is_imported_as_a_course_by_another_sandbox_of_the_emulator(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    job = cloud.job(cloud.upload("C2", cloud.call("GET", ZIP).content).json()["result"])
    assert (job["status"], job["importResult"]["parserWarnings"]) == ("COMPLETE", [])


def test_a_zip_is_the_same_every_time_and_knows_its_sandbox(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    content = cloud.call("GET", ZIP).content
    assert content == cloud.call("GET", ZIP).content
    text = zipfile.ZipFile(io.BytesIO(content)).read("configuration.js")
    configuration = orjson.loads(text.removeprefix(b"const dispatch = ").removesuffix(b";\n"))
    assert configuration["launchUrl"].startswith(f"{cloud.world.root}/launch/dispatch/")
    assert configuration["statusUrl"] == f"{configuration['launchUrl']}/status"
    assert configuration["cssUrl"] is None


@pytest.mark.parametrize("title", ["<a> & \"b\" 'c'", "\x01\x1f", "{title} {0}", "日本語", "   "])
def test_any_title_makes_a_course(cloud: ScormCloudClient, tmp_path: Path, title: str) -> None:
    cloud.world.seed({"scormcloud": {"courses": [{"id": "C1", "title": title}]}})
    new_destination(cloud, name=title)
    new_dispatch(cloud, "../X 1\r\nSet-Cookie: a")
    response = cloud.call("GET", f"{DISPATCHES}/..%2FX%201%0D%0ASet-Cookie%3A%20a/zip")
    assert "dispatch_x_1_set-cookie_a.zip" in response.headers["content-disposition"]
    (tmp_path / "dispatch.zip").write_bytes(response.content)
    package = import_package(tmp_path / "dispatch.zip", tmp_path / "course")
    assert package.title == (title.strip() if title.isprintable() and title.strip() else package.title)


@pytest.mark.parametrize("kind", ["SCORM_12", "SCORM12"])
def test_both_words_for_scorm_12_are_taken(cloud: ScormCloudClient, kind: str) -> None:
    dispatched(cloud)
    assert cloud.call("GET", ZIP, params={"type": kind}).status_code == 200
    assert cloud.call("GET", ALL, params={"type": kind}).status_code == 200


@pytest.mark.parametrize("path", [ZIP, ALL])
def test_another_type_and_a_style_that_is_no_url_answer_400(cloud: ScormCloudClient, path: str) -> None:
    dispatched(cloud)
    refused(cloud.call("GET", path, params={"type": "AICC"}), 400, "type")
    refused(cloud.call("GET", path, params={"cssUrl": "javascript:alert(1)"}), 400, "cssUrl")


def test_a_style_goes_into_the_package(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    content = cloud.call("GET", ZIP, params={"cssUrl": "https://a.example/b.css"}).content
    assert b'"cssUrl":"https://a.example/b.css"' in zipfile.ZipFile(io.BytesIO(content)).read("configuration.js")


def test_the_zip_of_a_destination_has_the_zips_of_its_dispatches(cloud: ScormCloudClient) -> None:
    dispatched(cloud, tags=["a"])
    cloud.world.seed({"scormcloud": {"courses": [{"id": "C2", "title": "Über Tides"}]}})
    new_destination(cloud, "D2")
    new_dispatch(cloud, "x1!", course_id="C2")
    new_dispatch(cloud, "X3", destination_id="D2")
    response = cloud.call("GET", ALL)
    assert response.headers["content-type"] == "application/zip"
    assert response.headers["content-disposition"] == 'attachment; filename="my_lms_dispatches.zip"'
    assert names(response.content) == ["ber_tides_my_lms_dispatch_x1.zip", "ber_tides_my_lms_dispatch_x1_2.zip"]
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.read("ber_tides_my_lms_dispatch_x1.zip") == cloud.call("GET", ZIP).content
    assert names(cloud.call("GET", ALL, params={"tags": "a,b"}).content) == ["ber_tides_my_lms_dispatch_x1.zip"]
    assert names(cloud.call("GET", ALL, params={"tags": "c"}).content) == []
