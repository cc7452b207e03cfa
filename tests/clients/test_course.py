"""The official client on the files of courses."""

import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import rustici_software_cloud_v2 as sc

from emulator.courseware.samples import build_sample
from tests.clients.test_scormcloud_client import client_of, refused
from tests.world import World

Api = Any  # the client has no annotations


@pytest.fixture
def api(world: World, tmp_path: Path) -> Api:
    """The client, and a course C1."""
    world.seed({"scormcloud": {"courses": [{"id": "C1"}]}})
    client = client_of(world)
    client.configuration.temp_folder_path = str(tmp_path)
    return client


def test_assets_are_put_listed_read_and_deleted(api: Api, world: World, tmp_path: Path) -> None:
    courses = sc.CourseApi(api)
    (tmp_path / "page.html").write_text("<p>new</p>")
    put = courses.upload_course_asset_file("C1", "/more/page.html", file=str(tmp_path / "page.html"))
    assert (put.filename, put.destination) == ("page.html", "/more/page.html")
    with refused(400):
        courses.upload_course_asset_file(
            "C1", "more/page.html", file=str(tmp_path / "page.html"), update_asset_policy="reject"
        )
    fetch = sc.ImportAssetRequestSchema(fetch_url=world.sample("scorm12-minimal.zip"), destination="more/a.zip")
    assert courses.import_course_asset_file("C1", fetch).filename == "a.zip"
    with refused(400):
        courses.import_course_asset_file("C1", fetch, update_asset_policy="reject")
    listed = {file.path: file for file in courses.get_course_file_list("C1").files}
    assert listed["more/page.html"].size == len("<p>new</p>")
    assert isinstance(listed["index.html"].modified, datetime)
    read = Path(courses.get_course_asset("C1", "more/page.html"))
    assert (read.name, read.read_text()) == ("page.html", "<p>new</p>")
    # A bug of the client: it decodes every body but a zip as UTF-8, so a binary asset cannot be read with it.
    with pytest.raises(UnicodeDecodeError):
        courses.get_course_asset("C1", "more/a.zip")
    courses.delete_course_asset("C1", "more/page.html")
    with refused(404):
        courses.get_course_asset("C1", "more/page.html")
    with refused(404):
        courses.delete_course_asset("C1", "more/page.html")


def test_assets_of_a_version_are_its_own(api: Api, world: World, tmp_path: Path) -> None:
    courses = sc.CourseApi(api)
    (tmp_path / "page.html").write_text("x")
    courses.upload_course_version_asset_file("C1", 0, "page.html", file=str(tmp_path / "page.html"))
    fetch = sc.ImportAssetRequestSchema(fetch_url=world.sample("scorm12-minimal.zip"), destination="a.zip")
    courses.import_course_version_asset_file("C1", 0, fetch)
    assert "a.zip" in [file.path for file in courses.get_course_version_file_list("C1", 0).files]
    assert Path(courses.get_course_version_asset("C1", 0, "page.html")).read_text() == "x"
    courses.delete_course_version_asset("C1", 0, "page.html")
    for call in (courses.get_course_version_asset, courses.delete_course_version_asset):
        with refused(404):
            call("C1", 0, "page.html")
    with refused(404):
        courses.get_course_version_file_list("C1", 7)


def test_a_course_is_downloaded_as_a_zip(api: Api, tmp_path: Path) -> None:
    courses = sc.CourseApi(api)
    first = Path(courses.get_course_zip("C1")).read_bytes()
    saved = Path(courses.get_versioned_course_zip("C1", 0))
    assert (saved.parent, saved.name, saved.read_bytes()) == (tmp_path, "C1.zip", first)
    (tmp_path / "sample.zip").write_bytes(build_sample("scorm12-minimal.zip"))
    assert sorted(zipfile.ZipFile(saved).namelist()) == sorted(zipfile.ZipFile(tmp_path / "sample.zip").namelist())
    with refused(404):
        courses.get_course_zip("C2")
    with refused(404):
        courses.get_versioned_course_zip("C1", 1)
